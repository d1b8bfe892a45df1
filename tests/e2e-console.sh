#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The console pane: typing into the machine, what a pause and time travel do to
# it, two programs that want the same console, and a machine that writes
# everything that could do harm to a terminal, and ten megabytes of it.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
rows() { screen | sed 's/[│ ]*$//'; }
typed() { tm send-keys -t e -l "$1"; }

# ---- typing
open_program 120 34 --step 3.1
wait_screen '0 set the stage'
press 0
expect "the stage is set by 0" wait_state dreamer running
expect "the console says where it began" wait_screen '— started —'
expect "the machine counts" wait_screen 'tick [0-9]+'
press c
expect "c gives the keys to the machine" wait_screen 'Ctrl-\] leave'
typed hello
expect "what is typed arrives" wait_screen 'memory: hello'
expect "and presses no button" has_not 'you there'
press C-]
expect "Ctrl-] leaves" wait_screen 'n next'
"$I" do 5.2 1 >do.out 2>&1
expect "a snapshot is taken" wait_screen 'before-mess'
press c
wait_screen 'Ctrl-\] leave'
press Space
typed mess
expect "more is typed" wait_screen 'memory: hello mess'

# ---- a pause
$V suspend dreamer >/dev/null
expect "the frame says that it is paused" wait_screen 'Console of dreamer: paused'
expect "the count stands still" wait_for 20 stands_still
$V resume dreamer >/dev/null
expect "and the next one is one more" wait_screen "tick $((stood + 1)) .*memory: hello mess"

# ---- time travel
press C-]
wait_screen 'n next'
later=$(last_tick)
press t
wait_screen 'before-mess'
press Enter
wait_screen 'y yes'
press y
expect "the console says where it is back" wait_screen '— back to before-mess —' 30
restored() { rows | sed '1,/back to before-mess —/d' | grep -Eq 'tick [0-9]+ .*memory: hello$'; }
expect "what was typed later is gone, what was typed before is there" wait_for 10 restored
expect "the count is older" wait_for 10 first_tick_is -lt "$later" 'back to before-mess —'
press Escape
press u
expect "u says so, too" wait_screen '— back to where you had left —' 30
present() { rows | sed '1,/you had left —/d' | grep -Eq 'tick [0-9]+ .*memory: hello mess$'; }
expect "and what was typed is back" wait_for 10 present

# ---- looking back
press c
wait_screen 'Ctrl-\] leave'
press PPage
expect "PgUp looks back, with other keys" wait_screen 'Enter type'
search started
press Enter
expect "a search finds the line" wait_screen '— started —'
press z
expect "z zooms" wait_gone 'Machines'
press z
press Enter
expect "Enter types again" wait_screen 'Ctrl-\] leave'
press C-]

# ---- the console is open elsewhere
first=$terminals
terminals=50
open_program 100 30 --step 3.1
expect "a second program says that the console is open elsewhere" \
	wait_screen 'open in +another'
second=$terminals
terminals=$first
press q
wait_screen 'shell>$'
terminals=$second
expect "and gets it when the first one quits" wait_gone 'open in +another'
expect "with what the machine writes" wait_screen 'tick [0-9]+'
press q
wait_screen 'shell>$'
"$I" reset >/dev/null 2>&1

# ---- a machine that writes everything
e=$(printf '\033')
one() { printf '%b' "$1"; }
{
	printf 'THE NOISE BEGINS\r\n'
	i=0
	while [ $i -lt 20 ]; do
		i=$((i + 1))
		for s in ']0;owned\a' ']2;owned\033\\' ']52;c;b3duZWQ=\a' ']1337;owned\a' ']777;owned;x\a' \
			'P+q6f776e6564\033\\' '_Gowned\033\\' '^owned\033\\' '[?1049h' '[?47h' '[?1000h' \
			'[?1002h' '[?1003h' '[?1006h' '[?2004h' '[?1004h' '[?25l' '[?69h' '[2;3s' '[?3h' \
			'[8;10;10t' '[21t' '#6' '#3' '(0' 'c' '[!p' '[6n' '[c' '[>c' '[5n' '[5;6r' '[?6h' '[4h' \
			'[20h' '[31;44;7m' '[999;999H' '[99999999999L' '[2J' '[?5h'; do
			one "\\033$s"
			printf 'x\r\n'
		done
	done
	head -c 1048576 /dev/urandom
	printf '\030\033\\\030\033c'
	yes 'a line of a burst of ten megabytes, which is more than anybody reads' | head -c 9437184
	printf '\r\nTHE NOISE ENDS\r\n'
} >payload
noisy_workshop payload || { not_ok "the noisy machine is assembled"; e2e_end; }

terminals=100
open_terminal 120 34
type_line 'stty -a >before.stty'
wait_for 5 [ -s before.stty ]
tm pipe-pane -t e "cat >'$T/work/raw'"
type_line "$I noisy"
wait_screen '0 set the stage'
press 0
expect "the noise begins" wait_state noisy running
expect "it comes to the console" wait_screen 'burst of ten megabytes' 120
program=$(program)
press '?'
expect "keys are answered in the middle of it" wait_screen 'the next step' 3
press Escape
expect "and answered again" wait_screen 'A quiet text' 3
expect "the screen beside it is as it was" wait_screen '^│ A quiet text beside a loud machine\. +│'
expect "the noise ends" wait_screen 'THE NOISE ENDS' 180
resident() { awk '/^VmRSS/ { print $2 }' "/proc/$program/status"; }
note "resident: $(resident) KiB"
# A sanitizer's memory is not the program's.
grep -q libasan "/proc/$program/maps" || expect "memory stays bounded" [ "$(resident)" -lt 120000 ]
expect "the status line is there" wait_screen 'qemu:///session +live'
press q
wait_screen 'shell>$'
type_line 'stty -a >after.stty; echo still sane'
expect "after q the shell is there" wait_screen '^still sane'
expect "and the line is as it was" cmp before.stty after.stty
tm pipe-pane -t e
reaches() { LC_ALL=C grep -aqF -- "$e$1" raw; }
for s in ']0;' ']1;' ']2;' ']52;' ']1337' ']777' 'P' '_' '^' '[?1003h' '[?1004h' '[?69h' '[?3h' '[?5h' '[21t' \
	'[8;10;10t' '[>c' '#6' '#3' '[6n'; do
	expect "no ESC $s reached the terminal" sh -c "! LC_ALL=C grep -aqF -- '$e$s' raw"
done
expect "the program's own output was looked at" reaches '[?1049h'
"$I" reset noisy >/dev/null 2>&1
e2e_end
