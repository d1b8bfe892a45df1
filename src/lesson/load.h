// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading a workshop from disk.  Blocks on the disk only; any thread. */
#ifndef LESSON_LOAD_H
#define LESSON_LOAD_H

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Opens a folder, or one .md or .txt file.  LANGUAGE ("es", "es_MX",
 * "fr:es" for the first that there is, NULL for the source) picks translated
 * lessons where they are, lesson by lesson.
 * Whatever is wrong inside is added to diags (never NULL) and the rest still
 * loads: NULL is returned, with err, only where there is nothing to show (no
 * such path, not readable).  The caller frees it with workshop_free. */
struct workshop *workshop_load(const char *path, const char *language, struct diags *diags,
			       struct error *err);
void workshop_free(struct workshop *workshop); /* NULL is fine */

/* Warnings and errors that need the whole, its translations too: used by
 * `imitation lint` on top of what loading found. */
void workshop_lint(const struct workshop *workshop, struct diags *diags);

/* The same of one translation, against its source: what differs, what is older
 * than its source, what is missing.  PATH is the workshop's folder.  */
void workshop_lint_language(const struct workshop *source, const char *path, const char *language,
			    struct diags *diags);
/* Is this the folder of a language, beside the lessons of a workshop?  Then the
 * workshop's folder and the language, which the caller frees. */
bool workshop_is_translation(const char *path, char **above, char **language);

/* Looks up; NULL where there is none. */
const struct step *workshop_step(const struct workshop *workshop, const char *id,
				 size_t *lesson_index, size_t *step_index);
const struct machine_spec *workshop_machine(const struct workshop *workshop, const char *name);
/* As people are told of it: its title, else the name; "" for NULL. */
const char *workshop_title_of(const struct workshop *workshop, const char *name);

/* The names in the files: "pause", "shutoff"; NULL/NONE/UNKNOWN where there is none. */
const char *verb_name(enum verb verb);
enum verb verb_named(const char *name);
const char *state_name(enum machine_state state);
enum machine_state state_named(const char *name);

#endif
