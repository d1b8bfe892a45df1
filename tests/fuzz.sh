#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Runs the fuzzers: the harnesses of tests/fuzz with clang's libFuzzer, AddressSanitizer and
# UBSan, in a build of their own, the folder fuzz/ of the build.  "make fuzz" calls it.
#
#   FUZZ_SECONDS   how long each runs (60)
#   FUZZ_ONLY      names of those that run (all)
#
# They begin with the files of tests/fuzz/seeds and tests/fuzz/found, our lessons and fixtures,
# those of ../shared if they are there, and with what they found interesting in earlier runs.
# A fuzzer stops at its first finding: a crash, a leak, an assertion, more than 5 seconds or
# 512 MiB.  The last lines say what came of each, and how many ran; the status is 1 if there
# is a finding, or if one of them did not run.  Put what was found into tests/fuzz/found/NAME,
# from where tests/test-fuzz-found takes it.
set -u
seconds=${FUZZ_SECONDS:-60}
build=$top_builddir/fuzz
shared=$top_srcdir/../shared
only=${FUZZ_ONLY:-$FUZZ_NAMES}

# ---- building -----------------------------------------------------------------------

mkdir -p "$build"
quietly() { # LOG COMMAND…
	log=$build/$1.out
	shift
	"$@" >"$log" 2>&1 </dev/null || { tail -n 30 "$log"; exit 1; }
}
command -v clang >/dev/null || {
	echo "There is no clang.  On Debian: apt-get install clang libclang-rt-dev" >&2
	exit 1
}
cd "$build" || exit 1
clang=clang
! command -v ccache >/dev/null || clang="ccache clang"
[ -e Makefile ] || quietly configure "$top_srcdir/configure" --enable-sanitizers CC="$clang" \
	CFLAGS='-O1 -g -fsanitize=fuzzer-no-link'
quietly make make -s -j "$(nproc 2>/dev/null || echo 2)" fuzzers

# ---- what they begin with --------------------------------------------------------------

# Copies files under other names into the folder $seeds.
give() { # KIND FILE…
	kind=$1 number=0
	shift
	for file; do
		[ -f "$file" ] || continue
		number=$((number + 1))
		cp "$file" "$seeds/$kind-$number"
	done
}
# shellcheck disable=SC2046  # our files, and those of shared, have no blanks in their names
give_markdown() {
	give page $(find "$top_srcdir/lessons" "$top_srcdir/tests/fixtures" "$shared/seeds" \
		"$shared/corpus" "$shared/cases" "$shared/workshops" \
		\( -name '*.md' -o -name '*.txt' \) 2>/dev/null)
}
give_patterns() {
	find "$top_srcdir/lessons" "$shared/cases" -name '*.md' \
		-exec sed -n 's/^console: *//p' {} + 2>/dev/null | sort -u |
		while read -r pattern; do
			number=$((number + 1))
			printf '%s\nlogin: \n' "$pattern" >"$seeds/lesson-$number"
		done
}
give_seeds() { # NAME
	seeds=$build/seeds/$1 number=0
	rm -rf "$seeds"
	mkdir -p "$seeds" "$build/corpus/$1" "$build/findings"
	give seed "$top_srcdir/tests/fuzz/seeds/$1"/*
	give found "$top_srcdir/tests/fuzz/found/$1"/*
	case $1 in
	front | html | lesson | liquid) give_markdown ;;
	pattern) give_patterns ;;
	console) give bytes "$top_srcdir"/tests/fixtures/*.bytes ;;
	esac
}

# ---- running --------------------------------------------------------------------------

most_bytes() { # NAME
	case $1 in
	shell) echo 512 ;;
	keys | pattern) echo 2048 ;;
	console | record | xml) echo 8192 ;;
	*) echo 4096 ;;
	esac
}
statistic() { # NAME
	sed -n "s/^stat::$1: *//p" "$log"
}
# Starts a fuzzer; what it leaves is in $log.
fuzz() { # NAME
	log=$build/$1.out
	tmp=$build/tmp-$1
	dictionary=$top_srcdir/tests/fuzz/dictionaries/$1
	rm -rf "$tmp"
	mkdir -p "$tmp"
	set -- "$1" -max_total_time="$seconds" -max_len="$(most_bytes "$1")" -timeout=5 \
		-rss_limit_mb=512 -print_final_stats=1 -artifact_prefix="$build/findings/$1-" \
		"$build/corpus/$1" "$build/seeds/$1"
	[ ! -e "$dictionary" ] || set -- "$@" -dict="$dictionary"
	name=$1
	shift
	# What was freed is kept for a while, and counts: not for so long that it fills the limit.
	TMPDIR=$tmp CMOCKA_TEST_ABORT=1 UBSAN_OPTIONS=print_stacktrace=1 \
		ASAN_OPTIONS=quarantine_size_mb=16:malloc_context_size=12 \
		LSAN_OPTIONS="suppressions=$top_srcdir/tests/lsan.supp:print_suppressions=0" \
		nice "$build/tests/fuzz-$name" "$@" >"$log" 2>&1 </dev/null
	ended=$?
	rm -rf "$tmp"
}

# One that executed nothing, or wrote no statistic, did not run.  (After a finding there may be
# no statistic.)
has_run() { # NAME
	[ "$findings" -gt 0 ] || [ "$(statistic number_of_executed_units | head -n 1)" -gt 0 ] 2>/dev/null
}

status=0 ran=0 named=0 all_findings=0
report=$build/report
: >"$report"
for name in $only; do
	give_seeds "$name"
	fuzz "$name"
	found=$(sed -n 's/.*Test unit written to //p' "$log" | tr '\n' ' ')
	findings=$(printf '%s' "$found" | wc -w)
	printf '%-8s %9s executions, %5s new units, %d findings' "$name" \
		"$(statistic number_of_executed_units)" "$(statistic new_units_added)" \
		"$findings" >>"$report"
	named=$((named + 1)) all_findings=$((all_findings + findings))
	if has_run "$name"; then
		ran=$((ran + 1))
	else
		status=1
		printf ': it did not run' >>"$report"
	fi
	if [ "$ended" != 0 ]; then
		status=1
		printf ': %s(%s)' "$found" "$log" >>"$report"
	fi
	echo >>"$report"
	tail -n 1 "$report"
done
# Every harness in the folder, not only those in the list.
for harness in "$top_srcdir"/tests/fuzz/*.c; do
	harness=$(basename "$harness" .c)
	case " $FUZZ_NAMES fuzz " in
	*" $harness "*) ;;
	*) echo "$harness is not among FUZZ_NAMES in tests/fuzz.mk" | tee -a "$report"; status=1 ;;
	esac
done
echo "$ran of $named harnesses ran, $all_findings findings" | tee -a "$report"
[ "$named" -gt 0 ] || status=1
exit $status
