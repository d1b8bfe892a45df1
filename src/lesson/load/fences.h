// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The fences of a step become its actions and checks. */
#ifndef LESSON_LOAD_FENCES_H
#define LESSON_LOAD_FENCES_H

#include "lesson/lesson.h"
#include "lesson/load/parts.h"
#include "lesson/load/values.h"

/* Adds the part's fences to the step as actions and checks.  default_machine may be
 * NULL: then each fence must name its machine.  Faults are added to the context's
 * diags. */
void fences_read(const struct value_context *context, const struct markdown_part *part,
		 const char *default_machine, struct step *step);
/* Reports each fence of a part that is not a step. */
void fences_refuse(const struct value_context *context, const struct markdown_part *part);

#endif
