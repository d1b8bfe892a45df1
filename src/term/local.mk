# src/term: the terminal; the only place for curses.
noinst_LIBRARIES += src/libterm.a
src_libterm_a_SOURCES = src/term/term.c src/term/term.h
