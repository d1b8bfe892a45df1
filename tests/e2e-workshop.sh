#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A beginner walks all fourteen lessons in a terminal of 120x34, pressing every
# button; what the screen says is held against what virsh says.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
lessons=$(dirname "$I")/../share/imitation/lessons

# step ID BUTTONS…: presses them, each when the one before is done ("1y": a
# question is asked, and answered with yes), and waits for every check
step() {
	id=$1
	shift
	wait_screen "╭ $id " || not_ok "$id is on the screen"
	for button in "$@"; do
		press "${button%y}"
		case $button in
		*y) wait_screen 'y yes' || not_ok "$id asks before"; press y ;;
		esac
		wait_screen "\\[${button%y}\\].*✓" || not_ok "$id: button ${button%y} works"
	done
	if wait_for 90 step_done; then
		ok "$id: every check passed"
	else
		not_ok "$id: every check passed"
		screen | sed 's/^/# |/'
	fi
}
# stage: the lesson offers to set its stage, and does
stage() {
	expect "$1 offers to set its stage" wait_screen '\[0\]'
	press 0
	expect "the stage of $1 is set" wait_screen 'The stage is set'
	wait_gone '\[0\]'
}
step_done() { "$I" status --json | tr -d '\n' | grep -Eq "\"id\": ?\"$id\",[^{]*\"done\": ?true"; }

open_program 120 34
expect "a fresh person sees what there is to know" wait_screen 'You cannot hurt anything'
expect "the keys are on the cover" has 'n goes on'
press n
expect "n goes on to lesson 1" wait_screen '^(╭|┌|\+) 1\.1 '
expect "the status line names a real hypervisor" wait_screen 'qemu:///session'
expect "nothing says SIMULATED" has_not SIMULATED
expect "the machine is seen not to be there" wait_screen 'dreamer +absent'

step 1.1 1 2
expect "virsh agrees that it runs" state_is dreamer running
expect "its console counts beside the text" wait_screen 'tick [0-9]+'
press n; step 1.2 1
expect "what was typed is on its console" wait_screen 'tick [0-9]+ .*memory: hello'
press n; step 1.3 1
expect "virsh agrees that it is off" state_is dreamer 'shut off'
press n; step 1.4 1y
expect "virsh knows no dreamer any more" no_machine dreamer

press n; step 2.1 1
press n; step 2.2 1
press n; step 2.3 1
press n; step 2.4 1
expect "lesson 2 leaves it running" state_is dreamer running

press n; step 3.1 1
press n; step 3.2 1
expect "virsh agrees that it is paused" state_is dreamer paused
expect "the pane says so in a word" wait_screen 'dreamer +paused'
before=$(last_tick)
press n; step 3.3 1
expect "virsh agrees that it goes on" state_is dreamer running
expect "the count went on from where it stood" wait_screen "tick ($((before + 1))|$((before + 2))|$((before + 3)))"

press n; step 4.1 1
press n; step 4.2 1y
expect "the plug is pulled" state_is dreamer 'shut off'
press n; step 4.3 1
press n; step 4.4 1
expect "libvirt keeps its memory" sh -c "$V dominfo dreamer | grep -q 'Managed save: *yes'"
press n; step 4.5 1
press n; step 4.6 1 2y
expect "libvirt keeps it no longer" sh -c "$V dominfo dreamer | grep -q 'Managed save: *no'"

press n
expect "lesson 5 offers to set its stage" wait_screen '\[0\]'
press 0
expect "the stage is set" wait_state dreamer running
# What virsh knows the program may not know yet.
wait_screen 'The stage is set'
wait_gone '\[0\]'
step 5.1 1
press n; step 5.2 1
expect "virsh has the snapshot" sh -c "$V snapshot-list dreamer --name | grep -qx before-mess"
expect "the timeline has it, with its step" wait_screen 'before-mess +.*5\.2'
expect "and says where you are" wait_screen '● you are here'
press n; step 5.3 1
press n; step 5.4 1
expect "virsh stands on the snapshot" sh -c "$V snapshot-current dreamer --name | grep -qx before-mess"
press n; step 5.5 1
press n; step 5.6 1
expect "and it runs" state_is dreamer running

press n; step 6.1 1
press n; step 6.2 1
press n; step 6.3 1
press n; step 6.4 1
press n; step 6.5 1
press n; step 6.6 1 2
expect "the timeline has forked" sh -c "$V snapshot-info dreamer picnic | grep -Eq 'Parent: +monday'"
press n; step 6.7 1
press n; wait_screen '^(╭|┌|\+) 6\.8 '
press u
expect "u brings the lost present back: it runs" wait_state dreamer running
step 6.8
press n; step 6.9 1y
expect "virsh has no picnic any more" lists_none '^picnic$' $V snapshot-list dreamer --name

press n; step 7.1 1 2 3
press n; step 7.2 1 2 3
expect "two futures hang below one past" sh -c "$V snapshot-info dreamer left | grep -Eq 'Parent: +crossroads' && $V snapshot-info dreamer right | grep -Eq 'Parent: +crossroads'"
press n; step 7.3 1y
press n; step 7.4 1
press n; step 7.5 1 2 3
expect "virsh knows three machines" sh -c "[ \$($V list --all --name | grep -c .) = 3 ]"
press n; step 7.6 1 2y 3 4y 5
expect "and one again" sh -c "[ \$($V list --all --name | grep -c .) = 1 ]"

if [ ! -e "$lessons/guests/nested.initrd" ]; then
	skip "lessons 8 to 14" "their guests are not there: make guests"
	press q
	e2e_end
fi

press n; stage 8.1; step 8.1 1
press n; step 8.2 1
expect "virsh agrees that a disk came" sh -c "$V domblklist keeper | grep -q vdb"
press n; step 8.3 1 2
press n; step 8.4 1
press n; step 8.5 1
press n; step 8.6 1
press n; step 8.7 1
press n; step 8.8 1

# Once more: what was plugged in is out again, so it can be plugged in.
press o; wait_screen 'y yes'
expect "what starting over does is said" wait_screen 'with: keeper'
keeper_has_one_disk() { state_is keeper running && lists_none vdb $V domblklist keeper; }
press y
expect "o gives back the hardware of the beginning" wait_for 60 keeper_has_one_disk
step 8.1 1
press n; step 8.2 1
for i in 3 4 5 6 7 8; do press n; wait_screen "╭ 8\\.$i "; done

press n; stage 9.1; step 9.1 1
expect "virsh agrees that it is another processor" sh -c "$V dumpxml stranger | grep -q aarch64"
press n; step 9.2 1
press n; step 9.3 1
press n; step 9.4 1
expect "virsh agrees that it switched itself off" state_is stranger 'shut off'

press n; stage 10.1; step 10.1 1 2
press n; step 10.2 1 2
press n; step 10.3 1 2
press n; step 10.4 1 2 3
press n; step 10.5 1 2
press n; step 10.6 1
press n; step 10.7 1
press n; step 10.8 1 2

press n; step 11.1 1
press n; step 11.2 1
expect "virsh agrees that there are two processors" sh -c "$V vcpucount keeper --live --current | grep -qx 2"
press n; step 11.3 1 2
press n; wait_screen '^(╭|┌|\+) 11\.4 '; press 1
expect "the keeper greets the disk" wait_screen 'A disk has come: vd., 100 MiB'
step 11.4 2
press n; step 11.5 1 2 3 4

press n; stage 12.1; step 12.1 1 2
press n; step 12.2 1y 2
press n; step 12.3 1y 2y
press n; step 12.4 1

press n; stage 13.1; step 13.1 1
press n; step 13.2 1
press n; step 13.3 1
press n; step 13.4 1
press n; step 13.5 1 2
press n; step 13.6 1

press n; stage 14.1; step 14.1 1
press n; step 14.2 1
press n; step 14.3 1
press n; step 14.4 1 2
press n; step 14.5 1

press n
expect "there is an end" wait_screen '╭ The end '
expect "with what was done" wait_screen '[1-9][0-9]+ of [0-9]+ steps'
press q
expect "q gives the terminal back" wait_screen 'shell>$'
expect "reset gives everything back" "$I" reset
expect "and libvirt knows no dreamer" no_machine dreamer
e2e_end
