#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For bench.sh: from start to exit, instructions until the first frame, and large
# files.
. "${top_srcdir:-.}/tests/bench-lib.sh"

# against ID FIGURE PEER COMMAND… -- COMMAND…: from start to exit, ours and the peer's;
# the peer is the first word of PEER.
against() {
	against_id=$1 against_figure=$2 against_peer=$3
	shift 3
	"$TIME" "$RUNS" "$@" | {
		read -r ours
		read -r peer
		reason=
		[ "$peer" != - ] || peer='' reason="${against_peer%% *} is not installed"
		[ "$ours" != - ] || ours='' reason='it could not be started'
		row "$against_id" "$against_figure" ms 1000 "$ours" "$peer" "$against_peer" "$reason"
	}
}

# ---- start to exit
against start 'start to exit (--version)' 'virsh --version' imitation --version -- virsh --version

# ---- instructions
# Of all its threads, from its start until the write that has the frame's last word,
# with which it ends; of virsh to its exit.  Its children's are not counted.
callgrind="valgrind --tool=callgrind --fair-sched=try --child-silent-after-fork=yes
	--callgrind-out-file=/dev/null --log-file=$D/callgrind"
instructions() { # NAME PROGRAM COMMAND…: keeps one more
	count_name=$D/instructions-$1 count_program=$2
	shift 2
	for tool in valgrind "$count_program"; do
		installed "$tool" && continue
		echo "bench-pty: $tool is not installed" >"$count_name.why"
		return
	done
	rm -rf "$HOME"
	mkdir "$HOME"
	"$@" >/dev/null 2>"$count_name.why"
	sed -n 's/.*Collected : \([0-9]*\).*/1 \1/p' "$D/callgrind" >>"$count_name"
}
until_frame() { # NAME PROGRAM WORD COMMAND…
	frame_name=$1 frame_program=$2 frame_word=$3
	shift 3
	# shellcheck disable=SC2086  # a list of words
	instructions "$frame_name" "$frame_program" "$PTY" -s "$SHIM" -x "$frame_word" -- $callgrind "$@"
}
turn=0
while [ "$turn" -lt 3 ]; do
	turn=$((turn + 1))
	until_frame small imitation quixotic imitation "$D/small.md"
	# The last line of the screen has the keys: "contents" is one of them.
	until_frame workshop imitation contents imitation
	until_frame mdp mdp quixotic mdp -f "$D/small.md"
	# shellcheck disable=SC2086  # a list of words
	instructions virsh virsh $callgrind virsh --version
done
count() { # ID FIGURE OURS PEER PEER'S-NAME
	compare "$1" "$2" M 1000000 1 1 "$D/instructions-$3" "$D/instructions-$4" "$5"
}
count instructions-virsh 'instructions to the first frame, small lesson' small virsh 'virsh --version'
count instructions-mdp 'instructions to the first frame, small lesson' small mdp 'mdp -f'
count instructions-workshop 'instructions to the first frame, its own workshop' workshop virsh 'virsh --version'

# ---- large files
corpus=$top_srcdir/../shared/corpus
if [ -d "$corpus" ]; then
	{
		echo '# A large page'
		cat "$corpus"/*.md
	} >"$D/corpus.md"
else
	cp "$D/large.md" "$D/corpus.md"
fi
against lint "read and lint $(($(wc -c <"$D/corpus.md") / 1024)) KiB of markdown" cmark \
	imitation lint "$D/corpus.md" -- cmark "$D/corpus.md"

turn=0
while [ "$turn" -lt 5 ]; do
	turn=$((turn + 1))
	frames large imitation "$D/large.md" quixotic
	frames small-mdp 'mdp -f' "$D/small.md" quixotic
	cmark=$("$TIME" 1 cmark "$D/large.md")
	if [ "$cmark" = - ]; then
		echo 'bench-pty: cmark is not installed' >"$D/sum.why"
	elif [ -e "$D/small-mdp" ]; then
		tail -n 1 "$D/small-mdp" | awk -v more="$cmark" '{ print 1, $2 + more }' >>"$D/sum"
	else
		cp "$D/small-mdp.why" "$D/sum.why"
	fi
done
compare large "first frame of a lesson of $(wc -l <"$D/large.md") lines" ms 1000 1 1 "$D/large" "$D/sum" \
	'cmark on it, and mdp -f on the small lesson'
