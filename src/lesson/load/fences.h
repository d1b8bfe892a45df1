// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The fences of a step become its actions and checks. */
#ifndef LESSON_LOAD_FENCES_H
#define LESSON_LOAD_FENCES_H

#include "lesson/lesson.h"
#include "lesson/load/parts.h"
#include "lesson/load/values.h"

/* DEFAULT_MACHINE may be NULL: then each fence must name its own. */
void fences_read(const struct value_context *context, const struct markdown_part *part,
		 const char *default_machine, struct step *step);
/* In a place where there is no step: says so. */
void fences_refuse(const struct value_context *context, const struct markdown_part *part);

#endif
