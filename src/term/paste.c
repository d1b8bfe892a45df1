// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is pasted, and what is pressed; see paste.h. */
#include "term/paste.h"

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
		return INT64_MAX;
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
