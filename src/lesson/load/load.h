// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading a workshop from disk.  Blocks on the disk only; any thread. */
#ifndef LESSON_LOAD_LOAD_H
#define LESSON_LOAD_LOAD_H

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

#endif
