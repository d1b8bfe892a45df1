#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For bench.sh: what the program does while nothing happens, beside a machine that is
# paused.  The peers are virsh console on the same machine, and top.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
. "${top_srcdir:-.}/tests/bench-lib.sh"
# shellcheck disable=SC2034  # e2e-lib copies them
e2e_also='tests/bench-pty tests/bench-shim.so'
e2e_begin "$0"
PTY=$top_builddir/tests/bench-pty SHIM=$top_builddir/tests/bench-shim.so
seconds=${BENCH_IDLE:-20}
# In the first minute a clock on our screen counts seconds.
settle=${BENCH_SETTLE:-75}

printf 'A quiet machine.\r\n' >payload
noisy_workshop payload || e2e_skip_all "the machine cannot be assembled here"
{ "$PTY" 'set the stage' 0 running -- "$I" noisy >/dev/null && wait_state noisy running &&
	$V suspend noisy >/dev/null && wait_state noisy paused; } ||
	e2e_skip_all "the machine cannot be started here"

idle() { # NAME SETTLE TEXT COMMAND…: keeps the last line of one more
	idle_name=$1 idle_settle=$2 idle_text=$3
	shift 3
	if "$PTY" -s "$SHIM" -i "$seconds" -w "$idle_settle" "$idle_text" -- "$@" >"$idle_name.run" 2>"$idle_name.why"; then
		sed -n '$s/^/1 /p' "$idle_name.run" >>"$idle_name"
	fi
}
turn=0
while [ "$turn" -lt 3 ]; do
	turn=$((turn + 1))
	idle ours "$settle" paused "$I" noisy
	# The daemon needs a moment to see that the console is free again.
	idle top 3 load top -d 3
	idle console 3 Escape virsh -c qemu:///session console noisy
done
"$I" reset noisy >/dev/null 2>&1

a_minute=$(awk -v s="$seconds" 'BEGIN { print s / 60 }')
compare idle-console 'idle, its machine paused: wake-ups a minute' '' "$a_minute" 1 1 ours console 'virsh console'
compare idle-top 'idle, its machine paused: wake-ups a minute' '' "$a_minute" 1 1 ours top 'top -d 3'
compare idle-bytes-console 'idle, its machine paused: bytes a minute' B "$a_minute" 1 2 ours console 'virsh console'
compare idle-bytes-top 'idle, its machine paused: bytes a minute' B "$a_minute" 1 2 ours top 'top -d 3'
