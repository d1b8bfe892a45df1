// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command of the screen does; see app-private.h.
 *
 * Buttons wait until the machines are known, until their machine is free, or behind another
 * that waits.  They are pressed in order, each when the one before has worked.  One thread:
 * the screen's. */
#include "app/do-command.h"

#include <stdlib.h>
#include <string.h>

#include "app/classroom.h"
#include "app/ending.h"
#include "app/session-command.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "session/session.h"
#include "term/term.h"
#include "ui/text/copy-text.h"
#include "vm/console/console-page.h"
#include "vm/core/serial.h"

/* ---- buttons that wait --------------------------------------------------------- */

/* "2, 3"; the key 0 sets the stage.  Caller frees. */
static char *numbers(const struct app *app)
{
	struct str list = { 0 };

	for (size_t i = 0; i < app->n_waiting; i++)
		str_addf(&list, "%s%d", i > 0 ? ", " : "", app->waiting[i].button);
	return str_take(&list);
}

/* Whether the first of them has to wait for its machine. */
static bool first_waits(const struct app *app)
{
	return app->waiting[0].id == COMMAND_PRESS &&
	       session_button_waits(app->session, app->waiting[0].button);
}

static void say_waiting(const struct app *app)
{
	unsigned long n = app->n_waiting;
	const char *machine = first_waits(app) ?
		session_action(app->session, app->waiting[0].button)->machine :
		session_in_hand(app->session, app->before);
	char *list = numbers(app), *text = NULL;

	if (session_is_connecting(app->session))
		text = mem_printf(ngettext("Button %s follows as soon as the machines have been looked "
					   "at. Any key but a button's cancels that.",
					   "Buttons %s follow as soon as the machines have been looked "
					   "at. Any key but a button's cancels that.", n), list);
	else if (machine)
		text = mem_printf(ngettext("Waiting for %1$s: button %2$s follows as soon as it is done. "
					   "Any key but a button's cancels that.",
					   "Waiting for %1$s: buttons %2$s follow, one after the other. "
					   "Any key but a button's cancels that.", n), machine, list);
	if (text)
		session_say(app->session, TONE_BUSY, text, NULL);
	free(text);
	free(list);
}

static void put_at(struct app *app, size_t at, const struct command *command)
{
	memmove(app->waiting + at + 1, app->waiting + at,
		(app->n_waiting - at) * sizeof *app->waiting);
	app->waiting[at] = *command;
	app->n_waiting++;
}

/* Ignores a repeat of the last queued button.  A button whose question was answered goes
 * first, as it was its turn already. */
static void add(struct app *app, const struct command *command)
{
	const struct command *last = app->n_waiting > 0 ? &app->waiting[app->n_waiting - 1] : NULL;

	if (!last)
		app->failed = session_failed(app->session);
	if (app->n_waiting == WAITING_MOST)
		ui_note(app->ui, _("No more buttons can wait: this one is not pressed."));
	else if (!last || last->id != command->id || last->button != command->button)
		put_at(app, command->confirmed ? 0 : app->n_waiting, command);
	say_waiting(app);
}

/* True: this cannot be done yet.  It was queued, and a message says so. */
static bool app_must_wait(struct app *app, const struct command *command)
{
	if (!session_is_connecting(app->session) &&
	    (command->id != COMMAND_PRESS || !session_button_waits(app->session, command->button)))
		return false;
	add(app, command);
	return true;
}

bool app_lines_up(struct app *app, const struct command *command)
{
	if (app->n_waiting == 0 || command->id != COMMAND_PRESS || command->confirmed)
		return false;
	/* What waits for that machine would wait for ever. */
	if (session_button_is_urgent(app->session, command->button)) {
		app_forget_waiting(app);
		return false;
	}
	add(app, command);
	return true;
}

bool app_forget_waiting(struct app *app)
{
	if (app->n_waiting == 0)
		return false;
	app->n_waiting = 0;
	session_say(app->session, TONE_INFO, "", NULL);
	return true;
}

/* The message on what went wrong stays. */
static void drop_waiting(struct app *app)
{
	char *list = numbers(app);
	char *text = mem_printf(ngettext("Button %s, which waited for that, is not pressed.",
					 "Buttons %s, which waited for that, are not pressed.",
					 (unsigned long)app->n_waiting), list);

	app->n_waiting = 0;
	session_say_more(app->session, text);
	free(text);
	free(list);
}

/* A button's action was begun, with this ticket; or err says why not, and those
 * that waited behind it are dropped. */
static void app_begun(struct app *app, uint64_t ticket, const struct error *err)
{
	app->before = ticket;
	if (app->n_waiting == 0)
		return;
	if (err->kind)
		drop_waiting(app);
	else
		say_waiting(app);
}

bool app_next_waiting(struct app *app, struct command *next)
{
	if (app->n_waiting == 0 || session_is_connecting(app->session) || ui_asks(app->ui))
		return false;
	if (session_failed(app->session) != app->failed) {
		drop_waiting(app);
		return false;
	}
	if (session_in_hand(app->session, app->before) || first_waits(app))
		return false;
	*next = app->waiting[0];
	app->n_waiting--;
	memmove(app->waiting, app->waiting + 1, app->n_waiting * sizeof *app->waiting);
	session_say(app->session, TONE_INFO, "", NULL);
	return true;
}

/* ---- commands ------------------------------------------------------------------ */

static bool type_key(struct app *app, const char *machine, uint32_t key)
{
	struct error err = { 0 };
	bool ok = vm_console_key(session_vm(app->session), machine, key, &err);

	if (!ok)
		ui_note(app->ui, err.message);
	return ok;
}

static void type(struct app *app, const struct command *command)
{
	type_key(app, command->machine, command->key);
}

static void find(struct app *app, const struct command *command)
{
	ui_found(app->ui, vm_console_find(session_vm(app->session), command->machine,
					  ui_query(app->ui), command->before));
}

/* The terminal is offered the text; whether it takes it cannot be known. */
static void copy(struct app *app, const struct command *command)
{
	char *text = vm_console_text(session_vm(app->session), command->machine, command->from, command->to);
	size_t lines = 1;
	char *said;

	if (!text || !text[strspn(text, "\n")]) {
		free(text);
		ui_note(app->ui, _("There is nothing there to copy."));
		return;
	}
	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	free(app->copied);
	app->copied = text;
	said = term_copy(text) ?
		mem_printf(ngettext("%zu line copied. Your terminal was given it for its clipboard, and "
				    "may take it or not. P types it into the machine.",
				    "%zu lines copied. Your terminal was given them for its clipboard, "
				    "and may take them or not. P types them into the machine.", lines),
			   lines) :
		mem_printf(ngettext("%zu line copied, for P, which types it into the machine. This "
				    "terminal's clipboard does not get it.",
				    "%zu lines copied, for P, which types them into the machine. This "
				    "terminal's clipboard does not get them.", lines), lines);
	ui_note(app->ui, said);
	free(said);
}

/* What is said of code that was offered to the terminal, if it takes such offers. */
static char *code_said(bool offered, size_t lines)
{
	if (!offered)
		return mem_dup(_("This terminal has no clipboard for that. With Shift (Option on a Mac) "
				 "the mouse marks it."));
	return mem_printf(ngettext("Copied: %zu line of code, if your terminal takes it for its clipboard.",
				   "Copied: %zu lines of code, if your terminal takes them for its "
				   "clipboard.", lines), lines);
}

static char *command_said(bool offered, int button, const char *text)
{
	/* TRANSLATORS: %1$d is the number of a button, %2$s its shell command. */
	return offered ? mem_printf(_("Copied from button %1$d, if your terminal takes it for its "
				      "clipboard: %2$s"), button, text) :
			 mem_printf(_("This terminal has no clipboard for the command of button %d: Y "
				      "shows it whole."), button);
}

/* The text belongs to the view that was on the screen when the key was pressed. */
static void copy_text(struct app *app, const struct command *command)
{
	size_t lines;
	char *text = copy_whole(command->text, &lines);
	bool offered = term_copy(text);
	char *said = command->button > 0 ? command_said(offered, command->button, text) :
					   code_said(offered, lines);
	struct str note = { 0 };

	str_add(&note, said);
	if (command->more && offered)
		str_addf(&note, " %s", _("y again copies the next one."));
	ui_note(app->ui, str_text(&note));
	str_free(&note);
	free(said);
	free(text);
}

static void paste(struct app *app, const struct command *command)
{
	const char *at = app->copied;
	uint32_t character;

	if (!at) {
		ui_note(app->ui, _("Nothing is copied yet: m marks text in a console."));
		return;
	}
	if (!type_key(app, command->machine, VM_KEY_PASTE))
		return;
	while (*at) {
		at += utf8_decode(at, strlen(at), &character);
		if (!type_key(app, command->machine, character == '\n' ? VM_KEY_ENTER : character))
			return;
	}
	type_key(app, command->machine, VM_KEY_PASTE_END);
}

static void stop(struct app *app, const struct command *command)
{
	(void)command;
	if (session_is_seat(app->session))
		ui_note(app->ui, _("There is no shell here to go to."));
	else
		term_stop(ending_fd());
}

static void repaint(struct app *app, const struct command *command)
{
	(void)app;
	(void)command;
	term_repaint();
}

/* Commands of the screen and of the consoles only. */
static void in_class(struct app *app, const struct command *command)
{
	if (classroom_do(app->classroom, app->session, command->id))
		ui_place_changed(app->ui);
}

static void (*const doers[COMMAND_COUNT])(struct app *, const struct command *) = {
	[COMMAND_SUSPEND] = stop, [COMMAND_REPAINT] = repaint, [COMMAND_TYPE] = type,
	[COMMAND_FIND] = find,    [COMMAND_COPY] = copy,       [COMMAND_PASTE] = paste,
	[COMMAND_COPY_TEXT] = copy_text,
	[COMMAND_FOLLOW] = in_class, [COMMAND_HAND] = in_class, [COMMAND_PRIVATE] = in_class,
};

/* A button that waits is asked about when its turn comes. */
static bool must_wait(struct app *app, const struct command *command)
{
	return (command->id == COMMAND_PRESS || command->id == COMMAND_STAGE) &&
	       app_must_wait(app, command);
}

static void take(struct app *app, const struct command *command, struct outcome *outcome)
{
	if (outcome->question) {
		ui_ask_choice(app->ui, outcome->question, outcome->choices, command);
		free(outcome->question);
		return;
	}
	if (outcome->moved && command->id == COMMAND_LOOK)
		ui_looked(app->ui);
	else if (outcome->moved)
		ui_place_changed(app->ui);
	if (outcome->moved && command->id != COMMAND_LOOK && command->id != COMMAND_LOOK_BACK)
		classroom_looks_around(app->classroom);
	if (outcome->err.kind)
		session_say_error(app->session, &outcome->err);
	if (command->id == COMMAND_PRESS || command->id == COMMAND_STAGE)
		app_begun(app, outcome->ticket, &outcome->err);
	app->quit = app->quit || outcome->quit;
}

void app_do(struct app *app, const struct command *command)
{
	struct outcome outcome;

	if (must_wait(app, command))
		return;
	if (session_command(app->session, command, &outcome))
		take(app, command, &outcome);
	else if (command->id < COMMAND_COUNT && doers[command->id])
		doers[command->id](app, command);
}
