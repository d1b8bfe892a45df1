// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Who a key is for: the machine, a question, the search line, a selection, or the table
 * of commands.  One thread. */
#include "ui/input/keys.h"

#include "base/i18n.h"
#include "ui/input/handlers.h"
#include "ui/input/mouse.h"
#include "ui/input/select.h"
#include "ui/input/type.h"
#include "ui/state/question.h"

static struct command question_key(struct ui *ui, int code)
{
	bool yes = says_yes(code) || code == KEY_ENTER_ || code == '\r';

	if (yes && !ui->tiny)
		return ui_answer(ui, true);
	if (code == 'n' || code == 'N' || code == KEY_ESCAPE_)
		return ui_answer(ui, false);
	return command_only(COMMAND_NONE);
}

/* Whether to ignore the key because it is part of a paste.  Only the search line takes
 * pasted text; as keys it would press buttons. */
static bool is_pasted(struct ui *ui, int code)
{
	if (code == KEY_PASTE_ || code == KEY_PASTE_END_) {
		ui->pasting = code == KEY_PASTE_;
		return true;
	}
	return ui->pasting && (!ui->search.typing || code == KEY_ENTER_) && code != KEY_MOUSE_;
}

/* type_key() and select_key() return the commands that the table of handlers does. */
static struct command handled(struct ui *ui, const struct view *view, struct command command,
			      int code)
{
	return command_is_inner(command.id) ? ui_command(ui, view, command.id, code) : command;
}

struct command key_pressed(struct ui *ui, const struct view *view, struct key key)
{
	const struct command_row *row = command_for_key(key.code);

	if (console_takes_keys(ui) && !ui->question && key.code != KEY_MOUSE_)
		return handled(ui, view, type_key(ui, view, key.code), key.code);
	if (is_pasted(ui, key.code))
		return command_only(COMMAND_NONE);
	if (row && (row->id == COMMAND_REPAINT || row->id == COMMAND_SUSPEND))
		return command_only(row->id);
	if (key.code == KEY_MOUSE_)
		return mouse_key(ui, view, key);
	if (ui->question)
		return question_key(ui, key.code);
	if (ui->search.typing)
		return search_key(ui, view, key.code);
	if (ui->selection.on && ui->focus == FOCUS_CONSOLE)
		return handled(ui, view, select_key(ui, view, key.code), key.code);
	return row ? ui_command(ui, view, row->id, key.code) : command_only(COMMAND_NONE);
}
