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

#include "base/str.h"

#define _(text) i18n_text(text)
#define N_(text) (text)
/* The name is the C library's, so that xgettext and translators know it. */
#define ngettext(one, many, n) i18n_plural(one, many, n)

const char *i18n_text(const char *text) __attribute__((format_arg(1)));
const char *i18n_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

/* Returns a translated sentence of our own source with its one %s filled in, where the
 * sentence is chosen elsewhere: the compiler cannot look at it then.  Caller frees. */
char *i18n_fill(const char *sentence, const char *text);

struct catalogue;
/* Translates with this catalogue from now on; NULL: no translation.  The catalogue must
 * never be freed. */
void i18n_set(struct catalogue *catalogue);

/* Whether a character answers yes: y, or the letter of the language in use; in either
 * case. */
bool says_yes(int code);
/* The same of a line: that letter alone, or the whole word. */
bool line_says_yes(const char *line);

/* ---- plurals --------------------------------------------------------------------
 *
 * Selects the plural form for a number by the rule in a catalogue's header: a C
 * expression with the variable n, such as "n != 1". */

/* Sets *form to the form for n.  Returns false if the rule is not valid. */
bool plural_form(const char *rule, unsigned long n, unsigned long *form);

/* ---- catalogues -----------------------------------------------------------------
 *
 * A catalogue is a file that msgfmt wrote (.mo), in UTF-8.  It does not change after it
 * was read, so any thread may look up texts in it. */

/* Takes ownership of the bytes of the file.  Returns NULL if they are not a usable
 * catalogue. */
struct catalogue *catalogue_new(struct str *bytes);
void catalogue_free(struct catalogue *catalogue); /* NULL is fine */

/* Returns the translation, which lives as long as the catalogue; NULL if there is none. */
const char *catalogue_text(const struct catalogue *catalogue, const char *text);
/* The same for a text with a plural, found by its singular: returns the form for n. */
const char *catalogue_plural(const struct catalogue *catalogue, const char *one, unsigned long n);

#endif
