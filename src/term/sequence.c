// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Escape sequences; see sequence.h.  The grammar is ECMA-48's: a CSI is
 * parameters and intermediates (0x20 to 0x3f) and a final byte (0x40 to 0x7e);
 * OSC, DCS and the like go on to BEL or ST.  The names of keys are those of
 * xterm, rxvt and the Linux console. */
#include "term/sequence.h"

#include <stddef.h>

#include "ui/input/command.h"

static const struct {
	int final, number, key;
} keys[] = {
	{ 'A', 0, KEY_UP_ },    { 'B', 0, KEY_DOWN_ }, { 'C', 0, KEY_RIGHT_ }, { 'D', 0, KEY_LEFT_ },
	{ 'H', 0, KEY_HOME_ },  { 'F', 0, KEY_END_ },  { 'Z', 0, KEY_BTAB_ },  { '~', 1, KEY_HOME_ },
	{ '~', 7, KEY_HOME_ },  { '~', 4, KEY_END_ },  { '~', 8, KEY_END_ },   { '~', 5, KEY_PGUP_ },
	{ '~', 6, KEY_PGDN_ },
};

static int key_of(int final, int number)
{
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].final == final && keys[i].number == number)
			return keys[i].key;
	return 0;
}

void sequence_escape(struct sequence *sequence, int64_t now_ms)
{
	*sequence = (struct sequence){ .state = SEQ_ESCAPE, .last_ms = now_ms };
}

/* What follows the escape: does it begin a sequence? */
static bool begin(struct sequence *sequence, int code)
{
	sequence->plain = true;
	sequence->kind = code;
	switch (code) {
	case '[': sequence->state = SEQ_CSI; return true;
	case 'O': sequence->state = SEQ_SS3; return true;
	case ']': case 'P': case '^': case '_': case 'X': sequence->state = SEQ_STRING; return true;
	default: sequence->state = SEQ_NONE; return false;
	}
}

static void keep(struct sequence *sequence, int code)
{
	if (sequence->length < SEQUENCE_TEXT && code > 0 && code < 0x7f) {
		sequence->text[sequence->length++] = (char)code;
		sequence->text[sequence->length] = '\0';
	} else {
		sequence->length = SEQUENCE_TEXT + 1;
	}
}

static int csi(struct sequence *sequence, int code)
{
	keep(sequence, code);
	if (code >= '0' && code <= '9' && !sequence->counted) {
		if (sequence->first < 1000)
			sequence->first = sequence->first * 10 + code - '0';
		return 0;
	}
	if (code >= 0x20 && code <= 0x3f) {
		sequence->plain = sequence->plain && (code == ';' || (code >= '0' && code <= '9'));
		sequence->counted = true;
		return 0;
	}
	sequence->state = SEQ_NONE;
	sequence->whole = true;
	if (code == 'M' && sequence->plain && sequence->first == 0)
		sequence->to_come = 3; /* X10: button, column, row */
	else if (code == '[' && sequence->first == 0)
		sequence->to_come = 1; /* a function key of the Linux console */
	else if (sequence->plain)
		return key_of(code, code == '~' ? sequence->first : 0);
	return 0;
}

static void string(struct sequence *sequence, int code)
{
	if (code == 0x07 || (sequence->state == SEQ_STRING_ESCAPE && code == '\\')) {
		sequence->state = SEQ_NONE;
		sequence->whole = true;
		return;
	}
	sequence->state = code == 0x1b ? SEQ_STRING_ESCAPE : SEQ_STRING;
	if (code != 0x1b)
		keep(sequence, code);
}

/* Does it look like an answer to what we ask?  See ability.c. */
static bool like_answer(const struct sequence *sequence)
{
	int first = sequence->length > 0 ? sequence->text[0] : 0;

	return (sequence->state == SEQ_CSI && (first == '?' || first == '6')) ||
	       (sequence->state >= SEQ_STRING && sequence->kind == '_' && first == 'G');
}

bool sequence_take(struct sequence *sequence, int code, bool awaited, int64_t now_ms, int *key)
{
	int patience = awaited && like_answer(sequence) ? SEQUENCE_ANSWER_MS : SEQUENCE_PATIENCE_MS;
	bool late = now_ms - sequence->last_ms > patience;

	*key = 0;
	sequence->whole = false;
	sequence->last_ms = now_ms;
	if (late) {
		sequence->state = SEQ_NONE;
		sequence->to_come = 0;
	}
	if (sequence->to_come > 0) {
		sequence->to_come--;
		return true;
	}
	switch (sequence->state) {
	case SEQ_ESCAPE:
		return begin(sequence, code);
	case SEQ_CSI:
		*key = csi(sequence, code);
		return true;
	case SEQ_SS3:
		sequence->state = SEQ_NONE;
		*key = key_of(code, 0);
		return true;
	case SEQ_STRING:
	case SEQ_STRING_ESCAPE:
		string(sequence, code);
		return true;
	default:
		return false;
	}
}

bool sequence_in_string(const struct sequence *sequence)
{
	return sequence->state >= SEQ_STRING;
}

const char *sequence_whole(const struct sequence *sequence, int *kind)
{
	if (!sequence->whole || sequence->length > SEQUENCE_TEXT)
		return NULL;
	*kind = sequence->kind;
	return sequence->text;
}
