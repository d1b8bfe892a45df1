// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Strings that grow, and how texts are told apart: by hashes, and by the number of edits
 * between two words.
 *
 * The text of a string that grows is NUL-terminated once anything was added; a zeroed
 * struct is an empty string.  One is not shared between threads.  Telling apart is pure. */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	char *text;      /* NULL until something is added */
	size_t len, cap; /* bytes, without and with the NUL */
};

void str_add(struct str *s, const char *text); /* NULL adds nothing */
void str_addn(struct str *s, const char *text, size_t length);
void str_addc(struct str *s, char c);
/* Appends n bytes in base64 (RFC 4648), without line breaks. */
void str_add_base64(struct str *s, const char *bytes, size_t n);
void str_fill(struct str *s, char c, size_t times);
void str_addf(struct str *s, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Room behind the text for so many bytes of any kind; str_took() says how many of them were
 * written there, and makes them text.  Nothing else is done to the string in between. */
char *str_room(struct str *s, size_t most);
void str_took(struct str *s, size_t length);
void str_cut(struct str *s, size_t length); /* shortens it; does nothing if it is shorter */
const char *str_text(const struct str *s);  /* never NULL; valid until the next change */
char *str_take(struct str *s);              /* the caller owns the text; s becomes empty */
void str_free(struct str *s);               /* s becomes empty */

bool str_eq(const char *a, const char *b);  /* two NULLs are equal */
bool str_starts(const char *text, const char *prefix);
bool str_ends(const char *text, const char *suffix);

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
