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
/* Returns the lesson of this number and sets the index if it is not NULL; returns NULL if
 * there is none. */
const struct lesson *workshop_lesson(const struct workshop *workshop, int number, size_t *index);
const struct machine_spec *workshop_machine(const struct workshop *workshop, const char *name);
/* Returns the machine's title for people; its name if it is not in the workshop; "" for
 * NULL. */
const char *workshop_title_of(const struct workshop *workshop, const char *name);

/* Is the machine in the lesson's list of machines? */
bool lesson_names_machine(const struct lesson *lesson, const char *machine);
/* What the lesson's stage says of the machine; NULL: nothing. */
const struct need *lesson_need(const struct lesson *lesson, const char *machine);

void workshop_free(struct workshop *workshop); /* NULL is fine */
/* Free what the struct holds, not the struct itself. */
void lesson_free(struct lesson *lesson);
void source_hash_free(struct source_hash *source);

/* The workshop's id, made from its title or its path.  It names the progress file and
 * marks the machines, so it must be the same in every run, and differ between workshops: it
 * ends in a hash if anything but case was left out of the title.
 *
 * between: what may stand between two words and becomes a dash: ' ' in a title, '-' in an id
 * that the author gives. */
void workshop_set_id(struct workshop *workshop, const char *title, char between);
/* Earlier versions left out all but ASCII letters and digits, and all after 64 of them: the
 * ids of two workshops could be the same.  Makes the old id the one in use.  There must be
 * one, and it must not be in use. */
void workshop_use_old_id(struct workshop *workshop);
/* Does the id hold the whole text, except for upper case?  Else something was left out, and
 * another text may have the same id.  between: as for workshop_set_id(). */
bool id_has_all(const char *id, const char *text, char between);
char *id_of_path(const char *name, const char *path); /* name-1f2e3d4c; caller frees */

#endif
