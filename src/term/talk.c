// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Talking with the terminal past curses; see talk.h.
 *
 * Curses has no notion of a link, so after it has drawn, the text of each
 * link is written once more at the same place and in the same look, between
 * the sequences that open and close it.  To curses nothing has changed.  The
 * sequence is described at gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda.
 *
 * Of the picture, to curses the cells are blank.  Kitty's pictures lie above the cells, and
 * are deleted by name.  Sixels are wiped out by what is written over them, so to erase them
 * their cells are written as curses believes they are: blank. */
#include "term/talk.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "pixel/formats.h"
#include "term/line.h"

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
static struct str shown_links;

void links_forget(void)
{
	str_free(&shown_links);
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
	if (links.len > 0 && !str_eq(str_text(&links), str_text(&shown_links))) {
		str_add(out, "\0337");
		str_addn(out, links.text, links.len);
		str_add(out, "\0338");
	}
	str_free(&shown_links);
	shown_links = links;
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

/* ---- the picture --------------------------------------------------------------- */

enum {
	SIXEL_SIDE_MAX = 1000, /* pixels: xterm's limit, unless it is told otherwise */
	REST = 3,              /* pause after a picture: so many times what it took */
};

static bool same_rect(struct rect a, struct rect b)
{
	return a.row == b.row && a.col == b.col && a.rows == b.rows && a.cols == b.cols;
}

static bool same_way(const struct pixels_way *a, const struct pixels_way *b)
{
	return a->pixels == b->pixels && a->width == b->width && a->height == b->height;
}

static bool is_wanted(const struct canvas_picture *wanted, const struct pixels_way *way)
{
	return wanted->image && wanted->image->rgb && way->pixels != PIXELS_NONE &&
	       wanted->rect.rows > 0 && wanted->rect.cols > 0;
}

void pixels_erase(struct pixels_shown *shown, pixels_move *move, struct str *out)
{
	const struct rect *rect = &shown->rect;

	if (shown->way.pixels == PIXELS_KITTY) {
		kitty_erase(out);
	} else if (shown->way.pixels == PIXELS_SIXEL) {
		str_add(out, "\0337\033[0m");
		for (int row = 0; row < rect->rows; row++) {
			str_add(out, move(rect->row + row, rect->col));
			str_fill(out, ' ', (size_t)rect->cols);
		}
		str_add(out, "\0338");
	}
	shown->way.pixels = PIXELS_NONE;
}

void pixels_before(struct pixels_shown *shown, const struct canvas_picture *wanted,
		   const struct pixels_way *way, pixels_move *move, struct str *out)
{
	if (shown->way.pixels == PIXELS_NONE)
		return;
	if (!is_wanted(wanted, way) || !same_way(&shown->way, way) ||
	    !same_rect(shown->rect, wanted->rect))
		pixels_erase(shown, move, out);
}

/* The picture's size in pixels: as large as the pane allows, in its own shape. */
static void size_of(const struct canvas_picture *wanted, const struct pixels_way *way, int *width,
		    int *height)
{
	*width = wanted->rect.cols * way->width;
	*height = wanted->rect.rows * way->height;
	if (way->pixels == PIXELS_SIXEL) {
		*width = *width < SIXEL_SIDE_MAX ? *width : SIXEL_SIDE_MAX;
		*height = *height < SIXEL_SIDE_MAX ? *height : SIXEL_SIDE_MAX;
	}
	image_fit(wanted->image, width, height);
}

/* Whether the wanted picture is not the one that is shown. */
static bool pixels_wait(const struct pixels_shown *shown, const struct canvas_picture *wanted,
			const struct pixels_way *way)
{
	bool there = shown->way.pixels != PIXELS_NONE;

	return is_wanted(wanted, way) && !(there && shown->version == wanted->version);
}

static int cells_of(int pixels, int cell, int most)
{
	int cells = (pixels + cell / 2) / cell;

	return cells < 1 ? 1 : cells > most ? most : cells;
}

bool pixels_after(struct pixels_shown *shown, const struct canvas_picture *wanted,
		  const struct pixels_way *way, int64_t now_ms, pixels_move *move, struct str *out)
{
	bool there = shown->way.pixels != PIXELS_NONE, ok;
	int width, height, cols, rows;
	struct str bytes = { 0 };

	if (!pixels_wait(shown, wanted, way) || now_ms < shown->not_before_ms)
		return false;
	size_of(wanted, way, &width, &height);
	cols = cells_of(width, way->width, wanted->rect.cols);
	rows = cells_of(height, way->height, wanted->rect.rows);
	if (way->pixels == PIXELS_KITTY)
		ok = kitty_show(&bytes, wanted->image, cols, rows);
	else
		ok = sixel_show(&bytes, wanted->image, width, height);
	if (ok) {
		/* A picture of another shape would not cover the one before it. */
		if (there && (shown->width != width || shown->height != height))
			pixels_erase(shown, move, out);
		str_add(out, "\0337");
		str_add(out, move(wanted->rect.row,
				  wanted->rect.col + (wanted->rect.cols - cols) / 2));
		str_addn(out, bytes.text, bytes.len);
		str_add(out, "\0338");
		shown->way = *way;
		shown->rect = wanted->rect;
		shown->width = width;
		shown->height = height;
		shown->version = wanted->version;
		shown->sent_ms = now_ms;
	}
	str_free(&bytes);
	return ok;
}

void pixels_settled(struct pixels_shown *shown, int64_t now_ms)
{
	if (shown->sent_ms > 0)
		shown->not_before_ms = now_ms + REST * (now_ms - shown->sent_ms);
	shown->sent_ms = 0;
}

/* ---- questions and answers ----------------------------------------------------- */

#define UPDATE_BEGINS "\033[?2026h"
#define UPDATE_ENDS "\033[?2026l"

static struct ability ability;
static struct pixels_shown shown;
static bool greeted; /* the first question was put */
static struct str unsaid; /* what goes in front of the next frame */
static int64_t due_ms = CLOCK_NEVER; /* when a picture that waits may be sent */

#define HELD_MS 200 /* between two looks whether the terminal still has to answer */

/* How pictures are shown now: the window may have got another size or font. */
static struct pixels_way way_now(void)
{
	struct pixels_way way;
	int width, height;

	line_cell(&width, &height);
	way.pixels = ability_pixels(&ability, width, height, &way.width, &way.height);
	return way;
}

void talk_begin(void)
{
	ability_begin(&ability, getenv);
	shown = (struct pixels_shown){ 0 };
	greeted = false;
}

void talk_before(const struct canvas_picture *wanted, pixels_move *move, struct str *out)
{
	struct pixels_way way = way_now();

	str_addn(out, str_text(&unsaid), unsaid.len);
	str_free(&unsaid);
	pixels_before(&shown, wanted, &way, move, out);
}

/* Puts the marks of one update around the frame, so that a terminal that knows
 * them does not show a part of it. */
static void mark_update(struct str *out)
{
	struct str marked = { 0 };

	if (!ability.updates || out->len == 0)
		return;
	str_add(&marked, UPDATE_BEGINS);
	str_addn(&marked, out->text, out->len);
	str_add(&marked, UPDATE_ENDS);
	str_free(out);
	*out = marked;
}

void talk_after(const struct canvas_picture *wanted, pixels_move *move, struct str *out)
{
	struct pixels_way way = way_now();
	int64_t now = clock_mono_ms();

	/* The text does not wait for a picture, which may take long on a slow line. */
	mark_update(out);
	if (!greeted)
		ability_ask(&ability, now, out);
	greeted = true;
	/* One picture at a time: on a slow line the next waits until the last has arrived. */
	if (!ability_waits(&ability, now) &&
	    pixels_after(&shown, wanted, &way, now, move, out) && ability.answered) {
		str_add(out, ABILITY_ASK);
		ability_asked(&ability, now);
	}
	due_ms = !pixels_wait(&shown, wanted, &way) ? CLOCK_NEVER :
		 shown.not_before_ms > now ? shown.not_before_ms : now + HELD_MS;
}

int64_t talk_due_ms(void)
{
	return due_ms;
}

bool talk_heard(const struct sequence *sequence)
{
	const struct escape *answer = sequence_whole(sequence);
	int before = ability.open;
	struct str out = { 0 };
	bool changed;

	if (!answer)
		return false;
	changed = ability_take(&ability, answer, clock_mono_ms(), &out);
	if (before > 0 && ability.open == 0)
		pixels_settled(&shown, clock_mono_ms());
	line_send(&out);
	return changed;
}

bool talk_waits(void)
{
	return ability_waits(&ability, clock_mono_ms());
}

bool talk_pixels(void)
{
	return way_now().pixels != PIXELS_NONE;
}

void talk_erase(pixels_move *move)
{
	struct str out = unsaid;

	unsaid = (struct str){ 0 };
	pixels_erase(&shown, move, &out);
	line_send(&out);
}

void talk_forget(void)
{
	shown.version = 0;
}

bool talk_resized(void)
{
	bool there = shown.way.pixels != PIXELS_NONE;

	if (shown.way.pixels == PIXELS_KITTY)
		kitty_erase(&unsaid);
	shown.way.pixels = PIXELS_NONE;
	ability_resized(&ability, &unsaid);
	return there;
}

void talk_reset_bytes(struct str *out)
{
	if (ability.updates)
		str_add(out, UPDATE_ENDS);
	if (way_now().pixels == PIXELS_KITTY)
		kitty_erase(out);
}
