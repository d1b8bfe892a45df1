# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
# For the tests that use the real program in a real terminal on real machines.
# Sourced, not run.  shellcheck shell=sh
#
#   . e2e-lib.sh; e2e_begin "$0" "$@"; …; e2e_end
#
# The program is installed into a folder of the test's own (so `make install`
# with DESTDIR is tested by the way) and run as an ordinary user: where the
# test runs as root it makes one, and removes it.  HOME and the XDG folders
# are the test's own too, so is the user's libvirt daemon.  Texts are waited
# for, with a deadline; nothing sleeps blindly.

: "${top_builddir:=.}" "${top_srcdir:=.}"
E2E_SECONDS=${E2E_SECONDS:-60}

points=0 failures=0

ok() { points=$((points + 1)); echo "ok $points - $*"; }
not_ok() {
	points=$((points + 1)) failures=$((failures + 1))
	echo "not ok $points - $*"
}
# test "what it shows" COMMAND…: passes where the command succeeds
expect() {
	what=$1
	shift
	if "$@" >"$T/work/expect.out" 2>&1; then
		ok "$what"
	else
		not_ok "$what"
		sed 's/^/# /' "$T/work/expect.out" | head -n 40
	fi
}
# skip "what it would show" WHY: counted apart from those that passed
skip() {
	points=$((points + 1))
	echo "ok $points - $1 # SKIP $2"
}
note() { printf '# %s\n' "$*"; }

# ---- before and after -----------------------------------------------------------

# A make that is started here must not wait for the places of the one outside.
unset MAKEFLAGS MFLAGS MAKELEVEL

e2e_skip_all() { echo "1..0 # SKIP $*"; exit 77; }

e2e_install() {
	T=$(mktemp -d /tmp/im.XXXXXX)
	export T
	chmod 755 "$T"
	make -C "$top_builddir" -s install DESTDIR="$T/inst" >"$T/install.log" 2>&1 ||
		{ cat "$T/install.log"; echo "Bail out! make install failed"; exit 1; }
	I=$(find "$T/inst" -type f -name imitation -perm -100 | grep '/bin/' | head -n 1)
	[ -n "$I" ] || { echo "Bail out! no program was installed"; exit 1; }
	export I
	IMITATION_LOCALEDIR=$(dirname "$I")/../share/locale
	export IMITATION_LOCALEDIR
	# What a test changes in its installation.
	! command -v e2e_installed >/dev/null || e2e_installed
	chmod -R a+rX "$T/inst"
}

e2e_needs() {
	[ -z "${E2E_SKIP-}" ] || e2e_skip_all "the environment asks for it (E2E_SKIP)"
	for tool in "$@"; do
		PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null 2>&1 || e2e_skip_all "$tool is not installed"
	done
}

# Locks that a killed daemon left keep other users from the consoles: they get a
# terminal of the same number and may not remove the lock.  test-vm-qemu makes such
# locks on purpose, with the number of a process that does not exist.
drop_locks() {
	for lock in /var/lock/LCK..*; do
		[ -O "$lock" ] && holder=$(tr -d ' ' <"$lock") && [ "$holder" != 99999999 ] || continue
		kill -0 "$holder" 2>/dev/null || rm -f "$lock"
	done
}

# What tests that were killed left, and what stands in the way of other tests: users with the number
# of the process that made them, their processes and locks of terminals.
e2e_sweep() {
	drop_locks
	getent passwd | sed -nE 's/^(im(test|i-test-)([0-9]+)):.*:([^:]*):[^:]*$/\1 \3 \4/p' |
	while read -r left maker home; do
		! kill -0 "$maker" 2>/dev/null || continue
		pkill -KILL -u "$left" 2>/dev/null
		find /var/lock/ -name 'LCK..*' -user "$left" -delete
		userdel "$left" 2>/dev/null
		case $home in
		/tmp/im.*/home) rm -rf "${home%/home}" ;;
		/tmp/imi-*) rm -rf "$home" ;;
		esac
	done
}

# libvirt's daemon for QEMU is one of these, whichever the system has.
e2e_needs_daemon() {
	(e2e_needs libvirtd) >/dev/null 2>&1 || (e2e_needs virtqemud) >/dev/null 2>&1 ||
		e2e_skip_all "neither libvirtd nor virtqemud is installed"
}

# The user may not be able to read the trees of source and build, which may be root's
# own: what tests read of them is copied.  $e2e_also: files of the build folder that
# this test reads besides.
e2e_copy_trees() {
	mkdir -p "$T/source/lessons" "$T/build/src" "$T/build/tests"
	cp -R "$top_srcdir/tests" "$T/source/"
	cp -R "$top_srcdir/lessons/guests" "$T/source/lessons/"
	cp "$top_builddir/src/imitation" "$T/build/src/"
	# All modules but that of libchafa: pictures are as they are without it.
	for module in "$top_builddir"/src/*.so; do
		case $module in */pixel-chafa.so) ;; *) cp "$module" "$T/build/src/" ;; esac
	done
	cp "$top_builddir/config.h" "$T/build/"
	[ ! -d "$top_builddir/po-local" ] || cp -R "$top_builddir/po-local" "$T/build/"
	# Not the guests, which are large.
	(cd "$top_builddir" && find -L lessons -type f -size -1000k -print | cpio -pdL --quiet "$T/build")
	for also in tests/fake-terminal tests/pixel-png.so ${e2e_also-}; do
		[ ! -e "$top_builddir/$also" ] || cp -R "$top_builddir/$also" "$T/build/$also"
	done
	# A collection of workshops for tests, which may lie beside the source tree.
	[ ! -d "$top_srcdir/../shared" ] || ln -s "$(cd "$top_srcdir/../shared" && pwd)" "$T/shared"
	chmod -R a+rX "$T/source" "$T/build"
}

e2e_begin() {
	self=$1
	e2e_needs tmux virsh qemu-system-x86_64
	e2e_needs_daemon
	if [ -z "${T-}" ]; then
		e2e_install
		if [ "$(id -u)" = 0 ]; then
			e2e_sweep
			user=imtest$$
			# Its processes are ended by its number, so nobody else may have that
			# number, not even in another container on this computer.
			number=$((2000000 + $(od -An -N3 -tu4 /dev/urandom)))
			useradd --uid "$number" --no-log-init --no-create-home --home-dir "$T/home" \
				--shell /bin/sh "$user" 2>/dev/null ||
				{ echo "Bail out! useradd failed"; exit 1; }
			mkdir "$T/work" && chown "$user" "$T/work"
			e2e_copy_trees
			# shellcheck disable=SC2064
			trap "pkill -KILL -u $user 2>/dev/null; find /var/lock/ -name 'LCK..*' -user $user -delete
				userdel $user 2>/dev/null; rm -rf '$T'" EXIT
			trap 'exit 1' HUP INT TERM
			status=0
			cd "$T" || exit 1
			runuser -u "$user" -- env T="$T" I="$I" top_srcdir="$T/source" \
				top_builddir="$T/build" sh "source/tests/${self##*/}" || status=$?
			exit $status
		fi
		mkdir "$T/work"
	fi
	e2e_environment
}

# The number of the test's own libvirt daemon.
daemon() {
	cat "$XDG_RUNTIME_DIR/libvirt/libvirtd.pid" "$XDG_RUNTIME_DIR/libvirt/virtqemud.pid" 2>/dev/null |
		head -n 1
}

e2e_environment() {
	trap e2e_clean EXIT
	trap 'exit 1' HUP INT TERM
	HOME=$T/work/home XDG_RUNTIME_DIR=$T/work/run
	XDG_DATA_HOME=$HOME/.local/share XDG_STATE_HOME=$HOME/.local/state
	XDG_CONFIG_HOME=$HOME/.config XDG_CACHE_HOME=$HOME/.cache
	export HOME XDG_RUNTIME_DIR XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME
	mkdir -p "$HOME" "$XDG_RUNTIME_DIR"
	chmod 700 "$XDG_RUNTIME_DIR"
	LC_ALL=C.UTF-8 LANGUAGE='' PATH=$PATH:/usr/sbin
	export LC_ALL LANGUAGE PATH
	unset LIBVIRT_DEFAULT_URI NO_COLOR COLORTERM TMUX IMITATION_LOG IMITATION_PIXELS
	ASAN_OPTIONS="detect_leaks=1:log_path=$T/work/sanitizer"
	UBSAN_OPTIONS="print_stacktrace=1:log_path=$T/work/sanitizer"
	LSAN_OPTIONS="suppressions=$top_srcdir/tests/lsan.supp:print_suppressions=0"
	TSAN_OPTIONS="suppressions=$top_srcdir/tests/tsan.supp:atexit_sleep_ms=0:log_path=$T/work/sanitizer"
	export ASAN_OPTIONS UBSAN_OPTIONS LSAN_OPTIONS TSAN_OPTIONS
	V="virsh -q -c qemu:///session"
	top_srcdir=$(cd "$top_srcdir" && pwd) top_builddir=$(cd "$top_builddir" && pwd)
	if ldd "$I" 2>/dev/null | grep -q libasan; then
		watch_forks </dev/null >/dev/null 2>&1 &
		watcher=$!
	fi
	noisy_source=$top_srcdir/tests/noisy.S
	late_source=$top_srcdir/tests/late.S
	cd "$T/work" || exit 1
}

# AddressSanitizer takes its own locks over fork() since GCC 14 only: before, the child
# that libvirt forks to start its daemon may find one taken, and spin for ever.  Such
# a child is killed, and the program connects again.
watch_forks() {
	spun=
	while sleep 2; do
		seen=
		for child in $(pgrep -u "$(id -u)" -x "$(basename "$I" | cut -c 1-15)"); do
			parent=$(awk '/^PPid/ { print $2 }' "/proc/$child/status")
			[ "$(readlink "/proc/$child/exe")" = "$I" ] &&
				[ "$(readlink "/proc/$parent/exe")" = "$I" ] || continue
			case " $spun " in *" $child "*) kill -KILL "$child" ;; esac
			seen="$seen $child"
		done
		spun=$seen
	done
}

e2e_clean() {
	[ -z "${watcher-}" ] || kill "$watcher" 2>/dev/null
	tm kill-server 2>/dev/null
	[ -z "$(daemon)" ] || kill "$(daemon)" 2>/dev/null
	if [ "$(id -un)" != "${user-none}" ] && [ -d "$HOME/.config/libvirt/qemu/run" -o -d "$XDG_RUNTIME_DIR/libvirt" ]; then
		pkill -KILL -f "$T/work" 2>/dev/null
	fi
	case $(id -un) in imtest*) ;; *) rm -rf "$T" ;; esac
}

e2e_end() {
	for report in "$T"/work/sanitizer.*; do
		[ -e "$report" ] || continue
		not_ok "no sanitizer report"
		sed 's/^/# /' "$report" | head -n 40
	done
	echo "1..$points"
	[ "$failures" = 0 ]
	exit
}

# ---- machines of one sector ---------------------------------------------------------

# boot_sector SOURCE IMAGE [OPTION…]: what the assembler makes of it
boot_sector() {
	sector_source=$1 sector_image=$2
	shift 2
	as --32 "$@" -o sector.o "$sector_source" &&
		ld -m elf_i386 -Ttext 0x7c00 -e start --oformat binary -o "$sector_image" sector.o
}

# noisy_workshop PAYLOAD: the folder noisy, whose machine sends the payload to its console
noisy_workshop() {
	mkdir noisy
	cat >noisy/workshop.md <<'END'
---
title: Noise
machines:
  noisy:
    image: noisy.img
    memory: 4 MiB
---
END
	cat >noisy/01-noise.md <<'END'
---
title: Noise
needs: {noisy: running}
---
## Make noise

A quiet text beside a loud machine.

```vm:poweroff
label: Make it quiet
```
END
	noisy_sectors=$((($(wc -c <"$1") + 511) / 512))
	boot_sector "$noisy_source" boot.bin --defsym SECTORS=$noisy_sectors || return 1
	cat boot.bin "$1" >noisy/noisy.img
	truncate -s $(((noisy_sectors + 2) * 512 / 65536 * 65536 + 65536)) noisy/noisy.img
}

# shapes_workshop SOURCE: the folder shapes, whose machine draws what the source says
shapes_workshop() {
	mkdir -p shapes/guests
	boot_sector "$1" shapes/guests/paint.img
	cat >shapes/workshop.md <<'END'
---
title: Shapes
duration: 5
machines:
  painter: {image: guests/paint.img, memory: 4 MiB}
---
Colours.
END
	cat >shapes/1-look.md <<'END'
---
title: Look
duration: 5
machines: [painter]
needs: {painter: running}
---
## Look

```vm:screenshot
name: colours
label: Keep a picture
```
END
}

# ---- the terminal -----------------------------------------------------------------

# A terminal is a tmux server of its own: one that is ending is in nobody's way.
terminals=0
tm() { tmux -S "$T/work/tmux$terminals" -f /dev/null "$@"; }

# open COLUMNS ROWS COMMAND…: in a shell, whose prompt is "shell> "
open_terminal() {
	tm kill-server 2>/dev/null
	terminals=$((terminals + 1))
	tm new-session -d -x "$1" -y "$2" -s e "PS1='shell> ' TERM=${E2E_TERM:-tmux-256color} sh"
	tm set-option -g status off >/dev/null
	wait_screen 'shell>'
}
open_program() { # COLUMNS ROWS ARGUMENTS…
	columns=$1 rows=$2
	shift 2
	open_terminal "$columns" "$rows"
	type_line "$I $*"
}
type_line() { tm send-keys -t e -l "$1" && tm send-keys -t e Enter; }
press() {
	tm send-keys -t e "$@"
	case " $*" in *" q") let_run ;; esac
}
# q asks what becomes of machines that run: they run on.
is_asked_or_gone() { has 'q (let run|leave as is)' || ! program_now >/dev/null; }
let_run() {
	if wait_for 20 is_asked_or_gone && has 'q (let run|leave as is)'; then
		tm send-keys -t e q
	fi
}
# search TEXT: into the search line.  Many keys that come at once are a paste, which
# presses neither / nor Enter: a person is slower.
search() { press / && sleep 0.3 && tm send-keys -t e -l "$1" && sleep 0.3; }
screen() { tm capture-pane -p -t e; }

# The program in the terminal: a child of its shell.  (A child that libvirt forks has
# the program's command line too, until it becomes the daemon.)
program_now() {
	shell=$(tm display-message -p -t e '#{pane_pid}')
	for child in $(cat "/proc/$shell/task/$shell/children" 2>/dev/null); do
		[ "$(readlink "/proc/$child/exe")" != "$I" ] || { echo "$child"; return 0; }
	done
	return 1
}
# It is waited for: what was typed may not have been taken yet.
program() {
	wait_for 20 program_now && program_now && return 0
	echo "no program runs below the shell ${shell:-that is not there}:" >&2
	ps -ef >&2
	return 1
}
is_gone() { ! kill -0 "$1" 2>/dev/null; }

# wait_for SECONDS COMMAND…: until it succeeds
wait_for() {
	until_s=$(($(date +%s) + $1))
	shift
	while ! "$@" >/dev/null 2>&1; do
		[ "$(date +%s)" -lt "$until_s" ] || return 1
		sleep 0.1
	done
}
has() { screen | grep -Eq -- "$1"; }
has_not() { seen_now=$(screen) && ! printf '%s\n' "$seen_now" | grep -Eq -- "$1"; }
wait_screen() {
	wait_for "${2:-$E2E_SECONDS}" has "$1" && return 0
	note "waited in vain for: $1"
	screen | sed 's/^/# |/'
	return 1
}
wait_gone() {
	wait_for "${2:-$E2E_SECONDS}" has_not "$1" && return 0
	note "still there: $1"
	screen | sed 's/^/# |/'
	return 1
}
# lists_none ERE COMMAND…: the command succeeds, and no line of its output matches
lists_none() {
	none=$1
	shift
	listed=$("$@") && ! printf '%s\n' "$listed" | grep -E -- "$none"
}
no_machine() { lists_none "^($1)" $V list --all --name; } # whose name begins so; '.': none at all
state_is() { [ "$($V domstate "$1" 2>/dev/null | head -n 1)" = "$2" ]; }
wait_state() { wait_for "${3:-$E2E_SECONDS}" state_is "$1" "$2"; }
# The number of the last tick that the screen shows.
last_tick() { screen | grep -Eo 'tick [0-9]+' | tail -n 1 | grep -Eo '[0-9]+'; }
# It stays what it is, $stood: what was on its way when the machine stopped has come.
stands_still() { stood=$(last_tick) && sleep 2.5 && [ "$(last_tick)" = "$stood" ]; }
# first_tick_is -lt|-ge N TEXT: that of the first one below the text
first_tick_is() {
	first_tick=$(screen | sed "1,/$3/d" | grep -Eo 'tick [0-9]+' | head -n 1 | grep -Eo '[0-9]+')
	[ -n "$first_tick" ] && test "$first_tick" "$1" "$2"
}
# All is drawn for the size that the terminal has now: the keys are its last line.
is_drawn() { screen | tail -n 1 | grep -q 'n next'; }
