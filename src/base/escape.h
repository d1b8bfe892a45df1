// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tells text, control characters and escape sequences apart, byte by byte.
 *
 * The grammar is that of ECMA-48 and of DEC's terminals, as Paul Williams drew
 * it at vt100.net/emu/dec_ansi_parser, for lines that carry UTF-8: a byte of
 * 0x80 or more is a part of a character and never a control.  It does not
 * matter in which pieces the bytes arrive.  Pure; not shared between threads
 * without a lock. */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	ESCAPE_BYTES = 128,      /* of parameters, or of a string: a longer sequence is no token */
	ESCAPE_INTERMEDIATES = 2 /* bytes of 0x20 to 0x2f before the final one; with more: none */
};

enum escape_token {
	ESCAPE_NONE,     /* the byte belongs to a sequence that goes on, or that is none */
	ESCAPE_TEXT,     /* the byte is a part of a character: 0x20 to 0x7e, 0x80 and more */
	ESCAPE_CONTROL,  /* the byte is a control character, or DEL: also within a sequence */
	ESCAPE_SEQUENCE, /* ESC, intermediates, final byte */
	ESCAPE_CSI,      /* ESC [, marker, parameters, intermediates, final byte */
	ESCAPE_STRING,   /* ESC and one of ]P_^X, text, and BEL or ESC \ */
};

/* A zeroed one is ready.  The fields below state are those of the sequence that
 * the last byte completed, and valid until the next byte. */
struct escape {
	int state; /* private */
	char kind;   /* what came after ESC: '[' of a CSI, ']', 'P', '_', '^' or 'X' of a string */
	char marker; /* of a CSI: one of "<=>?" before its parameters; '\0': none */
	char final;  /* the last byte; not of a string */
	char intermediates[ESCAPE_INTERMEDIATES + 1];
	char text[ESCAPE_BYTES + 1]; /* the parameters, or a string without its controls */
	size_t length;               /* of text, in bytes */
};

/* Takes one byte, and says what it is or completes.  CAN and SUB break a
 * sequence off, as does a byte of 0x80 or more outside of a string; ESC begins
 * another. */
enum escape_token escape_take(struct escape *escape, unsigned char byte);
/* Which sequence has begun and is not complete yet: 0 for none, 033 right after ESC,
 * else the byte that came after ESC (as in kind, or an intermediate). */
int escape_within(const struct escape *escape);
/* Whether that is a string.  An ESC in it may be the first half of its end. */
bool escape_within_string(const struct escape *escape);
void escape_reset(struct escape *escape); /* whatever began is forgotten */

#endif
