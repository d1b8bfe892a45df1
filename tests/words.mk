# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Rooms of the program itself that can be tested alone.
WORDS_TESTS = tests/test-advice tests/test-story tests/test-lacks tests/test-guests \
	tests/test-fit tests/test-boots
check_PROGRAMS += $(WORDS_TESTS)
TESTS += $(WORDS_TESTS)
tests_test_lacks_SOURCES = tests/test-lacks.c src/lacks.c src/lacks.h src/findings.c src/out.c \
	src/findings.h src/host.c src/host.h src/json-out.c src/json-out.h
tests_test_lacks_LDADD = src/libui.a src/libvm.a src/libpixel.a src/libbase.a $(CHAFA_LIBS) $(JSON_LIBS) $(CMOCKA_LIBS)
tests_test_guests_SOURCES = tests/test-guests.c src/maker-line.c src/maker.h
tests_test_guests_LDADD = src/libvm.a src/libpixel.a src/libbase.a $(CMOCKA_LIBS)
tests_test_advice_SOURCES = tests/test-advice.c src/advice.c src/advice.h $(UI_FIXTURE)
tests_test_advice_LDADD = $(UI_LDADD)
tests_test_story_SOURCES = tests/test-story.c src/story.c src/story.h src/words.c src/words.h
tests_test_story_LDADD = $(UI_LDADD)
tests_test_fit_SOURCES = tests/test-fit.c src/fit.c src/fit.h $(LESSON_SUPPORT)
tests_test_fit_LDADD = src/libui.a src/libvm.a src/libpixel.a $(LESSON_LINK) $(CHAFA_LIBS) \
	$(VTERM_LIBS)
tests_test_boots_SOURCES = tests/test-boots.c src/boots.c src/boots.h $(LESSON_SUPPORT)
tests_test_boots_LDADD = src/libvm.a src/libpixel.a $(LESSON_LINK)
check_PROGRAMS += tests/test-html-out
TESTS += tests/test-html-out
tests_test_html_out_SOURCES = tests/test-html-out.c $(LESSON_SUPPORT) \
	src/html-out.c src/html-out.h
tests_test_html_out_LDADD = src/libui.a src/libvm.a src/libpixel.a $(LESSON_LINK) $(CHAFA_LIBS)
