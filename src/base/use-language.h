// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The language of the program, which can change while it runs.  Only on the thread of
 * main(). */
#ifndef BASE_USE_LANGUAGE_H
#define BASE_USE_LANGUAGE_H

#include <stdbool.h>

/* Sets the folder of the catalogues, which are LANGUAGE/LC_MESSAGES/imitation.mo in it
 * (NULL: unchanged), and the languages to begin with ("es_MX.UTF-8", "de:es"; "" or
 * NULL: English).  Call it before other threads start. */
void language_start(const char *catalogues, const char *languages);
/* Switches to the first of these languages that has a catalogue; NULL: back to the
 * language of the start.  Returns false if none has one: then English is used. */
bool language_use(const char *languages);

#endif
