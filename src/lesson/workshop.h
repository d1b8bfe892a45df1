// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lookups in a loaded workshop, freeing it, and its id.  Pure; any thread. */
#ifndef LESSON_WORKSHOP_H
#define LESSON_WORKSHOP_H

#include "lesson/lesson.h"

/* Returns the step with this id ("3.2") and sets the indexes that are not NULL; returns
 * NULL if there is none. */
const struct step *workshop_step(const struct workshop *workshop, const char *id,
				 size_t *lesson_index, size_t *step_index);
const struct machine_spec *workshop_machine(const struct workshop *workshop, const char *name);
/* Returns the machine's title for people; its name if it is not in the workshop; "" for
 * NULL. */
const char *workshop_title_of(const struct workshop *workshop, const char *name);

/* Is the machine in the lesson's list of machines? */
bool lesson_names_machine(const struct lesson *lesson, const char *machine);

void workshop_free(struct workshop *workshop); /* NULL is fine */
/* Free what the struct holds, not the struct itself. */
void lesson_free(struct lesson *lesson);
void source_hash_free(struct source_hash *source);

/* The workshop's id, made from its title or its path.  It names the progress file and
 * marks the machines, so it must be the same in every run.  Caller frees. */
char *id_of_title(const char *title);                  /* the-imitation-game */
char *id_of_path(const char *name, const char *path); /* name-1f2e3d4c */

#endif
