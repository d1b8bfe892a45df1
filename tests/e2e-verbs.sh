#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Each button shows the command that it stands for.  Here every verb is done
# twice, each time on a fresh copy of the same state: once by its button, once
# by that command in a shell; what came of it must be the same.  Then what only
# the hardware can show: a big disk that weighs nothing, a clone that builds on
# another's disk, a machine of a lesson that is set up from nothing.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

mkdir -p shop/guests
cp "$(dirname "$I")/../share/imitation/lessons/guests/tick.img" shop/guests/
cat >shop/workshop.md <<'X'
---
title: Every verb
machines:
  dreamer:
    image: guests/tick.img
    memory: 4 MiB
    network: user
  grower:
    image: guests/tick.img
    memory: 4 MiB
    max-memory: 8 MiB
    max-cpus: 2
    network: user
  neighbour:
    image: guests/tick.img
    network: "link:wire"
  beyond:
    image: guests/tick.img
    network: "link:wire"
---
X
# A step a verb: "## NAME", then its button.
button() {
	printf '## %s\n\n```vm:%s\n' "$1" "$2"
	shift 2
	for line; do printf '%s\n' "$line"; done
	printf '```\n\n'
}
{
	printf -- '---\ntitle: Verbs\nduration: 5\nmachines: [dreamer]\n---\n'
	button define define
	button start start
	button pause pause
	button resume resume
	button shutdown shutdown
	button poweroff poweroff
	button reset reset
	button save save
	button forget forget
	button snapshot snapshot 'name: here' "description: it's 5 o'clock"
	button restore restore 'name: here'
	button restore-paused restore 'name: here' 'to: paused'
	button delete delete 'name: here'
	button clone clone 'as: twin'
	button remove remove
	button attach attach 'disk: attic' 'size: 1 TiB'
	button attach-raw attach 'disk: cellar' 'size: 2 MiB' 'format: raw'
	button detach detach 'disk: attic'
	button unplug unplug
	button plug plug
	button type type 'text: "Hi you"'
	button set set 'memory: 8 MiB' 'cpus: 2'
	button screenshot screenshot
	printf '## typed\n\n```check\nconsole: "Hi you$"\n```\n\n'
	printf '## awake\n\n```check\nconsole: "^tick [0-9]+$"\n```\n\n'
	button start-twin start 'machine: twin' 'label: Start the clone'
	button remove-twin remove 'machine: twin'
	button define-grower define 'machine: grower'
	button start-grower start 'machine: grower'
	button poweroff-grower poweroff 'machine: grower'
	button grow-cpus set 'machine: grower' 'cpus: 2'
	button fewer-cpus set 'machine: grower' 'cpus: 1'
	button grow-memory set 'machine: grower' 'memory: 8 MiB'
	button less-memory set 'machine: grower' 'memory: 4 MiB'
	button two-screens set 'machine: grower' 'screens: 2'
	button one-screen set 'machine: grower' 'screens: 1'
	button snapshot-grower snapshot 'machine: grower' 'name: grown'
	button restore-grower restore 'machine: grower' 'name: grown'
	button attach-grower attach 'machine: grower' 'disk: shed' 'size: 2 MiB'
	button detach-grower detach 'machine: grower' 'disk: shed'
	button unplug-grower unplug 'machine: grower'
	printf '## facts\n\n'
	for fact in 'memory: 4 MiB' 'cpus: 2' 'screens: 2' 'disk: shed' 'no-disk: shed' 'cable: out' 'cable: in'; do
		printf '```check\nmachine: grower\n%s\n```\n\n' "$fact"
	done
	button one-end define 'machine: neighbour'
	button start-one-end start 'machine: neighbour'
	button other-end define 'machine: beyond'
	button start-other-end start 'machine: beyond'
} >shop/01-verbs.md
cat >shop/02-two.md <<'X'
---
title: Two machines at once
duration: 5
machines: [dreamer, neighbour]
needs: {dreamer: running, neighbour: paused}
---
## Both

```vm:snapshot
name: mine
```

```check
snapshot: mine
```

```check
machine: neighbour
state: paused
```
X
expect "the workshop of verbs is clean" sh -c "$I lint shop; $I lint shop >lint.out; ! grep -q error: lint.out"
"$I" status --json shop >shop.json

# step NAME: its id; command NAME: what its button shows
step() { awk -v name="$1" '/"id":/ { id = $2 } /"title":/ && $2 == "\"" name "\"," { gsub(/[",]/, "", id); print id; exit }' shop.json; }
command_of() {
	awk -v id="\"$(step "$1")\"," '$1 == "\"id\":" { on = $2 == id }
		on && $1 == "\"command\":" { sub(/^[^:]*: "/, ""); sub(/",?$/, ""); print; exit }' shop.json |
		sed 's/\\\(["\\\/]\)/\1/g'
}
press_button() { "$I" do --yes "$(step "$1")" shop; }
folder() { find "$XDG_DATA_HOME/imitation" -mindepth 1 -maxdepth 1 -type d 2>/dev/null | head -n 1; }

# All that can be seen of it from outside, without what differs by itself.
# Safety moments are the program's own.
settled() {
	sed "s/ id='[0-9]*'//; s/ uuid=[\"'][^\"']*[\"']//; /<uuid>/d; /<mac /d; /<alias /d; /<seclabel/,/<\/seclabel>/d; /tty=/d
		/<source path='\/dev\/pts/d; /<target type='isa-serial'/d; /<creationTime>/d
		s/ index='[0-9]*'//; s/tty='[^']*'//; /<address type='pci'/d; /<controller type='pci'/d
		/<graphics/,/<\/graphics>/d; /<listen/d"
}
effects() {
	for name in $($V list --all --name | sort); do
		echo "== $name $($V domstate "$name")"
		$V dominfo "$name" | grep 'Managed save'
		for at in $($V snapshot-list "$name" --name | grep -v '^undo-'); do
			echo "snapshot $at after $($V snapshot-parent "$name" "$at" 2>/dev/null)"
			$V snapshot-dumpxml "$name" "$at" | grep -E '<(state|description)>'
		done
		$V snapshot-current "$name" --name 2>/dev/null
		$V domblklist "$name"
		$V domiflist "$name" | awk '{ print $2, $3, $4 }'
		$V dumpxml "$name" | settled
		$V dumpxml --inactive "$name" | settled
		for mac in $($V domiflist "$name" | awk '{ print $5 }'); do
			$V domif-getlink "$name" "$mac" | sed 's/^[^ ]* //'
		done
	done
	[ -z "$(folder)" ] || (cd "$(folder)" && for file in *; do
		[ -e "$file" ] || continue
		echo "file $file"
		case $file in
		*.qcow2 | *.raw) qemu-img info -U "$file" | grep -E 'virtual size|file format|backing file' ;;
		esac
	done)
	[ -z "${1-}" ] || "$I" do --yes "$(step "$1")" shop
}
fresh() {
	"$I" reset shop >/dev/null 2>&1 </dev/null
	for before; do
		case $before in
		-*) $V "${before#-}" dreamer >/dev/null ;;
		*) press_button "$before" >>setup.out 2>&1 || { echo "cannot set up: $before"; tail -n 5 setup.out; return 1; } ;;
		esac
	done
}
by_button() {
	{ fresh "$@" && press_button "$verb"; } >by-button.log 2>&1
	pressed=$?
	effects $says >by-button 2>&1
}
by_hand() {
	fresh "$@" >by-hand.log 2>&1
	# As it is when it is to be pasted, and from anywhere.
	"$I" status --json shop >shop.json
	text=$(command_of "$verb")
	(cd / && sh -c "$text") >>by-hand.log 2>&1
	typed=$?
	effects $says >by-hand 2>&1
}
# What the guest says cannot be heard where another user's daemon left a lock
# on the terminal that this one got: the next start gets another.
until_heard() {
	for try in 1 2 3; do
		"$@"
		grep -q 'lock file' by-button by-hand 2>/dev/null || break
		note "again: a console was locked ($try)"
	done
}
# same VERB WHAT-THE-GUEST-SAYS BEFORE…: by its button and by its command
same() {
	verb=$1 says=$2
	shift 2
	rm -f by-button by-hand
	until_heard by_button "$@"
	until_heard by_hand "$@"
	expect "$verb (after: $*): $text" sh -c "
		cat by-button.log by-hand.log; diff by-button by-hand && [ $pressed = 0 ] && [ $typed = 0 ]"
}

same define ''
same define '' define -undefine
same start '' define
same start '' define start save
same pause '' define start
same resume '' define start pause
same shutdown '' define start
same poweroff '' define start
same reset awake define start awake type
same save '' define start
same forget '' define start save
same snapshot '' define start
same snapshot '' define
same restore '' define start snapshot poweroff
same restore-paused '' define start snapshot
same delete '' define start snapshot
same clone '' define
same remove '' define
same remove '' define start snapshot save
same remove '' define attach
same attach '' define
same attach '' define start
same attach-raw '' define start
same detach '' define attach
same unplug '' define start
same plug '' define start unplug
same unplug '' define
same type typed define start awake
same set '' define
same set '' define start

# ---- what comes at once, and what with the next start
same grow-cpus '' define-grower
same grow-cpus '' define-grower start-grower
same fewer-cpus '' define-grower start-grower grow-cpus
same grow-memory '' define-grower
same less-memory '' define-grower grow-memory
same two-screens '' define-grower start-grower
same one-screen '' define-grower two-screens

fresh define-grower start-grower >grower.log 2>&1
press_button grow-cpus >grow.out 2>&1
expect "a processor is plugged in while it runs" sh -c "
	cat grow.out; grep -q 'while it runs' grow.out && $V dominfo grower | grep -q 'CPU(s): *2'"
press_button less-memory >less.out 2>&1
expect "memory that a guest does not give back is said to be held" sh -c "cat less.out; grep -q 'holds it still' less.out"
press_button fewer-cpus >fewer.out 2>&1
expect "fewer processors wait for the next start" sh -c "
	cat fewer.out; grep -q 'next start' fewer.out && $V dominfo grower | grep -q 'CPU(s): *2'"
press_button grow-cpus >grow.out 2>&1
press_button snapshot-grower >back.out 2>&1
press_button poweroff-grower >>back.out 2>&1
open_program 120 34 --step "$(step restore-grower)" shop
wait_screen 'Take grower back'
press 1
expect "u is said to stand for a command" wait_screen 'In a shell, u is: virsh snapshot-revert grower undo-'
undo=$(screen | grep -o 'virsh snapshot-revert grower undo-[0-9-]*')
press q
expect "a snapshot with a processor that was plugged in can be restored" sh -c "
	cat back.out; $V domstate grower | grep -q running && $V dominfo grower | grep -q 'CPU(s): *2'"
expect "and pasted does the same" sh -c "cd / && $undo && $V domstate grower | grep -q 'shut off'"
fresh define-grower >>back.out 2>&1
open_program 120 34 --step "$(step grow-cpus)" shop
wait_screen 'Change the hardware'
press 1
expect "the way back from other hardware is a command, too" \
	wait_screen 'In a shell, the way back is: virsh setvcpus grower'
press q
# What the checks of hardware say after these buttons.
facts_after() {
	for button; do press_button "$button"; done >facts.log 2>&1
	"$I" do "$(step facts)" shop >facts.out 2>&1
}
holds() { grep -q "^passed: .*$1" facts.out || { cat facts.log facts.out; false; }; }
fails() { grep -q "^not yet: .*(.*$1)" facts.out || { cat facts.log facts.out; false; }; }
"$I" reset shop >/dev/null </dev/null
rm -rf "$XDG_STATE_HOME/imitation"
"$I" do "$(step facts)" shop >facts.out 2>&1
expect "a machine that is not there is said not to be" fails 'there is no such machine'
facts_after define-grower
expect "its memory is checked" holds '4 MiB of memory'
expect "its cable" holds 'cable of grower is in'
expect "a disk that is not there" holds '"shed" is out'
expect "and its processors, with what was found" fails 'processors: expected 2, found 1'
expect "its screens" fails 'screens: expected 2, found 1'
expect "and a disk that should be there" fails 'expected the disk "shed" in it, found it out'
facts_after start-grower two-screens
expect "a screen that comes with the next start is not there yet" fails 'found 1 until its next start'
facts_after grow-cpus attach-grower poweroff-grower start-grower
expect "processors that were added" holds 'grower has 2 processors'
expect "a disk that was plugged in" holds '"shed" is in grower'
expect "a second screen" holds 'grower has 2 screens'
expect "which the machine has" sh -c "$V dumpxml grower | grep -c '<video>' | grep -q 2"
mac=$($V domiflist grower | awk '{ print $5; exit }')
$V domif-setlink grower "$mac" down >/dev/null
"$I" do "$(step facts)" shop >facts.out 2>&1
expect "a cable that was pulled outside" holds 'cable of grower is out'

# ---- a picture: the program has a folder for them, a shell the one that it is in
fresh define start awake pause >screenshot.log 2>&1
press_button screenshot >>screenshot.log 2>&1
mkdir pictures
text=$(command_of screenshot)
(cd pictures && sh -c "$text") >>screenshot.log 2>&1
head_of() { head -c 24 "$1" | od -An -tx1; }
expect "screenshot: $text" sh -c "
	cat screenshot.log
	case '$(head_of "$XDG_DATA_HOME/imitation/screenshots/dreamer.png" | tr -d ' \n')' in
	89504e47*) [ '$(head_of "$XDG_DATA_HOME/imitation/screenshots/dreamer.png")' = '$(head_of pictures/dreamer.png)' ] ;;
	*) false ;;
	esac"

# ---- what the hardware shows
fresh define start >fresh.log 2>&1
press_button attach >attach.out 2>&1
expect "a disk is plugged into a machine that runs, which is said" sh -c "
	cat attach.out; grep -q 'The disk attic is in' attach.out && $V domblklist dreamer | grep -q 'vdb.*attic'"
attic=$(folder)/dreamer.attic.qcow2
expect "it has a tebibyte" sh -c "qemu-img info -U '$attic' | grep -q '1 TiB'"
expect "and weighs less than a mebibyte" sh -c "[ \$(du -k '$attic' | cut -f1) -lt 1024 ]"
press_button attach >again.out 2>&1
expect "it cannot be plugged in twice" grep -q 'already' again.out
press_button set >set.out 2>&1
expect "what wants a restart says so" grep -q 'next start' set.out
expect "and is so after it" sh -c "
	$V destroy dreamer >/dev/null; $V start dreamer >/dev/null
	$V dominfo dreamer | grep -q 'CPU(s): *2' && $V dominfo dreamer | grep -q 'Max memory: *8192'"
press_button detach >detach.out 2>&1
expect "a guest that holds its disk is told of, not hidden" sh -c "
	cat detach.out; grep -Eq 'let go|is out of' detach.out"

# ---- clones
fresh define clone >clone.log 2>&1
expect "a clone builds on the disk of the first" sh -c "
	cat clone.log; qemu-img info '$(folder)/twin.qcow2' | grep -q 'backing file: dreamer.qcow2'"
expect "it is listed with the machines" sh -c "$I status shop | grep -q twin"
expect "and can be used by the buttons after it" press_button start-twin
expect "it runs" wait_state twin running
press_button start >base.out 2>&1
expect "the first is a template now, and says so" sh -c "cat base.out; grep -q 'Clones build on its disk' base.out"
expect "it did not start" state_is dreamer 'shut off'
$V destroy twin >/dev/null
open_program 120 34 --step "$(step define)" shop
wait_screen 'dreamer +off'
$V start dreamer >/dev/null
expect "where somebody starts it outside, the program says what that means" \
	wait_screen 'Cut its power: virsh destroy dreamer'
# Its own line is broken where its pane ends; the one below goes on.
alarm='It was started, and clones build on its  '
expect "and so does its line" wait_screen "$alarm"
$V destroy dreamer >/dev/null
expect "until it is off" wait_gone "$alarm"
press q
expect "the clone is removed with its disk" sh -c "$I do --yes $(step remove-twin) shop && ! [ -e '$(folder)/twin.qcow2' ]"
expect "then the first starts again" press_button start
"$I" reset shop >/dev/null </dev/null
expect "a clone is not prepared: its disk builds on another" sh -c "
	! $I prepare twin shop >plain.out 2>&1; cat plain.out
	grep -q 'is a clone of \"dreamer\"' plain.out && ! find '$XDG_DATA_HOME/imitation' -name 'twin*' | grep -q ."
expect "a step whose machine is absent is skipped without its buttons, and that is said" sh -c "
	printf 's\nq\n' | $I --plain --step 2.1 shop >plain.out 2>&1; cat plain.out
	grep -q '^Step 2.1 is skipped; its buttons could not be pressed: There is no such machine' plain.out &&
	grep -q '0 sets the stage' plain.out && ! grep -q 'done for you;' plain.out"
fresh define clone start-twin >clone.log 2>&1
"$I" reset shop >/dev/null </dev/null
expect "reset gives clones back" no_machine .

# ---- a wire
fresh one-end start-one-end other-end start-other-end >wire.log 2>&1
port() { $V dumpxml "$1" | sed -n "s/.*<$2 address='127.0.0.1' port='\([0-9]*\)'.*/\1/p" | head -n 1; }
expect "two machines on one wire run" sh -c "cat wire.log; $V domstate neighbour | grep -q running && $V domstate beyond | grep -q running"
expect "what one sends reaches the other, both ways" sh -c "
	[ -n '$(port neighbour source)' ] && [ '$(port neighbour source)' = '$(port beyond local)' ] &&
	[ '$(port neighbour local)' = '$(port beyond source)' ]"

# ---- the stage, for several machines, from nothing and over clones
open_program 120 34 --step 2.1 shop
expect "what differs is said" wait_screen 'Set the stage: dreamer running, neighbour paused'
press 0
expect "0 sets it for both, from nothing" sh -c ". '$top_srcdir/tests/e2e-lib.sh'; V='$V'; E2E_SECONDS=30
	wait_state dreamer running && wait_state neighbour paused"
wait_screen 'dreamer +running'
wait_screen 'neighbour +paused'
press 1
wait_screen 'The snapshot mine'
press o
expect "starting over asks, and names what goes" wait_screen 'deleted: mine'
press y
expect "it says when it is done" wait_screen 'Lesson 2 starts over'
expect "the lesson's snapshot is deleted" lists_none . $V snapshot-list dreamer --name
expect "its check is open again" wait_screen '· .*snapshot'
press s
expect "a skipped step is said to be" wait_screen 'Step 2.1 is skipped'
expect "its button was pressed" sh -c "$V snapshot-list dreamer --name | grep -q mine"
press g
expect "the contents have a word for it" wait_screen '» 2.1 .*skipped'
press q
press q
"$I" status --json shop >skipped.json
expect "status --json has it, and does not call it done" sh -c "
	grep -A4 '\"id\": \"2.1\"' skipped.json | tee /dev/stderr | grep -q '\"skipped\": true' &&
	grep -A4 '\"id\": \"2.1\"' skipped.json | grep -q '\"done\": false'"
open_program 120 34 --step 2.1 shop
expect "a check that holds by a skip says so" wait_screen 'as this step was'
$V snapshot-delete dreamer mine >/dev/null
expect "it is seen when that is no longer so" wait_screen 'there is no snapshot "mine"'
$V snapshot-create-as dreamer mine >/dev/null
expect "and done in a shell it counts" wait_screen '✓ .*"mine"'
press q
wait_screen 'shell>$'
fresh define clone start-twin >clone.log 2>&1
printf '0\ny\nq\n' | "$I" --plain --step 2.1 shop >plain.out 2>&1
expect "the stage comes before clones, after a question" sh -c "
	cat plain.out; grep -q 'starts without twin' plain.out && $V domstate dreamer | grep -q running"
"$I" reset shop >/dev/null </dev/null

# ---- any lesson, on an empty host
open_program 120 34 --step 1.1
wait_screen '^(╭|┌|\+) 1\.1 '
expect "nothing is there" no_machine .
press g
wait_screen 'Backwards and forwards'
press End
# Every row from 6.1 on: steps, and the headings of the lessons after it.
steps=$("$I" status | grep -Ec '^(  . ([6-9]|1[0-9])\.|([7-9]|1[0-9]) )')
while [ "$steps" -gt 1 ]; do press k; steps=$((steps - 1)); done
press Enter
expect "from lesson 1 to lesson 6 on an empty host: it says what differs" \
	wait_screen 'dreamer is absent, the lesson starts with it running'
press 0
expect "0 sets its stage from nothing" wait_state dreamer running
wait_screen 'tick [0-9]+'
press 1
expect "and its first check passes" wait_screen '✓ it is Monday'
press q
wait_screen 'shell>$'
"$I" reset >/dev/null </dev/null
e2e_end
