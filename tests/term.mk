# What of src/term needs no terminal.
check_PROGRAMS += tests/test-term-sequence tests/test-term-clipboard
TESTS += tests/test-term-sequence tests/test-term-clipboard
tests_test_term_sequence_SOURCES = tests/test-term-sequence.c
tests_test_term_sequence_LDADD = src/libterm.a $(CMOCKA_LIBS)
tests_test_term_clipboard_SOURCES = tests/test-term-clipboard.c
tests_test_term_clipboard_LDADD = src/libterm.a src/libbase.a $(CMOCKA_LIBS)
