#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What make bench counts with: figures have their unit with and without a peer, and
# what a program in a terminal writes is counted.  No figure is judged.  Writes TAP.

# shellcheck disable=SC2317  # much of it is called through point
srcdir=$(cd "${top_srcdir:-.}" && pwd)
top_builddir=$(cd "${top_builddir:-.}" && pwd)
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
. "$srcdir/tests/points.sh"
. "$srcdir/tests/bench-lib.sh"
cd "$dir" || exit 1

shows() { # REGEXP: of standard input
	cat >shown
	cat shown
	grep -Eq -- "$1" shown
}

# ---- figures

with_peer() { row a 'a figure' ms 1000 12345 2469 cmark | table | shows 'a figure +12\.3 ms +2\.47 ms +5\.00  cmark$'; }
without_peer() {
	row a 'a figure' ms 1000 12345 '' cmark 'cmark is not installed' | table |
		shows 'a figure +12\.3 ms .*cmark: cmark is not installed$'
}
unknown() { row a 'a figure' ms 1000 '' 1 cmark 'no valgrind' | table | shows 'a figure +not measured: no valgrind$'; }
point "a figure and its peer's are in their unit" with_peer
point "so is one whose peer is not installed, and that is said" without_peer
point "why a figure is not known is said" unknown

as_json() {
	{
		row a 'a "figure"' ms 1000 1500 500 peer
		row b 'another' B 1 7 '' peer 'it is not here'
	} | json 0.1 >said
	cat >expected <<'END'
{"version": "0.1", "figures": [
  {"id": "a", "figure": "a \"figure\"", "unit": "ms", "imitation": 1.5, "peer": 0.5, "peer_name": "peer", "ratio": 3},
  {"id": "b", "figure": "another", "unit": "B", "imitation": 7, "peer": null, "peer_name": "peer", "ratio": null, "why": "it is not here"}
]}
END
	diff expected said
}
point "figures as JSON" as_json

medians() {
	printf '1 %s 5\n' 9 1 4 >runs
	printf '2 %s -\n' 4 1 >>runs
	echo "$(median runs 1 1) $(median runs 2 1) $(median runs . 1) ($(median runs 2 2)) ($(median none 1 1))" |
		shows '^4 2\.5 4 \(\) \(\)$'
}
point "a median is in the middle, and unknown where a run does not know" medians

# ---- programs

enter='
'
counted=1
[ -r /proc/self/io ] || counted='-'
frames_are_counted() {
	"$PTY" -s "$SHIM" hello "$enter" goodbye -- \
		sh -c 'stty -echo; printf hello; read x; echo file >file; printf goodbye; read x' >said 2>&1
	tr '\n' ' ' <said | shows "^[0-9]+ 5 $counted 1 [0-9]+ 7 $counted 1 \$"
}
never_shown() { ! "$PTY" hello -- sh -c 'echo goodbye' 2>said && shows '^bench-pty: .*hello' <said; }
ends_itself() {
	both='printf hello; echo more >more; sleep 1'
	"$PTY" -s "$SHIM" -x hello -- sh -c "$both" && test ! -e more &&
		"$PTY" -s "$SHIM" hello -- sh -c "$both" && test -e more
}
slow_disk() {
	"$PTY" -s "$SHIM" -f 200 copied -- dd if=/dev/null of=copy conv=fsync >said 2>&1
	awk '{ exit !($1 >= 200000 && $1 < 5000000) }' said
}
point "the bytes and writes of each frame are counted, writes to files are not" frames_are_counted
point "a program that does not show what was waited for is an error" never_shown
only_the_time() {
	"$PTY" -t hello -- sh -c 'printf hello; sleep 60' >said && tr '\n' ' ' <said | shows '^[0-9]+ $'
}
point "how long the first frame takes is known as soon as it is there" only_the_time
point "a program ends itself with the write that was waited for" ends_itself
point "fsync() is as slow as it was asked to be" slow_disk

commands_take_turns() {
	"$TIME" 3 sh -c 'echo a >>turns' -- sh -c 'echo b >>turns' -- /no/such/program >said
	tr '\n' ' ' <said | shows '^[0-9]+ [0-9]+ - $' && tr '\n' ' ' <turns | shows '^a b a b a b $'
}
point "commands that are compared take turns" commands_take_turns

echo "1..$number"
exit "$failed"
