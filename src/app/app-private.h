// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The inside of the application.  Private to src/app; one thread: the screen's. */
#ifndef APP_APP_PRIVATE_H
#define APP_APP_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/ui.h"

#define WAITING_MOST 9

struct canvas;
struct classroom;
struct error;
struct session;
struct watch;

struct app {
	struct session *session;
	struct ui *ui;
	struct canvas *canvas;
	struct watch *watch; /* of the workshop's files, or NULL */
	struct classroom *classroom; /* NULL: the person is in no class */
	struct view view;      /* as last drawn */
	bool view_is_true;     /* nothing has happened since it was filled */
	bool present, quit;
	bool hung_up;          /* the terminal is gone */
	bool moved;            /* the person went on in another window */
	int64_t spent_from_ms;
	int64_t calm_until_ms; /* until then session_turn() is not called */
	char *copied;          /* from a console, for P; NULL: nothing */
	struct command waiting[WAITING_MOST]; /* in the order in which they were pressed */
	size_t n_waiting;
	uint64_t before; /* the ticket of what was begun last; 0: nothing */
	struct view_kept kept; /* what the person looks at, as drawn last */
	int64_t kept_ms;       /* since when, on the monotonic clock; 0: it is noted */
	size_t failed;   /* session_failed() when the first of them began to wait */
};

#endif
