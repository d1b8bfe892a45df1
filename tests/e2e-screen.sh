#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The screen itself: sizes, resizing, keys, colours, Ctrl-Z, a sane terminal
# afterwards; time travel as the issue of it: older count, undo, virsh outside.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

open_program 120 34 --step 3.1
wait_screen '0 set the stage'
press 0
expect "the stage is set by 0" wait_state dreamer running
expect "the console counts" wait_screen 'tick [0-9]+'

# ---- outside changes
$V suspend dreamer >/dev/null
expect "virsh suspend in another window shows at once" wait_screen 'dreamer +paused' 5
press n
expect "and passes the check that waits for it" wait_screen '✓ .*(stands|paused|still|frozen)'
$V resume dreamer >/dev/null
expect "virsh resume shows, too" wait_screen 'dreamer +running' 5

# ---- time travel
press p; wait_screen '^(╭|┌|\+) 3\.1 '
"$I" do 5.1 1 >/dev/null 2>&1
wait_screen 'memory: hello'
"$I" do 5.2 1 >do.out 2>&1
expect "a snapshot taken by another process shows in the timeline" wait_screen 'before-mess'
expect "virsh's tree has it" sh -c "$V snapshot-list dreamer --tree | grep -q before-mess"
taken=$(last_tick)
later=$((taken + 4))
expect "the count goes on" wait_screen "tick $later"
press t
wait_screen 'before-mess'
press Enter
expect "Enter in the timeline asks first" wait_screen 'y yes'
press y
expect "and restores" wait_screen 'u brings back' 30
expect "the older count is back on the console" \
	wait_for 10 first_tick_is -lt "$later" '— back to before-mess —'
press Escape
press u
expect "u asks nothing, and brings the lost present back" wait_screen 'where you had left it' 30
expect "with its later count" \
	wait_for 10 first_tick_is -ge "$later" '— back to where you had left —'

# ---- looking around
press g
expect "contents list the lessons" wait_screen 'Three ways to stop'
press Escape
press '?'
expect "help lists the keys" wait_screen 'restore'
press Escape
search 'word'
expect "search says in how many places it is" wait_screen '/word +[1-9][0-9]* place'
press Enter
press Escape
search 'xyzzyx'
press Enter
expect "and that it is in none" wait_screen 'nowhere in this workshop'
press Escape

# ---- sizes
for size in 80x24 60x20 40x12 200x60 30x8 120x34; do
	tm resize-window -t e -x "${size%x*}" -y "${size#*x}"
	if [ "$size" = 30x8 ]; then
		expect "$size is too small, and it says so" wait_screen 'too small'
	else
		expect "$size is drawn anew" wait_for 20 is_drawn
		expect "$size shows the step" has '3\.[12] '
	fi
done

# ---- Ctrl-Z, fg
press C-z
expect "Ctrl-Z gives the shell" wait_screen 'shell>$'
type_line 'echo sane | cat'
expect "which echoes and works" wait_screen '^sane'
type_line fg
expect "fg brings it back" wait_screen '3\.[12] '
press q
wait_screen 'shell>$'
type_line 'stty -a | grep -o " echo " ; echo "done"'
expect "after q the terminal echoes" wait_screen '^ echo'

# ---- the same step once more
open_program 120 34 --step 5.2
wait_screen '^(╭|┌|\+) 5\.2 '
wait_screen 'dreamer +running'
press 1
expect "a snapshot of that name is asked about" wait_screen 'Replace it' 10
press y
expect "and replaced" wait_screen 'before-mess of dreamer is kept' 20

# ---- leaving
tm send-keys -t e q
expect "q asks what becomes of the machine that runs" wait_screen 'dreamer is running\. Save'
press Escape
expect "Esc stays" wait_gone 'dreamer is running\. Save'
tm send-keys -t e q
wait_screen 's save'
press s
expect "s saves it, and what came of it is printed" wait_screen 'dreamer is off and its memory is saved'
wait_screen 'shell>$'
saved() { $V dominfo dreamer | grep -q 'Managed save: *yes'; }
expect "virsh agrees" saved
$V start dreamer >/dev/null

# ---- crash
open_program 120 34
wait_screen '[0-9]\.[0-9] '
crashed=$(program)
kill -SEGV "$crashed"
expect "after a crash the shell's prompt is readable" wait_screen 'shell>' 20
type_line 'stty -a | grep -o " echo "; tput smkx >/dev/null; echo "fine"'
expect "and the line is sane" wait_screen '^fine'
rm -f "$T"/work/sanitizer.* # the report of that crash, where there is a sanitizer

# ---- plain terminals
for setting in 'NO_COLOR=1' 'TERM=vt100' 'LC_ALL=C' 'LC_ALL=C TERM=vt100 NO_COLOR=1'; do
	open_terminal 80 24
	type_line "$setting $I --step 3.2"
	expect "$setting: the step can be read" wait_screen '^(╭|┌|\+) 3\.2 '
	expect "$setting: the state is a word" wait_screen 'dreamer.*(running|paused)'
	case $setting in
	*LC_ALL=C*) screen >ascii.out
		expect "$setting: nothing but ASCII" sh -c "cat ascii.out; ! LC_ALL=C grep -q '[^ -~]' ascii.out" ;;
	esac
	press q
	wait_screen 'shell>$'
done
"$I" reset
e2e_end
