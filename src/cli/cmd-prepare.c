// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation prepare: makes a machine's disk and definition, and prints the definition's
 * path.  It does not tell the hypervisor: virsh does that, in the command that a button
 * of the verb define stands for. */
#include "cli/cmd-prepare.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/out.h"
#include "lesson/workshop.h"
#include "session/session.h"
#include "vm/core/jobs.h"
#include "vm/request.h"

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
