// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation prepare and imitation reset: a workshop's machines without its lessons. */
#include "cli/cmd-machines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/out.h"
#include "lesson/workshop.h"
#include "session/session.h"
#include "vm/core/exchange.h"
#include "vm/machine.h"

/* ---- prepare ----------------------------------------------------------------------- */

static int prepare(struct session *session, char *machine)
{
	struct vm_request request = { .action = { .verb = VERB_DEFINE, .machine = machine },
				      .files_only = true };
	struct error err = { 0 };
	struct vm_result result;
	const struct machine_spec *spec;
	uint64_t ticket;

	spec = workshop_machine(session_workshop(session), machine);
	if (!spec) {
		error_set(&err, ERROR_INPUT, _("This workshop has no machine \"%s\"."), machine);
		return complain(&err);
	}
	if (spec->clone_of) {
		error_set(&err, ERROR_INPUT, _("The machine \"%1$s\" is a clone of \"%2$s\": its disk "
					       "is not made from nothing."), machine, spec->clone_of);
		error_remedy(&err, _("Press the button of the lesson that clones it."));
		return complain(&err);
	}
	if (!session_wait_ready(session, 20000, &err))
		return complain(&err);
	ticket = vm_submit(session_vm(session), &request, &err);
	if (!ticket)
		return complain(&err);
	if (!session_wait_result(session, ticket, 120000, &result))
		return EXIT_FAILED;
	if (!result.ok)
		return complain(&result.error);
	out_line(result.file);
	return EXIT_GOOD;
}

int cmd_prepare(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale, .look_only = true };
	struct error err = { 0 };
	struct session *session;
	int status;

	if (options->argc < 1 || options->argc > 2)
		return complain_usage(_("prepare takes a machine and a workshop."));
	open.path = options_workshop(options, 1);
	session = open.path ? session_open(&open, &err) : NULL;
	if (!session)
		return open.path ? complain(&err) : EXIT_FAILED;
	status = prepare(session, options->argv[0]);
	session_close(session);
	return status;
}

/* ---- reset ------------------------------------------------------------------------- */

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

	if (!session_wait_ready(session, 20000, &err))
		return complain(&err);
	ticket = session_reset(session, &err);
	if (err.kind)
		return complain(&err);
	if (ticket && !session_wait_result(session, ticket, RESET_MS, &result)) {
		err_printf(_("imitation: no answer after %d seconds\n"), RESET_MS / 1000);
		return EXIT_FAILED;
	}
	if (ticket && !result.ok)
		return complain(&result.error);
	if (!session_flush(session, &err))
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
