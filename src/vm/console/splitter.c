// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The bytes of a serial console, line by line; see console.h. */
#include "vm/console/splitter.h"

#include <stdlib.h>

#include "base/utf8.h"

enum {
	TEXT,
	ESCAPE,       /* after ESC */
	INTERMEDIATE, /* ESC and a byte of 0x20 to 0x2f: one more follows at least */
	CSI,          /* ESC [ until a byte of 0x40 to 0x7e */
	STRING,       /* OSC, DCS, SOS, PM, APC: until BEL or ESC \ */
	STRING_ESCAPE,
};

/* What follows ESC. */
static int after_escape(unsigned char c)
{
	if (c == '[')
		return CSI;
	if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_')
		return STRING;
	if (c >= 0x20 && c <= 0x2f)
		return INTERMEDIATE;
	return TEXT;
}

/* One byte inside of a sequence: the state after it. */
static int in_sequence(int state, unsigned char c)
{
	/* CAN and SUB break any sequence off, as on a real terminal. */
	if (c == 0x18 || c == 0x1a)
		return TEXT;
	if (c == 0x1b)
		return state == STRING ? STRING_ESCAPE : ESCAPE;
	switch (state) {
	case ESCAPE:
		return after_escape(c);
	case INTERMEDIATE:
		return c >= 0x20 && c <= 0x2f ? INTERMEDIATE : TEXT;
	case CSI:
		return c >= 0x40 && c <= 0x7e ? TEXT : CSI;
	case STRING:
		return c == 0x07 ? TEXT : STRING;
	default: /* STRING_ESCAPE: a backslash ends it, all else begins anew */
		return c == '\\' ? TEXT : after_escape(c);
	}
}

static void put(struct console_splitter *s, char c)
{
	if (s->column < s->line.len)
		s->line.text[s->column] = c;
	else if (s->line.len < CONSOLE_LINE_MAX)
		str_addc(&s->line, c);
	else
		return;
	s->column++;
}

static void end_line(struct console_splitter *s,
		     void (*done)(void *context, const char *line), void *context)
{
	char *clean = console_tail(s);

	done(context, clean);
	free(clean);
	str_cut(&s->line, 0);
	s->column = 0;
}

void console_feed(struct console_splitter *s, const char *bytes, size_t n,
		  void (*done)(void *context, const char *line), void *context)
{
	size_t i;

	for (i = 0; i < n; i++) {
		unsigned char c = (unsigned char)bytes[i];

		/* A newline ends the line even inside of a broken sequence, so
		 * that a stray ESC ] cannot swallow all that follows. */
		if (c == '\n') {
			s->state = TEXT;
			end_line(s, done, context);
		} else if (s->state != TEXT) {
			s->state = in_sequence(s->state, c);
		} else if (c == 0x1b) {
			s->state = ESCAPE;
		} else if (c == '\r') {
			s->column = 0;
		} else if (c == '\b') {
			s->column -= s->column > 0;
		} else if (c == '\t' || (c >= 0x20 && c != 0x7f)) {
			put(s, (char)c);
		}
	}
}

char *console_tail(const struct console_splitter *s)
{
	return utf8_clean(str_text(&s->line), s->line.len);
}

void console_reset(struct console_splitter *s)
{
	str_cut(&s->line, 0);
	s->state = TEXT;
	s->column = 0;
}

void console_free(struct console_splitter *s)
{
	str_free(&s->line);
	*s = (struct console_splitter){ 0 };
}
