#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The screen pane on a real machine: the VGA text screen can be read at 80x24 and
# 120x34, counts on, stands still while paused, jumps back with a restore; a
# machine in a graphics mode is drawn in half blocks; pictures are kept as PNG.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

# The pane alone, zoomed: nothing else on the screen says "tick".
wait_tick_past() { wait_for "${2:-15}" ticked_past "$1"; }
ticked_past() { now=$(last_tick); [ -n "$now" ] && [ "$now" -gt "$1" ]; }
ticked_below() { now=$(last_tick); [ -n "$now" ] && [ "$now" -lt "$1" ]; }

"$I" do 2.1 >/dev/null 2>&1
open_program 80 24 --step 5.1
wait_screen 'set the stage'
press 0
expect "the stage is set" wait_state dreamer running
wait_screen 'tick [0-9]+'

# ---- 80x24
press v
expect "v opens the screen over the lesson" wait_screen 'Screen of dreamer'
expect "at 80x24 the machine's text can be read" wait_screen '^The dreamer wakes\. *$'
first=$(screen | grep -Eo '^tick [0-9]+' | tail -n 1 | grep -Eo '[0-9]+')
expect "and counts (after ${first:-nothing})" sh -c "[ -n '$first' ]"
counted() { screen | grep -Eq "^tick $((first + 3)) *\$"; }
expect "on" wait_for 30 counted
press v
expect "v closes it" wait_gone 'Screen of dreamer'

# ---- 120x34
tm resize-window -t e -x 120 -y 34
press v
expect "at 120x34 it stands beside the lesson" wait_screen '^(╭|┌|\+) 5\.1 .*Machines'
expect "in the console's place" wait_gone 'Console of dreamer'
expect "and can be read" wait_screen '│ (The dreamer wakes\.|tick [0-9]+ )'
press Tab
press n
expect "the lesson goes on beside it" wait_screen '^(╭|┌|\+) 5\.2 .*Machines'
expect "and it stays" wait_screen 'Screen of dreamer'
press p
wait_screen '^(╭|┌|\+) 5\.1 '
"$I" do 5.1 1 >/dev/null 2>&1
expect "what was typed shows on it" wait_screen 'memory: hello'

# ---- pause
$V suspend dreamer >/dev/null
expect "paused is said on its frame" wait_screen 'Screen of dreamer: paused' 10
# The pane asks anew each second, and finds the same.
expect "and it stands still" wait_for 20 stands_still
$V resume dreamer >/dev/null
expect "resumed it counts on" wait_tick_past "$stood"

# ---- back in time
"$I" do 5.2 1 >/dev/null 2>&1
expect "a snapshot is taken" sh -c "$V snapshot-list dreamer --name | grep -q before-mess"
taken=$(last_tick)
expect "it counts on from $taken" wait_tick_past $((taken + 6)) 30
later=$(last_tick)
press t
wait_screen 'before-mess'
press Enter
wait_screen 'y yes'
press y
expect "after a restore the older count is on the screen again (below $later)" \
	wait_for 20 ticked_below "$later"
expect "with what it remembered" wait_screen 'memory: hello'
expect "the restore is done" wait_screen 'u brings back' 30
press Escape
press u
expect "u brings the later count back" wait_tick_past $((later - 1)) 30

# ---- off
press v
wait_screen 'Console of dreamer'
press v
wait_screen 'Screen of dreamer'
$V destroy dreamer >/dev/null
expect "off, its screen is dark, and it says so" wait_screen 'its screen is dark' 10
press q
wait_screen 'shell>$'

# ---- graphics, and pictures as files
cat >paint.S <<'EOF'
	.code16
	.globl start
start:	ljmp $0, $begin
begin:	movw $0x13, %ax		# 320x200 in 256 colours
	int $0x10
	movw $0xa000, %ax
	movw %ax, %es
	xorw %di, %di
	movw $16000, %cx	# the upper quarter red, then blue
	movb $4, %al
	rep stosb
	movw $48000, %cx
	movb $1, %al
	rep stosb
1:	hlt
	jmp 1b
	.org 510
	.word 0xaa55
EOF
shapes_workshop paint.S
expect "a workshop with screenshots has no faults" "$I" lint shapes
"$I" lint shapes >lint.out 2>&1 || cat lint.out
open_terminal 80 24
type_line "$I --step 1.1 shapes"
wait_screen 'painter +absent'
press 0
expect "a second machine is made" wait_state painter running
press v
expect "a machine in a graphics mode is drawn in half blocks or colours" wait_screen 'Screen of painter'
# Of the 256: 88 and 124 are such reds, 18 and 19 such blues.
red() { tm capture-pane -e -p -t e | grep -Eq '48;5;(88|124)m'; }
blue() { tm capture-pane -e -p -t e | grep -Eq '48;5;(18|19)m'; }
expect "in red" wait_for 20 red
expect "and in blue" wait_for 20 blue
press v
wait_gone 'Screen of painter'
press 1
expect "a picture is kept, and it says where" wait_screen 'screenshots/colours\.png'
kept=$XDG_DATA_HOME/imitation/screenshots
expect "as PNG" sh -c "head -c 8 '$kept/colours.png' | od -An -tx1 | grep -q '89 50 4e 47'"
press 1
expect "a second one does not replace it" wait_for 20 test -s "$kept/colours-2.png"
wait_screen '2\.png'
expect "the button names its command" wait_screen 'virsh screenshot painter colours\.png'
mkdir shell && cd shell || exit 1
sh -c "$(echo "virsh screenshot painter colours.png" | sed 's,^virsh,virsh -q -c qemu:///session,')" >/dev/null
expect "the command that the button shows does the same" sh -c \
	"head -c 8 colours.png | od -An -tx1 | grep -q '89 50 4e 47'"
cd .. || exit 1
press q
wait_screen 'shell>$'

# ---- without colours and without more than ASCII
open_terminal 80 24
type_line "LC_ALL=C NO_COLOR=1 $I --step 1.1 shapes"
wait_screen 'painter +running'
press v
expect "without colours it is drawn in shades" wait_screen '^ *[-.:=+*#%@]{20,}'
press q
"$I" reset shapes >/dev/null 2>&1
"$I" reset >/dev/null 2>&1
e2e_end
