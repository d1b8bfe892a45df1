#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Pictures in a terminal's own pixels, on a real machine: a terminal between the
# program and tmux (tests/fake-terminal.c) says that it can show them, takes them
# out of the stream, and what it would show is held against the machine's picture.
. "${top_srcdir:-.}/tests/e2e-lib.sh"
[ -x "$top_builddir/tests/fake-terminal" ] || e2e_skip_all "tests/fake-terminal is not built"
e2e_begin "$0"
F=$top_builddir/tests/fake-terminal

# The program runs in a shell below the terminal in between.
program_below() { # PROCESS
	for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
		[ "$(readlink "/proc/$child/exe")" != "$I" ] || { echo "$child"; return 0; }
		program_below "$child" && return 0
	done
	return 1
}
program_now() { program_below "$(tm display-message -p -t e '#{pane_pid}')"; }

cat >paint.S <<'END'
	.code16
	.globl start
start:	ljmp $0, $begin
begin:	movw $0x13, %ax		# 320x200 in 256 colours
	int $0x10
	movw $0xa000, %ax
	movw %ax, %es
	xorw %di, %di
1:	movw %di, %ax		# stripes in sixty-four colours
	movb %ah, %al
	shrb $2, %al
	stosb
	testw %di, %di
	jnz 1b
2:	hlt
	jmp 2b
	.org 510
	.word 0xaa55
END
shapes_workshop paint.S
cat >>shapes/1-look.md <<'END'

```vm:pause
label: Stop it
confirm: Shall it stop?
```
END
open_terminal 80 24
type_line "$I --step 1.1 shapes"
wait_screen 'painter +absent'
press 0
expect "the painter runs" wait_state painter running
press q
wait_screen 'shell>$'
expect "its picture is kept as a file" "$I" do 1.1 1 shapes
kept=$XDG_DATA_HOME/imitation/screenshots/colours.png

# within KIND COLUMNS ROWS [VARIABLE=VALUE]…: a shell in such a terminal
within() {
	kind=$1 folder=$T/work/seen-$1-$terminals
	open_terminal "$2" "$3"
	shift 3
	mkdir "$folder"
	type_line "env -u TMUX PS1='inner> ' TERM=xterm-256color $* '$F' $kind $folder sh"
	wait_screen '^inner>'
}
leave() { # when the program has ended
	wait_screen '^inner> *$'
	type_line exit
	wait_screen 'shell>$'
}
asked() { [ -e "$folder/asked" ] && grep -qx "$1" "$folder/asked"; }
shown() { [ -s "$folder/shown.png" ]; }
not_shown() { [ ! -e "$folder/shown.png" ]; }
pictures() { grep -cE '^(kitty|sixel) ' "$folder/pictures"; }
more_than() { [ "$(pictures)" -gt "$1" ]; }
# apart_at_most N: of 255, the mean over all pixels
apart_at_most() {
	apart=$("$F" --apart "$kept" "$folder/shown.png") || return 1
	echo "apart: $apart"
	[ "${apart%% *}" -le "$1" ]
}
open_screen() {
	type_line "$I --step 1.1 shapes"
	wait_screen 'painter +running'
	press v
	wait_screen 'Screen of painter'
}
no_blocks() { has_not '[▀▌▐▖▗▘▝]'; }
blocks() { screen | grep -Eq '[▀▄▌▐▖▗▘▝█]'; }

# ---- kitty
within kitty 120 34
open_screen
expect "a terminal that says so gets the picture by kitty's protocol" wait_for 20 shown
expect "it was asked what it is" asked attributes
expect "and for kitty's pictures, and the size of a cell" sh -c "
	grep -qx kitty '$folder/asked' && grep -qx cell '$folder/asked'"
expect "the picture is the machine's, pixel by pixel" apart_at_most 0
expect "and whether it shows a frame at once" asked updates
expect "and the cells under it are blank" wait_for 20 no_blocks
n=$(pictures)
sleep 3
expect "what has not changed is not sent again" [ "$(pictures)" = "$n" ]
press 2
expect "a question takes its place" wait_screen 'Shall it stop'
expect "above it there are no pixels" wait_for 20 not_shown
expect "what changed came as one update" grep -qx whole "$folder/updates"
press n
expect "and back it is" wait_for 20 shown
n=$(pictures)
tm resize-window -t e -x 130 -y 40
expect "resized, it is drawn anew" wait_for 20 more_than "$n"
expect "in the new place" wait_for 20 shown
press v
expect "closed, it is gone" wait_for 20 not_shown
press v
expect "opened again, it is there" wait_for 20 shown
tm send-keys -t e C-z
expect "Ctrl-Z leaves nothing of it in the shell" wait_for 20 not_shown
wait_screen '^inner> *$'
type_line fg
expect "fg brings it back" wait_for 20 shown
press q
expect "after quitting nothing is left" wait_for 20 not_shown
expect "and no answer is left to the shell" wait_screen '^inner> *$'
open_screen
expect "another one shows it" wait_for 20 shown
kill -ABRT "$(program)"
expect "nor after a crash" wait_for 20 not_shown
expect "broken was none of it" sh -c "! grep -q broken '$folder/pictures'"
expect "and each update was ended" sh -c "! grep -q nested '$folder/updates'"

# ---- over the lesson, and under the help
within kitty 80 24
open_screen
expect "at 80x24 it is shown as well" wait_for 20 shown
press '?'
expect "the help covers it" wait_for 20 not_shown
press Escape
wait_gone 'Screen of painter'
press v
expect "and it comes again" wait_for 20 shown
press q
leave

# ---- sixels
if grep -q '^#define HAVE_CHAFA 1' "$top_builddir/config.h"; then
	within sixel 120 34
	open_screen
	expect "a terminal of sixels gets sixels" wait_for 20 shown
	expect "it is that picture, in fewer colours and pixels" apart_at_most 16
	expect "it is asked about updates, and where it says nothing gets no marks" \
		sh -c "grep -qx updates '$folder/asked' && [ ! -e '$folder/updates' ]"
	expect "as one" grep -q '^sixel ' "$folder/pictures"
	expect "and the cells under it are blank" wait_for 20 no_blocks
	press q
	expect "after quitting no answer is left to the shell" wait_screen '^inner> *$'
	leave
	within kitty 120 34 IMITATION_PIXELS=sixel
	open_screen
	wait_for 20 shown
	expect "a person may want sixels" grep -q '^sixel ' "$folder/pictures"
	press q
	leave
else
	skip "a terminal of sixels gets sixels" "built without libchafa"
fi

# ---- a slow line: every byte of an answer by itself
within kitty 120 34 FAKE_SPLIT_MS=110
type_line "$I --step 1.1 shapes"
wait_screen 'painter +running'
press v
expect "answers that come in pieces are understood" wait_for 40 shown
expect "and are no keys: the pane is open still" has 'Screen of painter'
expect "and so is the step" has '1\.1 Look'
press q
expect "the last one is waited for" wait_screen '^inner> *$'
sleep 1
expect "and is not left to the shell" has '^inner> *$'
leave

# ---- those that cannot, and those that are not asked
for kind in plain silent; do
	within $kind 120 34
	open_screen
	expect "$kind: the picture is drawn in characters" wait_for 20 blocks
	expect "$kind: it was asked what it is" asked attributes
	expect "$kind: and nothing more" [ "$(sort -u "$folder/asked")" = attributes ]
	expect "$kind: it gets no picture" [ ! -e "$folder/pictures" ]
	expect "$kind: nor marks around a frame" [ ! -e "$folder/updates" ]
	press q
	expect "$kind: and nothing is left" wait_screen '^inner> *$'
	leave
done
for setting in IMITATION_PIXELS=none NO_COLOR=1 TERM=vt220; do
	within kitty 120 34 "$setting"
	type_line "$I --step 1.1 shapes"
	wait_screen 'painter +running'
	press v
	wait_screen 'Screen of painter'
	sleep 2
	expect "$setting: nothing is asked" [ ! -e "$folder/asked" ]
	expect "$setting: and no picture sent" [ ! -e "$folder/pictures" ]
	press q
	leave
done
if infocmp xterm-direct >/dev/null 2>&1; then
	within plain 120 34 COLORTERM=truecolor
	open_screen
	true_colours() { tm capture-pane -e -p -t e | grep -Eq '[34]8;2;[0-9]+;[0-9]+;[0-9]+'; }
	expect "where there are all colours, all are used" wait_for 20 true_colours
	press q
	leave
else
	skip "where there are all colours, all are used" "there is no xterm-direct here"
fi
type_line "$I --step 1.1 shapes"
wait_screen 'painter +running'
expect "tmux itself is not asked, and nothing shows of it" has_not 'Gi=31|\[16t|\?62'
expect "nor becomes its title" sh -c "! tmux -S '$T/work/tmux$terminals' display-message -p -t e '#{pane_title}' | grep -q Gi="
press q

# ---- doctor
within kitty 120 34
type_line "$I doctor"
expect "doctor says what the terminal can" wait_screen "in pixels \(kitty's protocol\)"
wait_screen '^inner>'
leave
"$I" reset shapes >/dev/null 2>&1
e2e_end
