#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The desktop entry, its icon and the metainfo: as their own tools want them, true
# of the program, and installed and removed by make.
srcdir=$(cd "${top_srcdir:-.}" && pwd)
builddir=$(cd "${top_builddir:-.}" && pwd)
id=io.github.imitation_workshop.imitation
entry=$srcdir/packaging/imitation.desktop
metainfo=$srcdir/packaging/$id.metainfo.xml
icon=$srcdir/packaging/imitation.svg
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

. "$srcdir/tests/points.sh"
point_with desktop-file-validate "the desktop entry is valid" desktop-file-validate "$entry"
point_with appstreamcli "the metainfo is valid" appstreamcli validate --no-net --no-color "$metainfo"
draws() { rsvg-convert -w "$1" -h "$1" "$icon" -o "$dir/icon.png" && test -s "$dir/icon.png"; }
point_with rsvg-convert "the icon can be drawn, as small as 16 pixels" draws 16

point "the entry opens a terminal" grep -qx 'Terminal=true' "$entry"
point "it starts the program" grep -qx 'Exec=imitation' "$entry"
point "its icon is the one that is installed" grep -qx 'Icon=imitation' "$entry"
# What has a translation in one of the program's languages has it in all.
translated() {
	sed '/^#/d; /^$/d' "$srcdir/po/LINGUAS" | tr ' ' '\n' >"$dir/languages"
	test -s "$dir/languages" || return 1
	while read -r language; do
		for key in Name GenericName Comment Keywords; do
			grep -q "^$key\[$language\]=" "$entry" || { echo "no $key in $language"; return 1; }
		done
		grep -q "<summary xml:lang=\"$language\">" "$metainfo" || { echo "no summary in $language"; return 1; }
		ours=$(grep -cE '<(p|li)>' "$metainfo") theirs=$(grep -cE "<(p|li) xml:lang=\"$language\">" "$metainfo")
		[ "$ours" = "$theirs" ] || { echo "$ours paragraphs, $theirs in $language"; return 1; }
	done <"$dir/languages"
}
point "both speak the languages of the program" translated
point "the metainfo names the entry" grep -q '<launchable type="desktop-id">imitation.desktop<' "$metainfo"
point "its id is the name of its file" grep -q "<id>$id</id>" "$metainfo"

make_it() { MAKEFLAGS='' make -C "$builddir" -s "$@" DESTDIR="$dir/inst"; }
lists='dist_applicationsDATA dist_iconsDATA dist_metainfoDATA'
installed() {
	for list in $lists; do make_it "install-$list" || return 1; done
	for file in applications/imitation.desktop icons/hicolor/scalable/apps/imitation.svg \
		"metainfo/$id.metainfo.xml"; do
		[ -n "$(find "$dir/inst" -path "*/share/$file")" ] || { echo "no $file"; return 1; }
	done
}
removed() {
	for list in $lists; do make_it "uninstall-$list" || return 1; done
	find "$dir/inst" -type f
	[ -z "$(find "$dir/inst" -type f)" ]
}
point "make install puts them where desktops look" installed
point "make uninstall takes them away" removed

echo "1..$number"
[ "$failed" = 0 ]
