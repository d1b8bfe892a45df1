// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation prepare: makes the disk and the definition of a machine, and prints
 * where the definition is.  The hypervisor is told of nothing: that is virsh's
 * part, in the command that a button of the verb define stands for. */
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "lesson/load.h"
#include "options.h"
#include "out.h"
#include "walk.h"

static int prepare(struct walk *walk, char *machine)
{
	struct vm_request request = { .action = { .verb = VERB_DEFINE, .machine = machine },
				      .files_only = true };
	struct error err = { 0 };
	struct vm_result result;
	const struct machine_spec *spec;
	uint64_t ticket;

	spec = workshop_machine(walk_workshop(walk), machine);
	if (!spec) {
		error_set(&err, ERROR_INPUT, _("This workshop has no machine \"%s\"."), machine);
		return complain(&err);
	}
	if (spec->clone_of) {
		error_set(&err, ERROR_INPUT, _("The machine \"%1$s\" is a clone of \"%2$s\": its disk "
					       "is not made from nothing."), machine, spec->clone_of);
		error_mend(&err, _("Press the button of the lesson that clones it."));
		return complain(&err);
	}
	if (!walk_wait_ready(walk, 20000, &err))
		return complain(&err);
	ticket = vm_submit(walk_vm(walk), &request, &err);
	if (!ticket)
		return complain(&err);
	if (!walk_wait_result(walk, ticket, 120000, &result))
		return EXIT_FAILED;
	if (!result.ok)
		return complain(&result.error);
	out_line(result.file);
	return EXIT_GOOD;
}

int cmd_prepare(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale, .look_only = true };
	struct error err = { 0 };
	struct walk *walk;
	int status;

	if (options->argc < 1 || options->argc > 2)
		return complain_usage(_("prepare takes a machine and a workshop."));
	open.path = options_workshop(options, 1);
	walk = open.path ? walk_open(&open, &err) : NULL;
	if (!walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	status = prepare(walk, options->argv[0]);
	walk_close(walk);
	return status;
}
