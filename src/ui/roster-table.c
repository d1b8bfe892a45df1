// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The table of the roster; see roster-table.h.
 *
 * On a wide screen each column stands between lines.  On a narrow one the columns stand apart by
 * blanks, and machines and needs share what is left; on a very narrow one there are only who,
 * where, and what they need. */
#include "ui/roster-table.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/panes/paint.h"
#include "ui/roster-text.h"

#define FEW 72           /* columns below which there are the fewest columns of text */
#define WHO_LEAST 17     /* columns of a name with its sign on a wide screen, */
#define WHO_SHORT 13     /* on a narrow one, */
#define WHO_FEW 10       /* and on a very narrow one */
#define AGE_LEAST 6      /* columns of an age, which grows */
#define GAP 2            /* blanks between two texts */

enum column { COL_WHO, COL_STEP, COL_AGE, COL_CHECKS, COL_MACHINES, COL_HINTS, COL_NEEDS, COL_COUNT };

/* Where each column is, without the lines or blanks around it; cols 0: it is not shown. */
struct grid {
	bool lines;  /* between the columns */
	bool shared; /* machines and needs share one */
	struct { int col, cols; } at[COL_COUNT];
};

/* ---- the columns -------------------------------------------------------------------------- */

static const char *title(const struct grid *grid, enum column column)
{
	static const char *const titles[] = {
		[COL_WHO] = N_("Who"), [COL_STEP] = N_("Step"),
		/* TRANSLATORS: the title of a column: for how long somebody is at a step. */
		[COL_AGE] = N_("On it"),
		[COL_CHECKS] = N_("Checks"), [COL_MACHINES] = N_("Machines"),
		[COL_HINTS] = N_("Hints"),
		/* TRANSLATORS: the title of a column: what somebody needs. */
		[COL_NEEDS] = N_("Needs"),
	};

	if (grid->shared && column == COL_NEEDS)
		/* TRANSLATORS: the title of a column with both. */
		return _("Machines, needs");
	return _(titles[column]);
}

static char *hints_text(const struct roster_row *row)
{
	return row->state && row->state->hints > 0 ? mem_printf("%d", row->state->hints) : mem_dup("");
}

/* What a row has in one of the columns that are as wide as what is in them. */
static char *cell_text(struct roster_desk *desk, const struct roster_row *row, enum column column)
{
	switch (column) {
	case COL_STEP:
		return roster_number(row);
	case COL_AGE:
		return roster_age(desk, row);
	case COL_CHECKS:
		return roster_checks(row);
	case COL_HINTS:
		return hints_text(row);
	default:
		return mem_dup(row->shown);
	}
}

/* The widest text of a column in any row, so that paging moves nothing. */
static int widest(const struct canvas *canvas, const struct roster_view *view, enum column column)
{
	/* What is out of sight makes nothing due. */
	struct roster_desk unseen = { .due_in_ms = CLOCK_NEVER };
	int most = 0;

	for (size_t i = 0; i < view->n_rows; i++) {
		char *text = cell_text(&unseen, &view->rows[i], column);

		most = at_least(most, canvas_width(canvas, text));
		free(text);
	}
	return most;
}

static int fit(const struct canvas *canvas, const struct roster_view *view, struct grid *grid,
	       enum column column)
{
	int cols = at_least(widest(canvas, view, column), canvas_width(canvas, title(grid, column)));

	return grid->at[column].cols = at_least(cols, column == COL_AGE ? AGE_LEAST : 0);
}

/* Names get what they need, from least to most columns; the sign before them is counted. */
static int fit_who(const struct canvas *canvas, const struct roster_view *view, struct grid *grid,
		   int least, int most)
{
	int names = widest(canvas, view, COL_WHO) + GAP;

	return grid->at[COL_WHO].cols = at_least(at_most(names, most), least);
}

/* Puts the columns that are shown beside each other, so many columns apart. */
static void place_columns(struct grid *grid, int col, int apart)
{
	for (int i = 0; i < COL_COUNT; i++) {
		grid->at[i].col = col;
		if (grid->at[i].cols > 0)
			col += grid->at[i].cols + apart;
	}
}

static struct grid wide_grid(const struct canvas *canvas, const struct roster_view *view,
			     struct rect inner)
{
	struct grid grid = { .lines = true };
	/* A blank and a line at both sides of each. */
	int room = inner.cols - (3 * COL_COUNT - 1);

	room -= fit_who(canvas, view, &grid, WHO_LEAST, inner.cols / 6);
	room -= fit(canvas, view, &grid, COL_STEP) + fit(canvas, view, &grid, COL_AGE);
	room -= fit(canvas, view, &grid, COL_CHECKS) + fit(canvas, view, &grid, COL_HINTS);
	grid.at[COL_MACHINES].cols = room * 7 / 15;
	grid.at[COL_NEEDS].cols = room - grid.at[COL_MACHINES].cols;
	place_columns(&grid, inner.col + 1, 3);
	return grid;
}

static struct grid short_grid(const struct canvas *canvas, const struct roster_view *view,
			      struct rect inner)
{
	struct grid grid = { .shared = true };
	int room = inner.cols - 2, apart = inner.cols + 2 < FEW ? GAP : GAP + 1;

	if (inner.cols + 2 < FEW) {
		room -= fit_who(canvas, view, &grid, WHO_FEW, room * 3 / 10) + apart;
		room -= fit(canvas, view, &grid, COL_STEP) + apart;
	} else {
		room -= fit_who(canvas, view, &grid, WHO_SHORT, room / 4) + apart;
		room -= fit(canvas, view, &grid, COL_STEP) + fit(canvas, view, &grid, COL_AGE) + 2 * apart;
		room -= fit(canvas, view, &grid, COL_CHECKS) + apart;
	}
	grid.at[COL_NEEDS].cols = room;
	place_columns(&grid, inner.col + 1, apart);
	return grid;
}

/* ---- machines and needs -------------------------------------------------------------------- */

static int machine_cols(const struct canvas *canvas, const struct room_machine *machine, bool words)
{
	int cols = 2 + canvas_width(canvas, machine->name);

	return words ? cols + 1 + canvas_width(canvas, roster_machine(machine).word) : cols;
}

static int machines_cols(const struct canvas *canvas, const struct room_state *state, bool words)
{
	int cols = 0;

	for (size_t i = 0; i < state->n_machines; i++)
		cols += machine_cols(canvas, &state->machines[i], words) + (i > 0 ? GAP : 0);
	return cols;
}

static int put_machine(struct canvas *canvas, const struct room_machine *machine, int row, int col,
		       int cols, bool words)
{
	struct roster_machine seen = roster_machine(machine);
	char *text = words ? mem_printf("%s %s", machine->name, seen.word) : mem_dup(machine->name);
	int used = canvas_text(canvas, row, col, cols, seen.style, theme_glyph(seen.glyph, canvas->ascii));

	used += canvas_text(canvas, row, col + used, cols - used, STYLE_PLAIN, " ");
	used += canvas_text_cut(canvas, row, col + used, cols - used, STYLE_PLAIN, text);
	free(text);
	return used;
}

/* Draws what fits; without the words for the states if all of them fit only so.  Where there are
 * more than fit, the last one ends in an ellipsis, or one stands behind it. */
static int put_machines(struct canvas *canvas, const struct roster_row *row, int at, int col, int cols,
			bool words)
{
	const char *more = theme_glyph(GLYPH_ELLIPSIS, canvas->ascii);
	const struct room_state *state = row->state;
	int width = canvas_width(canvas, more), used = 0, kept;

	if (!state)
		return 0;
	words = words && machines_cols(canvas, state, true) <= cols;
	kept = machines_cols(canvas, state, words) <= cols ? 0 : width;
	for (size_t i = 0; i < state->n_machines; i++) {
		int gap = i > 0 ? GAP : 0, room = cols - used - gap - (i + 1 < state->n_machines ? kept : 0);

		if (room < 2 + width)
			return used + (used + width > cols ? 0 :
				       canvas_text(canvas, at, col + used, width, STYLE_PLAIN, more));
		used += gap + put_machine(canvas, &state->machines[i], at, col + used + gap, room, words);
		if (room < machine_cols(canvas, &state->machines[i], words))
			break;
	}
	return used;
}

/* Both in one column: what somebody needs is seen whole, if there is any way. */
static void put_shared(struct canvas *canvas, struct roster_desk *desk, const struct roster_row *row,
		       int at, int col, int cols)
{
	char *needs = roster_needs(desk, row);
	int width = needs[0] ? canvas_width(canvas, needs) + GAP : 0;
	int room = at_least(cols - width, 0), used;

	used = put_machines(canvas, row, at, col, room, false);
	used += used > 0 ? GAP : 0;
	canvas_text_cut(canvas, at, col + used, cols - used, STYLE_PLAIN, needs);
	free(needs);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void put_who(struct canvas *canvas, const struct roster_row *row, int at, int col, int cols)
{
	enum style style = row->need < NEED_NOTHING ? STYLE_STRONG : STYLE_PLAIN;

	canvas_text(canvas, at, col, 1, roster_sign_style(row),
		    theme_glyph(roster_sign(row), canvas->ascii));
	canvas_text_cut(canvas, at, col + GAP, cols - GAP, style, row->shown);
}

static void put_needs(struct canvas *canvas, struct roster_desk *desk, const struct roster_row *row,
		      int at, int col, int cols)
{
	char *needs = roster_needs(desk, row);

	canvas_text_cut(canvas, at, col, cols, STYLE_PLAIN, needs);
	free(needs);
}

static void put_cell(struct canvas *canvas, struct roster_desk *desk, const struct roster_row *row,
		     const struct grid *grid, enum column column, int at)
{
	int col = grid->at[column].col, cols = grid->at[column].cols;
	char *text;

	if (column == COL_WHO) {
		put_who(canvas, row, at, col, cols);
	} else if (column == COL_MACHINES) {
		put_machines(canvas, row, at, col, cols, true);
	} else if (column == COL_NEEDS && grid->shared) {
		put_shared(canvas, desk, row, at, col, cols);
	} else if (column == COL_NEEDS) {
		put_needs(canvas, desk, row, at, col, cols);
	} else {
		text = cell_text(desk, row, column);
		canvas_text_cut(canvas, at, col, cols, STYLE_PLAIN, text);
		free(text);
	}
}

static void put_row(struct canvas *canvas, struct roster_desk *desk, const struct roster_row *row,
		    const struct grid *grid, int at)
{
	for (int i = 0; i < COL_COUNT; i++)
		if (grid->at[i].cols > 0)
			put_cell(canvas, desk, row, grid, (enum column)i, at);
}

/* ---- the frame ---------------------------------------------------------------------------- */

/* A frame for each column, which join; of the first the left line, of the last the right one. */
static void put_lines(struct canvas *canvas, const struct grid *grid, struct rect frame)
{
	for (int i = 0; i < COL_COUNT; i++) {
		struct rect column = frame;

		column.col = grid->at[i].col - 2;
		column.cols = i + 1 < COL_COUNT ? grid->at[i].cols + 4 : frame.col + frame.cols - column.col;
		canvas_frame(canvas, column, STYLE_FRAME, NULL, STYLE_PLAIN);
	}
}

static void put_titles(struct canvas *canvas, const struct grid *grid, struct rect frame)
{
	for (int i = 0; i < COL_COUNT; i++) {
		struct rect part = frame;

		if (grid->at[i].cols == 0)
			continue;
		/* A title begins where the text below it does. */
		part.col = grid->at[i].col - 2;
		part.cols = grid->at[i].cols + 4;
		canvas_border_title(canvas, frame.row, part, title(grid, (enum column)i), STYLE_HEADING);
	}
}

size_t roster_row_of(const struct roster_view *view, const char *name)
{
	size_t i = 0;

	while (i < view->n_rows && !str_eq(view->rows[i].name, name))
		i++;
	return i;
}

/* The index of the selected row, of those that there are. */
static size_t settle(struct roster_desk *desk, const struct roster_view *view)
{
	size_t at = desk->chosen ? roster_row_of(view, desk->seat) : 0;

	if (at == view->n_rows) {
		at = 0;
		desk->chosen = false;
	}
	utf8_copy(desk->seat, sizeof desk->seat, view->n_rows > 0 ? view->rows[at].name : "");
	return at;
}

static void put_selected(struct canvas *canvas, struct rect row)
{
	canvas_style(canvas, row, STYLE_BUTTON_FOCUS);
	canvas->cursor_row = row.row;
	canvas->cursor_col = row.col;
}

/* What was heard before and is not heard now is dim, and so is who is not here. */
static bool is_dim(const struct roster_view *view, const struct roster_row *row)
{
	return view->line != ROSTER_LINE_UP || row->need == NEED_AWAY;
}

void roster_table(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
		  struct rect frame, int covered)
{
	struct rect inner = rect_inner(frame), row = inner;
	struct grid grid = canvas->cols >= ROSTER_WIDE ? wide_grid(canvas, view, inner) :
							 short_grid(canvas, view, inner);
	size_t selected = settle(desk, view), rows = (size_t)at_least(inner.rows - covered, 1);

	scroll_fit(&desk->list, view->n_rows, rows, selected);
	if (grid.lines && view->n_rows > 0)
		put_lines(canvas, &grid, frame);
	else
		canvas_frame(canvas, frame, STYLE_FRAME, NULL, STYLE_PLAIN);
	put_titles(canvas, &grid, frame);
	if (view->n_rows == 0)
		canvas_text_cut(canvas, inner.row, inner.col + 1, inner.cols - 2, STYLE_PLAIN,
				_("Nobody has come yet."));
	for (size_t i = desk->list.top; i < view->n_rows && i < desk->list.top + rows; i++, row.row++) {
		put_row(canvas, desk, &view->rows[i], &grid, row.row);
		row.rows = 1;
		if (is_dim(view, &view->rows[i]))
			canvas_style(canvas, row, STYLE_DIM);
		if (i == selected)
			put_selected(canvas, row);
	}
}

void roster_table_note(struct canvas *canvas, const struct roster_desk *desk, struct rect frame)
{
	const struct scroll *list = &desk->list;
	bool above = list->top > 0, below = list->top + list->rows < list->n;
	char *note;

	if (!above && !below)
		return;
	/* TRANSLATORS: the rows from the first to the second number are in sight, of so many. */
	note = mem_printf(_("%1$zu to %2$zu of %3$zu %4$s%5$s"), list->top + 1,
			  below ? list->top + list->rows : list->n, list->n,
			  above ? theme_glyph(GLYPH_MORE_UP, canvas->ascii) : "",
			  below ? theme_glyph(GLYPH_MORE_DOWN, canvas->ascii) : "");
	canvas_border_note(canvas, frame.row + frame.rows - 1, frame, STYLE_KEY, note);
	free(note);
}

/* ---- where they are ------------------------------------------------------------------------ */

#define BAR_MOST 12 /* columns of the longest bar */
#define BARS_ROWS 3 /* rows of them at most */
#define BARS_GAP 4  /* blanks between two */

/* "8, 4 not done": said only of the step where the class is, which it may leave soon. */
static char *bar_text(const struct roster_view *view, size_t step)
{
	int at = view->at[step], not_done = view->not_done[step];

	if (not_done == 0 || !view->place || !str_eq(view->place->id, view->steps[step].id))
		return mem_printf("%d", at);
	/* TRANSLATORS: so many people are at a step, and so many of these have not done it. */
	return mem_printf(ngettext("%1$d, %2$d not done", "%1$d, %2$d not done", (unsigned long)not_done),
			  at, not_done);
}

/* Columns of a bar: a column for each person, unless there are too many. */
static int bar_length(int at, int most_at, int longest)
{
	if (most_at <= longest)
		return at;
	return at_least((at * longest + most_at / 2) / most_at, 1);
}

static int bar_cols(const struct canvas *canvas, const struct roster_view *view, size_t step, int length)
{
	char *text = bar_text(view, step);
	int cols = canvas_width(canvas, view->steps[step].number) + length + 2 + canvas_width(canvas, text);

	free(text);
	return cols;
}

static void put_bar(struct canvas *canvas, const struct roster_view *view, size_t step, int row, int col,
		    int length)
{
	char *text = bar_text(view, step);

	col += canvas_text(canvas, row, col, canvas->cols, STYLE_STRONG, view->steps[step].number) + 1;
	for (int i = 0; i < length; i++)
		col += canvas_text(canvas, row, col, 1, STYLE_PLAIN, theme_spark(100, canvas->ascii));
	canvas_text(canvas, row, col + 1, canvas->cols, STYLE_PLAIN, text);
	free(text);
}

static int most_at(const struct roster_view *view)
{
	int most = 0;

	for (size_t i = 0; view->at && i < view->n_steps; i++)
		most = at_least(most, view->at[i]);
	return most;
}

/* Draws those that the rect has rows for.  Returns how many rows all of them take. */
static int put_bars(struct canvas *canvas, const struct roster_view *view, struct rect rect, int longest)
{
	int most = most_at(view), row = 0, col = 0;

	for (size_t i = 0; i < view->n_steps && most > 0; i++) {
		int length = bar_length(view->at[i], most, longest), cols;

		if (view->at[i] == 0)
			continue;
		cols = bar_cols(canvas, view, i, length);
		if (col > 0 && col + cols > rect.cols) {
			row++;
			col = 0;
		}
		if (row < rect.rows)
			put_bar(canvas, view, i, rect.row + row, rect.col + col, length);
		col += cols + BARS_GAP;
	}
	return most > 0 ? row + 1 : 0;
}

/* How long the longest bar is, so that all of them have room if possible. */
static int longest_bar(struct canvas *canvas, const struct roster_view *view, int cols)
{
	int longest = BAR_MOST;

	while (longest > 1 && put_bars(canvas, view, (struct rect){ .cols = cols }, longest) > BARS_ROWS)
		longest--;
	return longest;
}

int roster_bars_rows(struct canvas *canvas, const struct roster_view *view, int cols)
{
	int longest = longest_bar(canvas, view, cols);

	return at_most(put_bars(canvas, view, (struct rect){ .cols = cols }, longest), BARS_ROWS);
}

void roster_bars(struct canvas *canvas, const struct roster_view *view, struct rect rect)
{
	int rows = put_bars(canvas, view, rect, longest_bar(canvas, view, rect.cols));

	if (rows > rect.rows)
		canvas_text(canvas, rect.row + rect.rows - 1, rect.col + rect.cols - 1, 1, STYLE_PLAIN,
			    theme_glyph(GLYPH_ELLIPSIS, canvas->ascii));
}
