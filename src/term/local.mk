# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/term: the terminal; the only place for curses.
noinst_LIBRARIES += src/libterm.a
src_libterm_a_SOURCES = \
	src/term/ability.c src/term/ability.h \
	src/term/colors.c src/term/colors.h \
	src/term/input.c src/term/input.h \
	src/term/input-filter.c src/term/input-filter.h \
	src/term/line.c src/term/line.h \
	src/term/size.c src/term/size.h \
	src/term/talk.c src/term/talk.h \
	src/term/term.c src/term/term.h

TERM_LINK = src/libterm.a $(UI_LINK) $(CURSES_LIBS)
