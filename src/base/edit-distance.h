// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How many edits apart two words are, to guess what was meant.  Any thread. */
#ifndef BASE_EDIT_DISTANCE_H
#define BASE_EDIT_DISTANCE_H

#include <stddef.h>

/* Returns how many bytes must be inserted, removed, changed or swapped with their
 * neighbour to turn one word into the other.  Words longer than 31 bytes are not
 * compared: then it is the length of the longer one. */
size_t edit_distance(const char *a, const char *b);

/* Returns the index of the one of n words that was probably meant: the nearest that is
 * one or two edits away and keeps at least half of its letters.  Returns n if there is
 * none. */
size_t edit_nearest(const char *word, const char *const *words, size_t n);

#endif
