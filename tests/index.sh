#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Prints the index of src, a line for each file: its name and the first sentence of the
# comment at its top, that of the header where there is one.  src/FILES holds it, and
# tests/layers-test.sh compares the two; to renew it: tests/index.sh >src/FILES
cd "$(dirname "$0")/../src" || exit 1

first_sentence() { # FILE
	awk '
		/^\/\*/ { inside = 1 }
		inside {
			line = $0
			ended = sub(/[ \t]*\*\/.*/, "", line)
			sub(/^\/?\*+[ \t]*/, "", line)
			sub(/^[ \t]+\*?[ \t]*/, "", line)
			if (line == "" && text != "") exit
			text = text (text == "" ? "" : " ") line
			if (ended) exit
		}
		END {
			if (match(text, /[.?]( |$)/)) text = substr(text, 1, RSTART - 1)
			print text
		}' "$1"
}

folder=
for name in $(find . -name '*.[ch]' ! -name packages-table.h | sed -e 's|^\./||' -e 's|\.[ch]$||' | LC_ALL=C sort -u |
	awk -F/ '{ depth = NF; path = $0; sub(/\/?[^\/]*$/, "", path); print path "\t" $0 }' | LC_ALL=C sort | cut -f 2); do
	case $name in */*) here=src/${name%/*} ;; *) here=src ;; esac
	if [ "$here" != "$folder" ]; then
		[ -z "$folder" ] || echo
		echo "$here"
		folder=$here
	fi
	file=$name.h
	[ -e "$file" ] || file=$name.c
	printf '    %-18s %s\n' "${name##*/}" "$(first_sentence "$file")"
done
