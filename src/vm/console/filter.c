// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Only what is known gets through to a machine's terminal; see gate.h. */
#include "vm/console/filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

#define ESC '\033'
#define NUMBER_MAX 999
#define NUMBERS_MAX 24
#define MARKS_MAX 4
#define REPLACEMENT "\xef\xbf\xbd"

enum {
	TEXT,
	ESCAPE,        /* after ESC */
	INTERMEDIATE,  /* ESC and a byte of 0x20 to 0x2f: one more follows at least */
	CSI,           /* ESC [ until a byte of 0x40 to 0x7e */
	STRING,        /* OSC, DCS, SOS, PM, APC: until BEL or ESC \ */
	STRING_ESCAPE,
};

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

/* The numbers with what is between them, each no larger than makes sense.
 * False where there is anything else. */
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

/* Rows that only ask how large the terminal is (999) don't count. */
static void note_row(struct console_filter *g, char final)
{
	int row = strchr("Hfd", final) ? (int)strtol(g->sequence, NULL, 10) : 0;

	if (row > g->row && row <= FILTER_ROWS_MAX)
		g->row = row;
}

static void end_csi(struct console_filter *g, char final, struct str *out)
{
	size_t before = out->len;
	bool private = g->sequence[0] == '?';

	g->sequence[g->n] = '\0';
	if (g->overlong)
		return;
	/* "Save" and "restore the cursor" have another name with libvterm. */
	if (g->n == 0 && (final == 's' || final == 'u')) {
		str_addf(out, "%c%c", ESC, final == 's' ? '7' : '8');
		return;
	}
	if (strcmp(g->sequence, "!") == 0 && final == 'p') {
		str_addf(out, "%c[!p", ESC);
		return;
	}
	if (private ? final != 'h' && final != 'l' : !strchr(csi_finals, final))
		return;
	str_addf(out, "%c[%s", ESC, private ? "?" : "");
	if (!copy_numbers(g->sequence + private, private, out)) {
		str_cut(out, before);
		return;
	}
	str_addc(out, final);
	note_row(g, final);
}

static void end_intermediate(const struct console_filter *g, char final, struct str *out)
{
	char first = g->sequence[0];

	if (g->n != 1 || g->overlong)
		return;
	/* The line drawing characters, and the screen full of E. */
	if (((first == '(' || first == ')') && strchr("0AB", final)) ||
	    (first == '#' && final == '8'))
		str_addf(out, "%c%c%c", ESC, first, final);
}

static void collect(struct console_filter *g, char c)
{
	if (g->n + 1 < sizeof g->sequence)
		g->sequence[g->n++] = c;
	else
		g->overlong = true;
}

static void after_escape(struct console_filter *g, unsigned char c, struct str *out)
{
	g->n = 0;
	g->overlong = false;
	g->state = TEXT;
	if (c == '[') {
		g->state = CSI;
	} else if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
		g->state = STRING;
	} else if (c >= 0x20 && c <= 0x2f) {
		g->state = INTERMEDIATE;
		collect(g, (char)c);
	} else if (c && c < 0x7f && strchr(escape_finals, c)) {
		str_addf(out, "%c%c", ESC, c);
	}
}

static void in_sequence(struct console_filter *g, unsigned char c, struct str *out)
{
	switch (g->state) {
	case ESCAPE:
		after_escape(g, c, out);
		break;
	case INTERMEDIATE:
	case CSI:
		if (c >= 0x80) {
			g->state = TEXT;
		} else if (c >= 0x20 && c < (g->state == CSI ? 0x40 : 0x30)) {
			collect(g, (char)c);
		} else if (c >= 0x20 && c < 0x7f) {
			if (g->state == CSI)
				end_csi(g, (char)c, out);
			else
				end_intermediate(g, (char)c, out);
			g->state = TEXT;
		}
		break;
	case STRING:
		g->state = c == 0x07 ? TEXT : STRING;
		break;
	default: /* STRING_ESCAPE: a backslash ends it, all else begins anew */
		if (c == '\\')
			g->state = TEXT;
		else
			after_escape(g, c, out);
	}
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

static void in_text(struct console_filter *g, unsigned char c, struct str *out)
{
	if (c >= 0x80) {
		begin_character(g, c, out);
	} else if (c >= 0x20 && c != 0x7f) {
		str_addc(out, (char)c);
		g->marks = MARKS_MAX;
	} else if (c && strchr("\b\t\n\v\f\r\x0e\x0f", c)) {
		str_addc(out, (char)c);
		g->marks = 0;
	}
}

static void feed_byte(struct console_filter *g, unsigned char c, struct str *out)
{
	if (g->needs > 0 && (c & 0xc0) == 0x80) {
		g->character[g->has++] = (char)c;
		if (g->has == g->needs)
			put_character(g, out);
		return;
	}
	if (g->needs > 0) { /* it broke off */
		g->needs = 0;
		str_add(out, REPLACEMENT);
	}
	if (c == 0x18 || c == 0x1a) {
		g->state = TEXT;
	} else if (c == ESC) {
		g->state = g->state == STRING ? STRING_ESCAPE : ESCAPE;
	} else if (g->state == TEXT || c == '\n') {
		/* A newline ends even a broken sequence, so that a stray one
		 * cannot swallow all that follows. */
		g->state = TEXT;
		in_text(g, c, out);
	} else {
		in_sequence(g, c, out);
	}
	if (g->state != TEXT)
		g->marks = 0;
}

void console_filter_feed(struct console_filter *g, const char *bytes, size_t n, struct str *out)
{
	size_t i;

	for (i = 0; i < n; i++)
		feed_byte(g, (unsigned char)bytes[i], out);
}
