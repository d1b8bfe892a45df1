// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Showing another edition of the workshop in place of the one that is open, in another
 * language or read again from files that have changed.  One thread. */
#ifndef SESSION_SHOW_EDITION_H
#define SESSION_SHOW_EDITION_H

#include <stdbool.h>

#include "base/error.h"

struct session;

/* Shows the same step in this language (NULL: as it was written), and keeps the choice.
 * False with err if that cannot be shown. */
bool session_use_language(struct session *session, const char *language, struct error *err);
/* The question before session_next_language(), in the language that is spoken and in the
 * next one, because who pressed L by mistake may not read the other; NULL: there is none.
 * Caller frees. */
char *session_language_question(const struct session *session);
/* The same with the next language that the workshop has.  Says which one it is. */
void session_next_language(struct session *session);

/* For authors: reads the workshop's files again, and stays at the step; the machines
 * stay, too.  If the files have an error, the view says so and goes on to show the
 * edition before.  False: something is under way, try again later. */
bool session_reload(struct session *session);

/* ---- for this folder */
/* The language that the person chose before wins over the locale.  To be called before
 * the machines are opened. */
void session_remembered_language(struct session *session);

#endif
