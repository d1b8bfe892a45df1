// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tells keys that a person presses from what else comes in: escape sequences that curses did
 * not take for a key, and pasted text.  Knows no curses; one thread.
 *
 * Such sequences are keys of another kind of terminal, the late half of a key on a slow line,
 * answers of the terminal; their letters and digits would else be keys, and press buttons.
 * So would pasted text, which would answer questions too.  Most terminals mark a paste
 * (bracketed paste); where one does not, many characters that came in one read are one. */
#ifndef TERM_INPUT_FILTER_H
#define TERM_INPUT_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/escape.h"
#include "ui/input/command.h"

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

/* A marked paste is over when no key came for so long, because its end may be lost. */
#define PASTE_PATIENCE_MS 1000
/* The same for a paste without marks, whose rest may come in another packet. */
#define PASTE_TAIL_MS 100
/* No person presses so many different keys between two reads. */
#define PASTE_MANY 4
#define PASTE_KEYS 1024 /* of one read; what waits beyond that is another read */

enum paste_open { PASTE_NONE, PASTE_MARKED, PASTE_UNMARKED };

/* Keys on their way to the application.  A zeroed one is ready. */
struct paste {
	enum paste_open open; /* which paste the application is in the middle of */
	bool over;            /* it has ended, and the application is not told yet */
	bool many;            /* what came in this read is a paste without marks */
	int64_t last_ms;      /* when the last key came */
	struct key keys[PASTE_KEYS];
	size_t n, at; /* how many came in this read, and the next one */
};

/* Whether the read may go on. */
bool paste_has_room(const struct paste *paste);
/* Adds a key of the read that goes on; without room it is dropped. */
void paste_add(struct paste *paste, struct key key);
/* The read is over, though it may have brought nothing. */
void paste_read(struct paste *paste, int64_t now_ms);
/* The next key for the application, KEY_PASTE_, KEY_MANY_ and their ends among them;
 * false: none is left of this read. */
bool paste_next(struct paste *paste, struct key *key);
/* When to read again because the paste may be over then, on the monotonic clock;
 * CLOCK_NEVER: there is none. */
int64_t paste_due_ms(const struct paste *paste);

#endif
