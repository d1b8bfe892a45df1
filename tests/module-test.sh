#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The modules: the program is not linked to what they are linked to, each has one name
# for the program, and is found where it is.
#
# Writes TAP.

# shellcheck disable=SC2317  # much of it is called through point

LC_ALL=C LANGUAGE=
export LC_ALL LANGUAGE

srcdir=$(cd "${top_srcdir:-.}" && pwd)
builddir=$(cd "${top_builddir:-.}" && pwd)
program=$builddir/src/imitation
module=$builddir/src/backend-libvirt.so
pictures=$builddir/src/pixel-chafa.so # where libchafa is

dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
HOME=$dir XDG_STATE_HOME=$dir XDG_DATA_HOME=$dir XDG_CACHE_HOME=$dir XDG_CONFIG_HOME=$dir
export HOME XDG_STATE_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_CONFIG_HOME

. "$srcdir/tests/points.sh"

needed() { readelf -W -d "$1" | grep NEEDED; }
is_not_linked_to() { # LIBRARIES, an ERE
	needed "$program" >"$dir/needed" || return 1
	cat "$dir/needed"
	! grep -qE "$1" "$dir/needed"
}
# The names that it gives to others.
exports_one_name() { # MODULE
	nm -D --defined-only "$1" | grep -v ' __\| _\(init\|fini\|edata\|end\)$' >"$dir/names"
	cat "$dir/names"
	test "$(wc -l <"$dir/names")" -eq 1 && grep -q ' imitation_module$' "$dir/names"
}
# The program exports what modules want, and hardly anything else.
exports_little() {
	nm -D --defined-only "$program" | awk '{ print $NF }' | sort >"$dir/exported"
	sed 's/.*=//' "$builddir/src/modules.symbols" | sort >"$dir/wanted"
	echo "wanted: $(wc -l <"$dir/wanted"), exported: $(wc -l <"$dir/exported")"
	test -s "$dir/wanted" && test -z "$(comm -23 "$dir/wanted" "$dir/exported")" &&
		test "$(wc -l <"$dir/exported")" -lt $(($(wc -l <"$dir/wanted") + 40))
}
point_with readelf "the program is not linked to libvirt" is_not_linked_to libvirt
point_with readelf "nor to libchafa and its glib" is_not_linked_to 'chafa|glib'
point_with readelf "nor to libraries that the first screen does not need" is_not_linked_to 'png|vterm|libtre|json'
point_with readelf "its module is" sh -c "readelf -W -d '$module' | grep 'NEEDED.*libvirt'"
point_with nm "the module exports one name" exports_one_name "$module"
if test -e "$pictures"; then
	point_with readelf "that of pictures is linked to libchafa" sh -c "readelf -W -d '$pictures' | grep 'NEEDED.*chafa'"
	point_with nm "and exports one name" exports_one_name "$pictures"
fi
for library in pixel-png:png console-vterm:vterm lesson-tre:tre json-c:json; do
	its=$builddir/src/${library%:*}.so
	point_with readelf "${library%:*}.so is linked to its library" sh -c "readelf -W -d '$its' | grep 'NEEDED.*${library#*:}'"
	point_with nm "and exports one name, too" exports_one_name "$its"
done
point_with nm "the program exports what modules want" exports_little

# Its simulation needs no daemon.
loads() { # PROGRAM MODULE
	rm -f "$dir/log"
	IMITATION_LOG=$dir/log "$1" -c test:///default status >"$dir/status" 2>&1
	cat "$dir/status" "$dir/log"
	grep -Fq "module $(realpath "$2"): loaded" "$dir/log" && grep -q '^dreamer: ' "$dir/status"
}
point "it is loaded in the build tree" loads "$program" "$module"
# A lesson that needs none of them is shown without them; the log names what is loaded.
mkdir "$dir/lesson"
printf -- '---\ntitle: Small\n---\n\n# Small\n\nquixotic\n' >"$dir/lesson/1-small.md"
loads_none() {
	rm -f "$dir/log"
	IMITATION_LOG=$dir/log "$program" --plain "$dir/lesson/1-small.md" </dev/null >"$dir/plain" 2>&1
	cat "$dir/plain" "$dir/log"
	grep -q quixotic "$dir/plain" && ! grep -Eq 'module .*(png|vterm|tre|json)' "$dir/log"
}
point "a lesson without machines loads none" loads_none

unset MAKEFLAGS MFLAGS MAKELEVEL
make -C "$builddir" -s install DESTDIR="$dir/inst" >"$dir/install.log" 2>&1 || cat "$dir/install.log"
installed=$(find "$dir/inst" -type f -name imitation -path '*/bin/*')
its=$(find "$dir/inst" -name backend-libvirt.so)
point "an installation below another folder finds its own" loads "$installed" "$its"
mkdir -p "$dir/a tree/lib/imitation" "$dir/a tree/bin" "$dir/a tree/share/imitation"
cp "$installed" "$dir/a tree/bin/"
cp "$its" "$dir/a tree/lib/imitation/"
cp -R "$(find "$dir/inst" -type d -path '*/share/imitation')/." "$dir/a tree/share/imitation"
point "so does one that was moved" loads "$dir/a tree/bin/imitation" "$dir/a tree/lib/imitation/backend-libvirt.so"

# says TEXT: of the installed program, which fails
says() {
	"$installed" -c test:///default status >"$dir/status" 2>&1
	cat "$dir/status"
	grep -q "$1" "$dir/status" && grep -q '1\.1 .*Wake the dreamer' "$dir/status"
}
echo junk >"$its"
point "a file that is none is told, and the lessons are there" says 'cannot be loaded: .*backend-libvirt.so'
if command -v cc >/dev/null 2>&1 && echo 'int nothing;' >"$dir/other.c" && cc -shared -fPIC -o "$its" "$dir/other.c"; then
	point "so is another one" says 'belongs to another release'
else
	skip "so is another one" "there is no compiler"
fi
if test -e "$(eval "echo $(sed -n 's/^prefix = *//p' "$builddir/Makefile")")/lib/imitation/backend-libvirt.so"; then
	skip "so is none at all" "another one is installed here"
else
	rm "$its"
	point "so is none at all" says 'cannot be loaded: backend-libvirt.so'
fi
cp "$module" "$its"
mkdir "$dir/broken" && : >"$dir/broken/libvirt.so.0"
without_libvirt() {
	LD_LIBRARY_PATH=$dir/broken "$installed" -c test:///default status >"$dir/status" 2>&1
	cat "$dir/status"
	grep -q 'libvirt.so.0' "$dir/status" && ! grep -q 'Install this program again' "$dir/status"
}
point "where libvirt is missing, another thing helps" without_libvirt

# ---- libraries that are loaded when they are first used

# without MODULE TEXT COMMAND…: what the installed program says where that module is lost;
# its status is in $status.
without() {
	lost=$(find "$dir/inst" -name "$1") text=$2
	shift 2
	mv "$lost" "$dir/lost.so" && echo junk >"$lost"
	"$installed" "$@" >"$dir/without" 2>&1
	status=$?
	mv -f "$dir/lost.so" "$lost"
	cat "$dir/without"
	grep -q "$text" "$dir/without"
}
json_is_needed_for_json() {
	without json-c.so 'for json-c cannot be loaded' -c test:///default status --json && [ "$status" -ne 0 ] &&
		without json-c.so 'Wake the dreamer' -c test:///default status && [ "$status" -eq 0 ]
}
point "without json-c, status prints no JSON and says why, but is there for people" json_is_needed_for_json
patterns_need_tre() {
	"$installed" lint "$srcdir/lessons" >"$dir/lint" 2>&1
	cat "$dir/lint"
	! grep -q 'cannot be loaded' "$dir/lint" &&
		without lesson-tre.so 'for libtre cannot be loaded' lint "$srcdir/lessons" &&
		without lesson-tre.so 'the dreamer has woken, and begun to count' -c test:///default status --json
}
point "without libtre a pattern cannot be used, lint says why, and its check stays" patterns_need_tre

# ---- pictures, which are coarser without their module

doctor_says() { # TEXT, or nothing: that the module is lost
	"$installed" -c test:///default doctor >"$dir/doctor" 2>&1
	cat "$dir/doctor"
	if test -n "$1"; then grep -q "$1" "$dir/doctor"; else ! grep -q 'coarser' "$dir/doctor"; fi
}
its=$(find "$dir/inst" -name pixel-chafa.so)
if test -n "$its"; then
	point "doctor finds the module of pictures" doctor_says ''
	chmod u+w "$its" && echo junk >"$its"
	point "one that is none is told by doctor" doctor_says 'coarser .*cannot be loaded: .*pixel-chafa.so'
	cp "$pictures" "$its"
	: >"$dir/broken/libchafa.so.0"
	mv "$dir/broken/libvirt.so.0" "$dir/libvirt.so.0"
	point "where libchafa is missing, it says what to install" \
		env LD_LIBRARY_PATH="$dir/broken" sh -c '"$1" -c test:///default doctor >"$2"; cat "$2"
			grep -A 1 coarser "$2" | grep "Install it: .*chafa"' sh "$installed" "$dir/doctor"
fi

echo "1..$number"
exit "$failed"
