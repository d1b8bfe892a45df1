# Tests of src/lesson, linked against it and base alone.
LESSON_TESTS = tests/test-lesson-yaml tests/test-lesson-markdown
check_PROGRAMS += $(LESSON_TESTS)
TESTS += $(LESSON_TESTS)
LESSON_SUPPORT = tests/lesson-support.c tests/lesson-support.h
lesson_test_libs = src/liblesson.a src/libbase.a $(CMARK_LIBS) $(YAML_LIBS) $(CMOCKA_LIBS)
tests_test_lesson_yaml_SOURCES = tests/test-lesson-yaml.c $(LESSON_SUPPORT)
tests_test_lesson_yaml_LDADD = $(lesson_test_libs)
tests_test_lesson_markdown_SOURCES = tests/test-lesson-markdown.c $(LESSON_SUPPORT)
tests_test_lesson_markdown_LDADD = $(lesson_test_libs)
