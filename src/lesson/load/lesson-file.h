// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A lesson, read from its file.  Any thread. */
#ifndef LESSON_LOAD_LESSON_FILE_H
#define LESSON_LOAD_LESSON_FILE_H

#include "lesson/load/page.h"

enum lesson_kind {
	LESSON_NUMBERED, /* NUMBER-name.md: lint checks it strictly */
	LESSON_PLAIN,    /* any other text */
};

/* Reads a lesson.  Faults in it are added to loading->diags.  Returns false with err if the
 * file cannot be read; else the caller frees it with lesson_free(). */
bool lesson_read(struct loading *loading, const char *path, int number, enum lesson_kind kind,
		 struct lesson *lesson, struct error *err);

#endif
