// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which code or command is copied or shown; see copy.h.  One thread. */
#include "ui/input/copy.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/text/copy-text.h"

/* The button whose command is meant: the one that has the focus, else the next one to press,
 * else the last.  NULL: there is none. */
static const struct view_button *meant_button(const struct ui *ui, const struct view *view)
{
	size_t at = 0;

	if (view->n_buttons == 0 || !view_step(view))
		return NULL;
	if (ui->focus == FOCUS_BUTTON)
		return &view->buttons[ui->button];
	while (at + 1 < view->n_buttons && view->buttons[at].done)
		at++;
	return &view->buttons[at];
}

/* What is copied first; there is something. */
static size_t first_item(const struct ui *ui, const struct view *view)
{
	const struct lines *lines = &ui->page.lines;
	const struct view_button *button = meant_button(ui, view);

	if (button && (ui->focus == FOCUS_BUTTON || lines->n_codes == 0))
		return lines->n_codes + (size_t)(button - view->buttons);
	return copy_nearest(lines, ui->text.top, ui->text.rows);
}

/* Brings the code into sight, unless a part of it is. */
static void show_code(struct scroll *text, const struct copy_text *item)
{
	if (item->last < text->top || item->first >= text->top + text->rows)
		text->top = item->first > 0 ? item->first - 1 : 0;
}

struct command copy_next(struct ui *ui, const struct view *view)
{
	const struct lines *lines = &ui->page.lines;
	struct command command = { .id = COMMAND_COPY_TEXT };
	struct copy_text item;
	size_t n, at;

	ui_lay_out(ui, view);
	n = copy_count(lines, view);
	if (n == 0) {
		ui_note(ui, _("There is no code here, and no button with a command."));
		return command_only(COMMAND_REDRAW);
	}
	at = ui->copied_before > 0 ? ui->copied_before % n : first_item(ui, view);
	item = copy_at(lines, view, at);
	if (item.button == 0)
		show_code(&ui->text, &item);
	ui->copied = at + 1;
	command.text = item.text;
	command.button = item.button;
	command.more = n > 1;
	return command;
}

struct command copy_show(struct ui *ui, const struct view *view)
{
	const struct view_button *button = meant_button(ui, view);
	char *text;

	if (!button) {
		ui_note(ui, _("There is no button here, and so no command."));
		return command_only(COMMAND_REDRAW);
	}
	/* TRANSLATORS: %1$d is the number of a button, %2$s its shell command. */
	text = mem_printf(_("The command of button %1$d: %2$s"), button->number, button->command);
	ui_note(ui, text);
	free(text);
	return command_only(COMMAND_REDRAW);
}
