// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a session says in the message line of the view.  One thread: the screen's. */
#ifndef SESSION_SAY_H
#define SESSION_SAY_H

#include <stdbool.h>

#include "base/error.h"
#include "session/view.h"

struct session;

/* The strings are copied; NULL is "". */
void session_say(struct session *session, enum view_tone tone, const char *text, const char *remedy);
void session_say_more(struct session *session, const char *sentence); /* after what is said */
/* Says what went wrong.  If there was no connection, the message goes when there is one. */
void session_say_error(struct session *session, const struct error *err);
const char *session_said(const struct session *session); /* "" for nothing */
/* Returns what is said and was not when this was last asked, its remedy on a line of its own: all
 * of it, or what was only added; NULL: nothing.  *before: what was said then, in one line, or
 * NULL; it is freed, and replaced.  Caller frees both. */
char *session_said_since(const struct session *session, char **before);
/* Says the first of the errors in the files, and what shows them all; false: there are
 * none. */
bool session_say_errors(struct session *session);

/* ---- for this folder */
/* Keeps what is to be known besides of something that worked; session_say_notes() says all that
 * was kept, after what is said. */
void session_note(struct session *session, const struct error *note);
void session_say_notes(struct session *session);
/* To be called with the result of each call of progress: a failure is said once, until
 * a later call works. */
void session_saved(struct session *session, bool ok, const struct error *err);
/* Has the host looked at for what it lacks for the lesson, once it is opened and the
 * hypervisor is known.  Without a screen this waits for the answer. */
void session_look_at_host(struct session *session);
/* Says what was found to be lacking, if the answer is there and nothing else was said
 * meanwhile; true: there was something to say. */
bool session_say_missing(struct session *session);
/* Warns of machines that somebody else started though clones build on their disks; once
 * for each.  after: something was said just now, which must not be lost. */
void session_say_risks(struct session *session, bool after);

#endif
