#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Names of files and headings with anything in them: none reaches the terminal as it is,
# and exported pages lead to them in any script.
top_srcdir=$(cd "${top_srcdir:-.}" && pwd)
top_builddir=$(cd "${top_builddir:-.}" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
. "$top_srcdir/tests/points.sh"
unset LIBVIRT_DEFAULT_URI IMITATION_LOG
HOME=$dir XDG_STATE_HOME=$dir/state LC_ALL=C.UTF-8 LANGUAGE=''
export HOME XDG_STATE_HOME LC_ALL LANGUAGE

mkdir "$dir/w"
printf '# A\n\n## Мир\n\n[b](02-файл.md#Мир_два) [c](#Мир) [d](рис.txt) 👩\342\200\215🚀\n' >"$dir/w/01-a.md"
printf '# B\n\n## Мир_два\n\n    \ttab\n' >"$dir/w/02-файл.md"
echo x >"$dir/w/рис.txt"
# What a file or a folder is named reaches no terminal as it is.
esc=$(printf 'a\033[31m\001b')
mkdir "$dir/$esc"
printf '# T\n\n[x](%s)\n\n```check\nstate: none\n```\n' "$esc-not-there" >"$dir/$esc/01-$esc.md"
names_are_clean() { # ARGUMENT…
	(cd "$dir" && "$top_builddir/src/imitation" "$@" </dev/null) >"$dir/out" 2>&1
	cat -v "$dir/out"
	[ -s "$dir/out" ] && ! LC_ALL=C tr -d '\n' <"$dir/out" | LC_ALL=C grep -q '[[:cntrl:]]'
}
point "names: of a workshop" names_are_clean lint "$esc"
point "names: of a lesson" names_are_clean lint "$esc/01-$esc.md"
point "names: of nothing" names_are_clean lint "$esc-none"
point "names: in --plain" names_are_clean -c test:///default --plain "$esc/01-$esc.md"
point "names: of the folder of pages" names_are_clean export --html "$esc-html" "$dir/w"
point "names: of pages in the way" names_are_clean export --html "$esc" "$dir/w"
point "names: of a file in the way" names_are_clean export --html "$esc/01-$esc.md" "$dir/w"
point "names: of an option" names_are_clean "--$esc"
point "names: one too many" names_are_clean lint "$esc" --text "$esc"
point "names: of a guest" names_are_clean guests "$esc"

exports() {
	"$top_builddir/src/imitation" export --html "$dir/pages" "$dir/w" && ls -R "$dir/pages"
}
point "pages are made" exports
page_has() { # PAGE TEXT
	grep -F "$2" "$dir/pages/$1" || { cat "$dir/pages/$1"; return 1; }
}
point "pages: a heading of another page" page_has 01-a.html 'href="02-%D1%84%D0%B0%D0%B9%D0%BB.html#%D0%BC%D0%B8%D1%80_%D0%B4%D0%B2%D0%B0">b<'
point "pages: it is there" page_has 02-файл.html 'id="мир_два"'
point "pages: a heading of the same page" page_has 01-a.html 'href="#%D0%BC%D0%B8%D1%80">c<'
point "pages: another file" page_has 01-a.html 'href="files/%D1%80%D0%B8%D1%81-'
point "pages: a joiner stays" page_has 01-a.html "$(printf '👩\342\200\215🚀')"
point "pages: a tab in code stays" page_has 02-файл.html "$(printf '\ttab')"
echo "1..$number"
exit "$failed"
