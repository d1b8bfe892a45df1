// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The table of the roster's keys; see roster-keys.h. */
#include "ui/roster-keys.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/roster-table.h"
#include "ui/text/render.h"

#define CTRL(letter) ((letter) & 0x1f)

enum { ON_ROSTER = 1, ON_LOOK = 2, ON_HELP = 4, ANYWHERE = 7, ON_BOTH = ON_ROSTER | ON_LOOK,
       ON_TYPING = 8 };

/* ---- what a key means ------------------------------------------------------------------- */

static const struct row {
	enum roster_wish wish;
	unsigned where;
	const char *keys; /* as shown */
	int codes[4];     /* 0-ended */
	const char *help; /* N_() */
} table[] = {
	{ ROSTER_LOOK, ON_ROSTER, "Enter", { KEY_ENTER_, '\r' }, N_("look at the step of the selected person") },
	{ ROSTER_UNLOOK, ON_LOOK, "Esc", { KEY_ESCAPE_, KEY_ENTER_, '\r' }, N_("back to the roster") },
	{ ROSTER_CONSOLE, ON_LOOK, "c", { 'c' }, N_("ask to see the person's console, who may say no") },
	{ ROSTER_ANSWER, ON_BOTH, "a", { 'a' }, N_("answer the raised hand: it goes down") },
	{ ROSTER_SAY, ON_BOTH, "m", { 'm' }, N_("say something to all") },
	{ ROSTER_NEXT, ON_BOTH, "n Right", { 'n', KEY_RIGHT_ }, N_("go on with the class to the next step") },
	{ ROSTER_BACK, ON_BOTH, "p Left", { 'p', KEY_LEFT_ }, N_("go back with the class to the step before") },
	{ ROSTER_GOTO, ON_BOTH, "g", { 'g' }, N_("go with the class to another step") },
	{ ROSTER_WHEEL, ON_BOTH, "D", { 'D' }, N_("drive the class from now on") },
	{ ROSTER_OFFER, ON_BOTH, "0", { '0' }, N_("offer to set the stage of this lesson for all") },
	{ ROSTER_BREAK, ON_BOTH, "b", { 'b' }, N_("begin a break, or end it") },
	{ ROSTER_DOWN, ANYWHERE, "j Down", { 'j', KEY_DOWN_ }, N_("one line down") },
	{ ROSTER_UP, ANYWHERE, "k Up", { 'k', KEY_UP_ }, N_("one line up") },
	{ ROSTER_PAGE_DOWN, ANYWHERE, "Space PgDn", { ' ', KEY_PGDN_, KEY_SHIFT_PGDN_ }, N_("one page down") },
	{ ROSTER_PAGE_UP, ANYWHERE, "PgUp", { KEY_PGUP_, KEY_SHIFT_PGUP_ }, N_("one page up") },
	{ ROSTER_TOP, ANYWHERE, "Home", { KEY_HOME_ }, N_("to the first row, who needs help most") },
	{ ROSTER_BOTTOM, ANYWHERE, "End", { KEY_END_ }, N_("to the last row") },
	{ ROSTER_HELP, ANYWHERE, "? F1", { '?', KEY_F1_ }, N_("this help") },
	{ ROSTER_HELP, ON_HELP, NULL, { KEY_ESCAPE_, KEY_ENTER_, '\r' }, NULL },
	{ ROSTER_REPAINT, ANYWHERE, "Ctrl-L", { CTRL('L') }, N_("draw the screen again") },
	{ ROSTER_SUSPEND, ANYWHERE, "Ctrl-Z", { CTRL('Z') }, N_("to the shell; fg comes back") },
	{ ROSTER_QUIT, ANYWHERE, "q", { 'q' }, N_("quit; the room stays open") },
};

static unsigned where_now(const struct roster_view *view)
{
	return view->help ? ON_HELP : view->look ? ON_LOOK : ON_ROSTER;
}

static enum roster_wish wish_of(unsigned where, int code)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++)
		for (size_t j = 0; table[i].where & where && j < ARRAY_LEN(table[i].codes); j++)
			if (table[i].codes[j] && table[i].codes[j] == code)
				return table[i].wish;
	return ROSTER_NOTHING;
}

/* ---- moving ------------------------------------------------------------------------------- */

/* How many lines a wish moves, of n lines and pages of so many; 0: it is none that moves. */
static long lines_of(enum roster_wish wish, size_t page, size_t n)
{
	long most = (long)n, by = page > 1 ? (long)page - 1 : 1;

	return wish == ROSTER_DOWN ? 1 : wish == ROSTER_UP ? -1 :
	       wish == ROSTER_PAGE_DOWN ? by : wish == ROSTER_PAGE_UP ? -by :
	       wish == ROSTER_BOTTOM ? most : wish == ROSTER_TOP ? -most : 0;
}

static size_t moved(size_t at, long lines, size_t last)
{
	size_t by = (size_t)labs(lines);

	if (lines < 0)
		return at > by ? at - by : 0;
	return by < last && at < last - by ? at + by : last;
}

/* The first row is whoever needs help most, not one person. */
static void select_row(struct roster_desk *desk, const struct roster_view *view, enum roster_wish wish)
{
	size_t at = roster_row_of(view, desk->seat);
	long lines = lines_of(wish, desk->list.rows, view->n_rows);

	if (view->n_rows == 0)
		return;
	at = moved(at == view->n_rows ? 0 : at, lines, view->n_rows - 1);
	desk->chosen = at > 0 || wish != ROSTER_TOP;
	utf8_copy(desk->seat, sizeof desk->seat, view->rows[at].name);
}

/* How far it goes. */
static size_t hidden(const struct scroll *scroll)
{
	return scroll->n > scroll->rows ? scroll->n - scroll->rows : 0;
}

static void move(struct roster_desk *desk, const struct roster_view *view, enum roster_wish wish)
{
	const struct scroll *console = &desk->console;
	struct scroll *help = &desk->help;

	if (view->help)
		help->top = moved(help->top, lines_of(wish, help->rows, help->n), hidden(help));
	else if (view->look)
		desk->back = moved(desk->back, -lines_of(wish, console->rows, console->n), hidden(console));
	else
		select_row(desk, view, wish);
}

/* ---- questions ------------------------------------------------------------------------------ */

static enum roster_wish answer_of(const struct roster_view *view, int code)
{
	if (code == KEY_ESCAPE_)
		return ROSTER_NO;
	if (view->typed)
		return code < KEY_BASE_ && (code >= ' ' || code == KEY_ENTER_ || code == '\r' || code == '\b') ?
		       ROSTER_TYPE : ROSTER_NOTHING;
	if (says_yes(code))
		return ROSTER_YES;
	return code == 'n' || code == 'N' ? ROSTER_NO : ROSTER_NOTHING;
}

static const char *seat_of(const struct roster_desk *desk, const struct roster_view *view)
{
	if (view->look)
		return view->look->name;
	return desk->seat[0] ? desk->seat : NULL;
}

static bool needs_seat(enum roster_wish wish)
{
	return wish == ROSTER_LOOK || wish == ROSTER_CONSOLE || wish == ROSTER_ANSWER;
}

struct roster_command roster_key(struct roster_desk *desk, const struct roster_view *view, struct key key)
{
	struct roster_command command = { ROSTER_NOTHING, seat_of(desk, view), key.code };
	enum roster_wish wish = wish_of(where_now(view), key.code);

	if (view->question && wish != ROSTER_REPAINT && wish != ROSTER_SUSPEND)
		wish = answer_of(view, key.code);
	if (wish >= ROSTER_DOWN)
		move(desk, view, wish);
	else if (command.seat || !needs_seat(wish))
		command.wish = wish;
	command.seat = seat_of(desk, view);
	return command;
}

/* ---- the line of keys ---------------------------------------------------------------------- */

#define GAP 2   /* blanks between two */
#define RANKS 5

/* In the order shown.  Where there is no room for all names they are shortened; then those of
 * low rank stay. */
static const struct item {
	const char *keys; /* N_() if it is a word */
	const char *name, *brief; /* N_() */
	unsigned where;
	int rank;
} items[] = {
	{ N_("Enter"), N_("look"), NULL, ON_ROSTER, 0 },
	{ N_("Esc"), N_("back to the roster"), N_("close"), ON_LOOK, 0 },
	{ N_("Esc"), N_("close"), NULL, ON_HELP, 0 },
	{ "c", N_("ask for the console"), N_("console"), ON_LOOK, 1 },
	/* TRANSLATORS: the key a answers a raised hand. */
	{ "a", N_("answer hand"), N_("hand"), ON_BOTH, 1 },
	{ "m", N_("say"), NULL, ON_BOTH, 3 },
	/* TRANSLATORS: the keys n, p and g lead the class through the steps. */
	{ "n p g", N_("drive"), NULL, ON_ROSTER, 2 },
	/* TRANSLATORS: the key D makes this instructor the one who leads the class. */
	{ "D", N_("take the wheel"), N_("wheel"), ON_ROSTER, 4 },
	/* TRANSLATORS: the key 0 offers all to bring their machines to where the lesson starts. */
	{ "0", N_("offer stage"), N_("offer"), ON_ROSTER, 4 },
	{ "b", N_("break"), NULL, ON_ROSTER, 5 },
	{ "?", N_("help"), NULL, ON_BOTH, 1 },
	{ N_("Enter"), N_("finish"), NULL, ON_TYPING, 0 },
	{ N_("Esc"), N_("stay"), NULL, ON_TYPING, 0 },
};

/* A question that yes or no answers names its keys itself. */
static unsigned where_shown(const struct roster_view *view)
{
	return !view->question ? where_now(view) : view->typed ? ON_TYPING : 0;
}

static const char *keys_text(const struct item *item)
{
	return item->keys[1] && item->keys[1] != ' ' ? _(item->keys) : item->keys;
}

static const char *name_text(const struct item *item, bool brief)
{
	return _(brief && item->brief ? item->brief : item->name);
}

static int item_cols(const struct canvas *canvas, const struct item *item, bool brief)
{
	return canvas_width(canvas, keys_text(item)) + 1 + canvas_width(canvas, name_text(item, brief)) + GAP;
}

/* Chooses what fits, by rank.  Returns whether that is all. */
static bool choose(const struct canvas *canvas, unsigned where, bool brief, int room, bool *chosen)
{
	bool all = true;

	room += GAP;
	for (int rank = 0; rank <= RANKS; rank++)
		for (size_t i = 0; i < ARRAY_LEN(items); i++) {
			int cols = item_cols(canvas, &items[i], brief);

			if (items[i].rank != rank || !(items[i].where & where))
				continue;
			chosen[i] = cols <= room;
			room -= chosen[i] ? cols : 0;
			all = all && chosen[i];
		}
	return all;
}

void roster_keys_draw(struct canvas *canvas, const struct roster_view *view, struct rect rect)
{
	bool chosen[ARRAY_LEN(items)] = { false }, brief;
	unsigned where = where_shown(view);
	int col = rect.col, end = rect.col + rect.cols;

	brief = !choose(canvas, where, false, rect.cols, chosen);
	if (brief)
		choose(canvas, where, true, rect.cols, chosen);
	for (size_t i = 0; i < ARRAY_LEN(items); i++) {
		int used;

		if (!chosen[i])
			continue;
		used = canvas_text(canvas, rect.row, col, end - col, STYLE_KEY, keys_text(&items[i])) + 1;
		canvas_text(canvas, rect.row, col + used, end - col - used, STYLE_STATUS,
			    name_text(&items[i], brief));
		col += item_cols(canvas, &items[i], brief);
	}
}

/* ---- help ------------------------------------------------------------------------------------ */

/* The names of a row's keys, translated.  Caller frees. */
static char *row_keys(const struct row *row)
{
	return command_keys(&(struct command_row){ .keys = row->keys });
}

static int keys_cols(void)
{
	int most = 0;

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		char *keys = table[i].keys ? row_keys(&table[i]) : NULL;
		int cols = keys ? utf8_width(keys) : 0;

		most = cols > most ? cols : most;
		free(keys);
	}
	return most;
}

void roster_keys_help(struct lines *lines, const struct render_options *options)
{
	int cols = keys_cols();

	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		char *keys, *first;

		if (!table[i].keys)
			continue;
		keys = row_keys(&table[i]);
		first = mem_printf("%s%*s", keys, cols - utf8_width(keys) + GAP, "");
		render_text(lines, first, STYLE_KEY, _(table[i].help), STYLE_PLAIN, options);
		free(first);
		free(keys);
	}
}
