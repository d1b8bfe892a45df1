#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The layout of src, as HACKING says it: which folder may include which, no circle of
# includes, one header for each file, libraries in their places, and an index that is
# true.  The link proves the folders again: a test links its own and those below.
top=$(cd "${top_srcdir:-.}" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
. "$top/tests/points.sh"
cd "$top/src" || exit 1

find . -name '*.[ch]' ! -name packages-table.h | sed 's|^\./||' | LC_ALL=C sort >"$dir/files"
# includes: FILE INCLUDED, of the project's own headers
xargs grep -H '^#include "' <"$dir/files" | sed -E 's/^([^:]*):#include "([^"]*)".*/\1 \2/' |
	grep -v ' base/packages-table\.h$' >"$dir/includes"

nothing() { # FILE: that holds what is wrong
	cat "$1"
	! [ -s "$1" ]
}

# ---- folders --------------------------------------------------------------------------------

# FOLDER ALLOWED…, a line for each row of the table.
awk '/^    ------ /{ on = 1; next } /^$/ { if (on) exit } on && /^    [a-z]/' "$top/HACKING" |
	awk '{ name = $1; sub(/^ *[^ ]+ +/, ""); sub(/  .*/, ""); print name, $0 }' >"$dir/rows"

outside_its_folders() {
	while read -r file included; do
		from=${file%/*} to=${included%/*}
		[ "$from" != "$to" ] && [ "$file" != main.c ] || continue
		allowed=$(sed -n "s|^$from ||p" "$dir/rows")
		for one in $allowed; do
			# shellcheck disable=SC2254  # a pattern
			case $one in everything) continue 2 ;; esac
			# shellcheck disable=SC2254
			case $to in $one) continue 2 ;; esac
			[ "$included" != "$one.h" ] || continue 2
		done
		echo "$file includes $included: $from may include $allowed"
	done <"$dir/includes" >"$dir/outside"
	nothing "$dir/outside"
}
every_folder_is_named() {
	sed -n 's|/[^/]*$||p' "$dir/files" | LC_ALL=C sort -u >"$dir/there"
	cut -d ' ' -f 1 "$dir/rows" | LC_ALL=C sort >"$dir/named"
	diff "$dir/named" "$dir/there"
}
point "HACKING names every folder of src" every_folder_is_named
point "each folder includes what HACKING says" outside_its_folders
point "in src itself there is main.c alone" [ "$(ls ./*.c ./*.h 2>/dev/null)" = ./main.c ]
session_knows_no_screen() { ! grep '^session/.* ui/' "$dir/includes"; }
point "session includes nothing of ui" session_knows_no_screen

# ---- files ------------------------------------------------------------------------------------

# NAME.c and NAME.h are one: tsort says where they include each other in a circle.
no_circle() {
	sed -E 's/\.[ch]\b//g' "$dir/includes" | awk '$1 != $2' >"$dir/edges"
	tsort "$dir/edges" 2>&1 >/dev/null | grep -v 'contains a loop' >"$dir/circles"
	nothing "$dir/circles"
}
point "no files include each other in a circle" no_circle
own_header_first() {
	grep '\.c$' "$dir/files" | while read -r file; do
		[ "$file" != main.c ] || continue
		[ -e "${file%.c}.h" ] || { echo "$file has no ${file%.c}.h"; continue; }
		first=$(grep -v '<config\.h>' "$file" | sed -n 's/^#include ["<]\([^">]*\).*/\1/p' | head -n 1)
		[ "$first" = "${file%.c}.h" ] || echo "$file includes $first before its own header"
	done >"$dir/headers"
	nothing "$dir/headers"
}
point "each file has the header of its name, and includes it first" own_header_first
no_twins() {
	sed 's|.*/||' "$dir/files" | LC_ALL=C sort | uniq -d >"$dir/twins"
	nothing "$dir/twins"
}
point "no two files have one name" no_twins
few_lines() {
	xargs wc -l <"$dir/files" | awk '$2 != "total" && $1 > 550' >"$dir/long"
	nothing "$dir/long"
}
point "no file has more than 550 lines" few_lines

# ---- libraries --------------------------------------------------------------------------------

only() { # LIBRARY-ERE PLACE-ERE: is it included elsewhere?
	xargs grep -lE "^#include <($1)" <"$dir/files" >"$dir/includers"
	[ -s "$dir/includers" ] || { echo "nothing includes it"; return 1; }
	grep -vE "^($2)$" "$dir/includers" >"$dir/elsewhere"
	nothing "$dir/elsewhere"
}
point "cmark stands in two files" only 'cmark' 'lesson/load/(document|markdown)\.c'
point "yaml stands in one file" only 'yaml' 'lesson/load/yaml\.c'
point "libtre stands in one file" only 'tre/' 'lesson/tre-library\.h'
point "libvirt stands in one header of its backend" only 'libvirt' 'vm/libvirt/conn\.h'
point "libpng stands in one file" only 'png' 'pixel/png-library\.h'
point "libchafa stands in one file" only 'chafa' 'pixel/chafa-module\.c'
point "libvterm stands in the terminal of a machine" only 'vterm' 'vm/console/vterm-library\.h'
point "curses stands in two files" only 'n?curses|term\.h' 'term/(term|input)\.c'
point "libxml2 stands in one file" only 'libxml/' 'vm/libvirt/xml\.c'
point "libmosquitto stands in one file" only 'mosquitto|mqtt' 'room/mosquitto-library\.h'
point "json-c stands in one file" only 'json' 'json/json-library\.h'

# ---- what is told of it ------------------------------------------------------------------------

true_index() { sh "$top/tests/index.sh" | diff "$top/src/FILES" -; }
point "src/FILES is what tests/index.sh prints" true_index
three_screens() { [ "$(wc -l <"$top/HACKING")" -le 120 ]; }
point "HACKING fits on three screens" three_screens
there_are() { # what HACKING and NOTES name
	sed 's/<[a-z/]*\.h>//g' "$top/HACKING" "$top/src/NOTES" "$top/tests/README" |
		grep -oE '\b[a-z0-9/-]+\.[ch]\b' | LC_ALL=C sort -u | while read -r file; do
		[ -e "$file" ] || [ -e "$top/$file" ] || echo "$file is not there"
	done >"$dir/gone"
	nothing "$dir/gone"
}
point "the files that HACKING, src/NOTES and tests/README name are there" there_are
named_tests() { # FILE: NAME, as in src/THREATS
	sed -n 's/^  test: //p' "$top/src/THREATS" >"$dir/named"
	[ "$(wc -l <"$dir/named")" -gt 30 ] || return 1
	while IFS= read -r line; do
		file=$top/${line%%: *} wanted=${line#*: }
		case $file in
		*.c) grep -qE "(TEST|WITH_[A-Z]+|unit_test[a-z_]*)\($wanted[,)]" "$file" ;;
		*) grep -qF -- "\"$wanted" "$file" ;;
		esac 2>"$dir/why" || echo "there is no $line"
	done <"$dir/named" >"$dir/gone"
	nothing "$dir/gone"
}
point "the tests that src/THREATS names are there" named_tests
stopped_and_tried() { # each threat; prints those that are not
	awk -v RS= '
		function judge() { if (threat != "" && !(stops && tests)) print threat }
		/\n  / {
			n = split($0, lines, "\n")
			for (i = 1; i <= n; i++) {
				if (lines[i] !~ /^ /) { judge(); threat = lines[i]; stops = tests = 0 }
				else if (lines[i] ~ /^  test: /) tests++
				else if (!tests) stops++
			}
			judge()
			threat = ""
		}' "$top/src/THREATS" >"$dir/open"
	nothing "$dir/open"
}
point "each threat of src/THREATS has what stops it, and a test" stopped_and_tried
point "something was looked at" [ "$(wc -l <"$dir/includes")" -gt 500 ]
echo "1..$number"
exit $failed
