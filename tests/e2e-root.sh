#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Root on a host where no daemon runs: the hypervisor is embedded in the
# program itself.  For everybody but root there is a session daemon.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
[ "$(id -u)" = 0 ] || e2e_skip_all "only root has no session daemon"
getent passwd libvirt-qemu >/dev/null || e2e_skip_all "there is no user libvirt-qemu (package libvirt-daemon-system)"
e2e_needs tmux qemu-system-x86_64
e2e_install
mkdir "$T/work"
e2e_environment
lessons=$(dirname "$I")/../share/imitation/lessons
embed="qemu:///embed?root=$T/work/e"

"$I" -c "$embed" rehearse --lesson 5 "$lessons" >rehearse.out 2>rehearse.err
status=$?
expect "lesson 5 is rehearsed without any daemon" sh -c "cat rehearse.out rehearse.err; [ $status = 0 ] && ! grep -q SIMULATED rehearse.out"
expect "and libvirt's own log is kept off the terminal" sh -c "cat rehearse.err; ! [ -s rehearse.err ]"

open_program 120 34 -c "'$embed'" --step 3.1
expect "the screen names it" wait_screen 'qemu:///embed'
wait_screen 'dreamer +absent'
press 0
expect "a real machine counts beside the text" wait_screen 'tick [0-9]+'
press n
wait_screen '^(╭|┌|\+) 3\.2 '
press 1
expect "and is paused" wait_screen 'dreamer +paused'
"$I" -c "$embed" status >second.out 2>&1
expect "a second program is told that the first has it" sh -c "cat second.out; ! grep -q SIMULATED second.out && grep -Eiq 'another|busy|in use|elsewhere' second.out"
other() { tmux -S "$T/work/other" -f /dev/null "$@"; }
other_has() { other capture-pane -p -t e | grep -Eq "$1"; }
other new-session -d -x 120 -y 34 -s e "$I -c '$embed' --step 3.2"
expect "on its screen, too" wait_for 20 other_has 'Another program is using'
press q
wait_screen 'shell>$'
expect "and it has them when the first is gone" wait_for 20 other_has 'dreamer +paused'
other send-keys -t e q
! wait_for 20 other_has 'q (let run|leave as is)' || other send-keys -t e q
expect "and ends" wait_for 20 sh -c "! pgrep -u 0 -f '^$I .*--step 3.2'"
other kill-server 2>/dev/null
expect "the machine is there again" sh -c "$I -c '$embed' status | grep -q 'dreamer: paused'"
# Its threads are still at work when it ends: they must not find their libraries gone.
ends_well() {
	for round in $(seq 30); do
		"$I" -c "$embed" status >status.out 2>&1 || { echo "status $? in round $round"; return 1; }
	done
}
expect "and each of thirty looks ends well" ends_well

# The hypervisor ends with the program, so the middle of an action ends with it.
names() { grep -Eo '"name": *"[^"]*", *"parent"' | sed 's/^"name": *"\([^"]*\)".*/\1/' | sort; }
as_virsh_says() {
	"$I" -c "$embed" status --json >status.json 2>/dev/null
	# The snapshots as virsh lists them, read while the program has let go.
	virsh -q -c "$embed" domstate dreamer 2>/dev/null | sed 's/shut off/shutoff/; /^$/d' >virsh.out
	virsh -q -c "$embed" snapshot-list dreamer --name 2>/dev/null | sed '/^$/d' | sort >>virsh.out
	tr -d '\n' <status.json | sed 's/.*"machines"://' >machines
	{ grep -Eo '"state": *"[a-z]*"' machines | sed 's/.*"\([a-z]*\)"$/\1/' | grep -vx absent; names <machines; } >ours.out
	diff ours.out virsh.out
}
"$I" -c "$embed" do 3.3 >/dev/null 2>&1
"$I" -c "$embed" do 5.2 >/dev/null 2>&1
for signal in HUP KILL HUP KILL; do
	open_program 120 34 -c "'$embed'" --step 5.4
	wait_screen 'dreamer +(running|paused|off|saved)'
	press 1
	wait_screen 'The current state of dreamer is being kept|is back at' 20
	kill -$signal "$(pgrep -u 0 -f "^$I .*--step 5.4")"
	wait_for 20 sh -c "! pgrep -u 0 -f '^$I .*--step 5.4'"
	# Two looks, one after the other, at what libvirt itself has yet to find out.
	expect "after SIG$signal in the middle of a restore the picture comes true" \
		wait_for 30 as_virsh_says
	drop_locks
	expect "with the snapshot to go back to" grep -qx before-mess ours.out
done
open_program 120 34 -c "'$embed'" --step 5.4
wait_screen 'dreamer +(running|paused|off|saved)'
# libvirt may still be busy with what was cut short, for half a minute, and says so, or gives
# no reason at all.
restores() {
	press 1
	wait_screen '(is back at before-mess|still busy with dreamer|no reason was given)' 60 && has 'is back at before-mess'
}
restores_at_last() {
	for try in 1 2 3 4; do
		! restores || return 0
		sleep 8
	done
	screen
	return 1
}
expect "and the next restore works" restores_at_last
press q
wait_screen 'shell>$'
expect "reset gives everything back" "$I" -c "$embed" reset
expect "and no QEMU of ours is left" sh -c "! pgrep -f '[q]emu-system.*$T/work/e/'"
e2e_end
