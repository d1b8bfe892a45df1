# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
BASE_TESTS = tests/test-base tests/test-escape tests/test-i18n tests/test-packages
check_PROGRAMS += $(BASE_TESTS)
TESTS += $(BASE_TESTS)
tests_test_base_SOURCES = tests/test-base.c
tests_test_base_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
tests_test_escape_SOURCES = tests/test-escape.c
tests_test_escape_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
tests_test_packages_SOURCES = tests/test-packages.c
tests_test_packages_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
tests_test_i18n_SOURCES = tests/test-i18n.c
tests_test_i18n_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
