# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What bench.sh and its parts have in common: figures as lines, and runs in a
# terminal.  Sourced, not run.
# shellcheck shell=sh
# shellcheck disable=SC2034  # who sources this uses them
LC_ALL=C.UTF-8 TERM=xterm-256color
export LC_ALL TERM
PTY=${top_builddir:-.}/tests/bench-pty
SHIM=${top_builddir:-.}/tests/bench-shim.so
TIME=${top_builddir:-.}/tests/bench-time

installed() { command -v "$1" >/dev/null 2>&1; }

# ---- figures --------------------------------------------------------------------

# row ID FIGURE UNIT DIVISOR OURS PEER'S PEER [WHY]: a figure as a line.  Ours or the
# peer's is empty where it is not known, and WHY says why.
row() { printf '%s|%s|%s|%s|%s|%s|%s|%s\n' "$1" "$2" "$3" "$4" "$5" "$6" "$7" "${8-}"; }

# Figures as lines of a table.
table() {
	awk -F'|' '
	function show(value,    apart) {
		value /= $4
		apart = value - int(value + 0.5)
		return sprintf((apart * apart < 1e-5 ? "%.0f" : value < 10 ? "%.2f" : "%.1f") " %-2s", value, $3)
	}
	$5 == "" { printf "%-50s not measured: %s\n", $2, $8; fflush(); next }
	$6 == "" { printf "%-50s %13s %13s %8s  %s: %s\n", $2, show($5), "-", "-", $7, $8; fflush(); next }
	{
		ratio = $6 > 0 ? sprintf("%.2f", $5 / $6) : "-"
		printf "%-50s %13s %13s %8s  %s\n", $2, show($5), show($6), ratio, $7
		fflush()
	}'
}
table_head() { printf '%-50s %13s %13s %8s  %s\n' figure 'imitation   ' 'peer   ' ratio peer; }

# The same as JSON; what is not known is null.
json() { # VERSION
	awk -F'|' -v version="$1" '
	function text(s) { gsub(/[\\"]/, "\\\\&", s); return "\"" s "\"" }
	function number(value) { return value == "" ? "null" : sprintf("%.6g", value / $4) }
	BEGIN { printf "{\"version\": %s, \"figures\": [", text(version) }
	{
		ratio = $5 != "" && $6 != "" && $6 + 0 > 0 ? sprintf("%.4g", $5 / $6) : "null"
		printf "%s\n  {\"id\": %s, \"figure\": %s, \"unit\": %s, ", comma, text($1), text($2), text($3)
		printf "\"imitation\": %s, \"peer\": %s, \"peer_name\": %s, ", number($5), number($6), text($7)
		printf "\"ratio\": %s%s}", ratio, $8 == "" ? "" : ", \"why\": " text($8)
		comma = ","
	}
	END { print "\n]}" }'
}

# median FILE LINE COLUMN: of a column of what is kept of the runs' LINE, which stands
# first; "." is every line.  Nothing where one of them is not known.
median() {
	[ -e "$1" ] || return 0
	awk -v which="$2" -v column="$3" 'which == "." || $1 == which { print $(column + 1) }' "$1" |
		sort -n | awk '
		$1 == "-" { exit }
		{ value[NR] = $1 }
		END { if (NR && $1 != "-") print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}

# ---- runs in a terminal ------------------------------------------------------------

# run NAME PROGRAM ARGUMENT-OF-bench-pty…: keeps what it says in the file NAME, each
# line behind its number; or in NAME.why why there is nothing.
run() {
	run_name=$1 run_program=$2
	shift 2
	if ! installed "$run_program"; then
		echo "bench-pty: $run_program is not installed" >"$run_name.why"
	elif "$PTY" "$@" >"$run_name.run" 2>"$run_name.why"; then
		awk '{ print NR, $0 }' "$run_name.run" >>"$run_name"
	fi
}
why() { sed -n '1s/^bench-pty: //p' "$1.why" 2>/dev/null; }

# compare ID FIGURE UNIT DIVISOR LINE COLUMN OURS PEER PEER'S-NAME: the medians of two
# files of runs, of which the second may not be there.
compare() {
	ours=$(median "$7" "$5" "$6")
	peer=$(median "$8" "$5" "$6")
	reason=
	[ -n "$peer" ] || reason=$(why "$8")
	[ -n "$ours" ] || reason=$(why "$7")
	[ -n "$ours" ] && [ -n "$peer" ] || reason=${reason:-there is no figure of each run}
	row "$1" "$2" "$3" "$4" "$ours" "$peer" "$9" "$reason"
}

# in_new_home NAME COMMAND FILE ARGUMENT-OF-bench-pty…: one more run
in_new_home() {
	frames_name=$D/$1 frames_command=$2 frames_file=$3
	shift 3
	rm -rf "$HOME"
	mkdir "$HOME"
	# shellcheck disable=SC2086  # a command's words
	run "$frames_name" "${frames_command%% *}" "$@" -- $frames_command ${frames_file:+"$frames_file"}
}
# frames NAME COMMAND FILE ARGUMENT-OF-bench-pty…: one more run, with all that can be counted
frames() {
	frames_name=$1 frames_command=$2 frames_file=$3
	shift 3
	in_new_home "$frames_name" "$frames_command" "$frames_file" -s "$SHIM" "$@"
}
# first_time NAME COMMAND FILE WORD: how long that takes to show the word; nothing that
# counts is in the way, and a run is short, so that there can be many
first_time() { in_new_home "$1" "$2" "$3" -t "$4"; }
