// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Changes to the state that panes and keys both make; see ui-state.h.  One thread. */
#include "ui/state/ui-state.h"

#include <stdlib.h>

#include "base/mem.h"

void scroll_fit(struct scroll *scroll, size_t n, size_t rows, size_t keep)
{
	size_t most = n > rows ? n - rows : 0;

	scroll->n = n;
	scroll->rows = rows;
	if (keep < n && keep < scroll->top)
		scroll->top = keep;
	if (keep < n && rows > 0 && keep >= scroll->top + rows)
		scroll->top = keep - rows + 1;
	if (scroll->top > most)
		scroll->top = most;
}

bool console_takes_keys(const struct ui *ui)
{
	return ui->typing && ui->focus == FOCUS_CONSOLE && !ui->tiny;
}

void console_type(struct ui *ui)
{
	ui->focus = FOCUS_CONSOLE;
	ui->screen = false; /* it takes the same place */
	ui->typing = true;
	ui->console_at = 0;
	search_close(&ui->search);
	select_close(ui);
}

void select_close(struct ui *ui)
{
	if (ui->selection.on && ui->selection.followed)
		ui->console_at = 0;
	ui->selection = (struct selection){ 0 };
}

static bool is_before(struct vm_spot a, struct vm_spot b)
{
	return a.line < b.line || (a.line == b.line && a.col < b.col);
}

bool select_has(const struct selection *selection, uint64_t line, int col)
{
	struct vm_spot spot = { line, col }, from = selection->mark, to = selection->at;

	if (is_before(to, from)) {
		from = selection->at;
		to = selection->mark;
	}
	return selection->on && selection->marked && !is_before(spot, from) && !is_before(to, spot);
}

/* ---- questions and notes ----------------------------------------------------------- */

void ui_ask(struct ui *ui, const char *question, const struct command *command)
{
	ui_forget_question(ui);
	ui->question = mem_dup(question);
	ui->asked = *command;
	ui->question_seen = false;
}

bool ui_asks(const struct ui *ui)
{
	return ui->question != NULL;
}

void ui_seen(struct ui *ui)
{
	ui->question_seen = ui->question != NULL;
}

struct command ui_answer(struct ui *ui, bool yes)
{
	struct command command = ui->asked;

	if (!ui->question_seen)
		return command_only(COMMAND_NONE);
	ui_forget_question(ui);
	command.confirmed = true;
	return yes ? command : command_only(COMMAND_REDRAW);
}

void ui_forget_question(struct ui *ui)
{
	free(ui->question);
	ui->question = NULL;
}

void ui_note(struct ui *ui, const char *text)
{
	ui_forget_note(ui);
	ui->note = mem_dup(text);
}

bool ui_forget_note(struct ui *ui)
{
	bool had = ui->note != NULL;

	free(ui->note);
	ui->note = NULL;
	return had;
}

bool ui_takes_text(const struct ui *ui)
{
	return ui->question || ui->search.typing || console_takes_keys(ui);
}
