// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The language that the program speaks, and changing it while it runs.  The thread of
 * main() alone. */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include <stdbool.h>

/* Where the catalogues are, LANGUAGE/LC_MESSAGES/imitation.mo (NULL: where they were
 * before), and the languages to begin with ("es_MX.UTF-8", "de:es"; "" or NULL:
 * English).  Before any other thread. */
void language_start(const char *catalogues, const char *languages);
/* From now on sentences come in the first of these languages that has a catalogue;
 * NULL: in that of the start.  False where none has one: they stay English. */
bool language_use(const char *languages);

#endif
