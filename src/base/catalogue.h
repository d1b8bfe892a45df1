// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A catalogue of translations: a file that msgfmt wrote (.mo), in UTF-8.  It does not
 * change after it was read, so any thread may look up texts in it. */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include "base/str.h"

struct catalogue;

/* Takes ownership of the bytes of the file.  Returns NULL if they are not a usable
 * catalogue. */
struct catalogue *catalogue_new(struct str *bytes);
void catalogue_free(struct catalogue *catalogue); /* NULL is fine */

/* Returns the translation, which lives as long as the catalogue; NULL if there is none. */
const char *catalogue_text(const struct catalogue *catalogue, const char *text);
/* The same for a text with a plural, found by its singular: returns the form for n. */
const char *catalogue_plural(const struct catalogue *catalogue, const char *one, unsigned long n);

#endif
