#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The clean room: an empty Debian in a folder, with the newest commit in it, and
# what README promises tried there in a terminal.  What a developer once installed
# by hand is not there, so only this proves that the two commands work on a fresh
# machine.
#
#   tests/clean-room.sh [OPTION]… SUITE STEP…
#
# SUITE is bookworm, trixie or sid.  The steps are done in their order, in one room:
#
#   root:run  user:run        ./bootstrap --run, looked at on the screen: a real
#                             machine ticks beside lesson 1; then once more
#   root:check  user:check    ./bootstrap --check; user:check=NAMES only these tests
#   root:sh=… user:sh=…       any shell commands, in the folder of the program; where
#                             they count tests (tests/sanitizers.sh), that is told
#
#   --folder PATH     the program's folder (usual: imitation in the user's home)
#   --beside FOLDER   put a copy of this folder beside the program's
#   --no-sudo         the user may not become root
#   --keep            leave the room where it is, and say where
#   --out FOLDER      where screens and logs are kept (usual: a temporary one)
#
# Exit status: 0 all is well, 1 something of ours failed, 2 wrong usage, 3 the
# mirror could not be had (nothing is said about ours), 4 no room can be made here.
# The empty systems are kept in $IMITATION_CLEAN_ROOM, /var/cache/imitation-clean-room.
set -u
LC_ALL=C.UTF-8
export LC_ALL
unset TMUX MAKEFLAGS MFLAGS MAKELEVEL

top=$(cd "$(dirname "$0")/.." && pwd)
cache=${IMITATION_CLEAN_ROOM:-/var/cache/imitation-clean-room}
mirror=${IMITATION_MIRROR:-http://deb.debian.org}
password=imitation
folder='' beside='' sudo=yes keep='' out='' answered=''
T='' holder=''

say() { printf '%s\n' "clean room: $*"; }
usage() { sed -n '/^#   tests\/clean-room/,/^#   --out/s/^# \{0,1\}//p' "$0" >&2; exit 2; }
cannot() { say "no room can be made here: $*"; exit 4; }

leave() {
	[ -z "$T" ] || tm kill-server 2>/dev/null
	[ -z "$holder" ] || kill -KILL "$holder" 2>/dev/null
	if [ -n "$keep" ]; then
		say "the room is $T/room"
	elif [ -n "$T" ]; then
		wait 2>/dev/null
		rm -rf --one-file-system "$T"
	fi
}

# ---- the mirror, and the empty system ---------------------------------------------------

mirror_answers() {
	/usr/lib/apt/apt-helper -o Acquire::Retries=1 -o Acquire::http::Timeout=20 \
		download-file "$mirror/debian/dists/$suite/InRelease" "$T/InRelease" >"$T/mirror.log" 2>&1
}

no_mirror() {
	say "the mirror $mirror cannot be had; this says nothing about the program"
	sed -n '/^E:/s/^/    /p' "$T/mirror.log"
	exit 3
}

sources() {
	echo "deb $mirror/debian $suite main"
	[ "$suite" != sid ] || return 0
	echo "deb $mirror/debian $suite-updates main"
	echo "deb $mirror/debian-security $suite-security main"
}

# What an installer leaves behind, and no more: a locale and the sources.
empty_system() {
	tarball=$cache/$suite.tar
	[ ! -e "$tarball" ] || return 0
	say "making an empty $suite (once)"
	mkdir -p "$cache"
	if ! debootstrap --variant=minbase "$suite" "$T/empty" "$mirror/debian" >"$T/debootstrap.log" 2>&1; then
		mirror_answers || no_mirror
		tail -n 5 "$T/debootstrap.log"
		cannot "debootstrap failed"
	fi
	sources >"$T/empty/etc/apt/sources.list"
	mkdir -p "$T/empty/etc/default"
	echo 'LANG=C.UTF-8' >"$T/empty/etc/default/locale"
	rm -f "$T"/empty/var/cache/apt/archives/*.deb
	tar -C "$T/empty" -cf "$tarball.new" . && mv "$tarball.new" "$tarball"
	rm -rf "$T/empty"
}

# ---- the room -----------------------------------------------------------------------------

# Its own processes, mounts and terminals: nothing in it is seen from outside, or sees it.
# The first process waits for ever, and reaps processes whose parents have ended.
hold_room() {
	cat >"$T/hold" <<'END'
set -e
mount --make-rprivate /
mount -t proc proc "$1/proc"
mount -t sysfs -o ro sysfs "$1/sys"
mount -t tmpfs -o mode=755 dev "$1/dev"
for node in null zero full random urandom tty; do
	: >"$1/dev/$node"
	mount --bind "/dev/$node" "$1/dev/$node"
done
mkdir "$1/dev/pts" "$1/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts "$1/dev/pts"
ln -s pts/ptmx "$1/dev/ptmx"
ln -s /proc/self/fd "$1/dev/fd"
ln -s fd/0 "$1/dev/stdin"
ln -s fd/1 "$1/dev/stdout"
ln -s fd/2 "$1/dev/stderr"
mount -t tmpfs -o mode=1777 shm "$1/dev/shm"
mount -t tmpfs -o mode=755 run "$1/run"
mkdir -m 1777 "$1/run/lock"
mount --bind "$2" "$1/var/cache/apt/archives"
hostname clean-room
exec chroot "$1" /bin/sh -c 'echo ready >/run/ready; while :; do sleep 3600 & wait $!; done'
END
	mkdir -p "$cache/debs-$suite/partial"
	unshare --mount --pid --uts --ipc --fork --kill-child \
		sh "$T/hold" "$room" "$cache/debs-$suite" >"$T/hold.log" 2>&1 &
	holder=$!
	until_s=$(($(date +%s) + 30))
	inside=
	until [ -n "$inside" ] && [ -e "/proc/$inside/root/run/ready" ]; do
		if [ "$(date +%s)" -ge "$until_s" ] || ! kill -0 "$holder" 2>/dev/null; then
			cat "$T/hold.log"
			cannot "its mounts or processes are refused"
		fi
		sleep 0.1
		inside=$(tr -d ' ' <"/proc/$holder/task/$holder/children" 2>/dev/null)
	done
}

enter() { nsenter -t "$inside" -m -u -i -p -r -w env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

build_room() {
	room=$T/room
	mkdir -p "$room"
	tar -C "$room" -xf "$cache/$suite.tar"
	cp -L /etc/resolv.conf "$room/etc/resolv.conf" 2>/dev/null
	printf '127.0.0.1 localhost clean-room\n' >"$room/etc/hosts"
	grep -Ev 'localhost|^#' /etc/hosts >>"$room/etc/hosts"
	hold_room
	enter useradd --create-home --shell /bin/bash user
	printf 'user:%s\n' "$password" | enter chpasswd
}

# sudo comes with most systems and not with an empty one.  Its lists are taken away
# again: a fresh machine has none.
give_sudo() {
	[ -n "$sudo" ] || return 0
	if ! { enter apt-get -q update && enter env DEBIAN_FRONTEND=noninteractive \
		apt-get -q install -y --no-install-recommends sudo; } >"$T/sudo.log" 2>&1; then
		mirror_answers || no_mirror
		tail -n 5 "$T/sudo.log"
		cannot "sudo cannot be installed"
	fi
	enter usermod -aG sudo user
	enter find /var/lib/apt/lists -type f -delete
}

# The newest commit, as somebody gets it who downloads it.
bring_program() { # USER
	case $1 in root) home=/root ;; *) home=/home/$1 ;; esac
	place=${folder:-$home/imitation}
	[ ! -e "$room$place/bootstrap" ] || return 0
	mkdir -p "$room$place"
	git -c safe.directory='*' -C "$top" archive HEAD | tar -C "$room$place" -xf - ||
		cannot "the newest commit cannot be read"
	enter chown -R "$1:$1" "$place"
	[ -z "$beside" ] || cp -RL "$beside" "$room${place%/*}/"
}

# ---- a terminal in it -------------------------------------------------------------------------

# A terminal is a tmux server of its own: one that is ending is in nobody's way.
terminals=0
tm() { tmux -S "$T/tmux$terminals" -f /dev/null "$@"; }
screen() { tm capture-pane -p -t e 2>/dev/null; }
shows() { screen | grep -Eq -- "$1"; }
type_line() {
	answered=
	tm send-keys -t e -l "$1" && tm send-keys -t e Enter
}

# A person's shell, in a terminal of the room's own.
open_terminal() { # USER
	tm kill-server 2>/dev/null
	terminals=$((terminals + 1))
	tm new-session -d -x 120 -y 34 -s e \
		"nsenter -t $inside -m -u -i -p -r -w env -i TERM=xterm-256color PATH=/usr/sbin:/usr/bin:/sbin:/bin \
		script -qec 'su - $1' /dev/null"
	tm set-option -g status off >/dev/null
	tm set-option -g history-limit 5000 >/dev/null
	wait_for 30 '[$#] *$' || return 1
	type_line "PS1='ready> '; cd '$place'"
	wait_for 30 'ready> *$'
}

# wait_for SECONDS ERE: on the screen; a password that is asked for is typed.
wait_for() {
	until_s=$(($(date +%s) + $1))
	until shows "$2"; do
		[ "$(date +%s)" -lt "$until_s" ] || return 1
		if [ -z "$answered" ] && screen | grep -v '^ *$' | tail -n 1 |
			grep -q '\[sudo\] password for [a-z]*: *$'; then
			type_line "$password"
			answered=yes
		fi
		sleep 0.2
	done
}

# ---- what is looked at --------------------------------------------------------------------------

points=0 failures=0
point() { # STATUS WHAT
	points=$((points + 1))
	if [ "$1" = 0 ]; then
		echo "ok $points - $label: $2"
		return
	fi
	failures=$((failures + 1))
	echo "not ok $points - $label: $2"
	screen | sed -e '/^ *$/d' -e 's/^/# |/'
}

keep_screen() { screen >"$out/$suite-$user-$1.txt"; }

# What the last step left to read.
keep_logs() {
	mkdir -p "$out/$suite-$user-logs"
	cp "$room$place/build/logs/"*.log* "$room$place"/build/check.summary "$out/$suite-$user-logs/" 2>/dev/null
	# Of the tests what those said that did not pass, or were not done.
	for log in "$room$place"/build/tests/*.log "$room$place"/build-*/tests/*.log; do
		[ ! -e "$log" ] || grep -Eqs '^:test-result: (PASS|SKIP)' "${log%.log}.trs" ||
			cp "$log" "$out/$suite-$user-logs/"
	done
}

last_tick() { screen | grep -Eo 'tick [0-9]+' | tail -n 1 | tr -dc 0-9; }
# A machine that has just been started says its first tick some time later.
ticks() {
	wait_for 60 'tick [0-9]+' || return
	tick=$(last_tick)
	[ -n "$tick" ] && wait_for 30 "tick ($((tick + 1))|$((tick + 2))|$((tick + 3)))( |\$)"
}

# Leaves, and lets the machine run.
leaves() {
	tm send-keys -t e q
	wait_for 20 '(q let run|q leave as is|status=[0-9]+\.)'
	shows 'status=[0-9]' || tm send-keys -t e q
	wait_for 60 'status=0\.'
}

# The workshop opens, and the buttons of its first lesson make a real machine.
try_run() {
	began=$(date +%s)
	type_line "./bootstrap --run; echo \"status=\$?.\""
	wait_for 1500 '(n start|status=[0-9]+\.)' && shows 'n start'
	opened=$?
	point $opened "./bootstrap --run opens the workshop (after $(($(date +%s) - began)) s)"
	[ $opened = 0 ] || return
	tm send-keys -t e n
	wait_for 60 '1\.1 '
	point $? "n goes on to lesson 1"
	wait_for 60 'qemu:///'
	point $? "on a connection to QEMU"
	tm send-keys -t e 1
	wait_for 60 'dreamer +off'
	point $? "button 1 makes the machine"
	tm send-keys -t e 2
	wait_for 60 'dreamer +running' && ticks
	point $? "button 2 starts it, and it ticks beside lesson 1"
	! shows SIMULATED
	point $? "nothing is simulated"
	keep_screen run
	leaves
	point $? "q leaves with status 0"
	type_line clear
	wait_for 10 '^ready> *$'
	began=$(date +%s)
	type_line "./bootstrap --run; echo \"status=\$?.\""
	wait_for 300 '(n next|status=[0-9]+\.)' && ticks
	point $? "the second time it opens (after $(($(date +%s) - began)) s), and the machine still ticks"
	leaves
	! screen | grep -Eq '^(configure|make-clean|packages: inst)'
	point $? "and nothing was installed or configured again"
}

# LINE is "61 of 62 test programs ran; those that were skipped as a whole: 1".  All of the
# list, where no names were given.
all_ran() { # LINE NAMES
	ran=$(expr "$1" : '\([0-9]*\) of') of=$(expr "$1" : '[0-9]* of \([0-9]*\)')
	whole=$(expr "$1" : '.*a whole: \([0-9]*\)$' || :)
	# Few may be skipped as a whole: e2e-root where nobody is root.
	[ -n "$of" ] && [ "$((ran + ${whole:-0}))" = "$of" ] && [ "${whole:-0}" -le 2 ] &&
		{ [ -n "$2" ] || [ "$of" = "$(grep -vc '^#' "$top/tests/suite")" ]; }
}

say_what_failed() { grep -E '^(failed|skipped|not ok|#)' "$1" | sed 's/^/# /'; }
say_count() { tail -n 1 "$1" | grep -E '^[0-9]+ passed, [0-9]+ failed' | sed 's/^/check: /'; }

try_check() { # NAMES
	type_line "./bootstrap --check $1 >check.out 2>&1; echo \"status=\$?.\""
	wait_for 4000 'status=[0-9]+\.'
	shows 'status=0\.'
	point $? "./bootstrap --check $1 succeeds"
	say_what_failed "$room$place/check.out"
	all_ran "$(grep 'test programs ran' "$room$place/check.out")" "$1"
	point $? "all of the list ran: $(grep 'test programs ran' "$room$place/check.out")"
	tail -n 1 "$room$place/check.out" | grep -Eqx '[0-9]+ passed, 0 failed, [0-9]+ skipped'
	point $? "its last line: $(tail -n 1 "$room$place/check.out")"
	cp "$room$place/check.out" "$out/$suite-$user-check.txt"
	say_count "$room$place/check.out"
}

try_shell() { # COMMANDS
	printf '%s\n' "$1" >"$room/tmp/commands"
	rm -f "$room/tmp/commands.out"
	type_line "sh /tmp/commands >/tmp/commands.out 2>&1; echo \"status=\$?.\""
	wait_for 3000 'status=[0-9]+\.'
	shows 'status=0\.'
	point $? "$(printf '%s' "$1" | head -n 1 | cut -c 1-60)"
	cp "$room/tmp/commands.out" "$out/$suite-$user-commands.txt"
	if [ -n "$(say_count "$room/tmp/commands.out")" ]; then
		say_what_failed "$room/tmp/commands.out"
		say_count "$room/tmp/commands.out"
	else
		sed 's/^/# /' "$room/tmp/commands.out" | tail -n 20
	fi
}

do_step() { # USER:STEP
	user=${1%%:*} what=${1#*:}
	label="$suite, $user"
	bring_program "$user"
	open_terminal "$user" || { point 1 "a terminal"; return; }
	case $what in
	run) try_run ;;
	check | check=*) try_check "$(expr "$what" : 'check=\(.*\)')" ;;
	sh=*) try_shell "${what#sh=}" ;;
	esac
	keep_logs
}

# ---- the run --------------------------------------------------------------------------------------

while [ $# -gt 0 ]; do
	case $1 in
	--folder) [ $# -ge 2 ] || usage; folder=$2; shift ;;
	--beside) [ -d "${2-}" ] || usage; beside=$(cd "$2" && pwd); shift ;;
	--out) [ $# -ge 2 ] || usage; out=$2; shift ;;
	--no-sudo) sudo='' ;;
	--keep) keep=yes ;;
	-*) usage ;;
	*) break ;;
	esac
	shift
done
[ $# -ge 2 ] || usage
suite=$1
shift
for step in "$@"; do
	case $step in
	root:run | user:run | root:check | user:check | root:check=* | user:check=* | root:sh=* | user:sh=*) ;;
	*) usage ;;
	esac
done
[ "$(id -u)" = 0 ] || cannot "only root can make one"
for tool in debootstrap tmux unshare nsenter git; do
	command -v "$tool" >/dev/null || cannot "there is no $tool"
done
[ -x /usr/lib/apt/apt-helper ] || cannot "there is no apt"
T=$(mktemp -d /var/tmp/clean-room.XXXXXX) || exit 4
trap leave EXIT
trap 'exit 1' HUP INT TERM
out=${out:-$T}
mkdir -p "$out"
mirror_answers || no_mirror
empty_system
build_room
give_sudo
for step in "$@"; do
	do_step "$step"
done
# A mirror that went away in between is told apart from a fault of ours.
if [ "$failures" != 0 ] && ! mirror_answers; then
	no_mirror
fi
echo "1..$points"
[ "$failures" = 0 ]
