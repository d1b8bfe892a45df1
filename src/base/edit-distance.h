// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How far two words are from each other, to guess what was meant.  Any thread. */
#ifndef BASE_EDIT_DISTANCE_H
#define BASE_EDIT_DISTANCE_H

#include <stddef.h>

/* How many bytes have to be put in, taken out, changed, or swapped with the one
 * beside them, until the one is the other; for words of 31 bytes at most, else
 * the length of the longer one. */
size_t edit_distance(const char *a, const char *b);

/* The one of n words that was meant: one or two edits away, and of its letters at
 * least half are there; the first of the nearest.  n: none of them. */
size_t edit_nearest(const char *word, const char *const *words, size_t n);

#endif
