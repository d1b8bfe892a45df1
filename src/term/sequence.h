// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Escape sequences that curses did not take for a key: keys of another kind of
 * terminal, the late half of a key on a slow line, answers of the terminal.  Without
 * this their letters and digits would be keys, and press buttons.  Knows no curses. */
#ifndef TERM_SEQUENCE_H
#define TERM_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/escape.h"

/* How long the next byte may take after an escape or within a sequence, on a slow line. */
#define SEQUENCE_PATIENCE_MS 1000
/* The same within what looks like an answer that is expected, or like the end of a paste. */
#define SEQUENCE_ANSWER_MS 10000

/* The same within a string that nobody asked for: Esc and P may be keys of a person, and
 * what follows, too. */
#define SEQUENCE_STRING_MS 100

struct sequence {
	struct escape escape;
	bool by_shift; /* the next character is the key that an SS3 (ESC O) announced */
	int to_come;   /* bytes after a CSI that belong to it, as of a mouse report */
	bool whole;    /* a CSI or a string has just come to its end */
	int64_t last_ms;
};

/* The key of a numeric keypad in application mode that sends ESC O and this character, as a
 * code of ui/input/command.h; 0: none does. */
int sequence_keypad(int final);
/* Whatever began is forgotten: what follows are keys. */
void sequence_forget(struct sequence *sequence);
/* An escape came and nothing after it yet. */
void sequence_escape(struct sequence *sequence, int64_t now_ms);
/* Forgets what has begun if this character comes too late for it. */
void sequence_expire(struct sequence *sequence, int code, bool awaited, int64_t now_ms);
/* Takes a character.  Returns true if it belongs to a sequence; *key is then the key
 * that it completes (a code of ui/input/command.h), or 0 for none.  Returns false for
 * an ordinary key.  awaited: an answer of the terminal is still expected. */
bool sequence_take(struct sequence *sequence, int code, bool awaited, int64_t now_ms, int *key);
/* Within a string an escape is the first half of its end. */
bool sequence_in_string(const struct sequence *sequence);
/* Returns the CSI or the string that the last character completed, valid until the next
 * one; NULL if there is none, or if it is too long to be an answer. */
const struct escape *sequence_whole(const struct sequence *sequence);

#endif
