// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See cmd-class.h.  A word has a row here, and a file of its own. */
#include "cli/cmd-class.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/class-host.h"

/* Each returns the exit status, and finds its own arguments in options. */
static const struct {
	const char *word;
	int (*run)(const struct options *options);
} table[] = {
	{ "host", class_host },
};

int cmd_class(const struct options *options)
{
	struct options rest = *options;
	size_t i;

	if (options->argc == 0)
		return complain_usage(_("class needs to know what to do: host."));
	rest.argc--;
	rest.argv++;
	for (i = 0; i < ARRAY_LEN(table); i++)
		if (str_eq(options->argv[0], table[i].word))
			return table[i].run(&rest);
	return complain_usage(_("class does not know \"%s\"; it knows: host."), options->argv[0]);
}
