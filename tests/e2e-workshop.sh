#!/bin/sh
# A beginner walks lessons 1 to 6 in a terminal of 120x34, pressing every
# button; what the screen says is held against what virsh says.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

# step ID BUTTONS…: presses them, each when the one before is done ("1y": a
# question is asked, and answered with yes), and waits for every check
step() {
	id=$1
	shift
	wait_screen "┌ $id " 10 || not_ok "$id is on the screen"
	for button in "$@"; do
		press "${button%y}"
		case $button in
		*y) wait_screen 'y yes' 10 || not_ok "$id asks before"; press y ;;
		esac
		wait_screen "\\[${button%y}\\].*✓" 30 || not_ok "$id: button ${button%y} works"
	done
	if wait_for 40 step_done; then
		ok "$id: every check passed"
	else
		not_ok "$id: every check passed"
		screen | sed 's/^/# |/'
	fi
}
step_done() { "$I" status --json | tr -d '\n' | grep -Eq "\"id\": ?\"$id\",[^{]*\"done\": ?true"; }

open_program 120 34
expect "the workshop opens in lesson 1" wait_screen '1\.1 '
expect "the status line names a real hypervisor" wait_screen 'qemu:///session'
expect "nothing says SIMULATED" has_not SIMULATED
expect "the machine is seen not to be there" wait_screen 'dreamer +absent'

step 1.1 1 2
expect "virsh agrees that it runs" state_is dreamer running
expect "its console counts beside the text" wait_screen 'tick [0-9]+'
press n; step 1.2 1
expect "what was typed is on its console" wait_screen 'memory: hello'
press n; step 1.3 1
expect "virsh agrees that it is off" state_is dreamer 'shut off'
press n; step 1.4 1y
expect "virsh knows no dreamer any more" sh -c "! $V domstate dreamer"

press n; step 2.1 1
press n; step 2.2 1
press n; step 2.3 1
press n; step 2.4 1
expect "lesson 2 leaves it running" state_is dreamer running

press n; step 3.1 1
press n; step 3.2 1
expect "virsh agrees that it is paused" state_is dreamer paused
expect "the pane says so in a word" wait_screen 'paused'
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
wait_gone '\[0\]'
step 5.1 1
press n; step 5.2 1
expect "virsh has the snapshot" sh -c "$V snapshot-list dreamer --name | grep -qx before-mess"
expect "the timeline has it, with its step" wait_screen 'before-mess +.*5\.2'
expect "and says where you are" wait_screen 'you are here'
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
press n; wait_screen '6\.8 '
press u
expect "u brings the lost present back: it runs" wait_state dreamer running
step 6.8
press n; step 6.9 1y
expect "virsh has no picnic any more" sh -c "! $V snapshot-info dreamer picnic"

press n
expect "there is an end, with what was done" wait_screen 'imitation reset'
press q
expect "q gives the terminal back" wait_screen 'shell>$'
expect "reset gives everything back" "$I" reset
expect "and libvirt knows no dreamer" sh -c "! $V domstate dreamer"
e2e_end
