# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Figures, never a verdict: make bench, or make bench BENCH_JSON=FILE.
bench_tools = tests/bench-pty tests/bench-time
check_PROGRAMS += $(bench_tools)
tests_bench_pty_SOURCES = tests/bench-pty.c tests/bench-shim.h
tests_bench_time_SOURCES = tests/bench-time.c

# It is loaded into programs that know nothing of our sanitizers.
tests/bench-shim.so: tests/bench-shim.c tests/bench-shim.h
	$(AM_V_CC)$(CC) $(CPPFLAGS) -D_GNU_SOURCE -std=gnu11 $(WARN_CFLAGS) $(WERROR) -O2 \
		-fPIC -shared -o $@ $(srcdir)/tests/bench-shim.c

bench: all $(bench_tools) tests/bench-shim.so
	@top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
		$(SHELL) $(srcdir)/tests/bench.sh

check_DATA += tests/bench-shim.so
CLEANFILES += tests/bench-shim.so
TESTS += tests/bench-test.sh
EXTRA_DIST += tests/bench-shim.c tests/bench.sh tests/bench-lib.sh tests/bench-start.sh \
	tests/bench-frames.sh tests/bench-idle.sh tests/bench-burst.sh tests/bench-test.sh
