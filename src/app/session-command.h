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
	char *question;   /* nothing was done, and this is to be asked first; after a yes, pass
			   * the command again with confirmed set.  The caller frees it. */
	const struct answer *choices; /* of the question, static; NULL: yes or no */
	uint64_t ticket;  /* of the job that was begun; 0: none */
	bool moved;       /* to another place */
	bool said;        /* the session's message tells what came of it */
	bool quit;
	struct error err; /* why it could not be done */
};

/* Does session_command() do this command? */
bool session_has_command(enum command_id id);
/* False: the command is not one for the session, and outcome is empty. */
bool session_command(struct session *session, const struct command *command,
		     struct outcome *outcome);

#endif
