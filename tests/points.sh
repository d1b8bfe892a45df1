# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Points of TAP, for shell tests that look at files and programs without a
# terminal.  Sourced, not run; $dir is a folder of the test's own.
# shellcheck shell=sh
# shellcheck disable=SC2034  # who sources this ends with $number and $failed

number=0
failed=0

# point NAME COMMAND…: what the command writes explains its failure.
point() {
	name=$1
	shift
	number=$((number + 1))
	if "$@" >"$dir/said" 2>&1; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		sed 's/^/# /' "$dir/said"
		failed=1
	fi
}

skip() { # NAME WHY
	number=$((number + 1))
	echo "ok $number - $1 # SKIP $2"
}

# point_with TOOL NAME COMMAND…: skipped where there is no such tool.
point_with() {
	tool=$1
	shift
	if command -v "$tool" >/dev/null 2>&1; then
		point "$@"
	else
		skip "$1" "$tool is not installed"
	fi
}
