// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The inside of the application, for app.c, app-do.c and app-wait.c only.  One thread: the
 * screen's. */
#ifndef APP_PRIVATE_H
#define APP_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/ui.h"

#define WAITING_MOST 9

struct canvas;
struct error;
struct walk;
struct watch;

struct app {
	struct walk *walk;
	struct ui *ui;
	struct canvas *canvas;
	struct watch *watch; /* of the workshop's files, or NULL */
	bool present, quit;
	int64_t spent_from_ms;
	int64_t calm_until_ms; /* until then the machines are not looked at */
	char *copied;          /* from a console, for P; NULL: nothing */
	struct command waiting[WAITING_MOST]; /* in the order in which they were pressed */
	size_t n_waiting;
	uint64_t before; /* the ticket of what was begun last; 0: nothing */
	size_t failed;   /* of what had been asked for when the waiting began */
};

/* Does what a key has come to; nothing where it was the screen's alone. */
void app_do(struct app *app, const struct command *command);
/* ---- waiting, in app-wait.c */
/* True: this cannot be done yet, and waits from now on, which is said. */
bool app_must_wait(struct app *app, const struct command *command);
/* True: others wait, and this is a button that does so behind them. */
bool app_lines_up(struct app *app, const struct command *command);
/* A button's action was begun, with this ticket; or err says why not, and those
 * that waited behind it are dropped. */
void app_begun(struct app *app, uint64_t ticket, const struct error *err);
/* The first that waits is done, if its time has come; or none is, where what they
 * waited for has failed. */
void app_do_waiting(struct app *app);
bool app_forget_waiting(struct app *app); /* true: there was something */

#endif
