#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# For bench.sh: what comes on the line, when, and by how many writes; for the first
# frame and for keys.  The programs take turns.
. "${top_srcdir:-.}/tests/bench-lib.sh"

# ---- the first frame
# Ten times as often as what takes long: a millisecond is soon lost among other programs.
turn=0
while [ "$turn" -lt $((RUNS * 10)) ]; do
	turn=$((turn + 1))
	first_time time imitation "$D/small.md" quixotic
	first_time time-mdp 'mdp -f' "$D/small.md" quixotic
	first_time time-less less "$D/small.md" quixotic
	first_time time-workshop imitation '' contents
done
turn=0
while [ "$turn" -lt 3 ]; do
	turn=$((turn + 1))
	frames first imitation "$D/small.md" quixotic
	frames first-mdp 'mdp -f' "$D/small.md" quixotic
	frames first-less less "$D/small.md" quixotic
done
first() { # ID FIGURE UNIT DIVISOR COLUMN RUNS
	compare "$1-mdp" "$2" "$3" "$4" 1 "$5" "$D/$6" "$D/$6-mdp" 'mdp -f'
	compare "$1-less" "$2" "$3" "$4" 1 "$5" "$D/$6" "$D/$6-less" less
}
first first-time 'first frame of a small lesson' ms 1000 1 time
compare first-time-workshop 'first frame of its own workshop' ms 1000 1 1 "$D/time-workshop" \
	"$D/time-mdp" 'mdp -f, the small lesson'
first first-writes 'first frame: writes' '' 1 3 first
first first-bytes 'first frame: bytes' B 1 2 first

# ---- a page on
# next NAME COMMAND FILE KEY [OPTION]…: nine of them
next() {
	next_name=$1 next_command=$2 next_file=$3 key=$4
	shift 4
	frames "$next_name" "$next_command" "$next_file" "$@" AMBER "$key" BRISK "$key" CHOMP "$key" DWELT \
		"$key" EPOXY "$key" FLUNK "$key" GRAVY "$key" HUMID "$key" IVORY "$key" JUMBO
	# The first frame is another matter.
	[ ! -e "$D/$next_name" ] || sed -i '/^1 /d' "$D/$next_name"
}
turn=0
while [ "$turn" -lt 5 ]; do
	turn=$((turn + 1))
	next next imitation "$D/steps.md" n
	next next-slow imitation "$D/steps.md" n -f 200
	next next-mdp 'mdp -f' "$D/slides.md" ' '
	next next-less less "$D/pages.md" ' '
done
page_on() { # ID FIGURE UNIT DIVISOR COLUMN
	compare "$1-mdp" "$2" "$3" "$4" . "$5" "$D/next" "$D/next-mdp" 'mdp -f: Space'
	compare "$1-less" "$2" "$3" "$4" . "$5" "$D/next" "$D/next-less" 'less: Space'
}
page_on next-writes 'a step on (n): writes' '' 1 3
page_on next-bytes 'a step on (n): bytes' B 1 2
page_on next-time 'from the key (n) to the paint' ms 1000 1
compare next-slow 'the same where fsync() takes 200 ms' ms 1000 . 1 "$D/next-slow" "$D/next" \
	'itself without that'

# ---- within a page
redraw=$(printf '\014')
turn=0
while [ "$turn" -lt 5 ]; do
	turn=$((turn + 1))
	frames page imitation "$D/page.md" 'word-2 ' ' ' '' "$redraw" '' j '' "$redraw" ''
	frames page-less less "$D/page.md" 'word-2 ' ' ' '' "$redraw" '' j '' "$redraw" ''
done
within() { # ID FIGURE UNIT COLUMN LINE
	compare "$1-less" "$2" "$3" 1 "$5" "$4" "$D/page" "$D/page-less" less
}
whole() { # ID FIGURE LINE
	row "$1" "$2" B 1 "$(median "$D/page" "$3" 2)" "$(median "$D/page" $(($3 + 1)) 2)" \
		'drawing it whole' "$(why "$D/page")"
}
whole page-bytes 'a page on (Space): bytes' 2
within page-bytes 'a page on (Space): bytes' B 2 2
whole down-bytes 'a line down (j): bytes' 4
within down-bytes 'a line down (j): bytes' B 2 4
within down-writes 'a line down (j): writes' '' 3 4
