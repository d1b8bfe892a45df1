// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reads a workshop from disk.  May block on the disk; any thread. */
#ifndef LESSON_LOAD_LOAD_H
#define LESSON_LOAD_LOAD_H

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Opens a folder, or one .md or .txt file.  language ("es", "es_MX", "fr:es" for the
 * first that there is, NULL for the original) selects translated lessons, each if it
 * exists.
 *
 * Faults in the files are added to diags (never NULL), and the rest is loaded.  Returns
 * NULL with err only if there is nothing to show: no such path, or not readable.  The
 * caller frees the result with workshop_free(). */
struct workshop *workshop_load(const char *path, const char *language, struct diags *diags,
			       struct error *err);

#endif
