// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Translation: every sentence that a person reads goes through here.
 *
 * _() translates at the moment of use (draw time); N_() only marks a string
 * in a table for the translators.  Whole sentences, never glued pieces;
 * arguments that may change their order are numbered (%1$s).  Any thread. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>

#define _(text) gettext(text)
#define N_(text) (text)

/* Before any other thread and before i18n_use(): keeps the language that the
 * environment asks for. */
void i18n_start(void);
/* From now on sentences come in this language ("es"), where it has a catalogue;
 * NULL: in the one of the start.  The thread of main() alone. */
void i18n_use(const char *language);

#endif
