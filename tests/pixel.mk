# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Pictures for terminals; the fake terminal is for tests/e2e-pixels.sh.
PIXEL_SUPPORT = tests/pixel-support.c tests/pixel-support.h
PIXEL_LDADD = $(PIXEL_LINK) $(CMOCKA_LIBS)
check_PROGRAMS += tests/test-pixel tests/fake-terminal
TESTS += tests/test-pixel
tests_test_pixel_SOURCES = tests/test-pixel.c $(PIXEL_SUPPORT)
tests_test_pixel_LDADD = $(PIXEL_LDADD)
tests_fake_terminal_SOURCES = tests/fake-terminal.c $(PIXEL_SUPPORT)
tests_fake_terminal_LDADD = $(PIXEL_LDADD)

