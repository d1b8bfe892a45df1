// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A lesson on an exported page.  One thread. */
#ifndef EXPORT_EXPORT_LESSON_H
#define EXPORT_EXPORT_LESSON_H

#include "export/export-making.h"

/* Appends the lesson.  level: of its heading, 1 to 6. */
void export_lesson(struct making *m, const struct lesson *lesson, int level);

#endif
