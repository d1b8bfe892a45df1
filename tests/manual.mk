# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The manual is kept with the code.
check_PROGRAMS += tests/print-keys
tests_print_keys_SOURCES = tests/print-keys.c
tests_print_keys_LDADD = $(UI_LINK)
TESTS += tests/manual-test.sh
EXTRA_DIST += tests/manual-test.sh
