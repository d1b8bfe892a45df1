// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Escape sequences that curses did not take for a key: those of another kind of
 * terminal, late halves of a key on a slow line, answers, asked for or not.
 * Without this their letters and digits would be keys, and press buttons.
 * A state machine; knows no curses. */
#ifndef TERM_SEQUENCE_H
#define TERM_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>

/* After an escape, and between two bytes, so much may pass on a slow line. */
#define SEQUENCE_PATIENCE_MS 1000
/* And so much, within what looks like an answer that is waited for. */
#define SEQUENCE_ANSWER_MS 10000

enum { SEQUENCE_TEXT = 80 }; /* longer ones are no answer to anything we ask */

struct sequence {
	enum { SEQ_NONE, SEQ_ESCAPE, SEQ_CSI, SEQ_SS3, SEQ_STRING, SEQ_STRING_ESCAPE, SEQ_COUNT } state;
	int first;      /* the first number of a CSI */
	bool plain;     /* nothing but that number so far */
	bool counted;   /* there is a first number, and it is complete */
	int to_come;    /* bytes of a mouse report that belong to it */
	int64_t last_ms;
	int kind;                     /* what came after the escape */
	char text[SEQUENCE_TEXT + 1]; /* and after that */
	int length;                   /* beyond SEQUENCE_TEXT: too long */
	bool whole;                   /* it has just come to its end */
};

/* An escape came and nothing after it yet. */
void sequence_escape(struct sequence *sequence, int64_t now_ms);
/* Takes a character.  True: it belongs to a sequence; *key is the key that it
 * completes (a KEY_…_ of ui/command.h), or 0 for none.  False: an ordinary key.
 * awaited: an answer of the terminal is still to come. */
bool sequence_take(struct sequence *sequence, int code, bool awaited, int64_t now_ms, int *key);
/* Within a string an escape is the first half of its end. */
bool sequence_in_string(const struct sequence *sequence);
/* The sequence that the last character completed: without the escape, what came
 * first ('[', '_' …) in *kind; with the final byte of a CSI, without the end of
 * a string.  NULL: none, or too long to be told. */
const char *sequence_whole(const struct sequence *sequence, int *kind);

#endif
