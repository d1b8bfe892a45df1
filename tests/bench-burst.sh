#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For bench.sh: ten megabytes of console output in a burst.  The peer is virsh console
# in tmux, with the same machine and the same bytes.  A pair takes minutes, so there is
# one, or BENCH_BURSTS.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
. "${top_srcdir:-.}/tests/bench-lib.sh"
e2e_begin "$0"
now() { date +%s%N; }
since() { echo $((($(now) - $1) / 1000000)); }
# shellcheck disable=SC2046  # a list of words
resident() { awk '/^VmRSS/ { n += $2 } END { print n + 0 }' $(printf '/proc/%s/status ' "$@"); }
# Milliseconds until a text is seen after a key; "-" where it never is.
answer() { # KEY TEXT
	began=$(now)
	press "$1"
	until has "$2"; do
		[ "$(since "$began")" -lt 60000 ] || { echo - && return; }
	done
	since "$began"
}

{
	yes 'a line of a burst of ten megabytes, which is more than anybody reads' | head -c 10485760
	printf '\r\nTHE NOISE ENDS\r\n'
} >payload
noisy_workshop payload || e2e_skip_all "the noisy machine cannot be assembled here"

# Each keeps one line: KEY'S-ANSWER TIME RESIDENT-BEFORE RESIDENT-AFTER
ours() {
	open_program 120 34 -s 1.1 noisy
	wait_screen '0 set the stage' >/dev/null || return 1
	program=$(program) || return 1
	before=$(resident "$program")
	press 0
	wait_screen 'burst of ten megabytes' >/dev/null || return 1
	began=$(now)
	key=$(answer '?' 'the next step')
	press Escape
	wait_screen 'THE NOISE ENDS' 900 >/dev/null || return 1
	echo "1 $key $(since "$began") $before $(resident "$program")" >>ours
	press q
	wait_screen 'shell>$' >/dev/null
	$V destroy noisy >/dev/null 2>&1
}

# All of its console from the start, and once more for the key, which ends it.
peer() {
	open_terminal 80 25
	server=$(tm display-message -p '#{pid}')
	type_line "$V start noisy --console"
	wait_screen 'burst of ten megabytes' >/dev/null || return 1
	virsh=$(pgrep -u "$(id -u)" -f 'start noisy --console' | head -n 1)
	before=$(resident "$virsh" "$server")
	began=$(now)
	wait_screen 'THE NOISE ENDS' 900 >/dev/null || return 1
	took=$(since "$began")
	after=$(resident "$virsh" "$server")
	press C-]
	wait_screen 'shell>$' >/dev/null
	$V destroy noisy >/dev/null 2>&1
	open_terminal 80 25
	type_line "$V start noisy --console"
	wait_screen 'burst of ten megabytes' >/dev/null || return 1
	echo "1 $(answer C-] 'shell>$') $took $before $after" >>peer
	$V destroy noisy >/dev/null 2>&1
}

turn=0
while [ "$turn" -lt "${BENCH_BURSTS:-1}" ]; do
	turn=$((turn + 1))
	ours || echo "bench-pty: the burst did not come to its end, in run $turn" >ours.why
	peer || echo "bench-pty: the burst did not come to its end, in run $turn" >peer.why
done
"$I" reset noisy >/dev/null 2>&1

compare burst-key "a key's answer in a burst of 10 MB" ms 1 1 1 ours peer 'virsh console in tmux: Ctrl-]'
compare burst 'the burst, to its end' ms 1 1 2 ours peer 'virsh console in tmux'
compare resident-before 'resident before the burst' MB 1024 1 3 ours peer 'virsh and its tmux'
compare resident-after 'resident after it' MB 1024 1 4 ours peer 'virsh and its tmux'
