#!/bin/sh
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
wait_screen '3\.2 '
press 1
expect "and is paused" wait_screen 'dreamer +paused'
"$I" -c "$embed" status >second.out 2>&1
expect "a second program is told that the first has it" sh -c "cat second.out; ! grep -q SIMULATED second.out && grep -Eiq 'another|busy|in use|elsewhere' second.out"
press q
wait_screen 'shell>$'
expect "the machine is there again" sh -c "$I -c '$embed' status | grep -q 'dreamer: paused'"
expect "reset gives everything back" "$I" -c "$embed" reset
expect "and no QEMU of ours is left" sh -c "! pgrep -f 'qemu-system.*[/]work/e/'"
e2e_end
