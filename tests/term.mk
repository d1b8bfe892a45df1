# What of src/term needs no terminal.
check_PROGRAMS += tests/test-term-sequence
TESTS += tests/test-term-sequence
tests_test_term_sequence_SOURCES = tests/test-term-sequence.c
tests_test_term_sequence_LDADD = src/libterm.a $(CMOCKA_LIBS)
