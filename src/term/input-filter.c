// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Escape sequences among the keys, and what is pasted; see input-filter.h.  The names of keys
 * are those of xterm, rxvt and the Linux console. */
#include "term/input-filter.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "ui/input/command.h"

/* ---- escape sequences ---------------------------------------------------------- */

#define ESC 0x1b

static const struct {
	int final, number, key;
} keys[] = {
	{ 'A', 0, KEY_UP_ },    { 'B', 0, KEY_DOWN_ }, { 'C', 0, KEY_RIGHT_ }, { 'D', 0, KEY_LEFT_ },
	{ 'H', 0, KEY_HOME_ },  { 'F', 0, KEY_END_ },  { 'Z', 0, KEY_BTAB_ },  { '~', 1, KEY_HOME_ },
	{ '~', 7, KEY_HOME_ },  { '~', 4, KEY_END_ },  { '~', 8, KEY_END_ },   { '~', 5, KEY_PGUP_ },
	{ '~', 6, KEY_PGDN_ },  { '~', 200, KEY_PASTE_ },
	{ '~', 201, KEY_PASTE_END_ },
};

int sequence_keypad(int final)
{
	static const char signs[] = "*+,-./0123456789"; /* of j to y */

	if (final >= 'j' && final <= 'y')
		return signs[final - 'j'];
	return final == 'M' ? KEY_ENTER_ : final == 'X' ? '=' : 0;
}

static int key_of(int final, int number)
{
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++)
		if (keys[i].final == final && keys[i].number == number)
			return keys[i].key;
	return 0;
}

/* Keeps the time of the last character. */
void sequence_forget(struct sequence *sequence)
{
	escape_reset(&sequence->escape);
	sequence->by_shift = sequence->whole = false;
	sequence->to_come = 0;
}

void sequence_escape(struct sequence *sequence, int64_t now_ms)
{
	sequence_forget(sequence);
	escape_take(&sequence->escape, ESC);
	sequence->last_ms = now_ms;
}

/* A CSI is complete: its key, or 0. */
static int csi(struct sequence *sequence)
{
	const struct escape *escape = &sequence->escape;
	int final = escape->final;

	sequence->whole = true;
	if (escape->marker || escape->intermediates[0] || strchr(escape->text, ':'))
		return 0;
	if (final == 'M' && escape->length == 0)
		sequence->to_come = 3; /* X10: button, column, row */
	else if (final == '[' && escape->length == 0)
		sequence->to_come = 1; /* a function key of the Linux console */
	else
		return key_of(final, final == '~' ? (int)strtol(escape->text, NULL, 10) : 0);
	return 0;
}

/* Whether it looks like an answer to one of our questions; see ability.c. */
static bool like_answer(const struct sequence *sequence)
{
	const struct escape *escape = &sequence->escape;
	int within = escape_within(escape);

	return (within == '[' && (escape->marker == '?' || escape->text[0] == '6')) ||
	       (within == '_' && escape->text[0] == 'G');
}

/* Whether this character goes on with the mark of a paste, ESC [ 200 ~ or ESC [ 201 ~, of
 * which at least the 2 has come.  Its digits would press buttons. */
static bool is_of_mark(const struct sequence *sequence, int code)
{
	static const char begin[] = "200~", end[] = "201~";
	const struct escape *escape = &sequence->escape;
	size_t n = escape->length;

	return escape_within(escape) == '[' && !escape->marker && n > 0 && n < sizeof end - 1 &&
	       ((strncmp(escape->text, end, n) == 0 && code == end[n]) ||
		(strncmp(escape->text, begin, n) == 0 && code == begin[n]));
}

/* A person pressed Esc, and then a key that begins no sequence. */
static bool is_key_after_escape(const struct sequence *sequence, int code)
{
	return escape_within(&sequence->escape) == ESC &&
	       (code <= 0 || code >= 0x80 || !strchr("[O]P^_X", code));
}

/* Passes the character to the tokenizer; one beyond ASCII counts as the byte 0x80. */
static bool take(struct sequence *sequence, int code, int *key)
{
	unsigned char byte = code > 0 && code < 0x80 ? (unsigned char)code : 0x80;

	switch (escape_take(&sequence->escape, byte)) {
	case ESCAPE_TEXT:
	case ESCAPE_CONTROL:
		return false;
	case ESCAPE_SEQUENCE:
		sequence->by_shift = sequence->escape.final == 'O';
		return true;
	case ESCAPE_CSI:
		*key = csi(sequence);
		return true;
	case ESCAPE_STRING:
		sequence->whole = true;
		return true;
	case ESCAPE_NONE:
		break;
	}
	return true;
}

/* How long this character may take after the one before, to belong to the sequence. */
static int patience_ms(const struct sequence *sequence, int code, bool awaited)
{
	if ((awaited && like_answer(sequence)) || is_of_mark(sequence, code))
		return SEQUENCE_ANSWER_MS;
	/* An answer of kitty's kind may still come when it is not awaited any more. */
	return !awaited && sequence_in_string(sequence) && escape_within(&sequence->escape) != '_' ?
	       SEQUENCE_STRING_MS : SEQUENCE_PATIENCE_MS;
}

void sequence_expire(struct sequence *sequence, int code, bool awaited, int64_t now_ms)
{
	if (now_ms - sequence->last_ms > patience_ms(sequence, code, awaited))
		sequence_forget(sequence);
}

bool sequence_take(struct sequence *sequence, int code, bool awaited, int64_t now_ms, int *key)
{
	*key = 0;
	sequence->whole = false;
	sequence_expire(sequence, code, awaited, now_ms);
	sequence->last_ms = now_ms;
	if (is_key_after_escape(sequence, code))
		sequence_forget(sequence);
	if (sequence->to_come > 0) {
		sequence->to_come--;
		return true;
	}
	if (sequence->by_shift) {
		sequence->by_shift = false;
		*key = sequence_keypad(code);
		if (!*key)
			*key = key_of(code, 0);
		return true;
	}
	return take(sequence, code, key);
}

bool sequence_in_string(const struct sequence *sequence)
{
	return escape_within_string(&sequence->escape);
}

const struct escape *sequence_whole(const struct sequence *sequence)
{
	return sequence->whole ? &sequence->escape : NULL;
}

/* ---- pastes -------------------------------------------------------------------- */

bool paste_has_room(const struct paste *paste)
{
	return paste->n < PASTE_KEYS;
}

void paste_add(struct paste *paste, struct key key)
{
	if (paste_has_room(paste))
		paste->keys[paste->n++] = key;
}

int64_t paste_due_ms(const struct paste *paste)
{
	if (paste->open == PASTE_NONE)
		return CLOCK_NEVER;
	return paste->last_ms + (paste->open == PASTE_MARKED ? PASTE_PATIENCE_MS : PASTE_TAIL_MS);
}

static bool is_text(int code)
{
	return code == KEY_ENTER_ || code == KEY_TAB_ ||
	       (code >= ' ' && code < KEY_BASE_ && code != KEY_BACKSPACE_);
}

/* Whether this read has many characters outside of marks.  The same one again and again
 * is a key that is held on a slow line. */
static bool has_many(const struct paste *paste)
{
	bool marked = paste->open == PASTE_MARKED && !paste->over, differ = false;
	int n = 0, first = 0;

	for (size_t i = 0; i < paste->n; i++) {
		int code = paste->keys[i].code;

		if (code == KEY_PASTE_ || code == KEY_PASTE_END_)
			marked = code == KEY_PASTE_;
		if (marked || !is_text(code))
			continue;
		if (n++ == 0)
			first = code;
		differ = differ || code != first;
	}
	return differ && n >= PASTE_MANY;
}

void paste_read(struct paste *paste, int64_t now_ms)
{
	paste->over = now_ms >= paste_due_ms(paste);
	paste->many = has_many(paste);
	for (size_t i = 0; i < paste->n; i++)
		if (paste->keys[i].code != KEY_MOUSE_ && paste->keys[i].code != KEY_RESIZE_)
			paste->last_ms = now_ms;
}

/* Tells the application that the paste that is open has ended. */
static bool end(struct paste *paste, struct key *key)
{
	*key = (struct key){
		.code = paste->open == PASTE_MARKED ? KEY_PASTE_END_ : KEY_MANY_END_,
	};
	paste->open = PASTE_NONE;
	paste->over = false;
	return true;
}

/* A mark of the terminal.  Returns false where it changes nothing: a paste may hold
 * another begin, and its end may come after it was given up. */
static bool mark(struct paste *paste, struct key *key)
{
	bool begins = key->code == KEY_PASTE_;

	if (begins == (paste->open == PASTE_MARKED))
		return false;
	paste->open = begins ? PASTE_MARKED : PASTE_NONE;
	return true;
}

bool paste_next(struct paste *paste, struct key *key)
{
	if (paste->over)
		return end(paste, key);
	while (paste->at < paste->n) {
		bool marks;

		*key = paste->keys[paste->at];
		marks = key->code == KEY_PASTE_ || key->code == KEY_PASTE_END_;
		if (marks && paste->open == PASTE_UNMARKED)
			return end(paste, key);
		if (!marks && paste->many && paste->open == PASTE_NONE) {
			paste->open = PASTE_UNMARKED;
			*key = (struct key){ .code = KEY_MANY_ };
			return true;
		}
		paste->at++;
		if (!marks || mark(paste, key))
			return true;
	}
	paste->n = paste->at = 0;
	return false;
}
