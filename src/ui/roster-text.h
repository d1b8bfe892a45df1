// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the roster says of a class and of each person in it: signs, words and sentences.  Pure. */
#ifndef UI_ROSTER_TEXT_H
#define UI_ROSTER_TEXT_H

#include "ui/canvas.h"
#include "ui/roster-view.h"

/* Each char * is freed by the caller; "" if there is nothing to say.  A desk is told when the
 * words change by themselves. */

/* ---- the class ------------------------------------------------------------------------ */

/* From the one that takes most room to the one that takes least. */
enum roster_words { ROSTER_FULL, ROSTER_SHORT, ROSTER_FEW };

char *roster_where(const struct roster_view *view, enum roster_words words); /* "tlc  you drive 3.2" */
char *roster_time(struct roster_desk *desk, const struct roster_view *view, enum roster_words words);
char *roster_counts(const struct roster_view *view, enum roster_words words); /* "12 here  1 lost" */
/* "room open". */
char *roster_line_text(struct roster_desk *desk, const struct roster_view *view);
enum style roster_line_style(enum roster_line line);
/* What stays in the strip as long as the line is so; NULL: nothing. */
const char *roster_line_trouble(enum roster_line line);

/* ---- a person ---------------------------------------------------------------------------- */

/* Notes that this age is shown, and returns it in words: "20 s", "6 min", "2 h". */
char *roster_span(struct roster_desk *desk, int64_t ms);
enum glyph roster_sign(const struct roster_row *row);
enum style roster_sign_style(const struct roster_row *row);
/* "hand up for 2 min, disk full". */
char *roster_needs(struct roster_desk *desk, const struct roster_row *row);
char *roster_number(const struct roster_row *row); /* of the step; "?": it is none of ours */
char *roster_checks(const struct roster_row *row); /* "0 of 1" */
/* How long on the step; not of who is away. */
char *roster_age(struct roster_desk *desk, const struct roster_row *row);

/* ---- a machine ---------------------------------------------------------------------------- */

/* What a machine's state is called in a payload: state_name(), or trouble_name() of one that is
 * in trouble.  Anything else is shown as it came. */
struct roster_machine {
	enum glyph glyph;
	enum style style;
	const char *word; /* valid as long as the argument */
};
struct roster_machine roster_machine(const struct room_machine *machine);

#endif
