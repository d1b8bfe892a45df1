#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How fast is it?  Each figure beside a peer's, measured in the same run on the
# same computer: only the ratio means anything, and nothing here fails.
#   make bench
: "${top_builddir:=.}" "${top_srcdir:=.}"
I=$(cd "$top_builddir/src" && pwd)/imitation
RUNS=${BENCH_RUNS:-20}
T=$(mktemp -d /tmp/bench.XXXXXX) || exit 1
tm() { tmux -S "$T/tmux" -f /dev/null "$@"; }
trap 'tm kill-server 2>/dev/null; rm -rf "$T"' EXIT
trap 'exit 1' HUP INT TERM
mkdir "$T/home" "$T/run"
export HOME="$T/home" XDG_RUNTIME_DIR="$T/run" LC_ALL=C.UTF-8
unset XDG_DATA_HOME XDG_STATE_HOME TMUX

has() { command -v "$1" >/dev/null 2>&1; }
now() { date +%s%N; }
# The time of RUNS runs, in microseconds a run.
timed() {
	start=$(now)
	i=0
	while [ "$i" -lt "$RUNS" ]; do
		"$@" >/dev/null 2>&1
		i=$((i + 1))
	done
	echo $((($(now) - start) / RUNS / 1000))
}
row() { # WHAT OURS PEER PEER'S-NAME UNIT DIVISOR
	if [ -z "$3" ]; then
		printf '%-44s %9s %-2s   no %s here to compare with\n' "$1" "$2" "$5" "$4"
		return
	fi
	awk -v what="$1" -v ours="$2" -v peer="$3" -v name="$4" -v unit="$5" -v by="$6" 'BEGIN {
		printf "%-44s %9.1f %-2s %9.1f %-2s %7.2f x  %s\n", what, ours / by, unit, peer / by, unit,
			(peer > 0 ? ours / peer : 0), name }'
}

printf '%-44s %12s %12s %9s  %s\n' 'figure' 'imitation' 'peer' 'ratio' 'peer'

# ---- start to exit
peer=$(has virsh && timed virsh --version)
row 'start to exit (--version)' "$(timed "$I" --version)" "$peer" 'virsh --version' ms 1000

# ---- a large file
corpus=$top_srcdir/../shared/corpus
{
	echo '# A large page'
	if [ -d "$corpus" ]; then
		cat "$corpus"/*.md
	else
		n=0
		while [ "$n" -lt 3000 ]; do
			n=$((n + 1))
			printf '\nParagraph *%s* has `code`, **weight**, a [link](https://example.org/%s)\n' $n $n
			printf 'and a list:\n\n- one\n- two\n    - nested\n\n> and a quote\n'
		done
	fi
} >"$T/large.md"
bytes=$(wc -c <"$T/large.md")
peer=$(has cmark && timed cmark "$T/large.md")
row "read and lint $((bytes / 1024)) KiB of markdown" "$(timed "$I" lint "$T/large.md")" "$peer" cmark ms 1000

# ---- the first frame
n=0
echo '# Many pages' >"$T/page.md"
while [ "$n" -lt 60 ]; do
	n=$((n + 1))
	printf '\nword-%s and more words, so that this paragraph takes a line or two on a screen\n' $n
	echo 'of eighty columns, as paragraphs do.'
done >>"$T/page.md"
shows() { tm capture-pane -p -t b 2>/dev/null | grep -q "$1"; }
# wait_for COMMAND…: no longer than some seconds
wait_for() {
	until_s=$(($(date +%s) + 20))
	until "$@"; do [ "$(date +%s)" -lt "$until_s" ] || return 1; done
}
first_frame() { # COMMAND: the least of some runs, in microseconds, as a person would see it
	best=0 run=0
	while [ "$run" -lt 5 ]; do
		run=$((run + 1))
		tm new-session -d -s keep 2>/dev/null
		start=$(now)
		tm new-session -d -x 80 -y 24 -s b "$1"
		wait_for shows 'word-2 '
		took=$((($(now) - start) / 1000))
		tm kill-session -t b 2>/dev/null
		[ "$best" != 0 ] && [ "$took" -ge "$best" ] || best=$took
	done
	echo "$best"
}
if has tmux; then
	peer=$(has less && first_frame "less '$T/page.md'")
	row 'first frame in tmux' "$(first_frame "'$I' '$T/page.md'")" "$peer" less ms 1000

	# ---- bytes on the line
	tm new-session -d -x 80 -y 24 -s b "'$I' '$T/page.md'"
	wait_for shows 'word-2 '
	tm pipe-pane -t b -O "cat >>'$T/raw'"
	count() { [ -e "$T/raw" ] && wc -c <"$T/raw" || echo 0; }
	# What a key costs: counted once no more comes.
	quiet() { was=$(count) && sleep 0.3 && [ "$(count)" = "$was" ]; }
	cost() {
		wait_for quiet
		before=$(count)
		tm send-keys -t b "$1"
		wait_for more
		wait_for quiet
		echo $(($(count) - before))
	}
	more() { [ "$(count)" -gt "$before" ]; }
	page=$(cost Space)
	row 'bytes to page a step on (80x24)' "$page" "$(cost C-l)" 'drawing it whole' B 1
	down=$(cost j)
	row 'bytes for one line down (80x24)' "$down" "$(cost C-l)" 'drawing it whole' B 1
	tm kill-session -t b
fi

# ---- a burst on a console
sh "$top_srcdir/tests/bench-burst.sh" 2>/dev/null | while IFS='|' read -r figure ours peer name unit by; do
	[ -n "$by" ] && row "$figure" "$ours" "$peer" "$name" "$unit" "$by"
done
exit 0
