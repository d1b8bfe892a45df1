#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# kill -9 at random moments: of the session's daemon, of QEMU, of the program
# itself, in the middle of define, start, snapshot, restore and undo.  After
# each kill what the program says must come to equal what virsh says; no snapshot
# and no passed check may be lost; nothing may be left lying in the folders of
# the program; and the next action must work.
#
# IMITATION_KILLS=50 is the number of rounds, IMITATION_SEED=N repeats a run.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
rounds=${IMITATION_KILLS:-12}
seed=${IMITATION_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
note "IMITATION_SEED=$seed IMITATION_KILLS=$rounds"

# ---- a workshop with a step for each action, and a button for each snapshot ---------
W=$T/work/kills
mkdir "$W"
cp "$(dirname "$I")/../share/imitation/lessons/guests/tick.img" "$W/tick.img"
cat >"$W/workshop.md" <<'END'
---
title: Kills
machines:
  dreamer:
    image: tick.img
    memory: 4 MiB
---
Nothing here lasts.
END
buttons() { # VERB: nine of them
	for n in 1 2 3 4 5 6 7 8 9; do
		# shellcheck disable=SC2016
		printf '```vm:%s\nname: m%d\n```\n\n' "$1" "$n"
	done
}
checks() { # KEY
	for n in 1 2 3 4 5 6 7 8 9; do
		# shellcheck disable=SC2016
		printf '```check\n%s: m%d\n```\n\n' "$1" "$n"
	done
}
{
	printf -- '---\ntitle: Begin\nduration: 5\nobjectives: [live]\nmachines: [dreamer]\n---\n'
	for verb in define start pause resume poweroff; do
		# shellcheck disable=SC2016
		printf '## The step of %s\n\nPress.\n\n```vm:%s\n```\n\n' $verb $verb
	done
	printf '## Snapshot\n\nPress.\n\n'
	buttons snapshot
	checks snapshot
	printf '## Restore\n\nPress.\n\n'
	buttons restore
	# shellcheck disable=SC2016
	printf '## Probe\n\nPress.\n\n```vm:snapshot\nname: probe\n```\n\n```vm:restore\nname: probe\n```\n\n```vm:delete\nname: probe\n```\n'
} >"$W/01-begin.md"

# ---- the truth, and what the program makes of it ---------------------------------
state_words() { sed -e 's/^shut off$/shutoff/' -e '/^$/d'; }
virsh_state() { ($V domstate dreamer 2>/dev/null || echo absent) | state_words | head -n 1; }
virsh_crashed() { [ "$($V domstate dreamer --reason 2>/dev/null | head -n 1)" = 'shut off (crashed)' ]; }
virsh_names() { $V snapshot-list dreamer --name 2>/dev/null | sed '/^$/d' | sort; }
virsh_current() { $V snapshot-current dreamer --name 2>/dev/null; }
status() { "$I" status --json "$W" >status.json 2>status.err; }
machines() { tr -d '\n' <status.json | sed 's/.*"machines"://'; }
status_state() { machines | grep -Eo '"state": *"[a-z]*"' | sed 's/.*"\([a-z]*\)"$/\1/'; }
# That it went off by itself; other troubles may pass while the two are compared.
status_crashed() { machines | grep -Eq '"trouble": *"ended"'; }
snapshots() { machines | grep -Eo '"name": *"[^"]*", *"parent": *[^,]*, *"current": *[a-z]*'; }
status_names() { snapshots | sed 's/^"name": *"\([^"]*\)".*/\1/' | sort; }
status_current() { snapshots | sed -n 's/^"name": *"\([^"]*\)".*true$/\1/p'; }
done_steps() { tr -d '\n' <status.json | grep -Eo '"text": *"([^"\\]|\\.)*", *"done": *true' | sort; }

same() { # the picture and the truth, neither of which may move meanwhile
	truth="$(virsh_state)$(virsh_crashed && echo ' (crashed)')|$(virsh_names | tr '\n' ' ')|$(virsh_current)"
	status || return 1
	picture="$(status_state)$(status_crashed && echo ' (crashed)')|$(status_names | tr '\n' ' ')|$(status_current)"
	[ "$picture" = "$truth" ]
}
# What the screen calls the machine's state now.
word() {
	case $(virsh_state) in
	shutoff) if virsh_crashed; then echo crashed; else echo off; fi ;;
	absent) echo 'not made|absent' ;;
	*) virsh_state ;;
	esac
}
screen_is_true() {
	has 'qemu:///session +live' && has "dreamer +($(word))" || return 1
	for name in $(virsh_names | grep '^m'); do
		has "[○●◉◌o*] $name( |│|$)" || return 1
	done
	for n in 1 2 3 4 5 6 7 8 9; do
		virsh_names | grep -qx "m$n" || has_not "[○●◉◌o*] m$n( |│|$)" || return 1
	done
}
# Both, or say what was there instead.
comes_true() {
	if ! wait_for 40 same; then
		note "virsh:   $truth"
		note "program: $picture"
		cat status.err
		return 1
	fi
	wait_for 20 screen_is_true && return 0
	note "virsh: $truth"
	screen
	return 1
}
# What was there before is there now, but for what the sweep takes.
nothing_lost() {
	gone=$(virsh_names | comm -23 names.before -)
	kept=$(virsh_names | grep -c '^undo-')
	for name in $gone; do
		case $name in
		undo-*) [ "$kept" -ge 3 ] && [ "$action" = restore -o "$action" = undo ] ||
			{ echo "lost $name"; return 1; } ;;
		*) echo "lost $name"; return 1 ;;
		esac
	done
	done_steps | comm -23 done.before - | grep . && return 1
	return 0
}
no_litter() {
	litter=$(find "$XDG_DATA_HOME/imitation" -type f ! -name dreamer.qcow2 ! -name dreamer.xml
		find "$XDG_STATE_HOME/imitation" -type f ! -name '*.progress' ! -name '*.lock')
	[ -z "$litter" ] || { echo "$litter"; return 1; }
	[ "$(pgrep -c -f "guest=dreamer,.*$T/work")" = 1 ] || { echo "not one QEMU"; return 1; }
}

# ---- the next action -----------------------------------------------------------
press_by_command() { "$I" do "$@" "$W" >do.out 2>&1 || { cat do.out; $V list --all; return 1; }; }
set_running() {
	case $(virsh_state) in
	absent) press_by_command 1.1 && press_by_command 1.2 ;;
	shutoff) press_by_command 1.2 ;;
	paused) press_by_command 1.4 ;;
	esac && state_is dreamer running
}
# Each action that the lesson has, on a machine whatever its state was.
next_action_works() {
	set_running || return 1
	case $((round % 3)) in
	0) press_by_command 1.8 && virsh_names | grep -qx probe && return 1 ;;
	1) press_by_command 1.3 && state_is dreamer paused && press_by_command 1.4 ;;
	2) press_by_command 1.5 && state_is dreamer 'shut off' && press_by_command 1.2 ;;
	esac
	state_is dreamer running
}

# ---- the kills -------------------------------------------------------------------
victim_pids() {
	case $victim in
	daemon) daemon ;;
	machine) pgrep -f "guest=dreamer,.*$T/work" ;;
	program) if [ "$by" = do ]; then echo "$doing"; else program_now; fi ;;
	esac
}
open_screen() { # STEP
	if program_now >/dev/null; then
		press q
		wait_screen 'shell>$' || true
	fi
	open_program 120 60 --step "$1" "$W"
	wait_screen "╭ $1 " 20 && wait_screen 'qemu:///session +live' 30 &&
		wait_screen "dreamer +($(word))" 20
}
free_name() { # a name that is not taken, or one made free by this test
	for n in 1 2 3 4 5 6 7 8 9; do
		virsh_names | grep -qx "m$n" || { echo "$n"; return; }
	done
	n=$(awk -v seed="$seed$round" 'BEGIN { srand(seed); print int(rand() * 9) + 1 }')
	$V snapshot-delete dreamer "m$n" >/dev/null && echo "$n"
}
a_snapshot() { virsh_names | sed -n 's/^m//p' | awk -v seed="$seed$round" '
	BEGIN { srand(seed); rand() } rand() * NR < 1 { kept = $0 } { last = $0 } END { print kept ? kept : last }'; }

# Everything that the action wants; what is to be pressed goes to $key.
prepare() {
	set_running || return 1
	key=1
	case $action in
	define) press_by_command 1.5 && $V undefine dreamer --snapshots-metadata --managed-save >/dev/null
		step=1.1 ;;
	start) press_by_command 1.5; step=1.2 ;;
	snapshot) step=1.6 key=$(free_name) ;;
	restore | undo)
		[ -n "$(a_snapshot)" ] || press_by_command 1.6 1 || return 1
		step=1.7 key=$(a_snapshot)
		if [ "$action" = undo ]; then
			virsh_names | grep -q '^undo-' || press_by_command 1.7 "$key" || return 1
			key=u
		fi ;;
	esac
	open_screen "$step"
}

awk -v seed="$seed" -v rounds="$rounds" 'BEGIN {
	srand(seed)
	split("start snapshot restore undo snapshot restore undo define", actions)
	split("daemon machine program", victims)
	for (i = 1; i <= rounds; i++)
		printf "%s %s %s %.3f\n", rand() < 0.3 ? "do" : "screen", actions[int(rand() * 8) + 1],
			victims[int(rand() * 3) + 1], rand() * rand() * 0.9
}' >plan

"$I" do 1.1 "$W" >/dev/null 2>&1
round=0
while read -r by action victim delay <&3; do
	round=$((round + 1))
	[ "$action" != undo ] || by=screen # it has no button
	label="round $round: $victim killed ${delay} s into $action by $by"
	if ! prepare >prepare.out 2>&1; then
		not_ok "$label: the stage is set"
		sed 's/^/# /' prepare.out
		continue
	fi
	status
	virsh_names >names.before
	done_steps >done.before
	# What is made anew has no past.
	[ "$action" != define ] || : >names.before
	note "$label, key $key: $(tr '\n' ' ' <names.before)"
	if [ "$by" = do ]; then
		"$I" do "$step" "$key" "$W" >do.out 2>&1 &
		doing=$!
	else
		press "$key"
	fi
	sleep "$delay"
	pids=$(victim_pids)
	# shellcheck disable=SC2086
	[ -z "$pids" ] || kill -KILL $pids
	if [ "$by" = do ]; then
		wait "$doing" 2>wait.err
	elif [ "$victim" = program ]; then
		wait_for 10 is_gone "$pids"
		open_terminal 120 60
		type_line "$I --step $step $W"
	fi
	expect "$label: a true picture" comes_true
	drop_locks
	expect "$label: nothing is lost" nothing_lost
	expect "$label: the next action works" next_action_works
	expect "$label: no litter" no_litter
done 3<plan

# ---- the end of the program in the middle of an action -----------------------------
round=0
set_running
open_screen 1.6
n=$(free_name)
press "$n" q
expect "a quit lets the action in hand come to its end" wait_screen 'shell>$'
noted() { status; virsh_names | grep -qx "m$n" && done_steps | grep -F "m$n\\"; }
expect "and its check is passed for good" noted
set_running
open_screen 1.3
pkill -KILL -f "guest=dreamer,.*$T/work"
crashed_for_all() { wait_for 20 virsh_crashed && comes_true && status_crashed; }
expect "a machine that was killed is called crashed, by the screen and by status" crashed_for_all
set_running
expect "and no longer, once it runs again" comes_true
kill -STOP "$(daemon)"
press 1
press q
expect "a daemon that stands still does not hold the end up" wait_screen 'shell>$' 15
# What it was asked before it stood still it does now, for somebody who is gone.
kill -CONT "$(daemon)"
"$I" reset "$W" >reset.out 2>&1
expect "reset gives all of it back" sh -c "cat reset.out; [ -z \"\$(find '$XDG_DATA_HOME/imitation' -type f)\" ]"
expect "and its machine" no_machine dreamer
e2e_end
