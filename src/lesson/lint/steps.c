// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Each step of a numbered lesson needs something to do, and a hint. */
#include "lesson/lint/steps.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/scan.h"

void lint_say(struct diags *diags, enum severity severity, const struct place *at,
	      const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	diag_add(diags, severity, at->file, at->line, at->column, "%s", text);
	free(text);
}

static bool is_numbered(const struct lesson *lesson)
{
	const char *slash = strrchr(lesson->file, '/');

	return scan_lesson_number(slash ? slash + 1 : lesson->file) >= 0;
}

/* Does the block have a link to follow, or code: a command to type or a key to press? */
static bool has_something(const struct block *block)
{
	size_t i;

	if (block->kind == BLOCK_CODE)
		return true;
	for (i = 0; i < block->n_spans; i++)
		if (block->spans[i].style & (SPAN_CODE | SPAN_LINK))
			return true;
	for (i = 0; i < block->n_kids; i++)
		if (has_something(&block->kids[i]))
			return true;
	return false;
}

static bool has_hint(const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		if (step->checks[i].hint)
			return true;
	return step->n_hints > 0;
}

static void lint_step(struct diags *diags, const struct step *step)
{
	if (step->n_actions + step->n_checks == 0 && !has_something(&step->doc.root))
		lint_say(diags, DIAG_WARNING, &step->at,
			 _("There is nothing to do in this step: no button, no check, nothing to "
			   "try."));
	if (step->n_checks > 0 && !has_hint(step))
		lint_say(diags, DIAG_WARNING, &step->at,
			 _("This step has checks, but no hint for whoever is stuck."));
}

void lint_lesson(const struct workshop *ws, const struct lesson *lesson, struct diags *diags)
{
	const struct place top = { lesson->steps[0].at.file, 1, 1 };
	size_t i;

	if (is_numbered(lesson) && lesson->n_objectives == 0 && !lesson->front_broken)
		lint_say(diags, DIAG_WARNING, &top,
			 _("The lesson does not say what one can do afterwards (objectives)."));
	/* A workshop without machines is only for reading. */
	for (i = 0; ws->n_machines > 0 && is_numbered(lesson) && i < lesson->n_steps; i++)
		lint_step(diags, &lesson->steps[i]);
}
