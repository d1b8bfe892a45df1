// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A catalogue of translations: a file as msgfmt writes it (.mo), in UTF-8.  It
 * never changes after it was read, so any thread may look things up in it. */
#ifndef BASE_CATALOGUE_H
#define BASE_CATALOGUE_H

#include "base/str.h"

struct catalogue;

/* Takes the bytes of the file over; NULL where they are no catalogue that can be used. */
struct catalogue *catalogue_new(struct str *bytes);
void catalogue_free(struct catalogue *catalogue); /* NULL is fine */

/* The translation, which lives as long as the catalogue; NULL: it has none. */
const char *catalogue_text(const struct catalogue *catalogue, const char *text);
/* The same of a text that has a plural, by its singular: the form for n. */
const char *catalogue_plural(const struct catalogue *catalogue, const char *one, unsigned long n);

#endif
