// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Maps the names of commands to functions. */
#include "cli/commands.h"

#include <string.h>

#include "base/mem.h"
#include "cli/cmd-completion.h"
#include "cli/cmd-do.h"
#include "cli/cmd-doctor.h"
#include "cli/cmd-export.h"
#include "cli/cmd-guests.h"
#include "cli/cmd-lint.h"
#include "cli/cmd-new.h"
#include "cli/cmd-prepare.h"
#include "cli/cmd-rehearse.h"
#include "cli/cmd-reset.h"
#include "cli/cmd-status.h"

static const struct {
	const char *name;
	command_function *run;
} table[] = {
	{ "lint", cmd_lint },
	{ "rehearse", cmd_rehearse },
	{ "new", cmd_new },
	{ "export", cmd_export },
	{ "status", cmd_status },
	{ "do", cmd_do },
	{ "guests", cmd_guests },
	{ "doctor", cmd_doctor },
	{ "prepare", cmd_prepare },
	{ "reset", cmd_reset },
	{ "completion", cmd_completion },
};

command_function *command_to_run(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(table); i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].run;
	return NULL;
}
