#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds with AddressSanitizer and UndefinedBehaviorSanitizer in the folder build-asan,
# or with ThreadSanitizer in build-tsan, and runs the tests there, or the named ones.
# ./bootstrap --check must have been run before, because it installs what is needed.  Its
# last line is "N passed, N failed, N skipped".
#
# Left out unless they are named: tests that walk all lessons or all verbs, or fetch
# packages, and so are long; and tests that run little or nothing of what is compiled.
# .ci/run runs these on bookworm only, but for manual-test.  With ThreadSanitizer only
# tests run that have several threads at work and no time limits.
#
#   tests/sanitizers.sh [--thread] [NAME…]     names of tests/suite
set -u
cd "$(dirname "$0")/.." || exit 1
build=build-asan kind=yes
[ "${1-}" != --thread ] || { build=build-tsan kind=thread && shift; }
long='e2e-workshop|e2e-commands|e2e-advice|e2e-verbs|e2e-fullscreen|test-vm-faults|test-vm-restores'
little='manual-test|layers-test|guest-test|packaging-test|bench-test|bootstrap-test|completion-test|desktop-test'
threads='e2e-screen|test-vm-simulated|test-vm-screen|test-vm-listening|test-session|test-session-guests|test-progress'
jobs=$(nproc 2>/dev/null || echo 2)

run() { # LOG COMMAND…
	log=$build/$1.out
	shift
	"$@" >"$log" 2>&1 </dev/null || { tail -n 20 "$log"; return 1; }
}

names() {
	[ $# = 0 ] || { printf '%s\n' "$@"; return; }
	[ "$kind" = yes ] || { grep -Ex "$threads" tests/suite; return; }
	grep -Ev "^#|^($long|$little)\$" tests/suite
}

listed=$(names "$@")
mkdir -p "$build/lessons/guests"
for guest in build/lessons/guests/*.kernel build/lessons/guests/*.initrd; do
	[ ! -e "$guest" ] || cp -p "$guest" "$build/lessons/guests/"
done
(cd "$build" && ../configure --enable-sanitizers=$kind CFLAGS='-O1 -g') >"$build/configure.out" 2>&1 </dev/null &&
	run make make -C "$build" -s -j "$jobs" WERROR=-Werror || exit 1
# In the order of make's list: the longest come first.
files=$(for file in $(make -s -C "$build" list-tests); do
	name=${file##*/}
	printf '%s\n' "$listed" | grep -qx "${name%.sh}" && printf '%s ' "$file"
done)
IMITATION_KILLS="${IMITATION_KILLS-5}" \
	make -C "$build" -s -j "$((jobs + 1))" WERROR=-Werror check VERBOSE=1 TESTS="$files" \
	>"$build/check.out" 2>&1 </dev/null
made=$?
# shellcheck disable=SC2086  # a list of words
sh tests/summary.sh "$build" $listed && [ "$made" = 0 ]
