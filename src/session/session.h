// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One person's way through one workshop, without a screen.
 *
 * It holds the workshop, the progress and the machines together: it knows the
 * place, presses buttons, collects what came of them, looks whether checks
 * hold and writes down what passed.  The screen, --plain, `do`, `status` and
 * `rehearse` all go by it.  One thread; nothing here waits for a hypervisor
 * except the functions named session_wait…, which are not for a screen.
 *
 * This header brings all functions named session_…; each file's own has some. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <stdbool.h>

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"
#include "session/build-view.h"
#include "session/comeback.h"
#include "session/leaving.h"
#include "session/needed-guests.h"
#include "session/press.h"
#include "session/reset.h"
#include "session/say.h"
#include "session/seat.h"
#include "session/show-edition.h"
#include "session/skip.h"
#include "session/staying.h"
#include "session/turn.h"
#include "session/visit.h"

struct session;

struct session_options {
	/* All strings are the caller's, and must live as long as the session. */
	const char *path;     /* of the workshop */
	bool built_in;        /* it is the one that comes with the program */
	const char *language; /* that was asked for, or NULL */
	const char *locale;   /* the languages of the locale ("es_MX:es"), or NULL */
	const char *uri;      /* or NULL */
	const char *prefix;   /* of the domains' names, or NULL */
	const char *step;     /* where to open, or NULL for where the person was */
	bool forget;          /* leave the person's progress alone: start from nothing, write nothing */
	bool look_only;       /* read the person's progress, but don't move their place;
			       * and leave the consoles to those who need them */
	bool follow;          /* another session of the person leads: look only, write nothing */
	bool by_line;         /* keys are words on a line, as in --plain */
	bool on_screen;       /* the thread draws a screen: it must not wait for a disk */
	bool seat;            /* one of a class: see seat.h */
	bool no_machines;     /* don't connect */
	const struct vm_backend *backend; /* for tests; NULL: loaded by the worker */
};

/* What to type into a shell for this command of the program ("reset", which may have options)
 * on the workshop of these options; "": to open it.  Caller frees. */
char *session_shell_command(const struct session_options *options, const char *command);

/* NULL with err if the workshop cannot be opened. */
struct session *session_open(const struct session_options *options, struct error *err);
/* By when session_end() and session_close() shall be done, on the monotonic clock: what
 * stands still is left to the end of the process.  Guests that are being made are told to
 * stop. */
void session_end_by(struct session *session, int64_t until_ms);
/* Waits for actions under way, closes the machines, and waits until progress is on disk,
 * for some seconds each.  False with err: progress is not on disk.  To be followed by
 * session_close(), which alone does the same without telling. */
bool session_end(struct session *session, struct error *err);
void session_close(struct session *session); /* NULL is fine */

const struct workshop *session_workshop(const struct session *session);
/* What is wrong in the files as they were opened: errors only, sorted. */
const struct diags *session_errors(const struct session *session);
const struct vm_picture *session_picture(const struct session *session); /* NULL before the first */
bool session_is_connecting(const struct session *session); /* nothing is known of the machines yet */
/* Which machine's screen to watch; NULL: none. */
void session_watch_screen(struct session *session, const char *machine);
struct vm *session_vm(struct session *session); /* NULL without machines */

#endif
