// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How texts are told apart: by hashes, and by the number of edits between two words.
 * Pure; any thread. */
#ifndef BASE_COMPARE_H
#define BASE_COMPARE_H

#include <stddef.h>
#include <stdint.h>

/* ---- hashes ---------------------------------------------------------------------
 *
 * FNV-1a: the same on every machine.  It does not protect against forgery. */

#define HASH32 2166136261u /* of nothing: what the first call gets */
#define HASH64 UINT64_C(14695981039346656037)

/* Continues a hash with n more bytes.  Start with HASH32 or HASH64. */
uint32_t hash32(uint32_t hash, const void *bytes, size_t n);
uint64_t hash64(uint64_t hash, const void *bytes, size_t n);

/* ---- edits between two words, to guess what was meant ---------------------------- */

/* Returns how many bytes must be inserted, removed, changed or swapped with their
 * neighbour to turn one word into the other.  Words longer than 31 bytes are not
 * compared: then it is the length of the longer one. */
size_t edit_distance(const char *a, const char *b);

/* Returns the index of the one of n words that was probably meant: the nearest that is
 * one or two edits away and keeps at least half of its letters.  Returns n if there is
 * none. */
size_t edit_nearest(const char *word, const char *const *words, size_t n);

#endif
