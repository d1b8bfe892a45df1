#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Consoles: of several machines, each with what it wrote; marked, copied and
# pasted, with keys and the mouse; and one that goes on after its daemon died.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_begin "$0"
E2E_TERM=xterm-256color
typed() { tm send-keys -t e -l "$1"; }
# What the console shows: its title and what is below, without what stands beside it.
pane() { screen | sed -n '/Console of/,/^├─*┴/p' | sed 's/^[│├]//; s/[│┤].*//; s/ *$//'; }
pane_has() { pane | grep -Eq -- "$1"; }
pane_has_not() { ! pane_has "$1"; }
# At the start of a line: what was pasted into a machine has ticks in it, too.
pane_tick() { pane | grep -Eo '^ tick [0-9]+' | tail -n 1 | grep -Eo '[0-9]+'; }
wait_pane() {
	wait_for "${2:-$E2E_SECONDS}" pane_has "$1" && return 0
	note "waited in vain for: $1"
	screen | sed 's/^/# |/'
	return 1
}

mkdir pair
cp "$(find "$T/inst" -name tick.img)" pair/
cat >pair/workshop.md <<'END'
---
title: A pair
machines:
  left:
    image: tick.img
    memory: 4 MiB
  right:
    image: tick.img
    memory: 4 MiB
---
END
cat >pair/01-two.md <<'END'
---
title: Two of them
machines: [left, right]
needs: {left: running, right: running}
---
## Look at both

A quiet text.

```vm:poweroff
label: Turn it off
```
END

# ---- a key that comes before the machines are known
open_program 120 34 --step 1.1 pair
typed 0
expect "0 is not too early, whenever it comes" wait_state left running
expect "and does all of it" wait_state right running
expect "which is said" wait_screen '✓ The stage is set: left running, right running\.'
expect "the console is the first one's" wait_pane 'Console of left'
expect "it counts" wait_pane 'tick [0-9]+'

# ---- several machines
press c
wait_screen 'Ctrl-\] leave'
typed alpha
expect "what is typed goes to the one" wait_pane 'memory: alpha'
press C-]
wait_screen 'n next'
press Tab Tab Down
expect "the keys of the machines switch" wait_pane 'Console of right'
press c
wait_screen 'Ctrl-\] leave'
typed beta
expect "what is typed goes to the other" wait_pane 'memory: beta'
expect "and its console has nothing of the first" pane_has_not 'alpha'
press PPage
wait_screen 'Enter type'
search alpha
press Enter
expect "nor does a search find it there" wait_screen 'not in this console'
press Escape
wait_screen 'n next'
press Tab Tab Up
expect "and back to the first" wait_pane 'Console of left'
expect "which has gone on" wait_pane 'memory: alpha'
expect "and has nothing of the other" pane_has_not 'beta'
press Escape
tm resize-window -t e -x 80 -y 24
expect "on 80 columns they are lines" wait_screen '▶ left +running'
press Tab Tab Down
press c
expect "and c opens the chosen one" wait_screen '^ Console of right'
expect "with all that it wrote" wait_screen 'memory: beta'
press C-]
wait_screen 'n next'
tm resize-window -t e -x 120 -y 34
expect "there it is still the chosen one" wait_pane 'Console of right'

# ---- marking
tm set-option -g set-clipboard on
copied() { [ "$(tm show-buffer 2>/dev/null)" = "$1" ]; }
two_ticks() { [ "$(tm show-buffer | grep -c '^tick [0-9]*  memory: beta$')" = 2 ]; }
wait_pane 'tick ([3-9]|[1-9][0-9]+)  memory'
press m
expect "m marks" wait_screen 'm set the mark'
search memory
press Enter
press Up Space Down End Enter
expect "what was copied is said" wait_screen '2 lines copied'
expect "and the terminal has it" wait_for 20 two_ticks
tm show-buffer | awk '{ print "# " $0 }'
press m Up Up Escape
expect "Esc copies nothing" wait_screen 'Enter type'
press Escape
wait_screen 'n next'
$V suspend right >/dev/null
wait_pane 'Console of right: paused'
expect "paused, it stands still" wait_for 20 stands_still
# With the mouse, as a terminal reports it: ESC [ <, then button, column and row.
mouse() { tm send-keys -t e -l "$(printf '\033[<%s' "$@")"; }
line=$(screen | grep -nE '^│ tick [0-9]+ .*memory: beta' | tail -n 1)
row=${line%%:*}
text=$(printf '%s\n' "$line" | sed 's/^[0-9]*:│ //; s/ *│.*$//')
expect "there is a line to drag over" [ -n "$row" ]
mouse "0;3;${row}M" "32;8;${row}M" "32;70;${row}M" "0;70;${row}m" # as over a slow line
expect "a drag copies" wait_screen '1 line copied'
expect "what was dragged over" wait_for 20 copied "$text"
press C-]
wait_screen 'n next'
$V resume right >/dev/null
press Tab Tab Up
wait_pane 'Console of left'
press c
wait_screen 'Ctrl-\] leave'
press PPage
wait_screen 'Enter type'
press P
expect "P types it into the other machine" wait_pane "alpha$(printf %s "$text" | cut -c 1-5)"
press C-]
wait_screen 'n next'
press q
wait_screen 'shell>$'
tm pipe-pane -t e "cat >'$T/work/raw'"
# Without the mouse of a Linux console: libgpm gives nothing back when it is unloaded.
type_line "NCURSES_GPM_TERMS=none TERM=linux $I pair"
wait_pane 'Console of left'
wait_pane 'tick [0-9]+'
press m
wait_screen 'm set the mark'
press Up Enter
expect "a terminal without a clipboard is told the truth" \
	wait_screen "clipboard does not get"
expect "and is sent nothing" sh -c "! LC_ALL=C grep -aqF -- ']52;' '$T/work/raw'"
expect "but what was drawn" grep -q 'Console of left' "$T/work/raw"
press Escape
press q
wait_screen 'shell>$'
tm pipe-pane -t e

# ---- the daemon dies
# While its folder cannot be written to, no other one starts.
bury_daemon() {
	buried=$(daemon)
	chmod 500 "$XDG_RUNTIME_DIR/libvirt"
	kill -9 "$buried"
}
raise_daemon() { chmod 700 "$XDG_RUNTIME_DIR/libvirt"; drop_locks; }
open_program 120 34 pair
wait_pane 'tick [0-9]+'
press c
wait_screen 'Ctrl-\] leave'
before=$(pane_tick)
bury_daemon
expect "a lost daemon is said in the console" wait_pane 'The connection is lost' 20
raise_daemon
expect "and is got over" wait_screen 'qemu:///session +live'
expect "the console says where the gap is" wait_pane '— connected again —'
after() {
	n=$(pane_tick)
	[ -n "$n" ] && [ "$n" -gt "$before" ]
}
expect "the count goes on, and not from the beginning" wait_for 20 after
expect "the loss is said no more" pane_has_not 'The connection is lost'
typed x
expect "and the keys still go to the machine" wait_pane 'memory: .*x'
press C-]
wait_screen 'n next'

# ---- what fails for want of a daemon is not said for longer than that is so
bury_daemon
wait_pane 'The connection is lost' 20
press 1
expect "a button that cannot work says why" wait_screen '^│ ✗ '
raise_daemon
expect "and takes it back when it can" wait_screen '✓ The connection is back'
press 1
expect "then it works" wait_state left "shut off"
expect "and that is what is said" wait_screen '✓ left is off'
press q
wait_screen 'shell>$'
"$I" reset pair >/dev/null 2>&1

# ---- a second program types into a machine that another one has started
mkdir shell
cat >shell/workshop.md <<'END'
---
title: A shell
machines:
  keeper:
    kernel: guests/linux.kernel
    initrd: guests/linux.initrd
    cmdline: console=ttyS0 quiet host=keeper
    memory: 128 MiB
---
END
cat >shell/01-type.md <<'END'
---
title: Type
machines: [keeper]
needs: {keeper: running}
---
## Count

```vm:type
text: "echo $((6 * 7))\n"
after: "^keeper# "
```

```check
console: "^42$"
hint: Look at its console.
```

## Go on

```vm:type
text: "echo $((5 * 11))\n"
```

```check
console: "^55$"
```
END
second_program() {
	said() { # STATUS PATTERN ARGUMENT…: what do says, and with which status it ends
		wanted=$1 pattern=$2
		shift 2
		"$I" do "$@" >do.out 2>&1
		status=$?
		cat do.out
		[ "$status" = "$wanted" ] && grep -Eq "$pattern" do.out
	}
	anew() { rm -rf "$XDG_STATE_HOME/imitation"; }
	send() { printf "$1" >"$($V ttyconsole keeper)"; }
	"$I" do 1.1 0 shell >/dev/null 2>&1
	expect "what is typed while it boots is not lost" said 0 '^passed: ' 1.1 shell
	anew
	expect "nor what is typed where its prompt was shown before" said 0 '^passed: ' 1.1 shell
	expect "without a prompt that is named, neither" said 0 '^passed: ' 1.2 shell
	anew
	send 'sleep 5\r'
	expect "a command that runs is waited for" said 0 '^passed: ' 1.1 shell
	$V destroy keeper >/dev/null
	$V start keeper >/dev/null
	anew
	expect "without a prompt that is named, it is heard while it boots, too" said 0 '^passed: ' 1.2 shell
	expect "and what comes next" said 0 '^passed: ' 1.1 shell
	open_program 120 34 --step 1.1 shell
	wait_pane 'Console of keeper'
	wait_screen '1 press'
	expect "a console that is open elsewhere is not typed past" \
		said 1 'Nothing was typed: The console of keeper is open' 1.1 shell
	press q
	wait_screen 'shell>$'
	send 'cat >/dev/null\r'
	expect "a check that passed before and does not hold now fails" said 1 'before, but not now: ' 1.1 shell
	expect "with its hint" grep -q '^    Look at its console' do.out
	"$I" reset --yes shell >/dev/null 2>&1
}
if [ -e "$(dirname "$I")/../share/imitation/lessons/guests/linux.initrd" ]; then
	second_program
else
	skip "a second program types into a machine" "the guest is not there: make guests"
fi
e2e_end
