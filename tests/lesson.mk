# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Tests of src/lesson and its folders, each linked against its folder and those below.
LESSON_TESTS = tests/test-lesson-yaml \
	tests/test-lesson-markdown \
	tests/test-lesson-front \
	tests/test-lesson-load \
	tests/test-lesson-lint \
	tests/test-lesson-action \
	tests/test-lesson-liquid \
	tests/test-lesson-values \
	tests/test-lesson-hostile
check_PROGRAMS += $(LESSON_TESTS)
TESTS += $(LESSON_TESTS)
LESSON_SUPPORT = tests/lesson-support.c tests/lesson-support.h
tests_test_lesson_yaml_SOURCES = tests/test-lesson-yaml.c $(LESSON_SUPPORT)
tests_test_lesson_yaml_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_lesson_markdown_SOURCES = tests/test-lesson-markdown.c $(LESSON_SUPPORT)
tests_test_lesson_markdown_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_lesson_front_SOURCES = tests/test-lesson-front.c $(LESSON_SUPPORT)
tests_test_lesson_front_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_lesson_load_SOURCES = tests/test-lesson-load.c $(LESSON_SUPPORT)
tests_test_lesson_load_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_lesson_lint_SOURCES = tests/test-lesson-lint.c $(LESSON_SUPPORT)
tests_test_lesson_lint_LDADD = $(LINT_LINK) $(CMOCKA_LIBS)
tests_test_lesson_action_SOURCES = tests/test-lesson-action.c
tests_test_lesson_action_LDADD = $(LESSON_LINK) $(CMOCKA_LIBS)
tests_test_lesson_liquid_SOURCES = tests/test-lesson-liquid.c $(LESSON_SUPPORT)
tests_test_lesson_liquid_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_lesson_values_SOURCES = tests/test-lesson-values.c
tests_test_lesson_values_LDADD = $(LOAD_LINK) $(CMOCKA_LIBS)
tests_test_lesson_hostile_SOURCES = tests/test-lesson-hostile.c $(LESSON_SUPPORT)
tests_test_lesson_hostile_LDADD = $(LINT_LINK) $(CMOCKA_LIBS)
EXTRA_DIST += \
	tests/fixtures/lesson/faulty/02-again.md \
	tests/fixtures/lesson/faulty/1-wrong.md \
	tests/fixtures/lesson/faulty/2-twice.md \
	tests/fixtures/lesson/faulty/3-moments.md \
	tests/fixtures/lesson/faulty/4-open.md \
	tests/fixtures/lesson/faulty/es/03-momentos.md \
	tests/fixtures/lesson/faulty/es/09-nada.md \
	tests/fixtures/lesson/faulty/expected \
	tests/fixtures/lesson/faulty/workshop.md \
	tests/fixtures/lesson/hostile/crlf-bom.md \
	tests/fixtures/lesson/hostile/escapes.md \
	tests/fixtures/lesson/hostile/nested.md \
	tests/fixtures/lesson/hostile/nul.md \
	tests/fixtures/lesson/hostile/open-everything.md \
	tests/fixtures/lesson/small/02-second.md \
	tests/fixtures/lesson/small/1-first.md \
	tests/fixtures/lesson/small/10-last.md \
	tests/fixtures/lesson/small/_includes/bring.md \
	tests/fixtures/lesson/small/es/02-segunda.md \
	tests/fixtures/lesson/small/es/workshop.md \
	tests/fixtures/lesson/small/workshop.md
