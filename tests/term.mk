# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What of src/term needs no terminal, or only the line of one.
TERM_TESTS = tests/test-term-sequence tests/test-term-ability tests/test-term-pixels \
	tests/test-term-colors tests/test-term-clipboard tests/test-term-ask tests/test-term-frame \
	tests/test-term-guard tests/test-term-keys tests/test-term-paste
TERM_LDADD = $(TERM_LINK) $(CMOCKA_LIBS)
check_PROGRAMS += $(TERM_TESTS)
TESTS += $(TERM_TESTS)
tests_test_term_sequence_SOURCES = tests/test-term-sequence.c
tests_test_term_sequence_LDADD = $(TERM_LDADD)
tests_test_term_ability_SOURCES = tests/test-term-ability.c
tests_test_term_ability_LDADD = $(TERM_LDADD)
tests_test_term_pixels_SOURCES = tests/test-term-pixels.c $(PIXEL_SUPPORT)
tests_test_term_pixels_LDADD = $(TERM_LDADD)
tests_test_term_colors_SOURCES = tests/test-term-colors.c
tests_test_term_colors_LDADD = $(TERM_LDADD)
tests_test_term_clipboard_SOURCES = tests/test-term-clipboard.c
tests_test_term_clipboard_LDADD = $(TERM_LDADD)
tests_test_term_ask_SOURCES = tests/test-term-ask.c
tests_test_term_ask_LDADD = $(TERM_LDADD)
tests_test_term_frame_SOURCES = tests/test-term-frame.c
tests_test_term_frame_LDADD = $(TERM_LDADD)
tests_test_term_guard_SOURCES = tests/test-term-guard.c
tests_test_term_guard_LDADD = $(TERM_LDADD)
tests_test_term_keys_SOURCES = tests/test-term-keys.c
tests_test_term_keys_LDADD = $(TERM_LDADD)
tests_test_term_paste_SOURCES = tests/test-term-paste.c
tests_test_term_paste_LDADD = $(TERM_LDADD)

# The end of the whole program, in a terminal, whatever stands still.
check_PROGRAMS += tests/test-ends
TESTS += tests/test-ends
tests_test_ends_SOURCES = tests/test-ends.c
tests_test_ends_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

# The whole program on lines of all kinds.
LINE_SUPPORT = tests/line-support.c tests/line-support.h
check_PROGRAMS += tests/test-lines
TESTS += tests/test-lines
tests_test_lines_SOURCES = tests/test-lines.c $(LINE_SUPPORT)
tests_test_lines_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
check_PROGRAMS += tests/test-seat
TESTS += tests/test-seat
tests_test_seat_SOURCES = tests/test-seat.c $(LINE_SUPPORT)
tests_test_seat_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)

tests/ends-shim.so: tests/ends-shim.c
	$(AM_V_CC)$(CC) $(CPPFLAGS) -D_GNU_SOURCE -std=gnu11 $(WARN_CFLAGS) $(WERROR) -O2 \
		-fPIC -shared -o $@ $(srcdir)/tests/ends-shim.c
check_DATA += tests/ends-shim.so
CLEANFILES += tests/ends-shim.so
EXTRA_DIST += tests/ends-shim.c
