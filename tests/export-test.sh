#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# imitation export, as its folder looks afterwards: notes for the presenter, the card of
# commands, and what is in the way.
top_srcdir=$(cd "${top_srcdir:-.}" && pwd)
top_builddir=$(cd "${top_builddir:-.}" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
. "$top_srcdir/tests/points.sh"
unset LIBVIRT_DEFAULT_URI IMITATION_LOG
HOME=$dir XDG_STATE_HOME=$dir/state LC_ALL=C.UTF-8 LANGUAGE=''
export HOME XDG_STATE_HOME LC_ALL LANGUAGE
cd "$dir" || exit 1

exports() { # ARGUMENT…
	"$top_builddir/src/imitation" export "$@" </dev/null
}
has() { # PAGE TEXT
	grep -F -e "$2" "$1" || { cat "$1"; return 1; }
}
lacks() { # PAGE TEXT
	! grep -F -e "$2" "$1"
}
valid() { # PAGE…
	tidy -q -e "$@" >tidied 2>&1
	cat tidied
	! [ -s tidied ]
}

mkdir -p w/es
cat >w/workshop.md <<'X'
---
title: A & B
lang: en
machines:
  box: {memory: 4 MiB}
---
Welcome.

<!-- presenter: Come early. -->
X
cat >w/01-a.md <<'X'
---
title: Wake
duration: 1
machines: [box]
---
Before. <!-- presenter: Say <b> & "c". -->

## Где это?

Type `virsh list --all` <!-- another comment -->.

```vm:start
label: Go
```

<!-- presenter: One line
that goes on.

- an item
- another -->
X
sed 's/^title: Wake/title: Despierta/' w/01-a.md >w/es/01-a.md

# ---- notes
point "pages are made" exports --html plain w
point "without notes" sh -c '! grep -r -e "Come early" -e presents -e "that goes on" plain'
point "and with them" exports --notes --html notes w
point "notes: of the cover" has notes/index.html '<p>Come early.</p>'
point "notes: of a lesson, escaped" has notes/01-a.html '<p>Say &lt;b&gt; &amp; &quot;c&quot;.</p>'
point "notes: told apart by a word" has notes/01-a.html '<p class="word">For who presents</p>'
point "notes: of a step, at its end" has notes/01-a.html '</aside>'
point "notes: paragraphs" has notes/01-a.html 'that goes on.</p>'
point "notes: items" has notes/01-a.html '<p>- an item<br>'
point "notes: on the page for paper" has notes/whole.html '<p>Come early.</p>'
point "notes: other comments stay away" lacks notes/01-a.html 'another comment'
point_with tidy "notes: valid" valid notes/*.html notes/es/*.html
point "without notes again" sh -c '"$1/src/imitation" export --html notes w && ! grep -r "Come early" notes' sh "$top_builddir"

# ---- the card
card=plain/card.html
point "card: linked" has plain/index.html '<a href="card.html">'
point "card: a button" has $card '<li><code>virsh start box</code>'
point "card: a command of the text" has $card '<li><code>virsh list --all</code>'
point "card: where it comes first" has $card '<a href="01-a.html#step-1.1">1.1 Где это?</a>'
point "card: ids" has $card '<h2 id="see-what-there-is">'
point "card: the other language" has plain/es/card.html 'href="../card.html">en</a>'
point "card: one sheet" has $card '@page{size:A4;'
point "card: no script, nothing from elsewhere" sh -c '! grep -E "<script|<link|src=|https?:" plain/card.html'
point_with tidy "card: valid" valid plain/card.html plain/es/card.html
printf '# Nothing\n\nto type\n' >nothing.md
point "card: none without commands" sh -c '"$1/src/imitation" export --html none nothing.md && ! [ -e none/card.html ] && ! grep card.html none/index.html' sh "$top_builddir"
point_with tidy "card: of our own workshop" sh -c '
	"$1/src/imitation" export --html own --notes "$2/lessons" && tidy -q -e own/*.html own/es/*.html 2>said; cat said; ! [ -s said ]' sh "$top_builddir" "$top_srcdir"

echo "1..$number"
exit "$failed"
