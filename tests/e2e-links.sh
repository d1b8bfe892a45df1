#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Hyperlinks (OSC 8): written where the terminal has them, harmless to what is
# shown, and nothing but printable ASCII in their addresses.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
page=$T/work/links.md
cp "$top_srcdir/tests/fixtures/links.md" "$page"

# A terminal whose bytes are kept in the file raw; in it, the program on the page.
open_page() { # ENVIRONMENT
	open_terminal 80 24
	: >raw
	tm pipe-pane -t e -O "cat >>'$T/work/raw'"
	type_line "$1 $I $page"
	wait_screen 'A page with links'
	wait_screen 'virsh.html'
}
# The sequences in raw, one a line: what stands between "ESC ]" and the next ESC.
sequences() { LC_ALL=C tr '\033\007' '\n\n' <raw | LC_ALL=C grep -a '^]8;' || :; }
opened() { sequences | grep -c '^]8;;.'; }
closed() { sequences | grep -c '^]8;;$'; }
has_link() { sequences | grep -Fxq "]8;;$1"; }
more_than() { [ "$(opened)" -gt "$1" ]; }
balanced() { sequences; [ "$(opened)" = "$(closed)" ]; }

open_page ''
screen >without
expect "inside tmux no links are written by themselves" [ "$(sequences | wc -l)" = 0 ]
press q

open_page FORCE_HYPERLINK=1
expect "the address of a link is written" wait_for 10 has_link 'https://www.libvirt.org/manpages/virsh.html'
expect "so is one that stands for itself" has_link 'https://example.org/plain'
screen >with
expect "the screen shows the same text as without" diff without with
expect "each link that is opened is closed" wait_for 10 balanced
expect "there is nothing but printable ASCII in an address" sh -c "
	LC_ALL=C tr '\033\007' '\n\n' <'$T/work/raw' | LC_ALL=C grep -a '^]8;' >seen
	cat -A seen; ! LC_ALL=C grep -avE '^]8;;[!-~]*\$' seen"
expect "a control character in an address has become harmless" sh -c "grep -a 'example.org/%' seen"
count=$(opened)
press C-l
expect "drawing the screen again writes them again" wait_for 10 more_than "$count"
tm resize-window -t e -x 70 -y 22
wait_screen 'virsh.html'
count=$(opened)
press '?'
wait_gone 'virsh.html'
press Escape
expect "and so does coming back to the page" wait_for 10 more_than "$count"
expect "each is still closed" wait_for 10 balanced
press q
wait_screen 'shell>$'
last_closes() { [ "$(sequences | tail -n 1)" = ']8;;' ]; }
expect "the last thing written about links closes one" wait_for 10 last_closes

open_page 'FORCE_HYPERLINK=1 LC_ALL=C NO_COLOR=1'
wait_screen 'libvirt'
expect "in the C locale there are none" [ "$(sequences | wc -l)" = 0 ]
press q
e2e_end
