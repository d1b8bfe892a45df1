// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A function for each command, which changes the screen, or returns what the application is
 * to do; see handlers.h.  One thread. */
#include "ui/input/handlers.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "ui/input/copy.h"
#include "ui/input/find.h"
#include "ui/input/move.h"
#include "ui/input/spot.h"
#include "ui/state/ui-state.h"
#include "ui/text/bar.h"

#define TYPED_MS 1500 /* at most, between two digits of one number */

typedef struct command handler(struct ui *ui, const struct view *view, enum command_id id,
			       int code);

static struct command redraw(void)
{
	return command_only(COMMAND_REDRAW);
}

static struct command noted(struct ui *ui, const char *text)
{
	ui_note(ui, text);
	return redraw();
}

static struct command on_pass(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)ui;
	(void)view;
	(void)code;
	return command_only(id);
}

/* Nothing happens to a machine while a help screen hides the lesson. */
static bool lesson_hidden(const struct ui *ui)
{
	return !ui->lesson_seen;
}

static struct command on_place(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)view;
	(void)code;
	return command_only(lesson_hidden(ui) ? COMMAND_NONE : id);
}

static struct command on_step(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)code;
	return command_only(lesson_hidden(ui) || !view_step(view) ? COMMAND_NONE : id);
}

static struct command press(struct ui *ui, const struct view *view, size_t index)
{
	struct command command = { .id = COMMAND_PRESS };

	if (index >= view->n_buttons) {
		char *text = mem_printf(_("There is no button %zu here."), index + 1);
		struct command none = noted(ui, text);

		free(text);
		return none;
	}
	command.button = view->buttons[index].number;
	return command;
}

/* Selects a lesson in the contents.  Two digits in quick succession are one number, if
 * there is such a lesson. */
static struct command to_lesson(struct ui *ui, const struct view *view, int digit)
{
	bool goes_on = view->now_mono_ms - ui->typed_ms < TYPED_MS;
	int longer = goes_on && ui->typed <= 99 ? ui->typed * 10 + digit : digit;
	struct command command = redraw();
	size_t row = contents_lesson(view, longer);

	ui->typed = row > 0 ? longer : digit;
	ui->typed_ms = view->now_mono_ms;
	row = row > 0 ? row : contents_lesson(view, digit);
	if (row > 0) {
		ui->entry = row;
	} else {
		char *text = mem_printf(_("There is no lesson %d here."), digit);

		command = noted(ui, text);
		free(text);
	}
	return command;
}

static struct command on_press(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)id;
	if (ui->focus == FOCUS_CONTENTS)
		return to_lesson(ui, view, code - '0');
	if (lesson_hidden(ui))
		return command_only(COMMAND_NONE);
	return press(ui, view, (size_t)(code - '1'));
}

static struct command on_stage(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	if (ui->focus == FOCUS_CONTENTS && code == '0')
		return to_lesson(ui, view, 0);
	/* Even if the stage is set: the session looks at the machines once more. */
	return command_only(lesson_hidden(ui) ? COMMAND_NONE : id);
}

static struct command on_undo(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	const struct vm_machine *machine = undo_machine(ui, view);
	struct command command = { .id = id };

	(void)code;
	if (lesson_hidden(ui) && ui->focus != FOCUS_TIMELINE)
		return command_only(COMMAND_NONE);
	if (!machine)
		return noted(ui, _("There is no restore to undo."));
	utf8_copy(command.machine, sizeof command.machine, machine->name);
	return command;
}

static struct command on_move(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	static const struct move moves[COMMAND_COUNT] = {
		[COMMAND_LINE_DOWN] = { .lines = 1 }, [COMMAND_LINE_UP] = { .lines = -1 },
		[COMMAND_PAGE_DOWN] = { .pages = 1 }, [COMMAND_PAGE_UP] = { .pages = -1 },
		[COMMAND_TOP] = { .to_end = -1 },     [COMMAND_BOTTOM] = { .to_end = 1 },
	};

	(void)code;
	move_in(ui, view, ui->focus, &moves[id]);
	return redraw();
}

static struct command on_focus(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)code;
	focus_step(ui, view, id == COMMAND_FOCUS_NEXT ? 1 : -1);
	return redraw();
}

static struct command on_open(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	static const enum focus opens[COMMAND_COUNT] = {
		[COMMAND_TIMELINE] = FOCUS_TIMELINE, [COMMAND_CONSOLE] = FOCUS_CONSOLE,
		[COMMAND_CONTENTS] = FOCUS_CONTENTS, [COMMAND_HELP] = FOCUS_HELP,
	};
	enum focus wanted = opens[id];

	(void)code;
	if ((wanted == FOCUS_TIMELINE || wanted == FOCUS_CONSOLE) &&
	    view->workshop->n_machines == 0)
		return noted(ui, _("This workshop has no machines."));
	if (wanted == FOCUS_CONSOLE) {
		/* Zoom if a program takes the whole screen and the pane is too narrow for it. */
		ui->zoom |= ui->console.cut;
		console_type(ui);
		return redraw();
	}
	ui->zoom = ui->zoom && ui->focus != wanted;
	ui->focus = ui->focus == wanted ? FOCUS_TEXT : wanted;
	ui->entry = contents_here(view);
	ui->typed = 0;
	ui->help.top = 0;
	return redraw();
}

/* Opens or closes the screen.  Beside the lesson it stays open when it loses the focus;
 * on a narrow screen it is seen only with the focus. */
static struct command on_screen(struct ui *ui, const struct view *view, enum command_id id,
				int code)
{
	bool seen = ui->screen && (ui->wide || ui->focus == FOCUS_SCREEN);

	(void)id;
	(void)code;
	if (view->workshop->n_machines == 0)
		return noted(ui, _("This workshop has no machines."));
	ui->zoom = ui->zoom && !seen;
	ui->screen = !seen;
	ui->screen_back = 0;
	if (ui->screen)
		ui->focus = FOCUS_SCREEN;
	else if (ui->focus == FOCUS_SCREEN)
		ui->focus = FOCUS_TEXT;
	return redraw();
}

static struct command on_select(struct ui *ui, const struct view *view, enum command_id id,
				int code)
{
	(void)id;
	(void)code;
	return view->workshop->n_machines == 0 ? noted(ui, _("This workshop has no machines."))
					       : select_begin(ui);
}

static struct command on_paste(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	const struct vm_machine *machine = chosen_machine(ui, view);
	struct command command = { .id = id };

	(void)code;
	if (!machine || ui->focus != FOCUS_CONSOLE)
		return noted(ui, _("c opens the console that P types into."));
	utf8_copy(command.machine, sizeof command.machine, machine->name);
	console_type(ui);
	return command;
}

static struct command close_open(struct ui *ui, const struct view *view, int code)
{
	ui->screen = ui->screen && (ui->zoom || ui->focus != FOCUS_SCREEN);
	if (ui->zoom)
		ui->zoom = false;
	else if (ui->focus == FOCUS_CONSOLE)
		return ui_command(ui, view, COMMAND_LEAVE, code);
	else if (ui->focus != FOCUS_TEXT)
		ui->focus = FOCUS_TEXT;
	else if (view->looking)
		return command_only(COMMAND_LOOK_BACK);
	else
		search_close(&ui->search);
	return redraw();
}

static struct command on_close(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)id;
	if (ui->spot == SPOT_NONE)
		return close_open(ui, view, code);
	ui->spot = SPOT_NONE;
	return redraw();
}

static struct command on_leave(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)id;
	if (ui->focus != FOCUS_CONSOLE)
		return close_open(ui, view, code);
	ui->typing = ui->zoom = false;
	ui->focus = FOCUS_TEXT;
	ui->console_at = 0;
	select_close(ui);
	if (ui->search.console)
		search_close(&ui->search);
	return redraw();
}

static struct command on_zoom(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)view;
	(void)id;
	(void)code;
	ui->zoom = !ui->zoom;
	return redraw();
}

static struct command on_spot(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)id;
	(void)code;
	spot_next(ui, view);
	return redraw();
}

static struct command on_hint(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)id;
	(void)code;
	if (lesson_hidden(ui))
		return command_only(COMMAND_NONE);
	if (bar_advice_is_next(view, ui->advised)) {
		ui->advised = ui->show_hint = true;
		ui->hints = 0;
		return redraw();
	}
	if (bar_next_hint(view, 0) == 0 && !ui->advised)
		return noted(ui, view->present ? _("Hints are kept back while you present.")
					       : _("There is no hint here."));
	ui->hints = bar_next_hint(view, ui->hints);
	ui->advised = ui->advised && ui->hints > 0;
	ui->show_hint = ui->hints > 0;
	return redraw();
}

static struct command on_copy(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	(void)code;
	if (lesson_hidden(ui))
		return command_only(COMMAND_NONE);
	return id == COMMAND_COPY_TEXT ? copy_next(ui, view) : copy_show(ui, view);
}

static struct command on_search(struct ui *ui, const struct view *view, enum command_id id,
				int code)
{
	(void)code;
	return id == COMMAND_SEARCH ? find_begin(ui) : find_next(ui, view);
}

static struct command on_quit(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	if (ui->focus == FOCUS_HELP || ui->focus == FOCUS_CONTENTS)
		return close_open(ui, view, code);
	return command_only(id);
}

/* ---- Enter ---------------------------------------------------------------------- */

struct command ui_restore(struct ui *ui, const struct view *view)
{
	const struct vm_machine *machine = chosen_machine(ui, view);
	const struct vm_snapshot *snapshot = machine ?
		timeline_snapshot(machine, timeline_selected(ui, machine)) : NULL;
	struct command command = { .id = COMMAND_RESTORE };
	char *question, *clock;

	if (!snapshot)
		return noted(ui, _("You are here already. Choose a snapshot to go back to."));
	utf8_copy(command.machine, sizeof command.machine, machine->name);
	utf8_copy(command.snapshot, sizeof command.snapshot, snapshot->name);
	/* It has no name. */
	clock = words_clock_exact(snapshot->created_ms, view->now_wall_ms, view->utc_offset_s);
	question = snapshot->safety
		? mem_printf(_("Bring %1$s back to what you left at %2$s? "
			       "How it is now is kept first: u brings it back."), machine->name, clock)
		: mem_printf(_("Bring %1$s back to the snapshot \"%2$s\"? "
			       "How it is now is kept first: u brings it back."), machine->name,
			     snapshot->name);
	ui_ask(ui, question, &command);
	free(question);
	free(clock);
	return redraw();
}

struct command ui_goto(struct ui *ui, const struct view *view)
{
	struct command command = { .id = COMMAND_GOTO };
	size_t lesson, step;

	if (!contents_entry(view, ui->entry, &lesson, &step))
		return redraw();
	ui->focus = FOCUS_TEXT;
	if (lesson == SIZE_MAX)
		return command_only(COMMAND_COVER);
	command.lesson = lesson;
	command.step = step == SIZE_MAX ? 0 : step;
	return command;
}

static struct command on_activate(struct ui *ui, const struct view *view, enum command_id id,
				  int code)
{
	const struct move page = { .pages = 1 };

	(void)id;
	switch (ui->focus) {
	case FOCUS_BUTTON:
		return lesson_hidden(ui) ? command_only(COMMAND_NONE) : press(ui, view, ui->button);
	case FOCUS_STAGE:
		return on_stage(ui, view, COMMAND_STAGE, 0);
	case FOCUS_TIMELINE:
		return ui_restore(ui, view);
	case FOCUS_CONTENTS:
		return ui_goto(ui, view);
	case FOCUS_CONSOLE:
		console_type(ui);
		return redraw();
	case FOCUS_MACHINES:
		ui->focus = FOCUS_TIMELINE;
		return redraw();
	default:
		/* On the cover nothing else can be pressed. */
		if (ui->focus == FOCUS_TEXT && view->cover && ui->text.top + ui->text.rows >= ui->text.n)
			return on_place(ui, view, COMMAND_NEXT, code);
		move_in(ui, view, ui->focus, &page);
		return redraw();
	}
}

static handler *const handlers[COMMAND_COUNT] = {
	[COMMAND_NEXT] = on_place, [COMMAND_PREVIOUS] = on_place, [COMMAND_PRESS] = on_press,
	[COMMAND_STAGE] = on_stage, [COMMAND_OVER] = on_step, [COMMAND_ALL_OVER] = on_place, [COMMAND_SKIP] = on_step,
	[COMMAND_GUESTS] = on_place, [COMMAND_UNDO] = on_undo, [COMMAND_SUSPEND] = on_pass,
	[COMMAND_REPAINT] = on_pass, [COMMAND_LANGUAGE] = on_pass,
	[COMMAND_FOLLOW] = on_place, [COMMAND_HAND] = on_pass, [COMMAND_PRIVATE] = on_pass,
	[COMMAND_QUIT] = on_quit, [COMMAND_PAGE_DOWN] = on_move,
	[COMMAND_PAGE_UP] = on_move, [COMMAND_LINE_DOWN] = on_move, [COMMAND_LINE_UP] = on_move,
	[COMMAND_TOP] = on_move, [COMMAND_BOTTOM] = on_move, [COMMAND_CONTENTS] = on_open,
	[COMMAND_HELP] = on_open, [COMMAND_TIMELINE] = on_open, [COMMAND_CONSOLE] = on_open,
	[COMMAND_SEARCH] = on_search, [COMMAND_SEARCH_NEXT] = on_search,
	[COMMAND_FOCUS_NEXT] = on_focus, [COMMAND_FOCUS_PREVIOUS] = on_focus,
	[COMMAND_ACTIVATE] = on_activate, [COMMAND_ZOOM] = on_zoom, [COMMAND_HINT] = on_hint,
	[COMMAND_CLOSE] = on_close, [COMMAND_SCREEN] = on_screen,
	[COMMAND_LEAVE] = on_leave, [COMMAND_SELECT] = on_select, [COMMAND_PASTE] = on_paste,
	[COMMAND_COPY_TEXT] = on_copy, [COMMAND_SHOW_COMMAND] = on_copy,
	[COMMAND_SPOT] = on_spot,
};

struct command ui_command(struct ui *ui, const struct view *view, enum command_id id, int code)
{
	return handlers[id] ? handlers[id](ui, view, id, code) : command_only(COMMAND_NONE);
}
