#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Two terminals of one person who presents: --present for the audience, and --notes, which goes
# where the first one goes.  On the simulation: no machine is needed.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

# in_terminal NUMBER COMMAND…: with that one's tmux server
in_terminal() {
	was=$terminals terminals=$1
	shift
	"$@"
	status=$?
	terminals=$was
	return $status
}
# What open_terminal would end is kept: the other terminal.
second_terminal() { # COLUMNS ROWS ARGUMENTS…
	terminals=$((terminals + 1))
	tm new-session -d -x "$1" -y "$2" -s e "PS1='shell> ' TERM=${E2E_TERM:-tmux-256color} sh"
	tm set-option -g status off >/dev/null
	wait_screen 'shell>'
	shift 2
	type_line "$I $*"
}
milliseconds() { echo $(($(date +%s%N) / 1000000)); }
# follows KEY ERE: press the key in the first terminal, and see the text in the second; says how
# long that took, which also counts the look at the screen.
follows() {
	pressed=$(milliseconds)
	in_terminal "$first" press "$1"
	until has "$2"; do
		[ $(($(milliseconds) - pressed)) -lt $((E2E_SECONDS * 1000)) ] || return 1
	done
	note "$1 in the first terminal: the notes changed after $(($(milliseconds) - pressed)) ms"
}
clean_up_first() { in_terminal "$first" tm kill-server 2>/dev/null; }
state=$XDG_STATE_HOME/imitation

# ---- opened first, when there is nothing to follow
open_program 80 24 --notes
first=$terminals
expect "without another terminal the time stands still" wait_screen 'time stands still'
expect "and nothing is written" sh -c "! test -e '$state'"
second_terminal 80 24 -c test:///default --present --step 2.1
wait_screen '^(╭|┌|\+) 2\.1 '
expect "it hears when the workshop is opened" in_terminal "$first" wait_screen '^(╭|┌|\+) 2\.1 '
expect "and the time goes on" in_terminal "$first" wait_gone 'time stands still'
press q
wait_screen 'shell>$'
clean_up_first

# ---- following
open_program 80 24 -c test:///default --present --step 1.1
wait_screen '^(╭|┌|\+) 1\.1 '
first=$terminals
second_terminal 80 24 --notes
expect "the notes of the open step" wait_screen 'Let everyone see a number go up'
expect "the next step" wait_screen 'Next: 1\.2 '
expect "the pace" wait_screen 'Lesson 2 should start at 5 min, you are on time'
expect "n: the notes change" follows n 'whose keyboard was'
expect "n again" follows n 'What is KVM'
expect "p: back" follows p 'whose keyboard was'
for key in n p n p n; do
	case $key in n) text='What is KVM' ;; p) text='whose keyboard was' ;; esac
	follows "$key" "$text"
done
in_terminal "$first" press n n n
expect "three at once: the last one counts" wait_screen '^(╭|┌|\+) 2\.2 '
expect "its own n does nothing" sh -c "tmux -S '$T/work/tmux$terminals' send-keys -t e n"
sleep 0.5
expect "in either terminal" has '^(╭|┌|\+) 2\.2 '
expect "the first one is where it was" in_terminal "$first" has '^(╭|┌|\+) 2\.2 '

# ---- a break
press b
expect "b counts a break of 5 minutes down" wait_screen 'Break: 4:5[0-9] left'
press 1 && press 2
expect "digits say how long" wait_screen 'Break: 11:[0-5][0-9] left'
press b
expect "b ends it" wait_gone 'Break:'

# ---- asleep: once a minute the pace goes on, so one of three times is without that
slept() { cat "/proc/$1/task/"*/status | awk '/^voluntary_ctxt_switches/ { n += $2 } END { print n }'; }
is_asleep() {
	p=$(program)
	for time in 1 2 3; do
		slept=$(slept "$p")
		sleep 6
		slept=$(($(slept "$p") - slept))
		echo "time $time: woken $slept times in 6 s"
		[ "$slept" -gt 0 ] || return 0
	done
	return 1
}
expect "nothing happens: it is not woken at all" is_asleep

# ---- sizes
for size in 120x34 40x12 30x8 80x24; do
	tm resize-window -t e -x "${size%x*}" -y "${size#*x}"
	if [ "$size" = 30x8 ]; then
		expect "$size is too small, and it says so" wait_screen 'too small'
	else
		expect "$size shows the step" wait_screen '^(╭|┌|\+) 2\.2 '
	fi
done
press C-z
expect "Ctrl-Z gives the shell" wait_screen 'shell>$'
type_line fg
expect "fg brings it back" wait_screen '^(╭|┌|\+) 2\.2 '
press q
expect "q quits" wait_screen 'shell>$'
type_line "LC_ALL=C NO_COLOR=1 TERM=vt100 $I --notes"
expect "in ASCII, without colours" wait_screen '^\+ 2\.2 '
screen >ascii.out
expect "nothing but ASCII" sh -c "cat ascii.out; ! LC_ALL=C grep -q '[^ -~]' ascii.out"
press q
wait_screen 'shell>$'
type_line "$I --notes --language es"
expect "in Spanish" wait_screen 'Después: 2\.3 '
press q
wait_screen 'shell>$'

# ---- line by line
"$I" --notes --plain >plain.out </dev/null &
plain=$!
expect "--plain prints the notes" wait_for 20 grep -q '^2\.2 ' plain.out
in_terminal "$first" press p
expect "and goes on when the step changes" wait_for 20 grep -q '^2\.1 ' plain.out
kill "$plain"
expect "a line q ends it" sh -c "echo q | '$I' --notes --plain | grep -q '^2\.1 '"
expect "and so does a reader that goes" sh -c "timeout 20 '$I' --notes --plain </dev/null | head -n 1 | grep -q '^2\.1 '"
expect "--step is refused" sh -c "'$I' --notes --step 1.1 2>&1; test \$? = 2"
in_terminal "$first" press q
in_terminal "$first" wait_screen 'shell>$'
clean_up_first
e2e_end
