// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What every command needs from the command line: the path of its workshop, and how to
 * report errors; see options.h. */
#include "cli/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "lesson/diag.h"

#define MOST_ERRORS 10 /* on standard error; lint shows all */

int complain(const struct error *err)
{
	err_printf("imitation: %s\n", err->message[0] ? err->message : _("it failed"));
	if (err->remedy[0])
		err_printf("imitation: %s\n", err->remedy);
	return EXIT_FAILED;
}

size_t complain_files(const struct diags *diags, const char *workshop)
{
	struct str path = { 0 };
	size_t i, n = 0;

	for (i = 0; i < diags->n; i++)
		if (diags->list[i].severity == DIAG_ERROR && n++ < MOST_ERRORS) {
			char *line = diag_text(&diags->list[i]);

			err_printf("%s\n", line);
			free(line);
		}
	if (n <= MOST_ERRORS)
		return n;
	shell_quote_file(&path, workshop);
	/* TRANSLATORS: %2$s is the name of this program, %3$s a folder. */
	err_printf(ngettext("imitation: there is %1$zu more error; this shows it: "
			    "%2$s lint %3$s\n",
			    "imitation: there are %1$zu more errors; this shows them: "
			    "%2$s lint %3$s\n", (unsigned long)(n - MOST_ERRORS)),
	   n - MOST_ERRORS, shell_self(), str_text(&path));
	str_free(&path);
	return n;
}

int complain_usage(const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	err_printf("imitation: %s\n", text);
	err_printf(_("imitation: try '%s --help'\n"), shell_self());
	free(text);
	return EXIT_USAGE;
}

const char *options_built_in(void)
{
	static char *path;

	if (!path)
		path = home_lessons();
	if (!path)
		err_printf(_("imitation: the workshop that belongs to this program was not found; "
			     "name one: imitation FOLDER\n"));
	return path;
}

const char *options_workshop(const struct options *options, int i)
{
	return i < options->argc ? options->argv[i] : options_built_in();
}
