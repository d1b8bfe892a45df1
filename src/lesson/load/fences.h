// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The fences of a step become its actions and checks. */
#ifndef LESSON_LOAD_FENCES_H
#define LESSON_LOAD_FENCES_H

#include "lesson/lesson.h"
#include "lesson/load/markdown-parts.h"
#include "lesson/load/values.h"

/* Adds the part's fences to the step as actions and checks.  default_machine may be
 * NULL: then each fence must name its machine.  Faults are added to the context's
 * diags. */
void fences_read(const struct value_context *context, const struct markdown_part *part,
		 const char *default_machine, struct step *step);
/* Reports each fence of a part that is not a step. */
void fences_refuse(const struct value_context *context, const struct markdown_part *part);

/* info: the info string of a fence that is neither an action nor a check.  Returns what
 * was probably meant, "check" or "vm:VERB", if it differs by one edit or by case, or has
 * another character after "vm"; else NULL.  Caller frees. */
char *misspelt_fence(const char *info);

#endif
