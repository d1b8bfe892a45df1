// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the keys of a search do; see find.h.  One thread. */
#include "ui/input/find.h"

#include "base/i18n.h"
#include "base/str.h"
#include "base/utf8.h"
#include "ui/text/page-search.h"

#define QUERY_MOST 200 /* bytes */

struct command find_begin(struct ui *ui)
{
	search_close(&ui->search);
	ui->search.console = ui->focus == FOCUS_CONSOLE;
	if (!ui->search.console)
		ui->focus = FOCUS_TEXT;
	ui->search.typing = true;
	return command_only(COMMAND_REDRAW);
}

/* next: above the line that was found last, not from the end. */
static struct command in_console(struct ui *ui, const struct view *view, bool next)
{
	struct command command = { .id = COMMAND_FIND };
	const struct vm_machine *machine = chosen_machine(ui, view);

	if (!machine)
		return command_only(COMMAND_REDRAW);
	utf8_copy(command.machine, sizeof command.machine, machine->name);
	command.before = next ? ui->search.line : 0;
	return command;
}

/* Searches the page that is open, and all others. */
static void in_pages(struct ui *ui, const struct view *view)
{
	ui_lay_out(ui, view);
	ui->search.arrives = false;
	page_search(&ui->search, &ui->page, view, ui->hints);
	others_search(&ui->search, &ui->page, view);
}

/* Goes on in the next page that has places, if there is one. */
static struct command look_on(const struct ui *ui, const struct view *view)
{
	struct command command = { .id = COMMAND_LOOK };

	if (!others_next(&ui->search, view, &command.lesson, &command.step))
		return command_only(COMMAND_NONE);
	return command;
}

static struct command entered(struct ui *ui, const struct view *view)
{
	struct search *search = &ui->search;
	struct command command = command_only(COMMAND_REDRAW);

	search->typing = false;
	if (search->query.len == 0 || search->matches > 0)
		return command;
	if (!search->console)
		command = look_on(ui, view);
	if (command.id == COMMAND_LOOK)
		return command;
	ui_note(ui, search->console ? _("That is not in this console.") :
				      _("That is nowhere in this workshop."));
	return command_only(COMMAND_REDRAW);
}

struct command find_next(struct ui *ui, const struct view *view)
{
	struct search *search = &ui->search;
	struct command command;

	if (search->console && search->matches > 0)
		return in_console(ui, view, true);
	if (search->on && !search->console) {
		in_pages(ui, view);
		if (search->at + 1 >= search->matches) {
			command = look_on(ui, view);
			if (command.id == COMMAND_LOOK)
				return command;
		}
	}
	if (!search->on || search->matches == 0)
		ui_note(ui, _("Nothing is searched for. / starts a search."));
	else
		search_go(search, true, &ui->text.top, ui->text.rows);
	return command_only(COMMAND_REDRAW);
}

/* ---- the search line ----------------------------------------------------------- */

static void drop_last(struct str *text)
{
	size_t n = text->len;

	while (n > 0 && ((unsigned char)text->text[n - 1] & 0xc0) == 0x80)
		n--;
	str_cut(text, n > 0 ? n - 1 : 0);
}

/* False: the key changes nothing in the query. */
static bool change_query(struct str *query, int code)
{
	char bytes[4];

	if (code == KEY_BACKSPACE_ || code == 8) {
		drop_last(query);
		return true;
	}
	if (code < ' ' || code >= KEY_BASE_ || utf8_cp_width((uint32_t)code) < 0 ||
	    query->len >= QUERY_MOST)
		return false;
	str_addn(query, bytes, utf8_encode((uint32_t)code, bytes));
	return true;
}

struct command find_key(struct ui *ui, const struct view *view, int code)
{
	struct search *search = &ui->search;

	if (code == KEY_ESCAPE_ || (code == KEY_BACKSPACE_ && search->query.len == 0)) {
		search_close(search);
		return command_only(COMMAND_REDRAW);
	}
	if (code == KEY_ENTER_ || code == '\r')
		return entered(ui, view);
	if (!change_query(&search->query, code))
		return command_only(COMMAND_NONE);
	if (search->console)
		return in_console(ui, view, false);
	in_pages(ui, view);
	search_go(search, false, &ui->text.top, ui->text.rows);
	return command_only(COMMAND_REDRAW);
}
