// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hyperlinks and the clipboard; see osc.h.
 *
 * Curses has no notion of a link, so after it has drawn, the text of each
 * link is written once more at the same place and in the same look, between
 * the sequences that open and close it.  To curses nothing has changed.  The
 * sequence is described at gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda. */
#include "term/osc.h"

#include <stdlib.h>
#include <string.h>

/* ---- links ------------------------------------------------------------------ */

bool links_supported(void)
{
	static const char *const programs[] = { "iTerm.app", "WezTerm", "ghostty", "vscode", NULL };
	const char *force = getenv("FORCE_HYPERLINK"), *vte = getenv("VTE_VERSION");
	const char *term = getenv("TERM"), *program = getenv("TERM_PROGRAM");
	size_t i;

	if (force && force[0])
		return force[0] != '0';
	/* Inside tmux or screen the outer terminal's variables say nothing. */
	if (getenv("TMUX") || getenv("STY"))
		return false;
	if (vte && atoi(vte) >= 5000)
		return true;
	for (i = 0; program && programs[i]; i++)
		if (strcmp(program, programs[i]) == 0)
			return true;
	return getenv("KONSOLE_VERSION") || (term && (strstr(term, "kitty") || strstr(term, "foot") ||
						      strstr(term, "alacritty")));
}

/* An address may have printable ASCII only: all else is percent-encoded. */
static void add_address(struct str *out, const char *address)
{
	const unsigned char *at;

	for (at = (const unsigned char *)address; *at; at++) {
		if (*at > 0x20 && *at < 0x7f)
			str_addc(out, (char)*at);
		else
			str_addf(out, "%%%02X", *at);
	}
}

static void add_dress(struct str *out, enum style style, bool color)
{
	static const struct {
		unsigned attr;
		const char *code;
	} codes[] = { { LOOK_BOLD, ";1" }, { LOOK_DIM, ";2" }, { LOOK_ITALIC, ";3" },
		      { LOOK_UNDERLINE, ";4" }, { LOOK_REVERSE, ";7" } };
	struct look look = theme_look(style, color);
	size_t i;

	str_add(out, "\033[0");
	for (i = 0; i < sizeof codes / sizeof *codes; i++)
		if (look.attrs & codes[i].attr)
			str_add(out, codes[i].code);
	if (color && look.color >= 0)
		str_addf(out, ";3%d", look.color % 8);
	str_add(out, "m");
}

/* Adds the cells of a link that have the same look; a search may have marked only a
 * part of it.  Returns the column behind them. */
static int add_run(struct str *out, const struct canvas *canvas, int row, int col, bool color,
		   const char *(*move)(int row, int col))
{
	const struct cell *cells = canvas->cells + (size_t)row * (size_t)canvas->cols;
	int link = cells[col].link, style = cells[col].style, end = col;

	str_add(out, move(row, col));
	add_dress(out, (enum style)style, color);
	str_add(out, "\033]8;;");
	add_address(out, canvas->links[link - 1]);
	str_add(out, "\033\\");
	while (end < canvas->cols && cells[end].link == link && cells[end].style == style)
		str_add(out, cells[end++].text);
	str_add(out, "\033]8;;\033\\\033[0m");
	return end;
}

/* What was written last; the same is not written again. */
static struct str shown;

void links_forget(void)
{
	str_free(&shown);
}

void links_show(const struct canvas *canvas, bool color, const char *(*move)(int row, int col),
		struct str *out)
{
	struct str links = { 0 };
	int row, col;

	for (row = 0; row < canvas->rows; row++)
		for (col = 0; col < canvas->cols;) {
			int link = canvas->cells[row * canvas->cols + col].link;

			if (link > 0 && (size_t)link <= canvas->n_links)
				col = add_run(&links, canvas, row, col, color, move);
			else
				col++;
		}
	if (links.len > 0 && !str_eq(str_text(&links), str_text(&shown))) {
		str_add(out, "\0337");
		str_addn(out, links.text, links.len);
		str_add(out, "\0338");
	}
	str_free(&shown);
	shown = links;
}

/* ---- the clipboard ---------------------------------------------------------- */

bool clipboard_safe(const char *term)
{
	static const char *const families[] = {
		"xterm", "tmux", "screen", "rxvt", "foot", "alacritty", "kitty", "st-", "wezterm",
		"vte", "gnome", "konsole", "mintty", "iterm", "ghostty", "contour",
	};
	size_t i;

	for (i = 0; term && i < sizeof families / sizeof *families; i++)
		if (str_starts(term, families[i]))
			return true;
	return false;
}

/* The text goes in base64, so nothing in it can end the sequence. */
bool clipboard_sequence(const char *text, struct str *out)
{
	struct str clean = { 0 };
	bool fits;

	for (; *text; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c >= 0x20 && c != 0x7f) || c == '\n' || c == '\t')
			str_addc(&clean, *text);
	}
	fits = clean.len <= CLIPBOARD_MAX;
	if (fits) {
		str_add(out, "\033]52;c;");
		str_add_base64(out, str_text(&clean), clean.len);
		str_addc(out, '\a');
	}
	str_free(&clean);
	return fits;
}
