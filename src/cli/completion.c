// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What completes the words of a command line, for the script of each shell. */
#include "cli/completion.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/files/guests.h"

static const struct {
	const char *list;
	const char *title;
} kinds[ARGUMENTS] = {
	[ARGUMENT_NONE] = { NULL, "" },
	[ARGUMENT_WORKSHOP] = { NULL, N_("workshop") },
	[ARGUMENT_FOLDER] = { NULL, N_("folder") },
	[ARGUMENT_FILE] = { NULL, N_("file") },
	[ARGUMENT_URI] = { NULL, N_("hypervisor") },
	[ARGUMENT_GUEST] = { NULL, N_("guest") },
	[ARGUMENT_SHELL] = { NULL, N_("shell") },
	[ARGUMENT_STEP] = { "steps", N_("step") },
	[ARGUMENT_LESSON] = { "lessons", N_("lesson") },
	[ARGUMENT_LANGUAGE] = { "languages", N_("language") },
	[ARGUMENT_MACHINE] = { "machines", N_("machine") },
};

const char *completion_list(enum argument argument)
{
	return kinds[argument].list;
}

const char *completion_title(enum argument argument)
{
	return kinds[argument].title[0] ? _(kinds[argument].title) : "";
}

char *completion_values(enum argument argument)
{
	struct str values = { 0 };
	size_t i;

	if (argument == ARGUMENT_URI)
		str_add(&values, "qemu:///session qemu:///system test:///default");
	for (i = 0; argument == ARGUMENT_GUEST && i < GUEST_COUNT; i++)
		str_addf(&values, "%s%s", i ? " " : "", guest_table[i].name);
	if (argument == ARGUMENT_SHELL)
		str_add(&values, "bash zsh fish");
	return values.text ? str_take(&values) : mem_dup("");
}
