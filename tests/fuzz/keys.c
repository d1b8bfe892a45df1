// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What comes in from the terminal: keys, sequences, and pastes, in many reads. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "term/input-filter.h"

/* Of the input, these bytes are no keys: */
enum {
	NEXT_READ = 0xff, /* some time passes, the next byte says how much, and a read begins */
	AWAITED = 0xfe,   /* an answer of the terminal is expected, or no more */
	MOUSE = 0xfd,
	BEGINS = 0xfc,    /* curses has found the marks of a paste itself */
	ENDS = 0xfb,
};

struct typist {
	struct sequence sequence;
	struct paste paste;
	bool awaited;
	int64_t now_ms;
	int *in, *out; /* codes of keys that went in and came out, without marks */
	size_t n_in, n_out;
	int inside; /* the mark that was last given out, of a begin; 0: none */
};

static bool is_mark(int code)
{
	return code == KEY_PASTE_ || code == KEY_PASTE_END_ || code == KEY_MANY_ ||
	       code == KEY_MANY_END_;
}

static void add(struct typist *typist, struct key key)
{
	if (paste_has_room(&typist->paste) && !is_mark(key.code))
		typist->in[typist->n_in++] = key.code;
	paste_add(&typist->paste, key);
}

/* Marks come in pairs, and one kind never within the other. */
static void look_at_mark(struct typist *typist, int code)
{
	bool begins = code == KEY_PASTE_ || code == KEY_MANY_;
	int begun = code == KEY_PASTE_END_ ? KEY_PASTE_ : KEY_MANY_;

	if (begins ? typist->inside != 0 : typist->inside != begun)
		fail_msg("the mark %x comes within %x", (unsigned)code, (unsigned)typist->inside);
	typist->inside = begins ? code : 0;
}

static void end_read(struct typist *typist)
{
	size_t most = 3 * typist->paste.n + 3, given = 0;
	struct key key;

	paste_read(&typist->paste, typist->now_ms);
	while (paste_next(&typist->paste, &key)) {
		assert_true(++given <= most);
		if (is_mark(key.code))
			look_at_mark(typist, key.code);
		else
			typist->out[typist->n_out++] = key.code;
	}
}

static void take(struct typist *typist, int code)
{
	struct sequence *sequence = &typist->sequence;
	const struct escape *whole;
	int key = 0;

	sequence_expire(sequence, code, typist->awaited, typist->now_ms);
	if (code == KEY_ESCAPE_ && !sequence_in_string(sequence)) {
		sequence_escape(sequence, typist->now_ms);
		return;
	}
	if (!sequence_take(sequence, code, typist->awaited, typist->now_ms, &key)) {
		assert_int_equal(key, 0);
		key = code;
	}
	whole = sequence_whole(sequence);
	assert_true(!whole || whole->length <= ESCAPE_BYTES);
	if (key)
		add(typist, (struct key){ .code = key });
}

static void take_byte(struct typist *typist, unsigned char byte)
{
	if (byte == AWAITED)
		typist->awaited = !typist->awaited;
	else if (byte == MOUSE)
		add(typist, (struct key){ .code = KEY_MOUSE_ });
	else if (byte == BEGINS || byte == ENDS)
		add(typist, (struct key){ .code = byte == BEGINS ? KEY_PASTE_ : KEY_PASTE_END_ });
	else
		take(typist, byte < 0x80 ? byte : 0x4e00 + byte);
}

/* All keys come out again in their order, and no paste stays open for ever. */
FUZZ(keys)
{
	struct typist *typist = calloc(1, sizeof *typist);
	size_t i;

	typist->in = calloc(size + 1, sizeof *typist->in);
	typist->out = calloc(size + 1, sizeof *typist->out);
	for (i = 0; i < size; i++) {
		if (data[i] == NEXT_READ) {
			end_read(typist);
			typist->now_ms += i + 1 < size ? 40 * data[++i] : 0;
		} else {
			take_byte(typist, data[i]);
		}
	}
	end_read(typist);
	if (paste_due_ms(&typist->paste) != INT64_MAX) {
		typist->now_ms = paste_due_ms(&typist->paste);
		end_read(typist);
	}
	assert_int_equal(typist->inside, 0);
	assert_int_equal(typist->n_in, typist->n_out);
	assert_memory_equal(typist->in, typist->out, typist->n_in * sizeof *typist->in);
	free(typist->in);
	free(typist->out);
	free(typist);
	return 0;
}
