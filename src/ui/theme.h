// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Styles and signs by their meaning.
 *
 * Panes name a meaning (STYLE_GOOD); only the table in theme.c says how it looks, with
 * colours and without.  Nothing is told by colour alone: every state has a sign and a
 * word.  Any thread. */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

#include "lesson/lesson.h"
#include "vm/machine.h"

enum style {
	STYLE_PLAIN,
	STYLE_DIM,      /* less important: commands, times */
	STYLE_STRONG,
	STYLE_EMPH,
	STYLE_TITLE,    /* the line at the top */
	STYLE_HEADING,
	STYLE_FRAME,
	STYLE_FRAME_FOCUS,
	STYLE_CODE,
	STYLE_LINK,
	STYLE_QUOTE,
	STYLE_BUTTON,
	STYLE_BUTTON_FOCUS,
	STYLE_BUTTON_OFF,
	STYLE_GOOD,     /* passed, running */
	STYLE_WARN,     /* paused, not yet */
	STYLE_BAD,      /* failed */
	STYLE_BUSY,
	STYLE_STATUS,   /* the line at the bottom */
	STYLE_KEY,      /* the name of a key there */
	STYLE_FOUND,    /* a search hit */
	STYLE_MARKED,   /* what will be copied */
	STYLE_QUESTION,
	STYLE_SPOT,     /* what is marked for those who watch */
	STYLE_GUEST,    /* what a machine shows; the cell has its own colours */
	STYLE_COUNT
};

enum look_attr {
	LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_UNDERLINE = 4, LOOK_REVERSE = 8, LOOK_ITALIC = 16
};

struct look {
	unsigned attrs; /* of enum look_attr */
	int color;      /* of the text: an ANSI colour, 0 to 7; -1: the default */
};

/* color: the terminal has colours and NO_COLOR is not set. */
struct look theme_look(enum style style, bool color);

enum glyph {
	GLYPH_RUNNING, GLYPH_PAUSED, GLYPH_OFF, GLYPH_SAVED, GLYPH_ABSENT, GLYPH_UNKNOWN,
	GLYPH_BUSY, GLYPH_DONE, GLYPH_SKIPPED, GLYPH_WAITING, GLYPH_FAILED, GLYPH_BULLET,
	GLYPH_SNAPSHOT, GLYPH_LEFT, GLYPH_HERE, GLYPH_BRANCH, GLYPH_LAST, GLYPH_TRUNK, GLYPH_MORE_DOWN,
	GLYPH_MORE_UP, GLYPH_QUOTE, GLYPH_RULE, GLYPH_ELLIPSIS, GLYPH_WRAP, GLYPH_STOPPED,
	GLYPH_ASLEEP, GLYPH_DOT_DONE, GLYPH_DOT_HERE, GLYPH_DOT_TO_DO,
	GLYPH_DOT_SKIPPED,
	GLYPH_HAND, GLYPH_STUCK, GLYPH_LOST, /* of a person in a class */
	GLYPH_COUNT
};
const char *theme_glyph(enum glyph glyph, bool ascii);
/* The sign of a machine's state; its word is state_word(). */
enum glyph theme_state_glyph(enum machine_state state);
enum style theme_state_style(enum machine_state state);
/* The sign of a machine as it is, also if it is in trouble; its word is machine_word(). */
enum glyph theme_machine_glyph(const struct vm_machine *machine);
enum style theme_machine_style(const struct vm_machine *machine);
/* A letter for each style, for the tests. */
char theme_style_letter(enum style style);
/* A bar of one of eight heights for a percentage. */
const char *theme_spark(int percent, bool ascii);

#endif
