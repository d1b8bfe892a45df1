// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions and notes; see question.h.  One thread. */
#include "ui/state/question.h"

#include <stdlib.h>

#include "base/mem.h"
#include "ui/state/ui-state.h"

void ui_ask(struct ui *ui, const char *question, const struct command *command)
{
	ui_forget_question(ui);
	ui->question = mem_dup(question);
	ui->asked = *command;
}

bool ui_asks(const struct ui *ui)
{
	return ui->question != NULL;
}

struct command ui_answer(struct ui *ui, bool yes)
{
	struct command command = ui->asked;

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
