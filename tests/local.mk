# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# All tests.  Each runs with the folders of source and build in its environment
# and says what it found as TAP, which tests/summary.sh counts.
AM_TESTS_ENVIRONMENT = top_srcdir='$(abs_top_srcdir)'; top_builddir='$(abs_top_builddir)'; \
	CMOCKA_MESSAGE_OUTPUT=TAP; ASAN_OPTIONS="$${ASAN_OPTIONS-detect_leaks=1}"; \
	LSAN_OPTIONS="suppressions='$$top_srcdir/tests/lsan.supp':print_suppressions=0"; \
	TSAN_OPTIONS="suppressions='$$top_srcdir/tests/tsan.supp':atexit_sleep_ms=0"; \
	export top_srcdir top_builddir CMOCKA_MESSAGE_OUTPUT ASAN_OPTIONS LSAN_OPTIONS TSAN_OPTIONS;
LOG_COMPILER = $(top_srcdir)/tests/time-limit.sh
EXTRA_DIST += tests/time-limit.sh tests/summary.sh tests/suite tests/points.sh tests/lsan.supp tests/tsan.supp \
	tests/between.h tests/idle-backend.h tests/skip-why.h
include tests/e2e.mk
if HAVE_CMOCKA
include tests/base.mk
include tests/lesson.mk
include tests/pixel.mk
include tests/vm.mk
include tests/ui.mk
include tests/term.mk
include tests/corpus.mk
include tests/parts.mk
include tests/fuzz.mk

# Tests find modules where the program does: beside themselves.  The backend they are
# linked to.
check_DATA += tests/modules
CLEANFILES += tests/modules tests/*.so
tests/modules: $(MODULES)
	$(AM_V_GEN)for module in $(MODULES); do \
		case $$module in src/backend-*) continue ;; esac; \
		$(LN_S) -f "../$$module" tests/ || exit 1; \
	done; : >$@
endif
include tests/manual.mk
include tests/desktop.mk
include tests/bench.mk
include tests/torture.mk
TESTS += tests/guest-test.sh
EXTRA_DIST += tests/guest-test.sh
TESTS += tests/tick-test.sh
EXTRA_DIST += tests/tick-test.sh
TESTS += tests/make-guests-test.sh
EXTRA_DIST += tests/make-guests-test.sh
TESTS += tests/safe-test.sh
EXTRA_DIST += tests/safe-test.sh
TESTS += tests/packages-test.sh
EXTRA_DIST += tests/packages-test.sh
TESTS += tests/take-guests-test.sh
EXTRA_DIST += tests/take-guests-test.sh
TESTS += tests/plain-test.sh tests/names-test.sh tests/export-test.sh
EXTRA_DIST += tests/plain-test.sh tests/names-test.sh tests/export-test.sh
TESTS += tests/class-host-test.sh
EXTRA_DIST += tests/class-host-test.sh
TESTS += tests/layers-test.sh
EXTRA_DIST += tests/layers-test.sh tests/index.sh tests/README
TESTS += tests/module-test.sh
EXTRA_DIST += tests/module-test.sh
TESTS += tests/bootstrap-test.sh
EXTRA_DIST += tests/bootstrap-test.sh tests/clean-room.sh tests/sanitizers.sh tests/tarball.sh
TESTS += tests/format-test.sh
EXTRA_DIST += tests/format-test.sh
TESTS += tests/licence-test.sh
EXTRA_DIST += tests/licence-test.sh

# All their names, for who wants to run some.
list-tests:
	@echo $(TESTS)
