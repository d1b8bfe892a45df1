// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Who a key is for, and what a click means; see keys.h.  One thread. */
#include "ui/input/keys.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/input/find.h"
#include "ui/input/handlers.h"
#include "ui/input/move.h"
#include "ui/input/type.h"
#include "ui/state/ui-state.h"

/* ---- the mouse: what a click means depends on what was last drawn there ------------ */

#define WHEEL_LINES 3

/* The last one that was drawn there, because it covers the others. */
static const struct hit *hit_at(const struct ui *ui, int row, int col)
{
	for (size_t i = ui->n_hits; i-- > 0;)
		if (rect_has(ui->hits[i].rect, row, col))
			return &ui->hits[i];
	return NULL;
}

/* Which pane the wheel scrolls. */
static const enum focus wheel_of[] = {
	[HIT_TEXT] = FOCUS_TEXT,	 [HIT_BUTTON] = FOCUS_TEXT,
	[HIT_STAGE] = FOCUS_TEXT,	 [HIT_MACHINE] = FOCUS_MACHINES,
	[HIT_TIMELINE] = FOCUS_TIMELINE, [HIT_SNAPSHOT] = FOCUS_TIMELINE,
	[HIT_CONSOLE] = FOCUS_CONSOLE,	 [HIT_SCREEN] = FOCUS_SCREEN,
	[HIT_CONTENTS] = FOCUS_CONTENTS,
	[HIT_ENTRY] = FOCUS_CONTENTS,	 [HIT_HELP] = FOCUS_HELP,
	[HIT_COMMAND] = FOCUS_TEXT,	 [HIT_MESSAGE] = FOCUS_TEXT,
	[HIT_YES] = FOCUS_TEXT,		 [HIT_NO] = FOCUS_TEXT,
};

static struct command wheel(struct ui *ui, const struct view *view, const struct hit *hit,
			    enum mouse_kind mouse)
{
	int way = mouse == MOUSE_WHEEL_UP ? -1 : 1;
	enum focus focus = wheel_of[hit->kind];
	/* What is selected moves by one, text by a few lines. */
	struct move move = { .lines = way * (focus == FOCUS_CONTENTS || focus == FOCUS_MACHINES ||
					     focus == FOCUS_TIMELINE ? 1 : WHEEL_LINES) };

	/* Else "you are here" stays in sight. */
	if (focus == FOCUS_TIMELINE)
		ui->focus = focus;
	/* Not with move_in(), which would go on from the end of the text to the buttons. */
	if (focus == FOCUS_TEXT) {
		long top = (long)ui->text.top + move.lines;
		long most = ui->text.n > ui->text.rows ? (long)(ui->text.n - ui->text.rows) : 0;

		ui->text.top = (size_t)(top < 0 ? 0 : top > most ? most : top);
	} else {
		move_in(ui, view, focus, &move);
	}
	return command_only(COMMAND_REDRAW);
}

static struct command click_button(struct ui *ui, const struct view *view, const struct hit *hit)
{
	ui->focus = FOCUS_BUTTON;
	ui->button = (size_t)hit->index;
	return ui_command(ui, view, COMMAND_ACTIVATE, 0);
}

static struct command click_stage(struct ui *ui, const struct view *view, const struct hit *hit)
{
	(void)hit;
	return ui_command(ui, view, COMMAND_STAGE, '0');
}

static struct command click_machine(struct ui *ui, const struct view *view, const struct hit *hit)
{
	if (view->picture && (size_t)hit->index < view->picture->n_machines) {
		choose_machine(ui, view->picture->machines[hit->index].name);
		ui->focus = FOCUS_MACHINES;
	}
	return command_only(COMMAND_REDRAW);
}

static struct command click_snapshot(struct ui *ui, const struct view *view, const struct hit *hit)
{
	ui->focus = FOCUS_TIMELINE;
	choose_snapshot(ui, chosen_machine(ui, view), (size_t)hit->index);
	return command_only(COMMAND_REDRAW);
}

static struct command click_entry(struct ui *ui, const struct view *view, const struct hit *hit)
{
	ui->entry = (size_t)hit->index;
	return ui_goto(ui, view);
}

static struct command click_command(struct ui *ui, const struct view *view, const struct hit *hit)
{
	/* A click on "1-9" does not say which number. */
	if (hit->index == COMMAND_PRESS && ui->focus == FOCUS_CONTENTS)
		return command_only(COMMAND_REDRAW);
	if (hit->index == COMMAND_PRESS)
		return ui_command(ui, view, COMMAND_FOCUS_NEXT, 0);
	return ui_command(ui, view, (enum command_id)hit->index, 0);
}

static struct command click_yes(struct ui *ui, const struct view *view, const struct hit *hit)
{
	(void)view;
	(void)hit;
	return ui_answer(ui, true);
}

static struct command click_no(struct ui *ui, const struct view *view, const struct hit *hit)
{
	(void)view;
	(void)hit;
	return ui_answer(ui, false);
}

static struct command click_choice(struct ui *ui, const struct view *view, const struct hit *hit)
{
	const struct answer *choice = ui_choice(ui, hit->index);

	(void)view;
	return choice ? ui_choose(ui, choice) : command_only(COMMAND_NONE);
}

static bool is_answer(const struct hit *hit)
{
	return hit->kind == HIT_YES || hit->kind == HIT_NO || hit->kind == HIT_CHOICE;
}

static struct command (*const clicks[])(struct ui *, const struct view *, const struct hit *) = {
	[HIT_BUTTON] = click_button, [HIT_STAGE] = click_stage, [HIT_MACHINE] = click_machine,
	[HIT_SNAPSHOT] = click_snapshot, [HIT_ENTRY] = click_entry, [HIT_COMMAND] = click_command,
	[HIT_YES] = click_yes, [HIT_NO] = click_no, [HIT_CHOICE] = click_choice,
};

struct command mouse_key(struct ui *ui, const struct view *view, struct key key)
{
	const struct hit *hit = hit_at(ui, key.row, key.col);
	struct command none = command_only(COMMAND_NONE);
	bool turns = key.mouse == MOUSE_WHEEL_UP || key.mouse == MOUSE_WHEEL_DOWN;
	bool rest = !key_is_press(key); /* of a click or a drag */

	if (ui->tiny)
		return none;
	/* A selection that begins in the console may end outside of it. */
	if (!ui->question && (rest || (hit && hit->kind == HIT_CONSOLE && !turns)))
		return select_mouse(ui, view, key);
	if (!hit || rest || (ui->question && !is_answer(hit)))
		return none;
	if (turns)
		return ui->question ? none : wheel(ui, view, hit, key.mouse);
	ui->search.typing = false;
	if (key.mouse == MOUSE_DOUBLE && hit->kind == HIT_SNAPSHOT) {
		click_snapshot(ui, view, hit);
		return ui_restore(ui, view);
	}
	if (key.mouse == MOUSE_DOUBLE && hit->kind == HIT_BUTTON)
		return none; /* the first click has pressed the button */
	return (size_t)hit->kind < ARRAY_LEN(clicks) && clicks[hit->kind] ?
	       clicks[hit->kind](ui, view, hit) : none;
}

/* ---- keys --------------------------------------------------------------------------
 *
 * A key is for the machine, a question, the search line, a selection, or the table of
 * commands. */

/* The question is closed, and the person leaves: who is asked whether to leave has said so twice
 * then.  It works in a terminal that is too small for the question, too. */
static struct command quit_question(struct ui *ui, const struct view *view)
{
	const struct answer *choice = ui_choice(ui, 'q');
	bool leaves = ui->asked.id == COMMAND_QUIT;
	struct command command = choice ? ui_choose(ui, choice) : ui_answer(ui, leaves);

	if (leaves || command.id == COMMAND_NONE)
		return command;
	return ui_command(ui, view, COMMAND_QUIT, 'q');
}

static struct command question_key(struct ui *ui, const struct view *view, int code)
{
	bool yes = !ui->choices && (says_yes(code) || code == KEY_ENTER_ || code == '\r');
	const struct answer *choice = ui_choice(ui, code);

	if (code == 'q')
		return quit_question(ui, view);
	if (choice && !ui->tiny)
		return ui_choose(ui, choice);
	if (yes && !ui->tiny)
		return ui_answer(ui, true);
	if (code == 'n' || code == 'N' || code == KEY_ESCAPE_)
		return ui_answer(ui, false);
	return command_only(COMMAND_NONE);
}

/* The machines are being saved or stopped before the program ends: the only thing to do is not
 * to wait for that. */
static struct command leaving_key(const struct command_row *row)
{
	if (row && (row->id == COMMAND_QUIT || row->id == COMMAND_CLOSE))
		return command_only(COMMAND_QUIT);
	if (row && (row->id == COMMAND_REPAINT || row->id == COMMAND_SUSPEND))
		return command_only(row->id);
	return command_only(COMMAND_NONE);
}

/* At the end of a paste: says that its keys pressed nothing, if any was ignored. */
static void paste_ended(struct ui *ui)
{
	if (ui->ignored)
		ui_note(ui, _("Many keys came at once, as in a paste, and none was pressed: press "
			      "them one by one."));
	ui->ignored = false;
}

/* Whether the key only says where many characters begin or end that came at once.  A
 * machine gets them like typed ones, because it may be a program that types. */
static bool is_many(struct ui *ui, int code)
{
	if (code != KEY_MANY_ && code != KEY_MANY_END_)
		return false;
	ui->many = code == KEY_MANY_;
	if (!ui->many)
		paste_ended(ui);
	return true;
}

/* Whether to ignore the key because it is part of a paste.  Only the search line takes
 * pasted text; as keys it would press buttons. */
static bool is_pasted(struct ui *ui, int code)
{
	if (code == KEY_PASTE_ || code == KEY_PASTE_END_) {
		ui->pasting = code == KEY_PASTE_;
		if (!ui->pasting)
			paste_ended(ui);
		return true;
	}
	if ((!ui->pasting && !ui->many) || code == KEY_MOUSE_)
		return false;
	ui->ignored |= !ui->search.typing;
	return !ui->search.typing || code == KEY_ENTER_;
}

/* type_key() and select_key() return the commands that the table of handlers does. */
static struct command handled(struct ui *ui, const struct view *view, struct command command,
			      int code)
{
	return command_is_inner(command.id) ? ui_command(ui, view, command.id, code) : command;
}

static struct command for_whom(struct ui *ui, const struct view *view, struct key key)
{
	const struct command_row *row = command_for_key(key.code);

	if (is_many(ui, key.code))
		return command_only(COMMAND_NONE);
	if (view->leaving && !ui->pasting)
		return leaving_key(row);
	if (console_takes_keys(ui) && !ui->question && key.code != KEY_MOUSE_)
		return handled(ui, view, type_key(ui, view, key.code), key.code);
	if (row && row->id == COMMAND_REPAINT)
		return command_only(row->id);
	if (is_pasted(ui, key.code))
		return command_only(COMMAND_NONE);
	/* Not in a paste, whose rest would go to the shell. */
	if (row && row->id == COMMAND_SUSPEND)
		return command_only(row->id);
	if (key.code == KEY_MOUSE_)
		return mouse_key(ui, view, key);
	if (ui->question)
		return question_key(ui, view, key.code);
	if (ui->search.typing)
		return find_key(ui, view, key.code);
	if (ui->selection.on && ui->focus == FOCUS_CONSOLE)
		return handled(ui, view, select_key(ui, view, key.code), key.code);
	return row ? ui_command(ui, view, row->id, key.code) : command_only(COMMAND_NONE);
}

/* Whether keys are text now.  What is typed is for no audience: it may be a password. */
static bool is_text(const struct ui *ui)
{
	return (console_takes_keys(ui) && !ui->question) || ui->search.typing || ui->pasting ||
	       ui->many;
}

struct command key_pressed(struct ui *ui, const struct view *view, struct key key)
{
	bool was_text = is_text(ui);
	struct command command = for_whom(ui, view, key);

	/* A key that opens the console or leaves it is none that is typed. */
	ui->pressed = view->present && !(was_text && is_text(ui)) ? key.code : KEY_NONE_;
	ui->pressed_ms = view->now_mono_ms;
	return command;
}
