// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Marks text in a console, with keys and with the mouse.  Positions use the numbers of
 * lines, so that a mark stays on its text while the machine writes more.  One thread. */
#include "ui/input/select.h"

#include <limits.h>

#include "base/utf8.h"
#include "ui/state/chosen-machine.h"

/* Scrolls so that the end of the selection is in sight; the console does not follow what
 * the machine writes meanwhile. */
static void keep_in_sight(struct ui *ui)
{
	uint64_t rows = ui->console.rows > 0 ? ui->console.rows : 1, line = ui->selection.at.line;
	uint64_t bottom = ui->console_at ? ui->console_at : ui->console.last;

	/* The console has not been drawn yet: it will show the newest lines. */
	if (line == 0)
		return;
	if (line > bottom)
		bottom = line;
	if (line + rows <= bottom)
		bottom = line + rows - 1;
	ui->console_at = bottom;
}

static void start(struct ui *ui, struct vm_spot at)
{
	ui->selection = (struct selection){
		.on = true, .at = at, .followed = ui->console_at == 0, .typed = ui->typing,
		.pressed = ui->selection.pressed,
	};
	ui->focus = FOCUS_CONSOLE;
	ui->screen = ui->typing = false;
	keep_in_sight(ui);
}

struct command select_begin(struct ui *ui)
{
	bool seen = ui->focus == FOCUS_CONSOLE || (ui->wide && !ui->screen && !ui->zoom);

	/* If the console is not in sight, its cursor is known only when it is drawn. */
	start(ui, (struct vm_spot){ seen ? ui->console.cursor.line : 0, 0 });
	return command_only(COMMAND_REDRAW);
}

static struct command copy(struct ui *ui, const struct view *view)
{
	const struct selection *selection = &ui->selection;
	const struct vm_machine *machine = chosen_machine(ui, view);
	struct command command = { .id = COMMAND_COPY };

	command.from = selection->marked ? selection->mark : (struct vm_spot){ selection->at.line, 0 };
	command.to = selection->marked ? selection->at :
					 (struct vm_spot){ selection->at.line, INT_MAX };
	select_close(ui);
	if (!machine)
		return command_only(COMMAND_REDRAW);
	utf8_copy(command.machine, sizeof command.machine, machine->name);
	return command;
}

/* ---- keys ----------------------------------------------------------------- */

static void move_lines(struct ui *ui, long lines)
{
	struct vm_spot *at = &ui->selection.at;
	uint64_t first = ui->console.first, last = ui->console.last;

	if (lines < 0)
		at->line = at->line > first + (uint64_t)-lines ? at->line - (uint64_t)-lines : first;
	else
		at->line = at->line + (uint64_t)lines < last ? at->line + (uint64_t)lines : last;
	keep_in_sight(ui);
}

static void move_columns(struct ui *ui, int columns)
{
	struct vm_spot *at = &ui->selection.at;

	at->col += columns;
	at->col = at->col >= ui->console.cols ? ui->console.cols - 1 : at->col;
	at->col = at->col < 0 ? 0 : at->col;
	ui->selection.back = columns < 0;
}

static void set_mark(struct ui *ui)
{
	ui->selection.mark = ui->selection.at;
	ui->selection.marked = true;
}

struct command select_key(struct ui *ui, const struct view *view, int code)
{
	const struct command_row *row = command_for_key(code);
	enum command_id id = code == KEY_LEFT_ || code == KEY_RIGHT_ || !row ? COMMAND_NONE : row->id;
	long page = ui->console.rows > 1 ? (long)ui->console.rows - 1 : 1;

	ui->selection.to_end = id == COMMAND_BOTTOM;
	if (ui->selection.to_end && ui->console.cols > 0)
		ui->selection.at.col = ui->console.cols - 1; /* drawing corrects it */
	if (code == KEY_LEFT_ || code == KEY_RIGHT_)
		move_columns(ui, code == KEY_LEFT_ ? -1 : 1);
	else if (id == COMMAND_SELECT || code == ' ')
		set_mark(ui);
	else if (id == COMMAND_LINE_UP || id == COMMAND_LINE_DOWN)
		move_lines(ui, id == COMMAND_LINE_UP ? -1 : 1);
	else if (id == COMMAND_PAGE_UP || id == COMMAND_PAGE_DOWN)
		move_lines(ui, id == COMMAND_PAGE_UP ? -page : page);
	else if (id == COMMAND_TOP)
		ui->selection.at.col = 0;
	else if (id == COMMAND_ACTIVATE)
		return copy(ui, view);
	else if (id == COMMAND_CLOSE || id == COMMAND_QUIT)
		select_close(ui);
	else if (id == COMMAND_LEAVE || id == COMMAND_SEARCH || id == COMMAND_SEARCH_NEXT ||
		 id == COMMAND_ZOOM)
		return command_only(id);
	else if (id != COMMAND_BOTTOM)
		return command_only(COMMAND_NONE);
	return command_only(COMMAND_REDRAW);
}

void select_found(struct ui *ui, uint64_t line)
{
	if (!ui->selection.on)
		return;
	ui->selection.at = (struct vm_spot){ line, 0 };
	keep_in_sight(ui);
}

/* ---- the mouse ------------------------------------------------------------- */

/* The place in the console that is drawn there, or nearest to it; line 0: none. */
static struct vm_spot spot_at(const struct ui *ui, int row, int col)
{
	const struct console_row *rows = ui->console.list;
	int n = (int)ui->console.n, r = row - ui->console.rect.row;
	struct vm_spot spot = { 0 };

	if (n == 0)
		return spot;
	r = r < 0 ? 0 : r < n ? r : n - 1;
	spot.line = rows[r].line;
	spot.col = rows[r].from + col - ui->console.rect.col;
	spot.col = spot.col < rows[r].to ? spot.col : rows[r].to - 1;
	spot.col = spot.col > rows[r].from ? spot.col : rows[r].from;
	return spot;
}

/* Scrolls when the mouse is dragged over the upper or lower edge. */
static void pull(struct ui *ui, int row)
{
	const struct rect *rect = &ui->console.rect;

	if (row < rect->row)
		move_lines(ui, -1);
	else if (row >= rect->row + rect->rows)
		move_lines(ui, 1);
}

static struct command press_down(struct ui *ui, struct key key)
{
	if (ui->console_at == 0)
		console_type(ui);
	else
		select_close(ui);
	ui->focus = FOCUS_CONSOLE;
	ui->selection.pressed = spot_at(ui, key.row, key.col);
	return command_only(COMMAND_REDRAW);
}

static struct command drag(struct ui *ui, struct key key)
{
	struct vm_spot pressed = ui->selection.pressed, at = spot_at(ui, key.row, key.col);

	if (pressed.line == 0 || at.line == 0)
		return command_only(COMMAND_NONE);
	if (!ui->selection.by_mouse) {
		start(ui, pressed);
		ui->selection.by_mouse = true;
		set_mark(ui);
	}
	ui->selection.at = at;
	pull(ui, key.row);
	return command_only(COMMAND_REDRAW);
}

/* The mouse button was released. */
static struct command let_go(struct ui *ui, const struct view *view)
{
	struct selection selection = ui->selection;
	struct command command = command_only(COMMAND_REDRAW);

	if (selection.by_mouse) {
		command = copy(ui, view);
		ui->typing = selection.typed;
	} else if (selection.pressed.line > 0 && !ui->typing) {
		console_type(ui); /* a click on a console that is scrolled back */
	}
	ui->selection.pressed.line = 0;
	return command;
}

struct command select_mouse(struct ui *ui, const struct view *view, struct key key)
{
	if (key.mouse == MOUSE_DRAG)
		return drag(ui, key);
	if (key.mouse == MOUSE_RELEASE)
		return let_go(ui, view);
	return press_down(ui, key);
}
