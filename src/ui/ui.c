// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The state of the screen: made, freed, told of a question or a new place.
 * Drawing is in layout.c, keys in keys.c.  One thread. */
#include "ui/input/keys.h"

#include <stdlib.h>

#include "base/mem.h"

struct ui *ui_new(void)
{
	struct ui *ui = mem_alloc(sizeof *ui);

	ui->lesson_seen = true;
	return ui;
}

void ui_free(struct ui *ui)
{
	if (!ui)
		return;
	lines_free(&ui->page.lines);
	blocks_forget(&ui->blocks);
	search_close(ui);
	free(ui->machine);
	free(ui->snapshot);
	free(ui->question);
	free(ui->note);
	free(ui->hits);
	free(ui->console.list);
	free(ui);
}

void ui_ask(struct ui *ui, const char *question, const struct command *command)
{
	free(ui->question);
	ui->question = mem_dup(question);
	ui->asked = *command;
}

void ui_place_changed(struct ui *ui)
{
	lines_free(&ui->page.lines);
	ui->page.valid = false;
	ui->focus = FOCUS_TEXT;
	ui->button = 0;
	ui->text.top = ui->bar.top = 0;
	ui->console_at = 0;
	ui->screen_back = 0;
	ui->typing = false;
	ui->hints = 0;
	ui->show_hint = false;
	free(ui->machine);
	free(ui->snapshot);
	ui->machine = ui->snapshot = NULL;
	search_close(ui);
	select_close(ui);
}

void ui_reloaded(struct ui *ui, size_t lesson, size_t step)
{
	ui->page.workshop = NULL;
	ui->page.width = 0;
	ui->page.lesson = lesson;
	ui->page.step = step;
	if (ui->focus == FOCUS_BUTTON || ui->focus == FOCUS_STAGE)
		ui->focus = FOCUS_TEXT;
	/* It was about what may be another button now. */
	free(ui->question);
	ui->question = NULL;
}

bool ui_takes_text(const struct ui *ui)
{
	return ui->question || ui->search.typing || ui_types(ui);
}

bool ui_asks(const struct ui *ui)
{
	return ui->question != NULL;
}

void ui_note(struct ui *ui, const char *text)
{
	free(ui->note);
	ui->note = mem_dup(text);
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

struct command command_only(enum command_id id)
{
	return (struct command){ .id = id };
}
