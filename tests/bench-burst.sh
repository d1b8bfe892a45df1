#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Ten megabytes of console output in a burst: for bench.sh, which makes a table
# of what this prints, FIGURE|OURS|PEER'S|PEER|UNIT|DIVISOR a line.  The peer is
# virsh console in tmux, with the same machine and the same bytes.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
now() { date +%s%N; }
since() { echo $((($(now) - $1) / 1000000)); }
resident() { awk '/^VmRSS/ { n += $2 } END { print n + 0 }' $(printf '/proc/%s/status ' "$@"); }
# Milliseconds until a text is seen after a key.
answer() { # KEY TEXT
	began=$(now)
	press "$1"
	until has "$2"; do [ "$(since "$began")" -lt 60000 ] || break; done
	since "$began"
}

{
	yes 'a line of a burst of ten megabytes, which is more than anybody reads' | head -c 10485760
	printf '\r\nTHE NOISE ENDS\r\n'
} >payload
noisy_workshop payload || e2e_skip_all "the noisy machine cannot be assembled here"

# ---- ours
open_program 120 34 noisy
wait_screen '0 set the stage' >/dev/null || exit 0
program=$(pgrep -u "$(id -u)" -f "^$I noisy" | head -n 1)
before=$(resident "$program")
press 0
wait_screen 'burst of ten megabytes' >/dev/null || exit 0
began=$(now)
key=$(answer '?' 'the next step')
press Escape
wait_screen 'THE NOISE ENDS' 300 >/dev/null || exit 0
took=$(since "$began")
after=$(resident "$program")
press q
wait_screen 'shell>$' >/dev/null

# ---- the peer: all of its console from the start
$V destroy noisy >/dev/null 2>&1
open_terminal 80 25
server=$(tm display-message -p '#{pid}')
type_line "$V start noisy --console"
wait_screen 'burst of ten megabytes' >/dev/null || exit 0
virsh=$(pgrep -u "$(id -u)" -f 'start noisy --console' | head -n 1)
peer_before=$(resident "$virsh" "$server")
began=$(now)
wait_screen 'THE NOISE ENDS' 300 >/dev/null || exit 0
peer_took=$(since "$began")
peer_after=$(resident "$virsh" "$server")
press C-]
wait_screen 'shell>$' >/dev/null
$V destroy noisy >/dev/null 2>&1
open_terminal 80 25
type_line "$V start noisy --console"
wait_screen 'burst of ten megabytes' >/dev/null || exit 0
peer_key=$(answer C-] 'shell>$')
"$I" reset noisy >/dev/null 2>&1

echo "a key's answer in a burst of 10 MB|$key|$peer_key|virsh console in tmux: Ctrl-]|ms|1"
echo "the burst, to its end|$took|$peer_took|virsh console in tmux|ms|1"
echo "resident before the burst|$before|$peer_before|virsh and its tmux|MB|1024"
echo "resident after it|$after|$peer_after|virsh and its tmux|MB|1024"
