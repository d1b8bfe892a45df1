// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is true of a class, as the instructor's roster shows it, and where in it the person
 * looks.  Plain data. */
#ifndef UI_ROSTER_VIEW_H
#define UI_ROSTER_VIEW_H

#include "room/roster.h"
#include "session/view.h"
#include "ui/state/ui-state.h"

/* How the line to the broker is. */
enum roster_line {
	ROSTER_LINE_CONNECTING,
	ROSTER_LINE_UP,
	ROSTER_LINE_LOST,    /* it was up, and is tried again */
	ROSTER_LINE_REFUSED, /* the ticket is not taken */
	ROSTER_LINE_CLOSED,  /* there is no broker */
};

/* One person's step, seen from nearby. */
struct roster_look {
	const char *name;                 /* of the account, as in its row */
	const struct room_screen *screen; /* what came of it last; NULL: nothing yet */
};

/* All strings belong to whoever fills it in. */
struct roster_view {
	const char *class;                /* its name */
	const char *driver;               /* for people; NULL: no one drives */
	bool is_driver;                   /* it is the one who sits here */
	const struct roster_step *place;  /* where the class is; NULL: not known */
	struct roster_count count;
	struct view_pace pace;
	bool on_break;
	int64_t break_left_ms;            /* negative: it should be over for so long */
	const struct roster_row *rows;    /* of roster_rows() */
	size_t n_rows;
	const struct roster_step *steps;  /* those of the roster, in their order */
	size_t n_steps;
	const int *at, *not_done;         /* of roster_places(), one for each step */
	enum roster_line line;
	int64_t line_ms;                  /* for how long the line has been so */
	/* What came of the last action; "" or NULL for nothing. */
	const char *message;
	enum view_tone tone;
	const char *question;             /* NULL: nothing is asked */
	const char *typed;                /* its answer so far; NULL: the answer is yes or no */
	const struct roster_look *look;   /* NULL: the roster is shown */
	bool help;                        /* the help is shown */
};

/* Where the person looks. */
struct roster_desk {
	char seat[ROOM_NAME_MAX + 1]; /* the name in the selected row as last drawn; "": no row */
	bool chosen;         /* the person went there; else the first row is the selected one */
	struct scroll list, help;
	struct scroll console; /* of the look view; its top follows from … */
	size_t back;         /* how many lines it is scrolled back from the newest */
	int64_t due_in_ms;   /* so soon what was drawn changes by itself; CLOCK_NEVER: it does not */
};

#endif
