// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What it means in each pane to move by lines and pages and to the end, and where Tab
 * goes.  One thread. */
#include "ui/input/move.h"

#include "base/mem.h"
#include "ui/state/chosen-machine.h"
#include "ui/state/list-rows.h"

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

/* The order is: text, each button, stage, machines; then if they are in sight, the timeline
 * and the screen or console. */
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
