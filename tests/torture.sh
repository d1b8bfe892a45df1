#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Rounds of trouble: the real program in a real terminal on a real machine, keys and
# a trouble that a number decides, and what must hold afterwards.
#
#   make torture [TORTURE_ROUNDS=N] [IMITATION_SEED=N] [TORTURE_ONLY=KIND] [TORTURE_FIRST=N]
#
# IMITATION_SEED repeats a run: the keys, the pauses between them, and which calls fail; not
# how the threads and processes take turns.  TORTURE_FIRST begins with that round, so
# TORTURE_FIRST=N TORTURE_ROUNDS=1 repeats one.  A round that fails leaves what it saw and
# logged in /tmp/imitation-torture.SEED.ROUND.
#
# A round whose trouble did not come, as the machine to kill was off, proves nothing: it is
# skipped, and counted apart.
#
# A disk that is full is a small file system on /mnt, which only this test sees; so that
# kind of trouble needs root.  In a chroot the root folder is no mount of its own, so the
# way mounts are told to others cannot be changed there.
if [ "$(id -u)" = 0 ] && [ -z "${TORTURE_SMALL-}" ] && [ -z "${T-}" ]; then
	for told in private unchanged; do
		! unshare -m --propagation "$told" true 2>/dev/null ||
			TORTURE_SMALL=/mnt exec unshare -m --propagation "$told" sh "$0" "$@"
	done
fi
[ -z "${TORTURE_SMALL-}" ] || [ "$(id -u)" != 0 ] ||
	mount -t tmpfs -o size=40m,mode=1777 torture "$TORTURE_SMALL" 2>/dev/null || TORTURE_SMALL=
export TORTURE_SMALL
. "${top_srcdir:-.}/tests/e2e-lib.sh"
e2e_also=tests/fault-libvirt.so
e2e_begin "$0"
# The layer is loaded before a sanitizer's library.
export ASAN_OPTIONS="$ASAN_OPTIONS:verify_asan_link_order=0"
rounds=${TORTURE_ROUNDS:-50} first=${TORTURE_FIRST:-1}
seed=${IMITATION_SEED:-$(od -An -N3 -tu4 /dev/urandom | tr -d ' ')}
# A kind may be several, joined by a plus sign; "mixed" is two of these.
all_kinds="calls daemon-kill daemon-stop machine-kill machine-stop full read-only clock winch stop hup files two five"
[ -n "${TORTURE_SMALL-}" ] || {
	all_kinds=$(echo "$all_kinds" | sed 's/ full / /')
	skip "rounds in which a disk is full" "only root can have a small file system"
}
kinds=${TORTURE_ONLY:-$all_kinds mixed}
note "IMITATION_SEED=$seed TORTURE_ROUNDS=$rounds TORTURE_FIRST=$first: $kinds"
MOST_S=60   # a round
SETTLE_S=30 # until the screen is true, once there is no trouble any more
ROOM_PAGES=30 # of 4 KiB: fewer are left on a full disk

# ---- the workshop ---------------------------------------------------------------------
W=$T/work/torture
mkdir "$W"
cp "$(dirname "$I")/../share/imitation/lessons/guests/tick.img" "$W/tick.img"
cat >"$W/workshop.md" <<'END'
---
title: Torture
machines:
  dreamer:
    image: tick.img
    memory: 4 MiB
---
Nothing here lasts.
END
button() { printf '```vm:%s\n' "$1" && shift && printf '%s\n' "$@" '```' ''; }
{
	printf -- '---\ntitle: Torture\nduration: 5\nobjectives: [live]\nmachines: [dreamer]\nneeds: {dreamer: running}\n---\n'
	printf '## Power\n\nPress.\n\n'
	for verb in pause resume poweroff start save reset shutdown define; do button $verb; done
	printf '```check\nstate: paused\nlabel: it was paused\n```\n\n'
	printf '## Keep\n\nPress.\n\n'
	for n in 1 2 3 4; do
		button snapshot "name: m$n"
		printf '```check\nsnapshot: m%d\nlabel: m%d is kept\n```\n\n' $n $n
	done
	button delete 'name: m4'
	printf '## Go back\n\nPress.\n\n'
	for n in 1 2 3 4; do button restore "name: m$n"; done
	printf '```check\ncurrent: m1\nlabel: m1 is current\n```\n\n'
	printf '## Change\n\nPress.\n\n'
	button type 'text: abc'
	button set 'cpus: 2'
	button set 'cpus: 1'
	button screenshot 'name: picture'
} >"$W/01-torture.md"

# ---- terminals --------------------------------------------------------------------------
# Those of a round are called e, e2, e3 …
R=$T/work/round
control=$T/work/control
faults=0 step=0
set_control() { printf '%s %+011d' "$faults" "$step" | dd of="$control" conv=notrunc 2>/dev/null; }
cat >"$T/work/go" <<'END'
#!/bin/sh
# go TERMINAL STEP: the program, as this round wants it
. "$R/settings"
exec env LD_PRELOAD="$shim" "$I" --step "$2" "$W"
END
chmod +x "$T/work/go"
export R W
shim=$top_builddir/tests/fault-libvirt.so
export shim

tty_of() { tm display-message -p -t "$1" '#{pane_tty}'; }
# The window has a name, because "e" would else also be one that is called after env.
open_one() { # NAME
	tm new-session -d -x 80 -y 24 -n window -s "$1" "exec env PS1='shell> ' TERM=tmux-256color sh" &&
		tm set-option -g status off >/dev/null
	wait_for 10 shows "$1" '^shell>' || return 1
	stty -g -F "$(tty_of "$1")" >"$R/stty.$1"
}
begin_one() { tm send-keys -t "$1" -l "$T/work/go $1 $2" && tm send-keys -t "$1" Enter; } # NAME STEP
see() { tm capture-pane -p -t "$1"; }
shows() { see "$1" | grep -Eq -- "$2"; }
pid_of() { # the program in this terminal
	shell=$(tm display-message -p -t "$1" '#{pane_pid}')
	for child in $(cat "/proc/$shell/task/$shell/children" 2>/dev/null); do
		[ "$(readlink "/proc/$child/exe")" != "$I" ] || { echo "$child"; return 0; }
	done
	return 1
}
no_program() { ! pid_of "$1" >/dev/null; }

# ---- what is so, and what the program says ---------------------------------------------
true_state() {
	[ "$($V dominfo dreamer 2>/dev/null | sed -n 's/^Managed save: *//p')" != yes ] || { echo saved; return; }
	case $($V domstate dreamer 2>/dev/null | head -n 1) in
	running) echo running ;;
	paused) echo paused ;;
	'shut off' | crashed) echo shutoff ;;
	'') echo absent ;;
	*) echo other ;;
	esac
}
word() { case $1 in shutoff) echo 'off|crashed|shut off' ;; *) echo "$1" ;; esac; }
names() { $V snapshot-list dreamer --name 2>/dev/null | sed '/^$/d' | sort; }
status() { timeout 10 "$I" status --json "$W" >"$R/status.json" 2>"$R/status.err"; }
said_state() { tr -d '\n' <"$R/status.json" | sed 's/.*"machines"://' | grep -Eo '"state": *"[a-z]*"' | sed 's/.*"\([a-z]*\)"$/\1/'; }
said_names() {
	tr -d '\n' <"$R/status.json" | sed 's/.*"machines"://' | grep -Eo '"name": *"[^"]*", *"parent"' |
		sed 's/^"name": *"\([^"]*\)".*/\1/' | sort
}
is_done() { tr -d '\n' <"$R/status.json" | grep -Eq "\"text\": *\"$1\", *\"done\": *true"; }

# Each terminal that has a program, and status, say what virsh says.
is_true() {
	truth=$(true_state)
	status || return 1
	[ "$(said_state)|$(said_names | tr '\n' ' ')" = "$truth|$(names | tr '\n' ' ')" ] || return 1
	for e in $open; do
		# The cover shows no machine.
		no_program "$e" || ! shows "$e" '^ n start' || tm send-keys -t "$e" n
		no_program "$e" || { shows "$e" "dreamer +($(word "$truth"))" && shows "$e" 'session +live'; } || return 1
	done
}
calm() { # nothing is open that hides the machine
	for e in $open; do
		no_program "$e" || {
			tm resize-window -t "$e" -x 80 -y 24
			tm send-keys -t "$e" C-] && tm send-keys -t "$e" Escape
			sleep 0.2
			tm send-keys -t "$e" Escape
		}
	done
	sleep 0.3 # a key that follows Escape at once is another key
}
comes_true() {
	calm
	wait_for $SETTLE_S is_true && return 0
	echo "virsh: $(true_state) $(names | tr '\n' ' ')"
	echo "status: $(said_state) $(said_names | tr '\n' ' ')"
	cat "$R/status.err"
	for e in $open; do see "$e"; done
	return 1
}

# ---- what was shown must not be lost ----------------------------------------------------
# $R/shown: a passed check and when it was seen first.
sample() {
	now=$(date +%s)
	see e >"$R/seen.$i.$now"
	[ "$now" -gt "$over_until" ] || return 0
	grep -Eo '✓ (it was paused|m[1-4] is kept|m1 is current)' "$R/seen.$i.$now" | sed 's/^✓ //' | sort -u >"$R/seen"
	while read -r label; do
		grep -q " $label\$" "$R/shown" || echo "$now $label" >>"$R/shown"
	done <"$R/seen"
	while read -r since label; do
		[ "$now" -le $((since + 1)) ] || ! grep -qxF "$label" "$R/seen" || echo "$label" >>"$R/passed"
	done <"$R/shown"
}
forget() { : >"$R/shown"; : >"$R/passed"; }
# A lesson that starts over shows what had passed until its stage is set.
start_over() { tm send-keys -t "$1" o && sleep 0.1 && tm send-keys -t "$1" y && forget && over_until=$(($(date +%s) + 10)); }
nothing_lost() {
	status || { echo "status fails"; cat "$R/status.err"; return 1; }
	tr -d '\n' <"$R/status.json" | grep -q '^{.*"steps":.*"machines":.*}$' || { cat "$R/status.json"; return 1; }
	sort -u "$R/passed" >"$R/passed.once"
	while read -r label; do
		is_done "$label" || { echo "lost: $label"; cat "$R"/status.json; return 1; }
	done <"$R/passed.once"
}

# With few descriptors there may be none for the file while the program runs.
whole_or_said() {
	nothing_lost || { troubled_by files && shows e 'Your place is not being saved'; }
}

# ---- a machine of somebody else ---------------------------------------------------------
cp "$W/tick.img" "$T/work/stranger.img"
cat >"$T/work/stranger.xml" <<END
<domain type='qemu'><name>dreamer-2</name><memory unit='MiB'>4</memory>
<os><type arch='x86_64' machine='pc'>hvm</type></os>
<devices><emulator>$(command -v qemu-system-x86_64)</emulator>
<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='$T/work/stranger.img'/><target dev='hda'/></disk>
<memballoon model='none'/></devices></domain>
END
stranger() {
	$V dumpxml dreamer-2
	$V domstate dreamer-2 --reason | sed 's/^shut off .*/shut off/' # a new daemon has no reason
	pgrep -f "guest=dreamer-2,.*$T/work"
	cksum <"$T/work/stranger.img"
}
stranger_is_untouched() {
	wait_for 10 $V domstate dreamer-2
	stranger >"$R/stranger" 2>&1
	diff "$T/work/stranger" "$R/stranger"
}

# ---- the keys of a round ----------------------------------------------------------------
# Lines "PAUSE KEY COLUMNS ROWS" by the number; the first line is "STEP BEGIN END SCENE": the
# trouble begins before that key and ends before that one.  The scene: "back" is one restore,
# often undone; "often" is many of both; "any" is every key there is.
plan() {
	awk -v seed="$seed" -v round="$1" 'BEGIN {
		srand(seed * 1000 + round)
		rand()
		n = 12 + int(rand() * 12)
		scene = rand()
		scene = scene < 0.3 ? "back" : scene < 0.45 ? "often" : "any"
		begin = 1 + int(rand() * 4)
		end = begin + 3 + int((1 - rand() * rand()) * (n - begin - 2))
		print (scene != "any" ? 3 : 1 + int(rand() * 4)), begin, (end > n ? n : end), scene
		many = split("1 1 2 3 4 5 6 1 2 3 n n n p p 0 u u o y y y t v ? h z s Escape Tab Enter resize paste type L / do do reset", keys, " ")
		for (i = 1; i <= n; i++) {
			key = keys[int(rand() * many) + 1]
			if (scene == "often")
				key = substr("11u1uy", 1 + int(rand() * 6), 1)
			if (scene == "back")
				key = i == begin + 1 ? "1" : i == end - 1 && rand() < 0.4 ? "u" : "k"
			printf "%.2f %s %d %d\n", rand() * rand() * 1.2, key, 60 + int(rand() * 80), 18 + int(rand() * 30)
		}
	}'
}
# The same program, by a command beside it; $R/ended.N: how it ended.
command_beside() { # ARGUMENT…
	(
		what=$*
		set -- "e9$i"
		. "$R/settings"
		# shellcheck disable=SC2086
		timeout 30 env LD_PRELOAD="$shim" "$I" $what "$W" >"$R/beside.$i" 2>&1
		echo "$? $what" >"$R/ended.$i"
	) &
	commands="$commands $!"
}
none_crashed() {
	for pid in $commands; do wait "$pid"; done
	commands=
	cat "$R"/ended.* 2>/dev/null | while read -r code what; do
		# GLib ends a program that has no descriptor left, by SIGTRAP (133).
		[ "$code" -lt 124 ] || { [ "$code" -gt 124 ] && troubled_by files; } || { echo "$what ended by $code"; tail -n 5 "$R"/beside.*; return 1; }
	done
}
do_key() { # TERMINAL KEY COLUMNS ROWS
	keys=$((keys + 1))
	case $2 in
	resize) tm resize-window -t "$1" -x "$3" -y "$4" ;;
	paste) tm set-buffer 'some pasted text
of two lines' && tm paste-buffer -p -t "$1" ;;
	type) tm send-keys -t "$1" c && sleep 0.2 && tm send-keys -t "$1" -l "ab$3" && tm send-keys -t "$1" C-] ;;
	o) [ "$(echo "$open" | wc -w)" -gt 1 ] || start_over "$1" ;;
	do)
		case $3 in
		*[0-2]) command_beside do 1.2 2 ;;
		*[3-5]) command_beside do 1.3 1 ;;
		*[6-7]) command_beside do 1.1 0 ;;
		*) command_beside status --json ;;
		esac ;;
	reset) forget && over_until=$(($(date +%s) + 100)) && command_beside reset --yes ;;
	/) tm send-keys -t "$1" / && sleep 0.1 && tm send-keys -t "$1" -l "press" && tm send-keys -t "$1" Enter ;;
	*) tm send-keys -t "$1" "$2" ;;
	esac
}
rnd() { # N WHAT: 0 … N-1, by the number, the round and what it is for
	printf '%s %s %s' "$seed" "$round" "$2" | cksum | awk -v n="$1" '{ print int($1 / 7) % n }'
}

pick() { shift "$(rnd $(($# - 1)) "$1")" && echo "$2"; } # WHAT CHOICE…
mixture() {
	one=$(pick one $all_kinds)
	echo "$one+$(pick other $(echo " $all_kinds " | sed "s/ $one / /"))"
}

# ---- the troubles -----------------------------------------------------------------------
troubled_by() { case " $troubles " in *" $1 "*) true ;; *) false ;; esac; }
machine_pid() { pgrep -f "guest=dreamer,.*$T/work"; }
data=$XDG_DATA_HOME state=$XDG_STATE_HOME
settings() { # what the program gets this round
	faults=0 step=0 limit=
	printf '0 +0000000000\n' >"$control"
	XDG_DATA_HOME=$data XDG_STATE_HOME=$state
	if troubled_by full; then
		small=$TORTURE_SMALL/torture
		rm -rf "$small" && mkdir "$small"
		[ "$(rnd 3 where)" = 0 ] || XDG_DATA_HOME=$small/data
		[ "$(rnd 3 where)" = 1 ] || XDG_STATE_HOME=$small/state
	fi
	! troubled_by files || limit="ulimit -n $((24 + $(rnd 41 files))) && echo files >>$R/came"
	cat >"$R/settings" <<END
export TORTURE_CONTROL=$control TORTURE_SEED=$((seed + round))\${1#e} TORTURE_LOG=$R/faults.\$1 IMITATION_LOG=$R/log.\$1
export TORTURE_BEFORE=$(rnd 100 before) TORTURE_AFTER=$(rnd 80 after) TORTURE_DELAY=$(rnd 200 delay)
export TORTURE_CUT=$(rnd 12 cut) TORTURE_EVENTS=$(rnd 600 events) TORTURE_DELAY_MS=$((50 + $(rnd 1500 ms)))
$limit
END
}
came() { echo "$1" >>"$R/came"; } # TROUBLE: one of it really came
# signal_to TROUBLE SIGNAL PID…
signal_to() {
	trouble=$1 signal=$2
	shift 2
	[ $# -gt 0 ] && kill -"$signal" "$@" 2>/dev/null && came "$trouble"
}
stop_it() { signal_to "$1" STOP $2 && stopped="$stopped $2"; } # TROUBLE PIDS
# Twenty signals or sizes in a second.
storm() { # TROUBLE SIGNAL…
	storm=$1
	shift
	for again in 1 2 3 4 5 6 7 8 9 10; do
		for signal in "$@"; do
			signal_to "$storm" "$signal" $(pid_of e)
			[ "$signal" != WINCH ] ||
				tm resize-window -t e -x $((30 + $(rnd 120 "x$again"))) -y $((6 + $(rnd 40 "y$again")))
			sleep 0.05
		done
	done
}
# The program has the layer: it reads what set_control writes.
has_layer() { grep -qsF "$control" "/proc/$(pid_of e)/maps"; }
count_programs() { for e in $open; do pid_of "$e"; done | wc -l; }
# No more is left than what fill_disk leaves on purpose.
is_full() { [ "$(df -k --output=avail "$TORTURE_SMALL" | sed 1d)" -le $((ROOM_PAGES * 4)) ]; }
fill_disk() {
	dd if=/dev/zero of="$TORTURE_SMALL/filler" bs=4k 2>/dev/null
	truncate -s -$(($(rnd $ROOM_PAGES room) * 4096)) "$TORTURE_SMALL/filler"
	is_full && came full
}
has_read_only() { find "$HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" -type d ! -writable | grep -q .; }
# What the layer itself does is in its log (calls); settings say that files are few.
begin_trouble() {
	case $1 in
	calls) faults=1 && set_control ;;
	daemon-kill) signal_to "$1" KILL $(daemon) ;;
	daemon-stop) stop_it "$1" "$(daemon)" ;;
	machine-kill) signal_to "$1" KILL $(machine_pid) ;;
	machine-stop) stop_it "$1" "$(machine_pid)" ;;
	two | five) [ "$(count_programs)" -lt 2 ] || came "$1" ;;
	full) fill_disk ;;
	read-only)
		case $(rnd 3 where) in
		0) find "$XDG_STATE_HOME" -exec chmod a-w {} + ;;
		1) find "$XDG_DATA_HOME" -exec chmod a-w {} + ;;
		2) find "$HOME" ! -name '*.qcow2' -exec chmod a-w {} + ;;
		esac
		! has_read_only || came "$1" ;;
	clock)
		step=$((($(rnd 2 sign) * 2 - 1) * ($(rnd 9999 a) * $(rnd 9999 b)))) && set_control
		! has_layer || came "$1" ;;
	winch) storm "$1" WINCH ;;
	stop) storm "$1" TSTP CONT ;;
	hup) storm "$1" HUP ;;
	esac
}
# Whose terminal it is now is in the eighth field, the group of the program in the fifth.
is_in_front() { awk '{ sub(/.*\) /, ""); exit !($3 == $6) }' "/proc/$(pid_of e)/stat"; }
comes_back() { # to the terminal
	for again in 1 2 3 4 5 6; do
		no_program e || is_in_front && return 0
		tm send-keys -t e -l fg && tm send-keys -t e Enter
		wait_for 2 is_in_front && return 0
	done
}
trouble_begins() {
	for trouble in $troubles; do begin_trouble "$trouble"; done
}
trouble_ends() {
	[ -z "$stopped" ] || kill -CONT $stopped 2>/dev/null
	[ -z "${TORTURE_SMALL-}" ] || rm -f "$TORTURE_SMALL/filler"
	! troubled_by read-only || chmod -R u+w "$HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME"
	! troubled_by stop || comes_back
	faults=0
	set_control
}

# ---- the present of a restore ------------------------------------------------------------
# What the guest remembers, at 0x7e00: "zq" was typed before the restore.
remembers() { $V qemu-monitor-command dreamer --hmp 'xp /2cb 0x7e00' 2>/dev/null | grep -q "'z' 'q'"; }
kept_in() { $V snapshot-revert dreamer "$1" --paused --force >/dev/null 2>&1 && remembers; }
# A new daemon that cannot write its own files ends the machines that it finds.
ends_machines() { troubled_by daemon-kill && troubled_by read-only; }
present_is_there() {
	[ "$(true_state)" != saved ] || $V start dreamer --paused >/dev/null
	remembers && return 0
	for name in $(names | grep '^undo-'); do
		kept_in "$name" && return 0
	done
	echo "neither the machine nor one of these has what was typed before:"
	names
	return 1
}

# ---- the end of a round -------------------------------------------------------------------
may_have_ended() { troubled_by hup || troubled_by files || ! no_program "$1"; }
still_runs() {
	for e in $open; do
		may_have_ended "$e" || { echo "in terminal $e it ended:"; see "$e"; return 1; }
	done
}
ends() {
	calm
	for e in $open; do
		no_program "$e" || tm send-keys -t "$e" q
	done
	# It asks what becomes of machines that run: they run on.
	sleep 1
	for e in $open; do
		no_program "$e" || tm send-keys -t "$e" q
	done
	for e in $open; do
		wait_for 15 no_program "$e" && continue
		echo "in terminal $e it does not end:"
		see "$e"
		kill -KILL "$(pid_of "$e")"
		return 1
	done
}
is_sane() {
	for e in $open; do
		wait_for 5 shows "$e" '^shell>|shell> *$'
		flags=$(tm display-message -p -t "$e" '#{cursor_flag} #{alternate_on} #{mouse_any_flag} #{keypad_flag} #{origin_flag}')
		[ "$flags" = "1 0 0 0 0" ] || { echo "terminal $e: cursor, alternate, mouse, keypad: $flags"; see "$e"; return 1; }
		stty -g -F "$(tty_of "$e")" | diff "$R/stty.$e" - || return 1
		rm -f "$R/pasted.$e"
		# A key that came when the program had just ended is in the shell's line.
		tm send-keys -t "$e" C-c && sleep 0.3 # which throws away what is on its way
		tm send-keys -t "$e" -l "cat >$R/pasted.$e" && tm send-keys -t "$e" Enter
		wait_for 5 test -e "$R/pasted.$e" || { echo "the shell does not answer:"; see "$e"; return 1; }
		tm set-buffer here && tm paste-buffer -p -t "$e" && tm send-keys -t "$e" Enter C-d
		wait_for 5 grep -q here "$R/pasted.$e" && [ "$(cat "$R/pasted.$e")" = here ] ||
			{ echo "a paste arrives as:"; cat -v "$R/pasted.$e"; see "$e"; return 1; }
	done
}
# The other terminals may have programs that go on.
is_sane_e() { (open=e && is_sane); }
few_safeties() {
	count=$(names | grep -c '^undo-')
	# What could not be deleted then goes with the next restore.
	[ "$count" -le 3 ] || ! troubled_by calls || "$I" do 1.3 1 "$W"
	[ "$(names | grep -c '^undo-')" -le 3 ] || { names; return 1; }
}
has_no_machine() { ! machine_pid; }
is_reset() {
	timeout 30 "$I" reset --yes "$W" || { echo "reset fails"; return 1; }
	lists_none '^dreamer$' $V list --all --name || { $V dominfo dreamer; return 1; }
	wait_for 3 has_no_machine || { pgrep -af guest=; return 1; }
	left=$(find "$XDG_DATA_HOME/imitation" -type f ! -name '*.lock' ! -name '*.png' 2>/dev/null
		find "$XDG_STATE_HOME/imitation" -type f ! -name '*.progress' ! -name '*.lock' 2>/dev/null
		find "$XDG_CONFIG_HOME/libvirt/qemu" -type f -name 'dreamer.*' 2>/dev/null
		# libvirt says that it has deleted a snapshot although its own file stays.
		troubled_by read-only || find "$XDG_CONFIG_HOME/libvirt/qemu/snapshot/dreamer" -type f 2>/dev/null)
	[ -z "$left" ] || { echo "left behind: $left"; return 1; }
	! pgrep -af "^$I "
}

# ---- a round ----------------------------------------------------------------------------
# On a busy computer a guest's firmware may still be at work, and its keyboard lose a key.
has_booted() { $V qemu-monitor-command dreamer --hmp 'xp /2xb 0x7dfe' 2>/dev/null | grep -q '0x55 0xaa'; }
teach() {
	wait_for 10 has_booted && sleep 0.5
	for letter in Z Q; do $V send-key dreamer KEY_$letter >/dev/null && sleep 0.15; done
	wait_for 5 remembers
}
teach_anew() {
	$V destroy dreamer >/dev/null && "$I" do 1.1 0 "$W" >>"$R/do" 2>&1 && teach
}
prepare() {
	rm -f "$XDG_STATE_HOME"/imitation/*.progress
	"$I" do 1.1 0 "$W" >"$R/do" 2>&1 && "$I" do 1.2 1 "$W" >>"$R/do" 2>&1 || { cat "$R/do"; return 1; }
	if [ "$scene" = back ]; then
		teach || teach_anew || { echo "the guest does not remember"; return 1; }
		case $(rnd 4 was) in
		0) $V suspend dreamer ;;
		1) $V managedsave dreamer ;;
		esac >/dev/null
	fi
	open=e
	! troubled_by two || open="e e2"
	! troubled_by five || open="e e2 e3 e4 e5"
	tm kill-server 2>/dev/null
	terminals=$((terminals + 1))
	for e in $open; do open_one "$e" && begin_one "$e" "1.$at" || return 1; done
	troubled_by files || for e in $open; do wait_for 10 shows "$e" 'session +live' || { see "$e"; return 1; }; done
}
press_keys() {
	i=0
	while read -r pause key columns rows <&4; do
		i=$((i + 1))
		[ $i != "$begin" ] || trouble_begins
		[ $i != "$end" ] || trouble_ends
		set -- $open
		shift $((i % $#))
		no_program "$1" || do_key "$1" "$key" "$columns" "$rows"
		! troubled_by clock || [ $i -le "$begin" ] || { step=$(($(rnd 200000 "c$i") - 100000)) && set_control; }
		sleep "$pause"
		sample
	done 4<"$R/keys"
	trouble_ends
	drop_locks
}
failed=0 held=0 idle=0 all_keys=0 all_troubles=0
# $count: how often a trouble came, and $missed: those that did not come at all.
count_round() {
	sed 's/.*/calls/' "$R"/faults.* >>"$R/came" 2>/dev/null
	count=$(wc -l <"$R/came") missed=
	for trouble in $troubles; do
		grep -qx "$trouble" "$R/came" || missed="$missed $trouble"
	done
	all_keys=$((all_keys + keys)) all_troubles=$((all_troubles + count))
}
check() { # WHAT COMMAND…
	what=$1
	shift
	"$@" >"$R/why" 2>&1 && { echo "$(($(date +%s) - began)) s: $what" >>"$R/held"; return 0; }
	echo "$what: $(tr '\n' '|' <"$R/why" | head -c 4000)" >>"$R/broken"
	cp "$R/why" "$R/why.$(echo "$what" | tr -c 'a-z\n' -)"
	return 1
}
one_round() {
	round=$1 stopped='' commands='' over_until=0 keys=0
	rm -rf "$R" && mkdir "$R" && : >"$R/came"
	forget
	began=$(date +%s)
	# shellcheck disable=SC2086
	kind=$(set -- $kinds && shift $(((seed + round) % $#)) && echo "$1")
	[ "$kind" != mixed ] || kind=$(mixture)
	troubles=$(echo "$kind" | tr + ' ')
	plan "$round" >"$R/plan"
	read -r at begin end scene <"$R/plan"
	sed 1d "$R/plan" >"$R/keys"
	settings
	check "the stage is set" prepare && {
		press_keys
		check "no command crashes or hangs" none_crashed
		check "the program goes on" still_runs
		if no_program e && may_have_ended e; then
			check "a program that was ended leaves a sane terminal" is_sane_e
			sed -i '/^ulimit/d' "$R/settings"
			begin_one e 1.1
		fi
		check "the screen is true" comes_true
		check "progress is whole" wait_for 10 whole_or_said # what could not be written is tried again
		check "it ends" ends
		check "the terminal is sane" is_sane
		check "no check that was shown is lost" nothing_lost
		check "few safety snapshots" few_safeties
		troubled_by machine-kill || ends_machines || [ "$scene" != back ] ||
			check "the present or its safety snapshot is there" present_is_there
	}
	check "a reset leaves nothing" is_reset
	check "a foreign machine is untouched" stranger_is_untouched
	took=$(($(date +%s) - began))
	check "it is over in time" test $took -le $MOST_S
	count_round
	label="round $round, $kind, $scene, $took s, $keys keys, $count troubles${missed:+, no$missed}"
	[ -z "${TORTURE_VERBOSE-}" ] || sed 's/^/# /' "$R/held"
	[ -s "$R/broken" ] || {
		if [ "$count" -gt 0 ] && [ "$keys" -gt 0 ]; then
			ok "$label"
			held=$((held + 1))
		else
			skip "$label" "nothing happened to it"
			idle=$((idle + 1))
		fi
		return
	}
	not_ok "$label: IMITATION_SEED=$seed TORTURE_FIRST=$round TORTURE_ROUNDS=1${TORTURE_ONLY+ TORTURE_ONLY=\"$TORTURE_ONLY\"}"
	sed 's/^/#   /' "$R/broken"
	failed=$((failed + 1))
	for e in $open; do see "$e" >"$R/screen.$e" 2>/dev/null; done
	cp -R "$R" "/tmp/imitation-torture.$seed.$round" 2>/dev/null
	# What a failing round left must not fail the next ones.
	kill -CONT $(daemon) $(machine_pid) 2>/dev/null
	tm kill-server 2>/dev/null
	pkill -KILL -f "^$I "
	timeout 30 "$I" reset --yes "$W" >/dev/null 2>&1
	stranger >"$T/work/stranger" 2>&1
}

"$I" status "$W" >/dev/null 2>&1
$V define "$T/work/stranger.xml" >/dev/null && $V start dreamer-2 --paused >/dev/null
stranger >"$T/work/stranger" 2>&1
expect "a foreign machine is there" $V domstate dreamer-2
round=$first
while [ "$round" -lt $((first + rounds)) ]; do
	one_round "$round"
	round=$((round + 1))
done
$V destroy dreamer-2 >/dev/null && $V undefine dreamer-2 >/dev/null
note "$held rounds held, $failed did not, to $idle nothing happened: $all_keys keys, $all_troubles troubles"
expect "something happened to a round" test "$idle" -lt "$rounds"
e2e_end
