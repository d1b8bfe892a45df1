// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The whole screen, for the application; see ui.h.  How it is divided among the panes is
 * decided in layout.c, who a key is for in input/keys.c.  One thread. */
#include "ui/ui.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "ui/input/keys.h"
#include "ui/input/move.h"
#include "ui/layout.h"
#include "ui/state/ui-state.h"

struct ui *ui_new(void)
{
	struct ui *ui = mem_alloc(sizeof *ui);

	ui->lesson_seen = true;
	return ui;
}

static void forget_hits(struct ui *ui)
{
	free(ui->hits);
	ui->hits = NULL;
	ui->n_hits = 0;
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	ui_forget_question(ui);
	ui_forget_note(ui);
	forget_hits(ui);
	lines_free(&ui->page.lines);
	blocks_forget(&ui->blocks);
	search_close(&ui->search);
	free(ui->machine);
	free(ui->snapshot);
	free(ui->console.list);
	free(ui);
}

void ui_draw(struct ui *ui, const struct view *view, struct canvas *canvas)
{
	canvas_clear(canvas);
	forget_hits(ui);
	ui->lesson_seen = false;
	ui->due_ms = CLOCK_NEVER;
	ui->screen_of[0] = '\0';
	memset(ui->frames, 0, sizeof ui->frames);
	layout_draw(ui, view, canvas);
}

struct command ui_key(struct ui *ui, const struct view *view, struct key key)
{
	struct command command;
	bool had_note;

	if (key.code == KEY_RESIZE_)
		return command_only(COMMAND_REDRAW);
	if (!key_is_press(key))
		return mouse_key(ui, view, key);
	had_note = ui_forget_note(ui);
	ui->copied_before = ui->copied;
	ui->copied = 0;
	command = key_pressed(ui, view, key);
	if (command.id == COMMAND_NONE && had_note)
		command.id = COMMAND_REDRAW;
	return command;
}

void ui_place_changed(struct ui *ui)
{
	lines_free(&ui->page.lines);
	ui->page.valid = false;
	ui->page.begins_at = 0;
	ui->focus = FOCUS_TEXT;
	ui->button = 0;
	ui->text.top = ui->bar.top = 0;
	ui->console_at = 0;
	ui->screen_back = 0;
	ui->typing = false;
	ui->hints = 0;
	ui->advised = false;
	ui->show_hint = ui->dense = false;
	ui->spot = SPOT_NONE;
	free(ui->machine);
	free(ui->snapshot);
	ui->machine = ui->snapshot = NULL;
	search_close(&ui->search);
	select_close(ui);
}

void ui_looked(struct ui *ui)
{
	struct search search = ui->search;

	ui->search = (struct search){ 0 };
	ui_place_changed(ui);
	ui->search = search;
	ui->search.n = ui->search.matches = ui->search.at = 0;
	ui->search.arrives = true;
}

void ui_reloaded(struct ui *ui, size_t lesson, size_t step)
{
	ui->page.workshop = NULL;
	search_forget_others(&ui->search);
	ui->page.width = 0;
	ui->page.lesson = lesson;
	ui->page.step = step;
	/* The buttons may be others now, and the question may be about one of them. */
	if (ui->focus == FOCUS_BUTTON || ui->focus == FOCUS_STAGE)
		ui->focus = FOCUS_TEXT;
	ui_forget_question(ui);
}

static size_t hidden(const struct scroll *scroll)
{
	return scroll->n > scroll->rows ? scroll->n - scroll->rows : 0;
}

size_t ui_hidden_lines(const struct ui *ui)
{
	return hidden(&ui->text) + hidden(&ui->bar);
}

int64_t ui_due_ms(const struct ui *ui)
{
	return ui->due_ms;
}

const char *ui_screen_wanted(const struct ui *ui)
{
	return ui->screen_of[0] ? ui->screen_of : NULL;
}

const char *ui_console(const struct ui *ui, const struct view *view, uint64_t *bottom)
{
	const struct vm_machine *machine = chosen_machine(ui, view);

	*bottom = ui->console_at;
	return machine ? machine->name : NULL;
}

const char *ui_query(const struct ui *ui)
{
	return str_text(&ui->search.query);
}

void ui_found(struct ui *ui, uint64_t line)
{
	size_t half = ui->console.rows / 2;

	ui->search.on = true;
	ui->search.matches = line > 0;
	if (line == 0)
		return;
	ui->search.line = line;
	/* Put it in the middle of the console, unless it is near the end. */
	ui->console_at = line + half < ui->console.last ? line + half : 0;
	select_found(ui, line);
}

bool ui_is_occupied(const struct ui *ui)
{
	return ui->question || ui->search.typing || ui->selection.on || console_takes_keys(ui) ||
	       (ui->focus != FOCUS_TEXT && ui->focus != FOCUS_BUTTON);
}

size_t ui_hints(const struct ui *ui)
{
	return ui->hints;
}
