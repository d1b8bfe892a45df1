#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Boot the dreamer (lessons/guests/tick.S) in QEMU, with no libvirt between,
# and hold it to what the lessons say of it: that it counts on the serial line
# and on the screen, remembers what is typed on either, sleeps in between,
# notices the power button and goes on, and forgets at a reset.
#
# Writes TAP.  The image is looked for under $top_builddir, then $top_srcdir.
# Serial line and monitor are named pipes, so no tool but QEMU is needed.

# shellcheck disable=SC2317  # much of it is called through until_true

LC_ALL=C
export LC_ALL

builddir=${top_builddir:-.}
srcdir=${top_srcdir:-.}
qemu=${QEMU:-qemu-system-x86_64}
patience=${GUEST_TEST_SECONDS:-30}

image=$builddir/lessons/guests/tick.img
test -f "$image" || image=$srcdir/lessons/guests/tick.img

if [ -n "${E2E_SKIP-}" ]; then
	echo "1..0 # SKIP the environment asks for it (E2E_SKIP)"
	exit 77
fi
if ! command -v "$qemu" >/dev/null 2>&1; then
	echo "1..0 # SKIP there is no $qemu"
	exit 77
fi
if ! test -f "$image"; then
	echo "Bail out! there is no lessons/guests/tick.img: make it first"
	exit 1
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/guest-test.XXXXXX") || exit 1
machine=
readers=

clean_up() {
	trap - EXIT HUP INT TERM
	exec 3>&- 4>&-
	for pid in $machine $readers; do
		kill "$pid" 2>/dev/null
		wait "$pid" 2>/dev/null
	done
	rm -rf "$dir"
}
trap clean_up EXIT
trap 'clean_up; exit 1' HUP INT TERM

tests=0
failures=0

# result STATUS NAME: one line of TAP.
result() {
	tests=$((tests + 1))
	if test "$1" -eq 0; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		failures=$((failures + 1))
	fi
}

# until_true COMMAND...: try it again until it holds or patience ends.  One
# inside another wants a subshell, to keep its deadline to itself.
until_true() {
	deadline=$(($(date +%s) + patience))
	until "$@"; do
		test "$(date +%s)" -lt "$deadline" || return 1
		kill -0 "$machine" 2>/dev/null || return 1
		sleep 0.05
	done
}

# since LINE ERE: does a line after that one match?
since() {
	tail -n "+$(($1 + 1))" "$dir/serial.log" | tr -d '\r' | grep -Eq "$2"
}

lines() {
	wc -l <"$dir/serial.log"
}

# sees ERE NAME: a line that comes from now on (from $here on) matches.
sees() {
	until_true since "$here" "$1"
	status=$?
	result $status "$2"
	test $status -eq 0 || tail -n 5 "$dir/serial.log" | tr -d '\r' | sed 's/^/# /'
}

# mark: from here on.
mark() {
	here=$(lines)
}

# The screen as text: every second byte of it is a colour, always 7.
screen_shows() {
	rm -f "$dir/vga"
	echo "pmemsave 0xb8000 4000 \"$dir/vga\"" >&4
	(until_true test -f "$dir/vga") || return 1
	tr -d '\007' <"$dir/vga" | fold -w 80 | grep -Eq "$1"
}

monitor_says() {
	tail -n "+$(($1 + 1))" "$dir/monitor.log" | grep -q "$2"
}

sleeps() {
	before=$(wc -l <"$dir/monitor.log")
	echo 'info registers' >&4
	(until_true monitor_says "$before" 'HLT=') || return 1
	monitor_says "$before" 'HLT=1'
}

# Of those that are written to their end.
last_tick() {
	tr '\r' '#' <"$dir/serial.log" | sed -n 's/^tick \([0-9]*\).*#$/\1/p' |
		tail -n 1
}

echo "1..21"

test "$(wc -c <"$image")" -eq 512
result $? "the image is one sector of 512 bytes"

test "$(tail -c 2 "$image" | od -An -tx1 | tr -d ' ')" = 55aa
result $? "it ends in 55 aa"

mkfifo "$dir/serial.in" "$dir/serial.out" "$dir/monitor.in" "$dir/monitor.out"
: >"$dir/serial.log"
: >"$dir/monitor.log"
cat "$dir/serial.out" >>"$dir/serial.log" &
readers="$readers $!"
cat "$dir/monitor.out" >>"$dir/monitor.log" &
readers="$readers $!"

"$qemu" -accel tcg -m 4 -nodefaults -vga std -display none \
	-drive "file=$image,format=raw,if=ide,snapshot=on" \
	-chardev "pipe,id=serial,path=$dir/serial" -serial chardev:serial \
	-chardev "pipe,id=monitor,path=$dir/monitor" -mon monitor \
	</dev/null >"$dir/qemu.log" 2>&1 &
machine=$!

# Open both ways, so that this does not wait for a reader.
exec 3<>"$dir/serial.in" 4<>"$dir/monitor.in"

here=0
sees '^The dreamer wakes\.$' "it says that it wakes"
if test "$failures" -ne 0; then
	sed 's/^/# /' "$dir/qemu.log"
	echo "Bail out! the machine does not start"
	exit 1
fi
sees '^tick 3$' "it counts"
test "$(tr -d '\r' <"$dir/serial.log" | grep '^tick' | head -n 3 |
	tr '\n' ' ')" = "tick 1 tick 2 tick 3 "
result $? "it counts from one"

until_true screen_shows '^tick [0-9]+ *$'
result $? "it counts on the screen, too"

until_true sleeps
result $? "it sleeps between ticks"

mark
printf ' hello' >&3
sees 'hello$' "what is typed on the serial line is echoed"
sees '^tick [0-9]+  memory: hello$' "and remembered"

until_true screen_shows '^tick [0-9]+  memory: hello *$'
result $? "and shown on the screen"

mark
echo 'sendkey shift-h' >&4
echo 'sendkey i' >&4
sees '^tick [0-9]+  memory: helloHi$' "what is typed on the keyboard, too"

mark
printf '\177' >&3
echo 'sendkey backspace' >&4
sees '^tick [0-9]+  memory: hello$' "backspace takes the last one away"

mark
printf '\r\n\r\033\200x' >&3
sees '^tick [0-9]+  memory: hello x$' \
	"enter is one blank, and what cannot be printed is dropped"

mark
printf 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz' >&3
sees '^tick [0-9]+  memory: hello xabcdefghijklmnopqrstuvwxyzabcdefg$' \
	"it remembers forty characters and no more"

tr -d '\r' <"$dir/serial.log" |
	grep -E 'tick [0-9]' |
	grep -Evq '^tick [0-9]+(  memory: .*)?$'
test $? -ne 0
result $? "no echo stands on the line of a tick"

mark
echo 'stop' >&4
echo 'info status' >&4
until_true monitor_says 0 'VM status: paused'
mark
before=$(last_tick)
echo 'cont' >&4
sees "^tick $((before + 1))( |\$)" "a pause does not make it lose count"

mark
before=$(last_tick)
echo 'system_powerdown' >&4
sees '^My power button! I count on\.$' "it notices the power button"
sees "^tick $((before + 3)) " "and goes on"
mark
echo 'system_powerdown' >&4
sees '^My power button! I count on\.$' "each time that it is pressed"

mark
echo 'system_reset' >&4
sees '^tick 1$' "a reset makes it begin again"
sees '^tick 2$' "with nothing remembered"

echo 'quit' >&4
exit $((failures != 0))
