# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The screen: cells, prose, panes, keys.  Linked with ui and what it may stand
# on: of vm only the words and the terminal, so no libvirt is needed.
UI_TESTS = tests/test-ui-canvas tests/test-ui-render tests/test-ui-pages tests/test-ui-keys tests/test-ui-find tests/test-ui-select tests/test-ui-random \
	tests/test-ui-golden tests/test-ui-screen tests/test-ui-present tests/test-ui-details tests/test-ui-roster
UI_FIXTURE = tests/ui-fixture.c tests/ui-fixture.h
UI_DESK = $(UI_FIXTURE) tests/ui-desk.c tests/ui-desk.h
UI_GOLDEN = tests/golden-support.c tests/golden-support.h
UI_LDADD = $(UI_LINK) $(CMOCKA_LIBS)
check_PROGRAMS += $(UI_TESTS)
TESTS += $(UI_TESTS)
tests_test_ui_canvas_SOURCES = tests/test-ui-canvas.c
tests_test_ui_canvas_LDADD = $(UI_LDADD)
tests_test_ui_render_SOURCES = tests/test-ui-render.c $(UI_FIXTURE)
tests_test_ui_render_LDADD = $(UI_LDADD)
tests_test_ui_pages_SOURCES = tests/test-ui-pages.c $(UI_FIXTURE)
tests_test_ui_pages_LDADD = $(UI_LDADD)
tests_test_ui_keys_SOURCES = tests/test-ui-keys.c $(UI_DESK)
tests_test_ui_keys_LDADD = $(UI_LDADD)
tests_test_ui_find_SOURCES = tests/test-ui-find.c $(UI_DESK)
tests_test_ui_find_LDADD = $(UI_LDADD)
tests_test_ui_select_SOURCES = tests/test-ui-select.c $(UI_DESK)
tests_test_ui_select_LDADD = $(UI_LDADD)
tests_test_ui_random_SOURCES = tests/test-ui-random.c $(UI_FIXTURE)
tests_test_ui_random_LDADD = $(UI_LDADD)
tests_test_ui_screen_SOURCES = tests/test-ui-screen.c $(UI_DESK)
tests_test_ui_screen_LDADD = $(UI_LDADD)
tests_test_ui_present_SOURCES = tests/test-ui-present.c $(UI_DESK)
tests_test_ui_present_LDADD = $(UI_LDADD)
tests_test_ui_details_SOURCES = tests/test-ui-details.c $(UI_DESK)
tests_test_ui_details_LDADD = $(UI_LDADD)
tests_test_ui_golden_SOURCES = tests/test-ui-golden.c $(UI_FIXTURE) $(UI_GOLDEN)
tests_test_ui_golden_LDADD = $(UI_LDADD)
tests_test_ui_roster_SOURCES = tests/test-ui-roster.c $(UI_GOLDEN)
tests_test_ui_roster_LDADD = src/libroom.a src/libjson.a $(UI_LDADD)

# Catalogues for the golden screens: one that nobody speaks, and Spanish.
check_DATA += catalogues-for-tests
phony += catalogues-for-tests
catalogues-for-tests:
	$(AM_V_GEN)$(SHELL) $(srcdir)/tests/pseudo-locale.sh $(srcdir) \
		po-test/qps/LC_MESSAGES/imitation.mo
	@if test -f $(srcdir)/po/es.po && test "$(MSGFMT)" != :; then \
		mkdir -p po-test/es/LC_MESSAGES && \
		$(MSGFMT) -o po-test/es/LC_MESSAGES/imitation.mo $(srcdir)/po/es.po; fi
CLEANFILES += po-test/qps/LC_MESSAGES/imitation.mo po-test/es/LC_MESSAGES/imitation.mo
EXTRA_DIST += tests/pseudo-locale.sh tests/golden
