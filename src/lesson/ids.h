// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The workshop's id: names its progress file and marks its machines, so it
 * must stay the same from run to run.  Caller frees. */
#ifndef LESSON_IDS_H
#define LESSON_IDS_H

char *id_of_title(const char *title);                   /* the-imitation-game */
char *id_of_path(const char *name, const char *path); /* name-1f2e3d4c */

#endif
