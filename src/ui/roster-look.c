// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The look view; see roster-look.h.
 *
 * On a wide screen the console is on the left, in its own width, and the facts are beside it; on
 * a narrow one the facts are above, and the console has the rest. */
#include "ui/roster-look.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "ui/panes/paint.h"
#include "ui/roster-table.h"
#include "ui/roster-text.h"
#include "ui/text/render.h"

#define SIDE_LEAST 36   /* columns of the frame of facts beside the console */
#define CONSOLE_LEAST 3 /* rows of the console below the facts */
#define BETWEEN "   "   /* two facts on a line */

/* NULL: there is no such seat, or not any more. */
static const struct roster_row *row_of(const struct roster_view *view)
{
	size_t at = roster_row_of(view, view->look->name);

	return at < view->n_rows ? &view->rows[at] : NULL;
}

/* For people. */
static const char *shown_name(const struct roster_view *view)
{
	const struct roster_row *row = row_of(view);

	return row ? row->shown : view->look->name;
}

/* ---- the facts ---------------------------------------------------------------------------- */

struct facts {
	struct lines *lines;
	const struct render_options *options;
};

/* Adds a paragraph, and takes its text; "" adds nothing. */
static void add(const struct facts *facts, const char *first, enum style first_style, char *text,
		enum style style)
{
	if (text[0])
		render_text(facts->lines, first, first_style, text, style, facts->options);
	free(text);
}

static char *step_text(const struct roster_row *row)
{
	if (row->step)
		return mem_printf("%s %s", row->step->number, row->step->title);
	if (!row->state)
		return mem_dup(_("Where this person is, is not known."));
	/* TRANSLATORS: the name of a step. */
	return mem_printf(_("At the step %s, which the lessons of the class do not have."), row->state->step);
}

/* Takes the text. */
static void join(struct str *facts, char *text)
{
	str_add(facts, facts->len > 0 ? BETWEEN : "");
	str_add(facts, text);
	free(text);
}

static char *time_text(struct roster_desk *desk, const struct roster_row *row)
{
	char *span = roster_span(desk, row->on_step_ms), *planned, *text;

	if (!row->step || row->step->planned_ms <= 0) {
		/* TRANSLATORS: for how long somebody is at a step. */
		text = mem_printf(_("on it for %s"), span);
		free(span);
		return text;
	}
	planned = words_span(row->step->planned_ms);
	/* TRANSLATORS: for how long somebody is at a step, and how long was planned. */
	text = mem_printf(_("on it for %1$s, planned %2$s"), span, planned);
	free(planned);
	free(span);
	return text;
}

/* Time, checks and hints. */
static char *figures(struct roster_desk *desk, const struct roster_row *row)
{
	const struct room_state *state = row->state;
	struct str facts = { 0 };

	if (!state)
		return mem_dup("");
	join(&facts, time_text(desk, row));
	if (state->checks > 0)
		join(&facts, mem_printf(_("checks: %1$d of %2$d"), state->passed, state->checks));
	if (state->hints > 0)
		join(&facts, mem_printf(ngettext("%d hint", "%d hints", (unsigned long)state->hints),
					state->hints));
	if (state->busy)
		/* TRANSLATORS: what somebody's machines are asked to do is being done. */
		join(&facts, mem_dup(_("an action goes on")));
	return str_take(&facts);
}

static char *machines_text(const struct roster_row *row, bool ascii)
{
	struct str text = { 0 };

	for (size_t i = 0; row->state && i < row->state->n_machines; i++) {
		struct roster_machine seen = roster_machine(&row->state->machines[i]);

		join(&text, mem_printf("%s\u00a0%s\u00a0%s", theme_glyph(seen.glyph, ascii),
				       row->state->machines[i].name, seen.word));
	}
	return text.len > 0 ? str_take(&text) : mem_dup("");
}

static char *unread_text(const struct roster_row *row)
{
	if (row->unreadable == 0)
		return mem_dup("");
	/* TRANSLATORS: so many messages of somebody's program could not be read. */
	return mem_printf(ngettext("%u unreadable", "%u unreadable", row->unreadable), row->unreadable);
}

static void add_row(const struct facts *facts, struct roster_desk *desk, const struct roster_row *row)
{
	bool ascii = facts->options->ascii;
	char *sign = row->need == NEED_NOTHING ? mem_dup("") :
		     mem_printf("%s ", theme_glyph(roster_sign(row), ascii));

	add(facts, "", STYLE_PLAIN, step_text(row), STYLE_STRONG);
	add(facts, "", STYLE_PLAIN, figures(desk, row), STYLE_PLAIN);
	add(facts, sign, roster_sign_style(row), roster_needs(desk, row), STYLE_PLAIN);
	add(facts, "", STYLE_PLAIN, machines_text(row, ascii), STYLE_PLAIN);
	add(facts, "", STYLE_PLAIN, unread_text(row), STYLE_WARN);
	free(sign);
}

static void add_facts(const struct facts *facts, const struct roster_view *view, struct roster_desk *desk)
{
	const struct room_screen *screen = view->look->screen;
	const struct roster_row *row = row_of(view);

	if (row)
		add_row(facts, desk, row);
	if (!screen || !screen->message || !screen->message[0])
		return;
	/* TRANSLATORS: what the program said last to the person who is looked at. */
	add(facts, "", STYLE_PLAIN, mem_printf(_("Told last: %s"), screen->message), STYLE_PLAIN);
}

/* Draws what fits.  Returns how many rows all of it takes; rows of rect may be 0. */
static int put_facts(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
		     struct rect rect)
{
	struct render_options options = { .width = at_least(rect.cols, 1), .ascii = canvas->ascii };
	struct lines lines = { 0 };
	int rows;

	add_facts(&(struct facts){ &lines, &options }, view, desk);
	rows = (int)lines.n;
	lines_draw(&lines, 0, canvas, rect);
	if (rect.rows > 0 && rows > rect.rows)
		canvas_text(canvas, rect.row + rect.rows - 1, rect.col + rect.cols, 1, STYLE_PLAIN,
			    theme_glyph(GLYPH_ELLIPSIS, canvas->ascii));
	lines_free(&lines);
	return rows;
}

/* ---- the console ----------------------------------------------------------------------------- */

static char *silence(const struct roster_view *view)
{
	if (!view->look->screen)
		return mem_dup(_("Nothing has come yet."));
	/* TRANSLATORS: a person's name. */
	return mem_printf(_("%s does not let the console be seen."), shown_name(view));
}

static void put_silence(struct canvas *canvas, const struct roster_view *view, struct rect frame)
{
	struct paint p = { .canvas = canvas };
	char *text = silence(view);

	paint_text(&p, paint_inner(frame), "", text, STYLE_PLAIN);
	free(text);
}

static void put_more(struct canvas *canvas, const struct scroll *console, struct rect frame)
{
	bool above = console->top > 0, below = console->top + console->rows < console->n;
	char *more;

	if (!above && !below)
		return;
	more = mem_printf("%s%s", above ? theme_glyph(GLYPH_MORE_UP, canvas->ascii) : "",
			  below ? theme_glyph(GLYPH_MORE_DOWN, canvas->ascii) : "");
	canvas_border_note(canvas, frame.row, frame, STYLE_KEY, more);
	free(more);
}

/* From border to border: a line may have 80 columns. */
static void put_console(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
			struct rect frame, int covered)
{
	const struct room_screen *screen = view->look->screen;
	struct rect inner = rect_inner(frame);
	size_t n = screen ? screen->n_lines : 0, rows = (size_t)at_least(inner.rows - covered, 0);
	size_t most = n > rows ? n - rows : 0;

	desk->back = desk->back < most ? desk->back : most;
	desk->console = (struct scroll){ .top = most - desk->back, .n = n, .rows = rows };
	put_more(canvas, &desk->console, frame);
	/* TRANSLATORS: the title of what a person's machine writes. */
	canvas_border_title(canvas, frame.row, frame, _("Console"), STYLE_PLAIN);
	if (n == 0)
		put_silence(canvas, view, frame);
	for (size_t i = 0; i < rows && desk->console.top + i < n; i++)
		canvas_text(canvas, inner.row + (int)i, inner.col, inner.cols, STYLE_PLAIN,
			    screen->lines[desk->console.top + i]);
}

/* ---- both -------------------------------------------------------------------------------------- */

/* "Ana (ana01)". */
static char *title(const struct roster_view *view)
{
	const char *shown = shown_name(view);

	return str_eq(shown, view->look->name) ? mem_dup(shown) :
						 mem_printf("%s (%s)", shown, view->look->name);
}

void roster_look(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
		 struct rect body, int covered)
{
	struct rect facts = body, console = body, inner;
	bool wide = canvas->cols >= ROSTER_WIDE;
	char *name = title(view);
	int room, rows;

	if (wide) {
		console.cols = at_most(ROOM_COLUMNS_MAX + 2, body.cols - SIDE_LEAST + 1);
		facts.col += console.cols - 1;
		facts.cols -= console.cols - 1;
	} else {
		inner = paint_inner(body);
		room = at_least(inner.rows - covered - CONSOLE_LEAST - 1, 1);
		inner.rows = 0;
		rows = at_most(at_least(put_facts(canvas, view, desk, inner), 1), room);
		facts.rows = rows + 2;
		console.row += rows + 1;
		console.rows -= rows + 1;
	}
	canvas_frame(canvas, facts, STYLE_FRAME, name, STYLE_HEADING);
	canvas_frame(canvas, console, STYLE_FRAME, NULL, STYLE_PLAIN);
	put_facts(canvas, view, desk, paint_inner(facts));
	put_console(canvas, view, desk, console, covered);
	canvas->cursor_row = console.row + 1;
	canvas->cursor_col = console.col + 1;
	free(name);
}
