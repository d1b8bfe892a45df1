// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen of --notes: how it is divided among its panes, and what its keys do.  Pure;
 * one thread. */
#ifndef UI_NOTES_SCREEN_H
#define UI_NOTES_SCREEN_H

#include "session/view.h"
#include "ui/canvas.h"
#include "ui/input/command.h"
#include "ui/panes/pane-notes.h"

/* What the application is to do. */
enum notes_wish {
	WISH_NOTHING, /* draw, at most */
	WISH_BREAK,   /* begin one, or end it */
	WISH_DIGIT,   /* of its minutes */
	WISH_BEGIN,   /* the lesson begins now */
	WISH_REPAINT,
	WISH_SUSPEND,
	WISH_QUIT,
};

/* Draws all of it into the canvas. */
void notes_screen_draw(struct notes_desk *desk, const struct view_notes *view,
		       struct canvas *canvas);
/* What a key means; what only scrolls is done. */
enum notes_wish notes_screen_key(struct notes_desk *desk, struct key key);

#endif
