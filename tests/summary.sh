#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Counts the tests of one run of `make check`: every "ok" and "not ok" line of
# every test's log.  A test program that failed without saying which test did
# counts as one failure.  Skipped tests are not passed tests.
#
#   tests/summary.sh BUILD-FOLDER
set -eu
build=$1
passed=0 failed=0 skipped=0

for log in "$build"/tests/*.log; do
	[ -e "$log" ] || continue
	case $log in */test-suite.log) continue ;; esac
	result=$(sed -n 's/^:test-result: //p' "${log%.log}.trs" 2>/dev/null || :)
	# cmocka says "not ok N # SKIP" where TAP wants "ok N # SKIP".
	p=$(grep '^ok' "$log" | grep -civ '# skip' || :)
	s=$(grep -Eci '^(not )?ok.*# skip' "$log" || :)
	f=$(grep '^not ok' "$log" | grep -civ '# skip' || :)
	name=$(basename "$log" .log)
	passed=$((passed + p))
	skipped=$((skipped + s))
	failed=$((failed + f))
	case $result in
	FAIL* | ERROR* | XPASS*)
		[ "$f" -gt 0 ] || failed=$((failed + 1))
		echo "failed: $name"
		grep -A6 '^not ok' "$log" | head -n 60 || :
		[ "$f" -gt 0 ] || tail -n 30 "$log"
		;;
	SKIP*)
		[ "$s" -gt 0 ] || skipped=$((skipped + 1))
		echo "skipped: $name: $(tail -n 1 "$log")"
		;;
	PASS*) ;;
	*)
		failed=$((failed + 1))
		echo "no result: $name"
		;;
	esac
done
if [ $((passed + failed)) = 0 ]; then
	echo "no test ran"
	failed=1
fi
if [ "$skipped" -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ]
