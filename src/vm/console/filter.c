// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What of a console's bytes goes to the terminal, and what into the lines; see filter.h. */
#include "vm/console/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* ---- for the terminal ---------------------------------------------------------- */

#define ESC '\033'
#define NUMBER_MAX 999
#define NUMBERS_MAX 16 /* libvterm 0.1 has room for so many, and writes beyond it (CSI_ARGS_MAX) */
#define MARKS_MAX 4
#define REPLACEMENT "\xef\xbf\xbd"

/* ---- sequences ------------------------------------------------------------ */

/* Final bytes: moving, erasing, scrolling, looks, reports. */
static const char csi_finals[] = "@ABCDEFGHIJKLMPSTXZ`acdefghlmnr";
static const char escape_finals[] = "78DEMHc=>";
/* Modes of ESC [ ? … h and l: arrows, reverse, wrap, cursor, the other screen,
 * marked pastes. */
static const int private_modes[] = { 1, 5, 7, 25, 47, 1047, 1048, 1049, 2004 };

static bool mode_is_known(int mode)
{
	for (size_t i = 0; i < sizeof private_modes / sizeof *private_modes; i++)
		if (private_modes[i] == mode)
			return true;
	return false;
}

/* Copies the numbers and their separators, each number limited to a sensible value.  Returns
 * false if there is anything else. */
static bool copy_numbers(const char *at, bool modes, struct str *out)
{
	int number = -1, count = 0, most = modes ? 9999 : NUMBER_MAX;

	for (;; at++) {
		if (*at >= '0' && *at <= '9') {
			number = (number < 0 ? 0 : number) * 10 + (*at - '0');
			number = number > most ? most : number;
			continue;
		}
		if (modes && number >= 0 && !mode_is_known(number))
			return false;
		if (number >= 0)
			str_addf(out, "%d", number);
		number = -1;
		if (*at == '\0')
			return true;
		if ((*at != ';' && *at != ':') || ++count >= NUMBERS_MAX)
			return false;
		str_addc(out, *at);
	}
}

/* Ignore rows that only ask for the terminal's size (999). */
static void note_row(struct console_filter *g)
{
	int row = strchr("Hfd", g->escape.final) ? (int)strtol(g->escape.text, NULL, 10) : 0;

	if (row > g->row && row <= FILTER_ROWS_MAX)
		g->row = row;
}

static bool csi_is_known(const struct escape *csi)
{
	if (csi->intermediates[0])
		return false;
	if (csi->marker)
		return csi->marker == '?' && strchr("hl", csi->final);
	return strchr(csi_finals, csi->final) != NULL;
}

static void put_csi(struct console_filter *g, struct str *out)
{
	const struct escape *csi = &g->escape;
	bool bare = !csi->marker && csi->length == 0;
	size_t before = out->len;

	/* libvterm knows other sequences for saving and restoring the cursor. */
	if (bare && !csi->intermediates[0] && strchr("su", csi->final)) {
		str_addf(out, "%c%c", ESC, csi->final == 's' ? '7' : '8');
	} else if (bare && strcmp(csi->intermediates, "!") == 0 && csi->final == 'p') {
		str_addf(out, "%c[!p", ESC);
	} else if (csi_is_known(csi)) {
		str_addf(out, "%c[%s", ESC, csi->marker ? "?" : "");
		if (!copy_numbers(csi->text, csi->marker, out)) {
			str_cut(out, before);
			return;
		}
		str_addc(out, csi->final);
		note_row(g);
	}
}

static void put_sequence(const struct escape *sequence, struct str *out)
{
	const char *between = sequence->intermediates;
	char final = sequence->final;

	/* Also character sets for line drawing, and filling the screen with E. */
	if (between[0] == '\0' ? strchr(escape_finals, final) != NULL :
	    strcmp(between, "#") == 0 ? final == '8' :
	    (strcmp(between, "(") == 0 || strcmp(between, ")") == 0) && strchr("0AB", final))
		str_addf(out, "%c%s%c", ESC, between, final);
}

/* ---- characters ----------------------------------------------------------- */

static void put_character(struct console_filter *g, struct str *out)
{
	uint32_t cp;
	size_t took = utf8_decode(g->character, g->has, &cp);
	int width = took == g->has && took > 1 ? utf8_cp_width(cp) : -1;

	g->needs = 0;
	if (width != 0) {
		str_addn(out, width < 0 ? REPLACEMENT : g->character, width < 0 ? 3 : g->has);
		g->marks = MARKS_MAX;
	} else if (g->marks > 0) {
		str_addn(out, g->character, g->has);
		g->marks--;
	}
}

static void begin_character(struct console_filter *g, unsigned char c, struct str *out)
{
	g->character[0] = (char)c;
	g->has = 1;
	g->needs = c >= 0xc2 && c <= 0xdf ? 2 : c >= 0xe0 && c <= 0xef ? 3 :
		   c >= 0xf0 && c <= 0xf4 ? 4 : 1;
	if (g->needs == 1)
		put_character(g, out);
}

static void put_byte(struct console_filter *g, unsigned char c, struct str *out)
{
	if (c >= 0x80) {
		begin_character(g, c, out);
	} else {
		str_addc(out, (char)c);
		g->marks = MARKS_MAX;
	}
}

/* Adds a byte to the incomplete character.  Returns false if it does not belong to it. */
static bool continues(struct console_filter *g, unsigned char c, struct str *out)
{
	if (g->needs == 0)
		return false;
	if ((c & 0xc0) == 0x80) {
		g->character[g->has++] = (char)c;
		if (g->has == g->needs)
			put_character(g, out);
		return true;
	}
	g->needs = 0; /* the character was incomplete */
	str_add(out, REPLACEMENT);
	return false;
}

static void feed_byte(struct console_filter *g, unsigned char c, struct str *out)
{
	if (continues(g, c, out))
		return;
	/* A newline ends even a broken sequence, so that a stray sequence cannot swallow all
	 * that follows. */
	if (c == '\n')
		escape_reset(&g->escape);
	switch (escape_take(&g->escape, c)) {
	case ESCAPE_TEXT:
		put_byte(g, c, out);
		return;
	case ESCAPE_CONTROL:
		if (c && strchr("\b\t\n\v\f\r\x0e\x0f", c))
			str_addc(out, (char)c);
		break;
	case ESCAPE_CSI:
		put_csi(g, out);
		break;
	case ESCAPE_SEQUENCE:
		put_sequence(&g->escape, out);
		break;
	case ESCAPE_STRING:
	case ESCAPE_NONE:
		break;
	}
	g->marks = 0;
}

void console_filter_feed(struct console_filter *g, const char *bytes, size_t n, struct str *out)
{
	size_t i;

	for (i = 0; i < n; i++)
		feed_byte(g, (unsigned char)bytes[i], out);
}

/* ---- for the lines ------------------------------------------------------------- */

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

char *console_tail_to_cursor(const struct console_splitter *s)
{
	const char *text = str_text(&s->line);

	return utf8_clean(text, utf8_whole(text, s->column < s->line.len ? s->column : s->line.len));
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
