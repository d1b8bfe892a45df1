// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is wrong in the files of a walk's workshop: the rest is shown all the
 * same, so it has to be said.  One thread; see walk.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/paste.h"
#include "base/str.h"
#include "walk-private.h"

void walk_take_errors(struct walk *walk, const struct diags *diags)
{
	size_t i;

	for (i = 0; i < diags->n; i++)
		if (diags->list[i].severity == DIAG_ERROR)
			diag_add(&walk->errors, DIAG_ERROR, diags->list[i].file, diags->list[i].line,
				 diags->list[i].column, "%s", diags->list[i].message);
	/* Lessons without a translation are read once for each language. */
	diag_sort(&walk->errors);
}

const struct diags *walk_errors(const struct walk *walk)
{
	return &walk->errors;
}

char *walk_error_text(const struct walk *walk, const struct diag *diag)
{
	char *text = diag_text(diag), *short_text;
	size_t folder = strlen(walk->path);

	if (!str_starts(text, walk->path) || text[folder] != '/')
		return text;
	short_text = mem_dup(text + folder + 1);
	free(text);
	return short_text;
}

bool walk_say_errors(struct walk *walk)
{
	size_t n = walk->errors.n;
	struct str path = { 0 };
	char *text, *mend;

	if (n == 0)
		return false;
	text = walk_error_text(walk, &walk->errors.list[0]);
	paste_file(&path, walk->path);
	/* TRANSLATORS: %2$s is how this program is called, %3$s a folder. */
	mend = mem_printf(ngettext("The workshop's files have %1$zu error; this shows it: "
				   "%2$s lint %3$s",
				   "The workshop's files have %1$zu errors; this shows them all: "
				   "%2$s lint %3$s", (unsigned long)n),
			  n, paste_self(), str_text(&path));
	walk_say(walk, TONE_BAD, text, mend);
	free(mend);
	free(text);
	str_free(&path);
	return true;
}
