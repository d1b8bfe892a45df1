// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading the workshop anew while it is open, for its author.  One thread. */
#ifndef SESSION_RELOAD_H
#define SESSION_RELOAD_H

#include <stdbool.h>

struct session;

/* Reads the workshop's files anew and stays at the step, and so do the machines.  Where
 * there is an error in the files, the view says so and shows what it did.  False:
 * something is under way, try again later. */
bool session_reload(struct session *session);

#endif
