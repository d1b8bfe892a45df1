// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Translation: every sentence that a person reads goes through here.
 *
 * _() translates where the text is used; N_() only marks a string in a table for the
 * translators.  Translate whole sentences, never pieces put together, and number the
 * arguments if there are two (%1$s).  Any thread. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <stdbool.h>

#define _(text) i18n_text(text)
#define N_(text) (text)
/* The name is the C library's, so that xgettext and translators know it. */
#define ngettext(one, many, n) i18n_plural(one, many, n)

const char *i18n_text(const char *text) __attribute__((format_arg(1)));
const char *i18n_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

struct catalogue;
/* Translates with this catalogue from now on; NULL: no translation.  The catalogue must
 * never be freed. */
void i18n_set(struct catalogue *catalogue);

/* Whether a character answers yes: y, or the letter of the language in use; in either
 * case. */
bool says_yes(int code);
/* The same of a line: that letter alone, or the whole word. */
bool line_says_yes(const char *line);

#endif
