// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is wrong in the files of a session's workshop: the rest is shown all the
 * same, so it has to be said.  One thread; see walk.h. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "session/session-private.h"

void session_take_errors(struct session *session, const struct diags *diags)
{
	size_t i;

	for (i = 0; i < diags->n; i++)
		if (diags->list[i].severity == DIAG_ERROR)
			diag_add(&session->errors, DIAG_ERROR, diags->list[i].file, diags->list[i].line,
				 diags->list[i].column, "%s", diags->list[i].message);
	/* Lessons without a translation are read once for each language. */
	diag_sort(&session->errors);
}

const struct diags *session_errors(const struct session *session)
{
	return &session->errors;
}

char *session_error_text(const struct session *session, const struct diag *diag)
{
	char *text = diag_text(diag), *short_text;
	size_t folder = strlen(session->path);

	if (!str_starts(text, session->path) || text[folder] != '/')
		return text;
	short_text = mem_dup(text + folder + 1);
	free(text);
	return short_text;
}

bool session_say_errors(struct session *session)
{
	size_t n = session->errors.n;
	struct str path = { 0 };
	char *text, *remedy;

	if (n == 0)
		return false;
	text = session_error_text(session, &session->errors.list[0]);
	shell_quote_file(&path, session->path);
	/* TRANSLATORS: %2$s is how this program is called, %3$s a folder. */
	remedy = mem_printf(ngettext("The workshop's files have %1$zu error; this shows it: "
				   "%2$s lint %3$s",
				   "The workshop's files have %1$zu errors; this shows them all: "
				   "%2$s lint %3$s", (unsigned long)n),
			  n, shell_self(), str_text(&path));
	session_say(session, TONE_BAD, text, remedy);
	free(remedy);
	free(text);
	str_free(&path);
	return true;
}
