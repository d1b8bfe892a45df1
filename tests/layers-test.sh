#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The layers: which folder of src/ may include what.  The link proves most of
# it (each test links its own layer and those below); this proves the rest.
cd "${top_srcdir:-.}/src" || exit 1
n=0 bad=0
point() { # "what" LINES-THAT-ARE-WRONG
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		bad=$((bad + 1))
		echo "not ok $n - $1"
		echo "$2" | sed 's/^/# /'
	fi
}
# includes FOLDER ALLOWED-ERE: the project's headers it includes beyond those allowed
includes() { grep -nE '^#include "' "$1"/*.[ch] | grep -vE "#include \"($2)" || :; }
# only LIBRARY-ERE PLACE-ERE: files that include it elsewhere
only() { grep -lE "^#include <($1)" ./*.[ch] ./*/*.[ch] | grep -vE "^\./($2)$" || :; }

point "base includes base" "$(includes base 'base/')"
point "lesson includes base and itself" "$(includes lesson 'base/|lesson/')"
point "pixel includes base and itself" "$(includes pixel 'base/|pixel/')"
point "vm includes base, pixel, itself, and of lesson the plain data" \
	"$(includes vm 'base/|pixel/|vm/|lesson/(lesson|doc)\.h')"
point "ui includes base, pixel, itself, and headers of lesson and vm" \
	"$(includes ui 'base/|pixel/|ui/|lesson/|vm/')"
point "term includes base, pixel, itself, and of ui the canvas and the keys" \
	"$(includes term 'base/|pixel/|term/|ui/(canvas|command|theme)\.h')"
point "cmark is included in one file" "$(only 'cmark' 'lesson/markdown\.c')"
point "yaml is included in one file" "$(only 'yaml' 'lesson/yaml\.c')"
point "libvirt is included in its backend's files" "$(only 'libvirt' 'vm/(backend-)?libvirt[a-z-]*\.[ch]')"
point "libpng is included in one file" "$(only 'png' 'pixel/png\.c')"
point "libchafa is included in two files" "$(only 'chafa' 'pixel/(sixel|symbols)\.c')"
point "libvterm is included in the machine's terminal" "$(only 'vterm' 'vm/terminal\.c')"
point "curses is included in two files" "$(only 'n?curses|term\.h' 'term/(term|input)\.c')"
point "json-c is included in one file" "$(only 'json' 'json-out\.c')"
unnamed() { for f in ./*.[ch] ./*/*.[ch]; do b=$(basename "$f"); grep -q "^    ${b%.[ch]} " ../HACKING || echo "$f"; done; }
point "HACKING names every file" "$(unnamed)"
point "something was looked at" "$([ "$(ls ./*/*.c | wc -l)" -gt 20 ] || echo 'too few files')"
echo "1..$n"
[ "$bad" = 0 ]
