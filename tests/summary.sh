#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Counts one run of `make check`: every "ok" and "not ok" line of every test's
# log.  The tests are those that tests/suite lists, or the named ones.  One of
# them that was not built or not run is a failure, and so is one that make runs
# and the list does not have; a skipped test is not a passed one, and its reason is
# told.  A test program that failed without saying which test did counts as one
# failure.
#
#   tests/summary.sh BUILD-FOLDER [NAME…]
set -eu
build=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
passed=0 failed=0 skipped=0 ran=0 whole=0 listed=0

if [ $# = 0 ]; then
	# shellcheck disable=SC2046  # a list of words
	set -- $(sed '/^#/d' "$here/suite")
	for name in $(make -s -C "$build" list-tests | tr ' ' '\n' | sed 's|.*/||; s|\.sh$||'); do
		grep -qx "$name" "$here/suite" && continue
		failed=$((failed + 1))
		echo "failed: $name: tests/suite does not list it"
	done
fi

count_log() { # NAME
	log=$build/tests/$1.log
	[ -e "$log" ] || log=$build/tests/$1.sh.log
	result=$(sed -n 's/^:test-result: //p' "${log%.log}.trs" 2>/dev/null || :)
	if [ ! -e "$log" ] || [ -z "$result" ]; then
		failed=$((failed + 1))
		echo "failed: $1: it was not run"
		return
	fi
	# cmocka says "not ok N # SKIP" where TAP wants "ok N # SKIP".
	p=$(grep '^ok' "$log" | grep -civ '# skip' || :)
	s=$(grep -Eci '^(not )?ok.*# skip' "$log" || :)
	f=$(grep '^not ok' "$log" | grep -civ '# skip' || :)
	passed=$((passed + p))
	skipped=$((skipped + s))
	failed=$((failed + f))
	# cmocka's lines have a name where TAP has the reason, which is in the line before
	# (tests/skip-why.h).
	awk '/^# skipped: /{ why = substr($0, 12) }
		/^(not )?ok/ {
			if (tolower($0) ~ /^(not )?ok *[0-9]* *-? *# skip/) {
				sub(/ *# *[Ss][Kk][Ii][Pp]:?/, "")
				$0 = $0 " # SKIP " (why ? why : "nobody says why")
			}
			why = ""
			print
		}' "$log" | grep -Ei '^(not )?ok.*# skip' |
		sed -E "s/^(not )?ok *[0-9]* *-? */skipped: $1: /; s/ *# *[Ss][Kk][Ii][Pp]:? */: /" || :
	ran=$((ran + 1))
	case $result in
	FAIL* | ERROR* | XPASS*)
		[ "$f" -gt 0 ] || failed=$((failed + 1))
		echo "failed: $1"
		grep -A6 '^not ok' "$log" | grep -Eiv '^not ok.*# skip' | head -n 60 || :
		[ "$f" -gt 0 ] || tail -n 30 "$log"
		;;
	SKIP*)
		[ "$s" -gt 0 ] || {
			skipped=$((skipped + 1))
			whole=$((whole + 1))
			ran=$((ran - 1))
			echo "skipped: $1, all of it: $(sed -n 's/^1\.\.0 *# *[Ss][Kk][Ii][Pp]:* *//p' "$log" | head -n 1)"
		}
		;;
	PASS*)
		[ $((p + s)) -gt 0 ] || {
			failed=$((failed + 1))
			echo "failed: $1: it passed without saying what it tested"
		}
		;;
	esac
}

for name in "$@"; do
	listed=$((listed + 1))
	count_log "$name"
done
if [ $((passed + failed)) = 0 ]; then
	echo "no test ran"
	failed=1
fi
if [ "$whole" -gt 0 ]; then
	echo "$ran of $listed test programs ran; those that were skipped as a whole: $whole"
else
	echo "$ran of $listed test programs ran"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
