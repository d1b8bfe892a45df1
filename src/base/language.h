// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The locale of the process, which says which characters the terminal shows; and the language
 * of the program, which is another thing and can change while it runs.  Only on the thread of
 * main(). */
#ifndef BASE_LANGUAGE_H
#define BASE_LANGUAGE_H

#include <stdbool.h>

/* Takes the locale that the environment names.  Where it is not installed on this host, as
 * SSH may pass one along, UTF-8 stays UTF-8.  Numbers have a decimal point.  Call it
 * before other threads start. */
void locale_start(void);

/* Where language_start() names no folder: by this it is found once a catalogue is wanted, which
 * English wants none of.  It returns a new string. */
void language_find_by(char *(*find)(void));
/* Sets the folder of the catalogues, which are LANGUAGE/LC_MESSAGES/imitation.mo in it
 * (NULL: unchanged), and the languages to begin with ("es_MX.UTF-8", "de:es"; "" or
 * NULL: English).  Call it before other threads start. */
void language_start(const char *catalogues, const char *languages);
/* Switches to the first of these languages that has a catalogue; NULL: back to the
 * language of the start.  Returns false if none has one: then English is used. */
bool language_use(const char *languages);
/* Returns a text in the first of these languages that has a catalogue, else as it is; the one
 * that is in use stays.  The result is the catalogue's, or the text itself. */
const char *language_text(const char *languages, const char *text);

#endif
