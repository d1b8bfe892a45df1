#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# --plain and "do" on libvirt's simulation: what a word is taken for, and what is
# asked before it is done.
top_srcdir=$(cd "${top_srcdir:-.}" && pwd)
top_builddir=$(cd "${top_builddir:-.}" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
. "$top_srcdir/tests/points.sh"
unset LIBVIRT_DEFAULT_URI IMITATION_LOG
HOME=$dir XDG_STATE_HOME=$dir/state LC_ALL=C.UTF-8 LANGUAGE=''
export HOME XDG_STATE_HOME LC_ALL LANGUAGE

mkdir "$dir/w"
cat >"$dir/w/workshop.md" <<'END'
---
title: Words
machines:
  box: {memory: 4 MiB}
---
Welcome.
END
put_block() { # KIND LINE…: of the box
	printf '```%s\nmachine: box\n' "$1"
	shift
	[ $# = 0 ] || printf '%s\n' "$@"
	printf '```\n\n'
}
put_start() { # and a check that never holds
	put_block vm:start
	put_block check 'state: running'
	put_block check 'console: never'
}
{
	printf -- '---\ntitle: Words\nneeds: {box: running}\n---\n## First\n\n'
	put_block vm:define
	put_block vm:start
	put_block vm:pause 'confirm: Freeze the box?'
	put_block check 'state: paused'
	printf '## Second\n\nOnly words.\n\n```\nall:\n\tcc a.c\n```\n\n## Third\n\n'
	put_block vm:define
	put_block check 'state: running' 'hint: Nobody has switched it on.'
	put_start
	printf '## Fourth\n\n'
	put_block vm:define
	put_start
} >"$dir/w/1-words.md"
I="$top_builddir/src/imitation -c test:///default"

# plain LINE…: what is said to these lines
plain() {
	rm -rf "$XDG_STATE_HOME"
	printf '%s\n' "$@" | $I --plain --step 1.1 "$dir/w" >"$dir/out" 2>&1
	cat "$dir/out"
}
has() { grep -Eq "$1" "$dir/out"; }
lacks() { ! has "$1"; }
is_unknown() { # WORD: it is no command, and does nothing
	plain "$1" m
	has "\"$1\" is not understood" && has '^box: absent' && lacks 'Skipping|skipped|1\.2'
}

for word in start stop status snapshot startle 1a 4294967297 nxt "press" "n n"; do
	point "\"$word\" is no command, and does nothing" is_unknown "$word"
done
meant() { plain "$1" && has "Perhaps you meant: $2$"; }
point "what was meant is guessed" meant nxt next
point "of several words, too" meant 'set teh stage' 'set the stage'
moves() { plain "$1" && has '1\.2 Second'; }
point "a name is a command" moves next
point "a key is one" moves n
point "so is an empty line" moves ''
point "blanks around it do not count" moves '  n  '
point "g goes to a step" moves 'g 1.2'
says() { plain "$1" && has "$2"; }
point "g without one says how" says 'g' 'g 3\.2'
no_step() { plain "$1" && has "no step $2\\.$" && lacks 'g 3\.2'; }
point "g to a step that is not there says so" no_step 'g 9.9' '9\.9'
point "its name, too" no_step 'contents 7' 7
point "a button that is not there is none" says 7 'no button 7'
finds() { # 1.2 has the words, broken at the end of a line and in another case
	plain '/ONLY words' && has '^1 Words$' && has '^  1\.2 Second$' && has '^    Only words\.$' &&
		has 'in 1 place .*: g 1\.2$' && lacks '1\.3 Third'
}
point "/ and words lists where they are" finds
finds_command() { plain '/virsh define' && has '^  1\.1 First$' && has '^  1\.4 Fourth$' && has 'in 3 places'; }
point "a command of a button, too" finds_command
point "so does its name" says 'search only' '^  1\.2 Second$'
point "what is nowhere is said so" says '/gnu hurd' '"gnu hurd" is found nowhere'
point "/ alone says how" says / 'for instance: /snapshot'
sets() { plain "$1" && has 'box: running|The stage is set'; }
point "0 sets the stage" sets 0
point "so does its name" sets 'set the stage'
presses() { plain 0 "$@" m && has 'box: paused'; }
keeps() { plain 0 "$@" m && has 'Freeze the box\?' && lacks 'box: paused'; }
point "a button is pressed after a yes" presses 3 y
point "a whole one" presses 3 yes
point "press and its number are the button" presses 'press 3' y
point "you is no yes" keeps 3 you
point "another word is no yes" keeps 3 status
leaves() { plain 0 3 q m && has 'Freeze the box\?' && lacks 'box: |Nothing was done'; }
point "q leaves from a question, too" leaves
fresh() {
	rm -rf "$XDG_STATE_HOME"
	printf 'n\n' | $I --plain "$dir/w" >"$dir/out" 2>&1
	cat "$dir/out"
	has '^Welcome' && has '^1\.1 First'
}
point "who was not here before reads the cover, and n goes on" fresh
anew() { plain 0 O "$1" m && has 'Start the whole workshop over\? 1 machine is removed, with its disk: box\.'; }
begins_anew() { anew y && has '^Welcome' && has 'box: absent'; }
keeps_all() { anew n && has 'box: running'; }
point "O starts the whole workshop over" begins_anew
point "but asks before" keeps_all
ticked() { # 2.1 was done, and the machine runs since: its tick says nothing else
	rm -rf "$XDG_STATE_HOME"
	printf 'g 2.1\n1\ng 2.2\n1\ng 2.1\nm\n' | $I --plain "$top_srcdir/lessons" >"$dir/out" 2>&1
	tail -n 12 "$dir/out"
	has '^dreamer: running' && has '✓ the dreamer has been defined' && lacks 'there, and off'
}
point "a tick stays true when the machine has gone on" ticked
code() {
	plain n y y && grep -qx "$(printf '\tcc a.c')" "$dir/out" && [ "$(grep -cx 'all:' "$dir/out")" = 2 ]
}
point "y prints code as it was written" code
point "and without code the commands, one after the other" says 'y' '^virsh .*define'
twice() { plain 7 7 && [ "$(grep -c 'no button 7' "$dir/out")" = 2 ]; }
point "what is refused twice is said twice" twice

# On a terminal that cannot place its cursor it is the same, without being asked for.
dumb() {
	rm -rf "$XDG_STATE_HOME"
	printf '7\nq\n' | TERM=dumb script -qec "$I '$dir/w'" /dev/null >"$dir/out" 2>&1
	cat "$dir/out"
	has 'no button 7' && lacks "$(printf '\033')"
}
name="a terminal without a cursor gets lines"
if command -v script >/dev/null; then
	point "$name" dumb
else
	skip "$name" "script is not installed"
fi

# In the simulation nothing outlives the program: all buttons of the step, in one run.
runs() { # STATUS OPTION…
	wanted=$1
	shift
	rm -rf "$XDG_STATE_HOME"
	$I do "$@" "$dir/w" >"$dir/out" 2>&1
	status=$?
	cat "$dir/out"
	[ "$status" = "$wanted" ]
}
asks() { runs 1 1.1 && has 'Freeze the box\?' && has 'With --yes' && lacks 'virsh suspend'; }
point "do does not press a button that asks" asks
agrees() { runs 0 --yes 1.1 && has 'virsh suspend' && has 'passed: .*paused'; }
point "do --yes says yes to it" agrees
fails() {
	runs 1 1.3 && has '^not yet: .*running .expected running, found off' &&
		has '^    Nobody has switched it on' && lacks 'virsh start' &&
		has '^Button 2 was not pressed' && has 'Not all checks of step 1.3 passed' && has ' -s 1\.3 -c test:///default '
}
point "do stops at a check that does not hold, says its hint, and fails" fails
one() { runs 1 1.3 1 && has '^not yet: .*found off'; }
point "with one button the checks behind it count" one
before() { runs 0 1.4 1 && has '^not yet: .*found off'; }
point "and those behind a later one do not" before
simulated() { runs 0 1.4 && has '^passed: .*running' && has '^not in the simulation: '; }
point "what no simulated machine can answer is said, and does not count" simulated
nothing() { runs 0 1.2 && lacks 'passed|not yet'; }
point "a step without buttons and checks passes" nothing
unsaved() {
	rm -rf "$XDG_STATE_HOME"
	{ (ulimit -f 0; $I do 1.2 "$dir/w" 2>&1); echo "status $?"; } | cat >"$dir/out"
	cat "$dir/out"
	has '^imitation: Your progress was not saved: .*words.*: ' && has '^status 1$'
}
point "progress that finds no room on the disk is said, and do fails" unsaved
unsaved_in_plain() {
	rm -rf "$XDG_STATE_HOME"
	{ (ulimit -f 0; printf 'n\nq\n' | $I --plain --step 1.1 "$dir/w" 2>&1); echo "status $?"; } | cat >"$dir/out"
	tail -n 3 "$dir/out"
	has '^imitation: Your progress was not saved: .*words.*: ' && has '^status 1$'
}
point "and so does --plain" unsaved_in_plain

# Output that cannot be written is an error, but for a reader who has enough.
full() { # ARGUMENT…
	$I "$@" </dev/null >/dev/full 2>"$dir/out"
	status=$?
	cat "$dir/out"
	echo "status $status"
	[ "$status" = 1 ] && has '^imitation: Not all of the output could be written(: No space left.*|\.)$'
}
for words in --version --help "status $dir/w" "status --json $dir/w" "lint $dir/w" "do 1.2 $dir/w" \
	"doctor $dir/w" "doctor --json $dir/w" "completion bash" "--plain $dir/w"; do
	# shellcheck disable=SC2086  # a list of words
	point "on a full disk it fails, and says why: ${words%% /*}" full $words
done
closed() {
	{ $I --help 2>"$dir/out"; echo "status $?" >>"$dir/out"; } | :
	cat "$dir/out"
	has '^status 0$' && lacks imitation:
}
point "a pipe that nobody reads is no error" closed
echo "1..$number"
exit "$failed"
