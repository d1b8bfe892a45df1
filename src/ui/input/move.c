// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What it means in each pane to move by lines and pages and to the end, where Tab goes, and
 * marking text in a console, with keys and with the mouse.  Marked positions use the numbers of
 * lines, so that a mark stays on its text while the machine writes more.  One thread. */
#include "ui/input/move.h"

#include <limits.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/state/ui-state.h"

/* ---- moving -------------------------------------------------------------------- */

static size_t moved(size_t at, long delta, size_t n)
{
	if (delta < 0 && (size_t)-delta > at)
		return 0;
	at = delta < 0 ? at - (size_t)-delta : at + (size_t)delta;
	return n == 0 ? 0 : at < n ? at : n - 1;
}

static long distance(const struct scroll *scroll, const struct move *move)
{
	long rows = scroll->rows ? (long)scroll->rows : 1;

	return move->to_end ? move->to_end * 1000000000L : move->lines + move->pages * rows;
}

static void move_scroll(struct scroll *scroll, const struct move *move)
{
	size_t most = scroll->n > scroll->rows ? scroll->n - scroll->rows : 0;

	scroll->top = moved(scroll->top, distance(scroll, move), most + 1);
}

/* At the end of the text, a line down goes to the next button; a line up goes back. */
static void move_text(struct ui *ui, const struct view *view, const struct move *move)
{
	bool at_end = ui->text.top + ui->text.rows >= ui->text.n;

	if (move->lines > 0 && at_end && view->n_buttons > 0) {
		if (ui->focus != FOCUS_BUTTON || ui->button + 1 < view->n_buttons)
			focus_step(ui, view, 1);
		return;
	}
	if (move->lines < 0 && ui->focus == FOCUS_BUTTON) {
		focus_step(ui, view, -1);
		return;
	}
	move_scroll(&ui->text, move);
}

static void move_machines(struct ui *ui, const struct view *view, const struct move *move)
{
	const struct vm_machine *chosen = chosen_machine(ui, view);
	const struct scroll none = { 0 };
	size_t at;

	if (!chosen)
		return;
	at = (size_t)(chosen - view->picture->machines);
	at = moved(at, distance(&none, move), view->picture->n_machines);
	choose_machine(ui, view->picture->machines[at].name);
}

static void move_timeline(struct ui *ui, const struct view *view, const struct move *move)
{
	const struct vm_machine *machine = chosen_machine(ui, view);
	size_t n = timeline_count(machine);
	long way = distance(&ui->timeline, move);
	size_t row = moved(timeline_selected(ui, machine), way, n);

	/* Skip "you are here", which is no snapshot to choose. */
	if (row < n && !timeline_snapshot(machine, row))
		row = moved(row, way < 0 ? -1 : 1, n);
	if (timeline_snapshot(machine, row))
		choose_snapshot(ui, machine, row);
}

static void move_console(struct ui *ui, const struct view *view, const struct move *move)
{
	const struct scroll page = { .rows = ui->console.rows > 1 ? ui->console.rows - 1 : 1 };
	uint64_t top = ui->console.first + ui->console.rows - 1, last = ui->console.last;
	uint64_t at = ui->console_at ? ui->console_at : last;
	long way = distance(&page, move);

	(void)view;
	if (way < 0)
		at = at > top && (uint64_t)-way < at - top ? at - (uint64_t)-way : top;
	else
		at = (uint64_t)way < last - at ? at + (uint64_t)way : last;
	ui->console_at = at < last ? at : 0;
}

static void move_screen(struct ui *ui, const struct view *view, const struct move *move)
{
	const struct scroll page = { .rows = 10 };

	(void)view;
	ui->screen_back = moved(ui->screen_back, -distance(&page, move), 1000);
}

static void move_contents(struct ui *ui, const struct view *view, const struct move *move)
{
	ui->entry = moved(ui->entry, distance(&ui->contents, move), contents_count(view));
}

static void move_help(struct ui *ui, const struct view *view, const struct move *move)
{
	(void)view;
	move_scroll(&ui->help, move);
}

void move_in(struct ui *ui, const struct view *view, enum focus focus, const struct move *move)
{
	static void (*const movers[FOCUS_COUNT])(struct ui *, const struct view *,
						 const struct move *) = {
		[FOCUS_TEXT] = move_text, [FOCUS_BUTTON] = move_text, [FOCUS_STAGE] = move_text,
		[FOCUS_MACHINES] = move_machines, [FOCUS_TIMELINE] = move_timeline,
		[FOCUS_CONSOLE] = move_console, [FOCUS_SCREEN] = move_screen,
		[FOCUS_CONTENTS] = move_contents,
		[FOCUS_HELP] = move_help,
	};

	movers[focus](ui, view, move);
}

/* The order is: text, each button, stage, machines; then on a wide screen the timeline and
 * the screen or console, which t and c open elsewhere. */
void focus_step(struct ui *ui, const struct view *view, int step)
{
	size_t n = view->n_buttons, at = 0, count;
	bool machines = view->picture && view->picture->n_machines > 0;
	struct stop {
		enum focus focus;
		bool there;
	} after[] = {
		{ FOCUS_STAGE, view->stage_needed }, { FOCUS_MACHINES, machines },
		{ FOCUS_TIMELINE, machines && ui->wide },
		{ FOCUS_SCREEN, machines && ui->wide && ui->screen },
		{ FOCUS_CONSOLE, machines && ui->wide && !ui->screen },
	};

	count = 1 + n + ARRAY_LEN(after);
	at = ui->focus == FOCUS_BUTTON ? 1 + ui->button : 0;
	for (size_t i = 0; i < ARRAY_LEN(after); i++)
		at = ui->focus == after[i].focus ? 1 + n + i : at;
	do
		at = (at + count + (size_t)(step + (int)count)) % count;
	while (at > n && !after[at - 1 - n].there);
	ui->zoom = false;
	ui->show_hint = ui->typing = false;
	ui->focus = at == 0 ? FOCUS_TEXT : at <= n ? FOCUS_BUTTON : after[at - 1 - n].focus;
	ui->button = ui->focus == FOCUS_BUTTON ? at - 1 : 0;
}

/* ---- marking ------------------------------------------------------------------- */

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

/* A click types into the console, which is known when the button is released: until then
 * it may be a drag, which only copies. */
static struct command press_down(struct ui *ui, struct key key)
{
	enum focus was = ui->focus;

	if (was == FOCUS_CONSOLE && ui->console_at == 0)
		console_type(ui);
	else
		select_close(ui);
	ui->selection.down = was != FOCUS_CONSOLE;
	ui->selection.was = was;
	ui->selection.pressed = spot_at(ui, key.row, key.col);
	return command_only(COMMAND_REDRAW);
}

static struct command drag(struct ui *ui, struct key key)
{
	struct vm_spot pressed = ui->selection.pressed, at = spot_at(ui, key.row, key.col);
	struct selection before = ui->selection;

	if (pressed.line == 0 || at.line == 0)
		return command_only(COMMAND_NONE);
	if (!ui->selection.by_mouse) {
		start(ui, pressed);
		ui->selection.by_mouse = true;
		ui->selection.down = before.down;
		ui->selection.was = before.was;
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
		ui->focus = selection.down ? selection.was : FOCUS_CONSOLE;
	} else if (selection.down || (selection.pressed.line > 0 && !ui->typing)) {
		console_type(ui); /* a click, which may be on a console that is scrolled back */
	}
	ui->selection.pressed.line = 0;
	ui->selection.down = false;
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
