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
	"$1/src/imitation" export --html own --notes "$2/lessons" && tidy -q -e own/*.html own/es/*.html 2>tidied; cat tidied; ! [ -s tidied ]' sh "$top_builddir" "$top_srcdir"

# ---- links
mkdir -p l/sub
printf '# One\n\n## Same\n\n## Где\n\n[b](2-b.md) [s](2-b.md#Same) [h](2-b.html) [g](#%%D0%%93%%D0%%B4%%D0%%B5) [x](<https://e.org/a b>)\n' >l/1-a.md
cat >l/2-b.md <<'X'
# Two

## Same

A note[^1], and another[^2].

[s](#same) [pdf](sub/x.pdf#page=2) [page](sub/evil.html) [drawing](sub/evil.SVG) ![drawn](sub/evil.SVG)

| a |
|---|
| b |

Term
: Definition

## The end

[^1]: In another step.
X
echo '<script>alert(1)</script>' | tee l/sub/evil.html l/sub/x.pdf >l/sub/evil.SVG
echo old >l/2-b.html
point "links: made" exports --html links l
point "links: a lesson" has links/1-a.html '<a href="2-b.html">b</a> <a href="2-b.html#same">s</a> <a href="2-b.html">h</a>'
point "links: as a browser had encoded it" has links/1-a.html '<a href="#%D0%B3%D0%B4%D0%B5">g</a>'
point "links: a blank" has links/1-a.html '<a href="https://e.org/a%20b">x</a>'
point "links: on one page for all they stay there" has links/whole.html '<a href="#lesson-2">b</a> <a href="#lesson-2-same">s</a>'
point "links: and lead to their own lesson" has links/whole.html '<a href="#lesson-2-same">s</a> <a href="files/x-'
point "links: which is there" sh -c 'grep "<article class=.lesson. id=.lesson-2.>" links/whole.html && grep "<h3 id=.lesson-2-same.>" links/whole.html && grep "id=.lesson-1-same." links/whole.html'
point "links: the part of another file" grep 'href="files/x-[0-9a-f]*\.pdf#page=2">pdf<' links/2-b.html
point "links: nothing that a browser would run" has links/2-b.html '</a> page drawing <img src="files/evil-'
point "links: and no copy of it" sh -c 'ls links/files && ! ls links/files | grep html && [ "$(ls links/files | wc -l)" = 2 ]'
point "definitions" has links/2-b.html '<dt>Term</dt>'
point "footnotes: from another step" has links/2-b.html 'A note<sup><a href="#footnote-1">1</a></sup>, and another[^2].'
point "footnotes: on the page with all" has links/whole.html '<li id="lesson-2-footnote-1"><sup>1</sup> In another step.'
point_with tidy "links: valid" valid links/*.html

# ---- languages
point "a language from the environment that is none" sh -c 'LC_ALL=en_US.UTF-8 LANGUAGE="\"><script>:x" "$1/src/imitation" export --html strange nothing.md && grep "<html lang=\"en\">" strange/nothing.html' sh "$top_builddir"

# ---- names
long=1-$(printf '%0123d' 0 | sed 's/0/é/g')
mkdir n
printf '# L\n\n[x](<%s.txt>)\n' "$long" >"n/$long.md"
printf 'x\n' >"n/$long.txt"
point "names: as long as they can be" sh -c '"$1/src/imitation" export --html names n && ls names/1-*.html names/files && ls names/1-*.html | iconv -f UTF-8 -t UTF-8 >/dev/null' sh "$top_builddir"
printf '# I\n' >Index.md
point "names: the same in another case" sh -c '"$1/src/imitation" export --html index Index.md && ls index && ls index/1-Index.html && grep "href=\"1-Index.html\"" index/index.html' sh "$top_builddir"

# ---- in the way
fails() { # FOLDER SAID
	exports --html "$1" w >told 2>&1 && return 1
	cat told
	grep -F "$2 is there, and was not made by this command." told
}
echo mine >afile
mkdir -p way1/index.html way2 way3 way4 way5
mkfifo way2/whole.html
echo mine >way3/es
ln -s nowhere way4/card.html
echo mine >way5/01-a.html
ln -s nowhere dangling
point "in the way: a file instead of the folder" fails afile afile
point "in the way: above the folder" fails afile/sub afile
point "in the way: a folder" fails way1 way1/index.html
point "in the way: a pipe" fails way2 way2/whole.html
point "in the way: of a language" fails way3 way3/es
point "in the way: a link to nothing" fails way4 way4/card.html
point "in the way: a page of somebody else" fails way5 way5/01-a.html
point "in the way: a folder that is a link to nothing" fails dangling dangling
point "in the way: then nothing is written" sh -c 'ls -A way1 way2 way3 way4 way5 | grep -v ^way && [ "$(find way? -type f | wc -l)" = 2 ] && [ "$(cat afile way3/es way5/01-a.html | sort -u)" = mine ]'
mkdir real && ln -s real linked
point "a folder that is a link" sh -c '"$1/src/imitation" export --html linked w && ls real/index.html' sh "$top_builddir"

# ---- pages of lessons that are gone
goes() { # a lesson is renamed, and so is a translated one
	mkdir -p g/es && printf -- '---\ntitle: G\n---\nHi.\n' >g/workshop.md &&
		printf '# A\n' >g/01-a.md && printf '# B\n' >g/02-b.md &&
		printf -- '---\ntitle: G\n---\nHola.\n' >g/es/workshop.md && printf '# A\n' >g/es/01-a.md &&
		exports --html gone g && exports --html gone/nested g || return 1
	# Not made here: by hand, of another workshop, and a copy under another name.
	echo mine >gone/mine.html && echo mine >gone/es/mine.html && cp w.html gone/other.html &&
		cp gone/01-a.html gone/copy.html && ln -s 01-a.html gone/link.html || return 1
	mv g/01-a.md g/01-new.md && mv g/es/01-a.md g/es/01-new.md && exports --html gone g >swept || return 1
	find gone | sort
	cat swept
	[ -e gone/01-new.html ] && [ -e gone/02-b.html ] && [ ! -e gone/01-a.html ] &&
		[ ! -e gone/es/01-a.html ] && [ -e gone/es/01-new.html ] && [ -e gone/es/index.html ] &&
		grep '^2 pages were removed' swept
}
stays() {
	[ -e gone/mine.html ] && [ -e gone/es/mine.html ] && [ -e gone/other.html ] && [ -e gone/copy.html ] &&
		[ -L gone/link.html ] && [ -e gone/nested/01-a.html ] && [ -e gone/nested/es/01-a.html ]
}
one() { # one lesson is exported: the others are not gone
	exports --html gone g/02-b.md >swept || return 1
	find gone | sort
	cat swept
	[ -e gone/01-new.html ] && [ -e gone/es/01-new.html ] && ! grep removed swept
}
language() { # a folder of a language that nothing was written to now
	mv g/es g-es && exports --html gone g || return 1
	find gone | sort
	mv g-es g/es && [ -e gone/es/01-new.html ] && [ -e gone/es/index.html ]
}
broken() { # what cannot be read is not gone
	mv g/02-b.md g/b && mkfifo g/02-b.md && ! exports --html gone g && rm g/02-b.md && mv g/b g/02-b.md &&
		[ -e gone/02-b.html ]
}
printf '# W\n' >other.md
exports --html w-out other.md >swept && cp w-out/other.html w.html
point "gone: a lesson's page goes with it" goes
point "gone: nothing else does" stays
point "gone: not where one lesson is exported" one
point "gone: not in a language that is not exported" language
point "gone: not where the files have errors" broken

full() { # a file may have 3 KB
	(ulimit -f 6 && exports --html full w) >told 2>&1 && return 1
	cat told
	grep -F 'full/' told && [ "$(find full -name '.*imitation*' | wc -l)" = 0 ]
}
point "a full disk: is told, and leaves nothing behind" full

echo "1..$number"
exit "$failed"
