# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Inputs that nobody would write.  "make fuzz" lets clang's libFuzzer make them up, in a build
# of its own (tests/fuzz.sh); the test takes those that were found, without clang.
#
#   make fuzz                      each for 60 seconds
#   make fuzz FUZZ_SECONDS=600 FUZZ_ONLY='xml record'
FUZZ_NAMES = console front html keys lesson liquid pattern record shell wire xml
FUZZ_SUPPORT = tests/fuzz/fuzz.c tests/fuzz/fuzz.h
fuzz_lesson_support = $(FUZZ_SUPPORT) $(LESSON_SUPPORT)

# Each linked against its folder and those below, as its tests are.
FUZZERS = tests/fuzz-console tests/fuzz-front tests/fuzz-html tests/fuzz-keys tests/fuzz-lesson \
	tests/fuzz-liquid tests/fuzz-pattern tests/fuzz-record tests/fuzz-shell \
	tests/fuzz-wire tests/fuzz-xml
EXTRA_PROGRAMS += $(FUZZERS)
fuzz_cppflags = $(AM_CPPFLAGS) -I$(srcdir)/tests -DFUZZ_ALONE
fuzz_ldflags = $(AM_LDFLAGS) -fsanitize=fuzzer
tests_fuzz_console_SOURCES = tests/fuzz/console.c $(FUZZ_SUPPORT)
tests_fuzz_console_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_console_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_console_LDADD = $(VM_CONSOLE_LINK) $(CMOCKA_LIBS)
tests_fuzz_front_SOURCES = tests/fuzz/front.c $(FUZZ_SUPPORT)
tests_fuzz_front_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_front_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_front_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_fuzz_html_SOURCES = tests/fuzz/html.c $(FUZZ_SUPPORT)
tests_fuzz_html_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_html_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_html_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_fuzz_keys_SOURCES = tests/fuzz/keys.c $(FUZZ_SUPPORT)
tests_fuzz_keys_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_keys_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_keys_LDADD = $(TERM_LINK) $(CMOCKA_LIBS)
tests_fuzz_lesson_SOURCES = tests/fuzz/lesson.c $(fuzz_lesson_support)
tests_fuzz_lesson_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_lesson_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_lesson_LDADD = $(LINT_LINK) $(CMOCKA_LIBS)
tests_fuzz_liquid_SOURCES = tests/fuzz/liquid.c $(fuzz_lesson_support)
tests_fuzz_liquid_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_liquid_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_liquid_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_fuzz_pattern_SOURCES = tests/fuzz/pattern.c $(FUZZ_SUPPORT)
tests_fuzz_pattern_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_pattern_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_pattern_LDADD = $(LESSON_LINK) $(CMOCKA_LIBS)
tests_fuzz_record_SOURCES = tests/fuzz/record.c $(FUZZ_SUPPORT)
tests_fuzz_record_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_record_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_record_LDADD = $(PROGRESS_LINK) $(CMOCKA_LIBS)
tests_fuzz_shell_SOURCES = tests/fuzz/shell.c $(FUZZ_SUPPORT)
tests_fuzz_shell_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_shell_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_shell_LDADD = $(BASE_LINK) $(CMOCKA_LIBS)
tests_fuzz_wire_SOURCES = tests/fuzz/wire.c $(FUZZ_SUPPORT)
tests_fuzz_wire_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_wire_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_wire_LDADD = src/libroom.a src/libjson.a $(BASE_LINK) $(CMOCKA_LIBS)
tests_fuzz_xml_SOURCES = tests/fuzz/xml.c $(FUZZ_SUPPORT)
tests_fuzz_xml_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_xml_LDFLAGS = $(fuzz_ldflags)
tests_fuzz_xml_LDADD = $(VM_LIBVIRT_LINK) $(CMOCKA_LIBS)

fuzzers: $(FUZZERS) tests/modules
fuzz:
	@top_srcdir='$(abs_top_srcdir)' top_builddir='$(abs_top_builddir)' \
		FUZZ_NAMES='$(FUZZ_NAMES)' FUZZ_SECONDS='$(FUZZ_SECONDS)' FUZZ_ONLY='$(FUZZ_ONLY)' \
		$(SHELL) $(srcdir)/tests/fuzz.sh
phony += fuzzers fuzz

check_PROGRAMS += tests/test-fuzz-found
TESTS += tests/test-fuzz-found
tests_test_fuzz_found_SOURCES = tests/test-fuzz-found.c tests/fuzz/console.c tests/fuzz/front.c \
	tests/fuzz/html.c tests/fuzz/keys.c tests/fuzz/lesson.c tests/fuzz/liquid.c \
	tests/fuzz/pattern.c tests/fuzz/record.c tests/fuzz/shell.c tests/fuzz/wire.c tests/fuzz/xml.c \
	$(fuzz_lesson_support)
tests_test_fuzz_found_CPPFLAGS = $(AM_CPPFLAGS) -I$(srcdir)/tests
tests_test_fuzz_found_LDADD = src/libterm.a src/libui.a src/libprogress.a src/libroom.a src/libjson.a src/libvmconsole.a \
	src/libvmlibvirt.a src/libvmfiles.a src/libvm.a $(PIXEL_LINK) $(LINT_LINK) $(CURSES_LIBS) \
	$(LIBVIRT_LIBS) $(XML_LIBS) $(CMOCKA_LIBS)
EXTRA_DIST += tests/fuzz.sh tests/fuzz/dictionaries tests/fuzz/found tests/fuzz/seeds
