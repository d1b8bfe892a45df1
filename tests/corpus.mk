# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Foreign markdown, from the file to the cells.
check_PROGRAMS += tests/test-corpus
TESTS += tests/test-corpus
tests_test_corpus_SOURCES = tests/test-corpus.c
tests_test_corpus_LDADD = src/libui.a src/libvm.a src/liblesson.a src/libpixel.a src/libbase.a \
	$(CHAFA_LIBS) $(CMARK_LIBS) $(YAML_LIBS) $(LIBVIRT_LIBS) $(VTERM_LIBS) $(PNG_LIBS) $(CMOCKA_LIBS)
