// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tells pasted text from keys that a person presses, which else would press buttons and
 * answer questions.  Most terminals mark a paste (bracketed paste); where one does not,
 * many characters that came in one read are one.  Knows no curses; one thread. */
#ifndef TERM_PASTE_H
#define TERM_PASTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/input/command.h"

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
 * INT64_MAX: there is none. */
int64_t paste_due_ms(const struct paste *paste);

#endif
