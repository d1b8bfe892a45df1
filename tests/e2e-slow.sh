#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Slow guests lose nothing of what is typed: machines that are in their firmware for
# longer than one would think, that never say anything, and that take a character
# now and then (tests/late.S).
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"

# slow_workshop FOLDER WAIT MUTE SLOW
slow_workshop() {
	mkdir "$1"
	boot_sector "$late_source" "$1/late.img" --defsym "WAIT=$2" --defsym "MUTE=$3" --defsym "SLOW=$4"
	cat >"$1/workshop.md" <<END
---
title: Slow
machines:
  $1: {image: late.img, memory: 4 MiB}
---
END
	cat >"$1/1-type.md" <<'END'
---
title: Type
duration: 5
---
## Switch it on and type

```vm:define
```

```vm:start
```

```vm:type
text: hello
label: Type hello
```

```check
console: "hello"
label: it was heard
```

## Reset it

```vm:reset
```

## Type into its console

Its echo shows what it took.
END
}
sentence='The quick brown fox jumps over the lazy dog, and comes back to do it again. The end.'

# Twenty seconds: also on a busy host that is longer than a start takes.
slow_workshop late 364 0 1
slow_workshop mute 0 1 0
slow_workshop once 0 2 0

open_program 120 34 --step 1.1 late
wait_screen '^(╭|┌|\+) 1\.1 Switch it on'
press 1
wait_screen 'late +off'
press 2 3
expect "while it is in its firmware the screen says what is waited for" wait_screen 'late +waking up'
expect "what was typed in that time comes through whole" wait_screen '✓ it was heard'
press n
wait_screen '^(╭|┌|\+) 1\.2 Reset it'
press 1
wait_screen 'Reset.*✓|✓.*reset'
press p
wait_screen '^(╭|┌|\+) 1\.1 Switch it on'
press 3
expect "after a reset, too, it is waited for" wait_screen 'late +waking up'
wait_screen 'Type hello ✓'
expect "until it said its first words again" sh -c \
	"tmux -S '$T/work/tmux$terminals' capture-pane -p -t e | grep -c awake | grep -qx 2"
# Paused while it is reset: what it does then it does when it goes on.
$V suspend late >/dev/null
wait_screen 'late +paused'
press n
wait_screen '^(╭|┌|\+) 1\.2 Reset it'
press 1
wait_screen '^│ ✓ .*reset'
$V resume late >/dev/null
wait_screen 'late +running'
press p
wait_screen '^(╭|┌|\+) 1\.1 Switch it on'
press 3
expect "a machine that was reset while it was paused is waited for as well" wait_screen 'late +waking up'
wait_gone 'waking up'
press n n
wait_screen '^(╭|┌|\+) 1\.3 Type into its console'
press c
wait_screen 'Ctrl-\]'
press Enter
tm send-keys -t e -l "$sentence"
press Enter
# The rows of the pane below the lesson, as one line: the text is wrapped there.
joined() { screen | sed -n '/Console of/,$s/^│ \([^│]*\) │.*/\1/p' | tr -d '\n' | tr -s ' '; }
is_whole() { joined | grep -Fq "awake $sentence"; }
came_whole() {
	wait_for "$E2E_SECONDS" is_whole && return 0
	screen
	return 1
}
expect "a long text comes whole to one that takes a character now and then" came_whole
press C-] q
wait_screen 'shell>'

# Two that keep silent, each waited for: beside each other, as that takes a while.
"$I" do 1.1 mute >mute.out 2>&1 &
mute=$!
open_program 120 34 --step 1.1 once
wait_screen '^(╭|┌|\+) 1\.1 Switch it on'
press 1
wait_screen 'once +off'
press 2
wait_screen 'once +running'
wait_screen '│ awake'
press n
wait_screen '^(╭|┌|\+) 1\.2 Reset it'
press 1
wait_screen 'Reset.*✓|✓.*reset'
press p
wait_screen '^(╭|┌|\+) 1\.1 Switch it on'
press 3
expect "one that spoke before and does not now is not typed into, and that is said" \
	wait_screen 'Nothing was typed: once has said nothing'
press q
wait_screen 'shell>'
wait "$mute" || note "mute: exit status $?"
expect "one that never says anything is typed into after a while" grep '^passed: it was heard' mute.out
for left in late mute once; do
	"$I" reset --yes $left >/dev/null
done
e2e_end
