#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What must survive: kill -9 and a dropped line in the middle of a step, a
# daemon that stands still or dies, two sessions of one person.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
done_in_status() { "$I" status --json | tr -d '\n' | grep -Eq "\"id\": ?\"$1\",[^{]*\"done\": ?true"; }
place_is() { "$I" status --json | grep -Eq "^ *\"step\": ?\"$1\""; }

open_program 80 24 --step 5.1
wait_screen '0 set the stage'
press 0
wait_state dreamer running
wait_screen 'The stage is set'
press 1
expect "a check passes" wait_screen '✓ the dreamer remembers hello' 30

# ---- kill -9 in the middle of a step
press n
wait_screen '^(╭|┌|\+) 5\.2 '
press 1
killed=$(program)
kill -9 "$killed"
wait_for 10 is_gone "$killed"
expect "after kill -9 the place is known" place_is 5.2
expect "and the check that had passed" done_in_status 5.1
open_program 80 24
expect "it opens where it was" wait_screen '^(╭|┌|\+) 5\.2 '
has_snapshot() { $V snapshot-list dreamer --name | grep -qx before-mess; }
wait_for 20 has_snapshot || press 1
expect "the snapshot is there, or can be taken" wait_for 20 has_snapshot
expect "and its check passes" wait_for 20 done_in_status 5.2

# ---- the line drops
press n
wait_screen '^(╭|┌|\+) 5\.3 '
press 1
dropped=$(program)
tm kill-session -t e
expect "a dropped line ends the program" wait_for 30 is_gone "$dropped"
expect "and leaves the place" place_is 5.3
expect "the machine runs on" state_is dreamer running

# ---- a daemon that stands still, in the middle of an action
open_program 120 34 --step 5.4
wait_screen '^(╭|┌|\+) 5\.4 '
expect "the machine is seen" wait_screen 'dreamer +running'
press 1
kill -STOP "$(daemon)"
expect "the pane says that no answer comes" wait_screen '[Nn]o answer|stall|does not answer|not answering' 30
press n
expect "keys work" wait_screen '^(╭|┌|\+) 5\.5 ' 5
press p
wait_screen '^(╭|┌|\+) 5\.4 '
tm resize-window -t e -x 80 -y 24
expect "resizing works" wait_for 5 is_drawn
press '?'
expect "help opens" wait_screen 'Ctrl' 5
press Escape
tm resize-window -t e -x 120 -y 34
kill -CONT "$(daemon)"
expect "it recovers when the daemon goes on" wait_gone '[Nn]o answer|not answering' 30
expect "the action came to its end" wait_screen 'dreamer +running' 30
expect "and its check passes" wait_for 30 done_in_status 5.4

# ---- a daemon that dies
old_daemon=$(daemon)
another_daemon() { [ -n "$(daemon)" ] && [ "$(daemon)" != "$old_daemon" ]; }
kill -9 "$old_daemon"
wait_for 40 another_daemon
drop_locks
expect "a dead daemon is recovered from" wait_screen 'qemu:///session +live' 40
expect "the machine is still there" wait_screen 'dreamer +running' 20
press p
wait_screen '^(╭|┌|\+) 5\.3 '
press 1
expect "and the next action works" wait_screen 'reset: it starts again|was reset' 30

# ---- a button pressed while its machine is busy
another_save() { $V dominfo dreamer | grep -q 'Managed save: *yes'; }
no_save() { $V dominfo dreamer | grep -q 'Managed save: *no'; }
press q
wait_screen 'shell>$'
open_program 120 34 --step 4.6
wait_screen '^(╭|┌|\+) 4\.6 '
expect "the machine runs" wait_screen 'dreamer +running' 30
kill -STOP "$(daemon)"
press 1
press 2
expect "it waits for its turn" wait_screen 'Waiting for dreamer: button 2'
press j
expect "another key cancels it, and that is said" wait_screen 'What waited is not done'
press 2
expect "it waits again" wait_screen 'Waiting for dreamer: button 2'
kill -CONT "$(daemon)"
expect "its question comes when its machine is ready for it" wait_screen 'saved memory.*\?' 40
expect "which it is" another_save
press y
expect "and it is done" wait_for 20 no_save
$V start dreamer >/dev/null
wait_screen 'dreamer +running'
old_daemon=$(daemon)
kill -STOP "$old_daemon"
press 1
press 2
wait_screen 'Waiting for dreamer: button 2'
kill -9 "$old_daemon"
expect "what it waited for failed: it is not pressed" \
	wait_screen 'Button 2, which waited for that' 60
wait_screen 'qemu:///session +live' 40
expect "the machine is as it was" wait_screen 'dreamer +running' 20
drop_locks
press q
wait_screen 'shell>$'

# ---- buttons pressed in a hurry
is_child() { [ "$($V snapshot-parent dreamer "$1")" = "$2" ]; }
open_program 120 34 --step 7.1
wait_screen '^(╭|┌|\+) 7\.1 '
wait_screen 'dreamer +running' 30
# The daemon stands still meanwhile: else all may be done before anybody looks.
kill -STOP "$(daemon)"
# Four keys that come at once are a paste, and on a busy computer they do.
for key in 1 2 3 3; do press $key && sleep 0.3; done
expect "they wait in their order, none twice" \
	wait_screen 'Waiting for dreamer: buttons 2, 3 follow' 5
kill -CONT "$(daemon)"
expect "the last is pressed in its turn" wait_for 40 is_child left crossroads
expect "after the one in the middle" has 'Turn left ✓'
press n
wait_screen '^(╭|┌|\+) 7\.2 '
press 1
press 2
press 3
expect "so it is after a restore" wait_for 40 is_child right crossroads
expect "and the one in the middle is done" wait_screen 'Turn right ✓' 5
$V snapshot-delete dreamer right >/dev/null
press 1
press 2
press 3
wait_screen 'Waiting for dreamer: buttons 2, 3'
press j
expect "any other key cancels all" wait_screen 'What waited is not done'
wait_screen 'dreamer +running' 30
sleep 2
expect "none is pressed" lists_none '^right$' $V snapshot-list dreamer --name
old_daemon=$(daemon)
kill -STOP "$old_daemon"
press 1
press 2
press 3
wait_screen 'Waiting for dreamer: buttons 2, 3'
kill -9 "$old_daemon"
expect "a failure drops all, and that is said" wait_screen 'Buttons 2, 3, which waited for that' 60
wait_screen 'qemu:///session +live' 40
wait_screen 'dreamer +running' 20
drop_locks
press q
wait_screen 'shell>$'
open_program 120 34 --step 5.3
wait_screen '^(╭|┌|\+) 5\.3 '

# ---- a refusal passes with what it was for
$V destroy dreamer >/dev/null
wait_screen 'dreamer +off' 20
press 1
expect "what the state forbids is refused" wait_screen 'The machine is off: start it first'
$V start dreamer >/dev/null
expect "a change of the machine does" wait_gone 'The machine is off' 20
wait_screen 'dreamer +running' 20

# ---- two sessions of one person
"$I" do 6.1 >/dev/null 2>&1
"$I" do 6.2 >/dev/null 2>&1
press n
wait_screen '^(╭|┌|\+) 5\.4 '
expect "what another session did is not lost by this one" done_in_status 6.2
press q
wait_screen 'shell>$'

# ---- a disk that is full, and a damaged file
progress=$(find "$XDG_STATE_HOME/imitation" -name '*.progress')
expect "progress is kept in one file" test -f "$progress"
cp "$progress" good
head -c 300 /dev/urandom >>"$progress"
expect "a damaged file is no crash, and what can be read counts" done_in_status 5.1
cp good "$progress"
open_terminal 80 24
type_line "(ulimit -f 0; $I --step 5.5)"
expect "a full disk is said, and the lesson goes on" wait_screen '^(╭|┌|\+) 5\.5 '
expect "by words on the screen" wait_screen 'saved|File too large|No space'
press q
wait_screen 'shell>$'
expect "and the file is as it was" done_in_status 5.1
"$I" reset >/dev/null

# ---- a stage of two machines, of which one cannot be made
mkdir two
cp "$(dirname "$I")/../share/imitation/lessons/guests/tick.img" two/
# The header of a qcow2 image, and nothing that qemu-img could read.
printf 'QFI\373\0\0\0\003' >two/bob.qcow2
truncate -s 65536 two/bob.qcow2
cat >two/workshop.md <<'X'
---
title: Two
duration: 1
machines:
  bob: {image: bob.qcow2, memory: 4 MiB}
  ann: {image: tick.img, memory: 4 MiB}
---
X
cat >two/01-both.md <<'X'
---
title: Both
duration: 1
machines: [bob, ann]
needs: {bob: running, ann: running}
---
## Look at both
```vm:pause
machine: ann
```
X
"$I" do 1.1 0 two >do.out 2>&1
status=$?
expect "a stage of which one machine cannot be made is not set" sh -c "cat do.out; [ $status = 1 ] && ! grep -q 'The stage is set' do.out"
expect "the message names the machine" grep -q 'The stage is not set, because of bob[.] .' do.out
expect "the other one is made all the same" state_is ann running
open_program 120 34 --step 1.1 two
wait_screen '0 set the stage'
press 0
expect "the screen says the same" wait_screen 'The stage is not set, because of bob'
press q
wait_screen 'shell>$'

# ---- a folder that cannot be written --------------------------------------------------------
disk=$XDG_DATA_HOME/imitation/two/ann.qcow2
chmod a-w "${disk%/*}"
"$I" reset --yes two >reset.out 2>&1
status=$?
expect "a reset that leaves a disk says so" sh -c "cat reset.out; ls -l '${disk%/*}'; [ $status = 1 ] && [ -f '$disk' ] && grep -qF '$disk: Permission denied' reset.out"
chmod u+w "${disk%/*}"
expect "and removes it later" sh -c "'$I' reset --yes two && ! [ -f '$disk' ]"
e2e_end
