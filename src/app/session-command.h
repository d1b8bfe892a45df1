// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command does to the session: the same for the screen and for --plain,
 * which differ in how they ask and show.  One thread: the session's. */
#ifndef APP_SESSION_COMMAND_H
#define APP_SESSION_COMMAND_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "ui/input/command.h"

struct session;

struct outcome {
	char *question;   /* to be asked first, nothing was done: yes gives the command again,
			   * with confirmed set.  The caller frees it. */
	uint64_t ticket;  /* of what was begun; 0: nothing */
	bool moved;       /* to another place */
	bool said;        /* something, in the session's message */
	bool quit;
	struct error err; /* why it could not be done */
};

/* Is it one of the session's? */
bool session_has_command(enum command_id id);
/* False: it is none of the session's, and outcome is empty. */
bool session_command(struct session *session, const struct command *command,
		     struct outcome *outcome);

#endif
