#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The last hint is the exact key: whoever does nothing but follow it comes through
# the whole workshop, from an empty host to the end.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

advice='^(Press [0-9]+( once more)?:|[0-9.]+ waits for|Wait:|All is done|Button [0-9]|No key here|A paused machine writes|Press p|No button makes)'
say() { printf '%s\n' "$1" >&3; }

# One sitting in front of a step, line by line: asks for hints until the last one,
# does what it says, and asks again; fails where it goes on for too long.
follow() {
	rm -f in && mkfifo in
	"$I" --plain --step "$1" <in >out 2>&1 &
	exec 3>in
	for i in 1 2 3 4 5 6; do say h; done
	turns=0 pressed='' done='' at=0 good=1
	while [ "$turns" -lt 120 ] && [ "$good" = 1 ]; do
		turns=$((turns + 1))
		seen=$(wc -l <out)
		sleep 0.4
		say h
		sleep 0.2
		says=$(tail -n "+$((seen + 1))" out | grep -E "$advice" | tail -n 1)
		[ "$says" = "$pressed" ] || [ -z "$says" ] || echo "$1: $says"
		case $says in
		'All is done'*) good=0 ;;
		'Press '[0-9]*)
			# The same once more only after a while: it may be under way.
			if [ "$says" != "$done" ] || [ "$turns" -gt "$((at + 15))" ]; then
				button=${says#Press } && say "${button%%[!0-9]*}" && say y
				done=$says at=$turns
			fi
			;;
		esac
		[ -z "$says" ] || pressed=$says
	done
	say q
	exec 3>&-
	wait
	[ "$good" = 0 ] || tail -n 20 out
	return "$good"
}
"$I" status --json | sed -n 's/^ *"id": "\(.*\)",$/\1/p' >steps
expect "there are steps" [ "$(wc -l <steps)" -gt 10 ]
while read -r step; do
	expect "step $step is done by following its last hint" follow "$step" </dev/null
done <steps
"$I" reset >/dev/null </dev/null
e2e_end
