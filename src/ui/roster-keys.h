// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The keys of the roster, what each is for, and which of them are shown where.  Pure. */
#ifndef UI_ROSTER_KEYS_H
#define UI_ROSTER_KEYS_H

#include "ui/canvas.h"
#include "ui/input/command.h"
#include "ui/roster-view.h"
#include "ui/text/lines.h"
#include "ui/text/render-options.h"

/* What the application is to do. */
enum roster_wish {
	ROSTER_NOTHING,  /* draw, at most */
	ROSTER_LOOK,     /* at the seat's step */
	ROSTER_CONSOLE,  /* ask to see its console */
	ROSTER_UNLOOK,
	ROSTER_ANSWER,   /* the hand of the seat is seen */
	ROSTER_SAY,      /* ask what to say to all */
	ROSTER_NEXT,     /* drive the class to the next step, */
	ROSTER_BACK,     /* to the one before, */
	ROSTER_GOTO,     /* to another */
	ROSTER_WHEEL,    /* drive from now on */
	ROSTER_OFFER,    /* offer all the stage of the lesson */
	ROSTER_BREAK,    /* begin one, or end it */
	ROSTER_YES, ROSTER_NO, /* to the question */
	ROSTER_TYPE,     /* the key belongs to the answer; Enter ends it */
	ROSTER_HELP,     /* show it, or close it */
	ROSTER_REPAINT,
	ROSTER_SUSPEND,
	ROSTER_QUIT,
	/* What only moves is done; roster_key() never returns it. */
	ROSTER_DOWN, ROSTER_UP, ROSTER_PAGE_DOWN, ROSTER_PAGE_UP, ROSTER_TOP, ROSTER_BOTTOM,
};

struct roster_command {
	enum roster_wish wish;
	const char *seat; /* the selected one's name, as last drawn, or whose step is looked at; NULL:
			   * there is none.  Valid until the view or the desk changes. */
	int key;          /* its code */
};

/* What a key means to who looks at what was last drawn. */
struct roster_command roster_key(struct roster_desk *desk, const struct roster_view *view, struct key key);

/* Draws the line of keys: those that make sense now, and that have room. */
void roster_keys_draw(struct canvas *canvas, const struct roster_view *view, struct rect rect);
/* Adds to lines what each key does. */
void roster_keys_help(struct lines *lines, const struct render_options *options);

#endif
