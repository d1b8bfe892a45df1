#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# How fast is it?  Each figure beside a peer's, measured by turns on the same
# computer: only the ratio means anything, and nothing here fails.  Figures are
# medians.  The peers are in the row "bench" of packaging/packages.
#   make bench [BENCH_JSON=FILE]
#   tests/bench.sh [--json FILE]
#
# BENCH_RUNS   how often a short one is measured (20)
# BENCH_PARTS  which parts: start frames idle burst (all; the burst takes minutes)
: "${top_builddir:=.}" "${top_srcdir:=.}"
top_builddir=$(cd "$top_builddir" && pwd) top_srcdir=$(cd "$top_srcdir" && pwd)
RUNS=${BENCH_RUNS:-20}
export top_builddir top_srcdir RUNS
. "$top_srcdir/tests/bench-lib.sh"

json=${BENCH_JSON-}
[ "${1-}" != --json ] || json=${2:?--json needs a file}

D=$(mktemp -d /tmp/bench.XXXXXX) || exit 1
trap 'rm -rf "$D"' EXIT
trap 'exit 1' HUP INT TERM
# Its own folders, and a hypervisor that is in the program; the parts with real
# machines have others.
mkdir "$D/run"
export D HOME="$D/home" XDG_RUNTIME_DIR="$D/run" PATH="$top_builddir/src:$PATH"
export LIBVIRT_DEFAULT_URI=test:///default
unset XDG_DATA_HOME XDG_STATE_HOME XDG_CONFIG_HOME XDG_CACHE_HOME LANGUAGE TMUX NO_COLOR COLORTERM \
	IMITATION_LOG IMITATION_PIXELS LESS MAKEFLAGS MFLAGS MAKELEVEL

# ---- documents

cat >"$D/small.md" <<'END'
# A small lesson

A page as lessons have them: some words, one of **weight**, a `command`, and a
[link](https://example.org/).

- the first thing to do
- the second one

```
virsh suspend dreamer
```

The last word is quixotic
END

# steps BETWEEN BLANK-LINES: ten, each with a word that shares no letter with the one
# before at the same place, and other text
steps() {
	awk -v between="$1" -v blanks="$2" 'BEGIN {
		split("AMBER BRISK CHOMP DWELT EPOXY FLUNK GRAVY HUMID IVORY JUMBO", words)
		n = split("a computer inside computers has memory of its own and somebody counts it while " \
			"the clock of that machine stands still until we let it run again from here", text)
		for (step = 1; step <= 10; step++) {
			print "## " words[step] "\n"
			for (line = 1; line <= 6; line++) {
				printf "%s", line < 4 ? "" : "- "
				for (word = 1; word <= 10; word++)
					printf "%s%s", text[(step * 7 + line * 5 + word) % n + 1], word < 10 ? " " : "\n"
				if (line > 2)
					print ""
			}
			if (step < 10)
				printf "%s", between
			for (blank = 0; blank < blanks; blank++)
				print ""
		}
	}'
}
steps '' 0 >"$D/steps.md"
steps '---\n\n' 0 >"$D/slides.md"
# As many lines as less has on a page of 24.
steps '' 11 >"$D/pages.md"

{
	echo '# Many pages'
	awk 'BEGIN { for (i = 1; i <= 60; i++) {
		printf "\nword-%d and more words, so that this paragraph takes a line or two on a screen\n", i
		print "of eighty columns, as paragraphs do." } }'
} >"$D/page.md"

awk 'BEGIN {
	print "# A long lesson\n\nIts first page has the word quixotic\n"
	for (i = 1; i <= 1666; i++) {
		printf "Paragraph *%d* has `code`, **weight**, a [link](https://example.org/%d)\n", i, i
		print "and a second line; then a list:\n\n- one\n- two\n    - nested\n\n> and a quote\n"
		print "```\nvirsh list --all\n```\n"
	}
}' | head -n 20000 >"$D/large.md"

# ---- figures

# What a part says as figures; where it has none, why.
part() { # NAME
	sh "$top_srcdir/tests/bench-$1.sh" 2>"$D/stderr" | tee "$D/said" | grep '|'
	grep -q '|' "$D/said" && return
	reason=$(sed -n 's/^1\.\.0 # SKIP //p; s/^Bail out! //p' "$D/said")
	row "$1" "all of bench-$1.sh" '' 1 '' '' '' "${reason:-$(head -n 1 "$D/stderr")}"
}
table_head
for part in ${BENCH_PARTS:-start frames idle burst}; do
	part "$part" | tee -a "$D/rows" | table
done
[ -z "$json" ] || json "$(imitation --version | sed -n '1s/.* //p')" <"$D/rows" >"$json"
exit 0
