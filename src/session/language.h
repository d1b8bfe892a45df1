// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The language of a session: asked for, else chosen before, else the locale's.  One
 * thread. */
#ifndef SESSION_LANGUAGE_H
#define SESSION_LANGUAGE_H

#include <stdbool.h>

#include "base/error.h"

struct session;

/* Shows the same step in this language, NULL: as it was written, and keeps the
 * choice.  False with err where that cannot be shown. */
bool session_use_language(struct session *session, const char *language, struct error *err);
/* The same with the next one that the workshop has, and says so. */
void session_next_language(struct session *session);

/* ---- for this folder */
/* What the person chose before wins over the locale.  Before the machines are opened. */
void session_remembered_language(struct session *session);

#endif
