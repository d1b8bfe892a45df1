#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Who does nothing costs nothing: beside a machine that stands still the screen's
# thread sleeps, and writes nothing.  And what counts on the screen goes on counting.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

"$I" do 5.1 0 >/dev/null 2>&1
open_program 80 24 --step 5.1
wait_screen 'dreamer +running'
$V suspend dreamer >/dev/null
expect "the machine stands still" wait_screen 'dreamer +paused'
expect "the seconds count by themselves" wait_screen 'dreamer +paused +[5-9] s' 30
expect "and so do the minutes" wait_screen 'dreamer +paused +1 min' 90

# How often all threads slept so far; what the screen's thread wrote.
slept() { cat "/proc/$1/task/"*/status | awk '/^voluntary_ctxt_switches/ { n += $2 } END { print n }'; }
wrote() { awk '/^wchar/ { print $2 }' "/proc/$1/task/$1/io"; }

# Once a minute a clock on the screen goes on: one of three such times is without that.
is_idle() {
	p=$(program)
	for time in 1 2 3; do
		slept=$(slept "$p") wrote=$(wrote "$p")
		sleep 20
		slept=$(($(slept "$p") - slept)) wrote=$(($(wrote "$p") - wrote))
		echo "time $time: woken $slept times in 20 s, $wrote bytes written"
		[ "$slept" -ge 20 ] || [ "$wrote" -gt 0 ] || return 0
	done
	return 1
}
expect "idle, the whole process is woken less than once a second and writes nothing" is_idle
press n
expect "a key is heard at once" wait_screen '^(╭|┌|\+) 5\.2 ' 5
press q
wait_screen 'shell>$'
"$I" reset >/dev/null

# On the simulation the hypervisor is in this process.
open_program 80 24 -c test:///default --step 1.1
wait_screen 'SIMULATED'
sleep 5
expect "on the simulation, too" is_idle
press q
wait_screen 'shell>$'
e2e_end
