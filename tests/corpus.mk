# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Foreign markdown, from the file to the cells.
check_PROGRAMS += tests/test-corpus
TESTS += tests/test-corpus
tests_test_corpus_SOURCES = tests/test-corpus.c
tests_test_corpus_LDADD = src/libui.a src/libvmconsole.a src/libvm.a src/libpixel.a $(LINT_LINK) \
	$(CMOCKA_LIBS)
