// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The bytes of a serial console, line by line; see splitter.h. */
#include "vm/console/splitter.h"

#include <stdlib.h>

#include "base/utf8.h"

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

static void control(struct console_splitter *s, char c,
		    void (*done)(void *context, const char *line), void *context)
{
	if (c == '\n')
		end_line(s, done, context);
	else if (c == '\r')
		s->column = 0;
	else if (c == '\b')
		s->column -= s->column > 0;
	else if (c == '\t')
		put(s, c);
}

void console_feed(struct console_splitter *s, const char *bytes, size_t n,
		  void (*done)(void *context, const char *line), void *context)
{
	for (size_t i = 0; i < n; i++) {
		enum escape_token token;

		/* A newline ends the line even inside a broken sequence, so that a stray ESC
		 * ] cannot swallow all that follows. */
		if (bytes[i] == '\n')
			escape_reset(&s->escape);
		token = escape_take(&s->escape, (unsigned char)bytes[i]);
		if (token == ESCAPE_TEXT)
			put(s, bytes[i]);
		else if (token == ESCAPE_CONTROL)
			control(s, bytes[i], done, context);
	}
}

char *console_tail(const struct console_splitter *s)
{
	const char *text = str_text(&s->line);

	return utf8_clean(text, s->line.len < CONSOLE_LINE_MAX ? s->line.len
							       : utf8_whole(text, s->line.len));
}

void console_reset(struct console_splitter *s)
{
	str_cut(&s->line, 0);
	escape_reset(&s->escape);
	s->column = 0;
}

void console_free(struct console_splitter *s)
{
	str_free(&s->line);
	*s = (struct console_splitter){ 0 };
}
