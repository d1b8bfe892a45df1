// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Escape sequences; see escape.h. */
#include "base/escape.h"

#include <string.h>

#define BEL 0x07
#define CAN 0x18
#define SUB 0x1a
#define ESC 0x1b
#define DEL 0x7f

enum {
	GROUND,
	AFTER_ESC,
	INTERMEDIATE, /* ESC and at least one intermediate */
	INTERMEDIATE_IGNORE, /* more of them than there is room for */
	CSI_ENTRY,    /* ESC [ */
	CSI_PARAMETERS,
	CSI_INTERMEDIATE,
	CSI_IGNORE, /* it is malformed or too long: up to its final byte it is skipped */
	STRING,
	STRING_IGNORE, /* it is too long */
	STRING_ESC,    /* a string, and ESC */
	STRING_IGNORE_ESC,
};

static int begin(struct escape *escape, int state, unsigned char kind)
{
	escape->kind = (char)kind;
	escape->marker = escape->final = '\0';
	escape->length = 0;
	escape->text[0] = '\0';
	escape->intermediates[0] = '\0';
	return state;
}

/* Keeps the byte and returns the state that follows: `state`, or `no_room` if the
 * buffer is full. */
static int keep(struct escape *escape, unsigned char byte, int state, int no_room)
{
	if (escape->length == ESCAPE_BYTES)
		return no_room;
	escape->text[escape->length++] = (char)byte;
	escape->text[escape->length] = '\0';
	return state;
}

static int keep_intermediate(struct escape *escape, unsigned char byte, int state, int no_room)
{
	size_t n = strlen(escape->intermediates);

	if (n == ESCAPE_INTERMEDIATES)
		return no_room;
	escape->intermediates[n] = (char)byte;
	escape->intermediates[n + 1] = '\0';
	return state;
}

static enum escape_token end(struct escape *escape, enum escape_token token, unsigned char final)
{
	escape->state = GROUND;
	escape->final = (char)final;
	return token;
}

/* A printable byte after ESC. */
static enum escape_token after_esc(struct escape *escape, unsigned char byte)
{
	escape->state = begin(escape, INTERMEDIATE, byte);
	if (byte < 0x30) {
		keep_intermediate(escape, byte, INTERMEDIATE, INTERMEDIATE_IGNORE);
	} else if (byte == '[') {
		escape->state = CSI_ENTRY;
	} else if (strchr("]P_^X", byte)) {
		escape->state = STRING;
	} else {
		return end(escape, ESCAPE_SEQUENCE, byte);
	}
	return ESCAPE_NONE;
}

static enum escape_token intermediate(struct escape *escape, unsigned char byte)
{
	bool ignored = escape->state == INTERMEDIATE_IGNORE;

	if (byte >= 0x30)
		return end(escape, ignored ? ESCAPE_NONE : ESCAPE_SEQUENCE, byte);
	escape->state = keep_intermediate(escape, byte, INTERMEDIATE, INTERMEDIATE_IGNORE);
	return ESCAPE_NONE;
}

/* A printable byte within a CSI. */
static enum escape_token csi(struct escape *escape, unsigned char byte)
{
	if (byte >= 0x40)
		return end(escape, escape->state == CSI_IGNORE ? ESCAPE_NONE : ESCAPE_CSI, byte);
	if (escape->state == CSI_IGNORE)
		return ESCAPE_NONE;
	if (byte < 0x30) {
		escape->state = keep_intermediate(escape, byte, CSI_INTERMEDIATE, CSI_IGNORE);
	} else if (byte >= '<' && escape->state == CSI_ENTRY) {
		escape->marker = (char)byte;
		escape->state = CSI_PARAMETERS;
	} else if (byte < '<' && escape->state != CSI_INTERMEDIATE) {
		escape->state = keep(escape, byte, CSI_PARAMETERS, CSI_IGNORE);
	} else {
		escape->state = CSI_IGNORE;
	}
	return ESCAPE_NONE;
}

static enum escape_token string(struct escape *escape, unsigned char byte)
{
	bool too_long = escape->state == STRING_IGNORE;

	if (byte == BEL)
		return end(escape, too_long ? ESCAPE_NONE : ESCAPE_STRING, 0);
	if (byte >= 0x20 && byte != DEL && !too_long)
		escape->state = keep(escape, byte, STRING, STRING_IGNORE);
	return ESCAPE_NONE;
}

/* What is no control and not within a string. */
static enum escape_token printable(struct escape *escape, unsigned char byte)
{
	if (byte >= 0x80)
		escape->state = GROUND;
	switch (escape->state) {
	case GROUND:
		return ESCAPE_TEXT;
	case AFTER_ESC:
		return after_esc(escape, byte);
	case INTERMEDIATE:
	case INTERMEDIATE_IGNORE:
		return intermediate(escape, byte);
	default:
		return csi(escape, byte);
	}
}

static enum escape_token escaped(struct escape *escape)
{
	if (escape->state == STRING)
		escape->state = STRING_ESC;
	else if (escape->state == STRING_IGNORE)
		escape->state = STRING_IGNORE_ESC;
	else
		escape->state = AFTER_ESC;
	return ESCAPE_NONE;
}

enum escape_token escape_take(struct escape *escape, unsigned char byte)
{
	if (byte == CAN || byte == SUB) {
		escape->state = GROUND;
		return ESCAPE_CONTROL;
	}
	if (byte == ESC)
		return escaped(escape);
	if (escape->state == STRING_ESC && byte == '\\')
		return end(escape, ESCAPE_STRING, 0);
	if (escape->state == STRING_IGNORE_ESC && byte == '\\')
		return end(escape, ESCAPE_NONE, 0);
	if (escape->state == STRING_ESC || escape->state == STRING_IGNORE_ESC)
		escape->state = AFTER_ESC; /* the string was never ended */
	if (escape->state == STRING || escape->state == STRING_IGNORE)
		return string(escape, byte);
	return byte < 0x20 || byte == DEL ? ESCAPE_CONTROL : printable(escape, byte);
}

int escape_within(const struct escape *escape)
{
	return escape->state == GROUND ? 0 : escape->state == AFTER_ESC ? ESC : escape->kind;
}

bool escape_within_string(const struct escape *escape)
{
	return escape->state >= STRING;
}

void escape_reset(struct escape *escape)
{
	escape->state = begin(escape, GROUND, 0);
}
