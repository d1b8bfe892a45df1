// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A workshop that was loaded: looking things up in it, and freeing it.  Pure. */
#ifndef LESSON_WORKSHOP_H
#define LESSON_WORKSHOP_H

#include "lesson/lesson.h"

/* Looks up; NULL where there is none. */
const struct step *workshop_step(const struct workshop *workshop, const char *id,
				 size_t *lesson_index, size_t *step_index);
const struct machine_spec *workshop_machine(const struct workshop *workshop, const char *name);
/* As people are told of it: its title, else the name; "" for NULL. */
const char *workshop_title_of(const struct workshop *workshop, const char *name);

/* Does the lesson's list of machines have this one? */
bool lesson_names_machine(const struct lesson *lesson, const char *machine);

void workshop_free(struct workshop *workshop); /* NULL is fine */
/* Free what they hold. */
void lesson_free(struct lesson *lesson);
void source_hash_free(struct source_hash *source);

#endif
