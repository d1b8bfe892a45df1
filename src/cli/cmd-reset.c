// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation reset: removes every machine, snapshot and disk that the program made for a
 * workshop, and nothing else. */
#include "cli/cmd-reset.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/out.h"
#include "session/session.h"
#include "vm/core/jobs.h"
#include "vm/request.h"

#define RESET_MS 120000

static bool agreed(const struct session *session)
{
	char answer[16];

	out_printf(_("This removes the machines of \"%s\" with their disks and snapshots, "
		     "and forgets your place. Go on? [y/N] "), session_workshop(session)->title);
	out_flush();
	if (!fgets(answer, sizeof answer, stdin))
		return false;
	answer[strcspn(answer, "\n")] = '\0';
	return line_says_yes(answer);
}

static int reset(struct session *session)
{
	struct error err = { 0 };
	struct vm_result result;
	uint64_t ticket;

	if (session_vm(session)) {
		if (!session_wait_ready(session, 20000, &err))
			return complain(&err);
		ticket = vm_submit_reset(session_vm(session), &err);
		if (!ticket)
			return complain(&err);
		if (!session_wait_result(session, ticket, RESET_MS, &result)) {
			err_printf(_("imitation: no answer after %d seconds\n"), RESET_MS / 1000);
			return EXIT_FAILED;
		}
		if (!result.ok)
			return complain(&result.error);
	}
	if (!session_forget_progress(session, &err))
		return complain(&err);
	out_line(_("Everything that this program made for the workshop is given back."));
	return EXIT_GOOD;
}

int cmd_reset(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .look_only = true };
	struct error err = { 0 };
	struct session *session;
	int status;

	if (options->argc > 1)
		return complain_usage(_("reset takes one workshop."));
	open.path = options_workshop(options, 0);
	session = open.path ? session_open(&open, &err) : NULL;
	if (!session)
		return open.path ? complain(&err) : EXIT_FAILED;
	/* Ask a person; a script that calls it means it. */
	if (isatty(STDIN_FILENO) && !options->yes && !agreed(session))
		status = EXIT_FAILED;
	else
		status = reset(session);
	session_close(session);
	return status;
}
