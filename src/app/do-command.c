// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command of the screen does; see app-private.h. */
#include "app/do-command.h"

#include <stdlib.h>
#include <string.h>

#include "app/button-queue.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "session/session.h"
#include "term/term.h"
#include "vm/console/console-page.h"
#include "vm/core/serial.h"

static void report(struct app *app, const struct error *err)
{
	if (err->kind)
		session_say_error(app->session, err);
}

static void next(struct app *app, const struct command *command)
{
	(void)command;
	session_next(app->session);
	ui_place_changed(app->ui);
}

static void previous(struct app *app, const struct command *command)
{
	(void)command;
	session_previous(app->session);
	ui_place_changed(app->ui);
}

static void go(struct app *app, const struct command *command)
{
	session_go(app->session, command->lesson, command->step);
	ui_place_changed(app->ui);
}

static void cover(struct app *app, const struct command *command)
{
	(void)command;
	session_go_cover(app->session);
	ui_place_changed(app->ui);
}

/* Asks where there is something to ask; true: go on. */
static bool sure(struct app *app, const struct command *command, char *question)
{
	if (question && !command->confirmed) {
		ui_ask(app->ui, question, command);
		free(question);
		return false;
	}
	free(question);
	return true;
}

static void press(struct app *app, const struct command *command)
{
	const struct action *action = session_action(app->session, command->button);
	struct error err = { 0 };
	uint64_t ticket;

	/* Whether to ask first shows only when its time has come. */
	if (app_must_wait(app, command))
		return;
	if (action && !sure(app, command, session_question(app->session, action)))
		return;
	ticket = session_press(app->session, command->button, command->confirmed, &err);
	report(app, &err);
	app_begun(app, ticket, &err);
}

static void stage(struct app *app, const struct command *command)
{
	struct error err = { 0 };
	uint64_t ticket;

	if (app_must_wait(app, command))
		return;
	if (!sure(app, command, session_stage_question(app->session)))
		return;
	ticket = session_set_stage(app->session, &err);
	if (!ticket && !err.kind)
		session_say(app->session, TONE_GOOD, _("The stage is set: the machines are as this lesson wants them."), "");
	report(app, &err);
	app_begun(app, ticket, &err);
}

static void over(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (!sure(app, command, session_over_question(app->session)))
		return;
	session_start_over(app->session, &err);
	report(app, &err);
}

static void skip(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (!sure(app, command, session_skip_question(app->session)))
		return;
	session_skip(app->session, &err);
	report(app, &err);
}

static void undo(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	session_undo(app->session, command->machine, &err);
	report(app, &err);
}

static void restore(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	session_restore(app->session, command->machine, command->snapshot, &err);
	report(app, &err);
}

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

static void guests(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (session_is_making(app->session)) {
		if (!sure(app, command, mem_dup(_("Stop making the guests? What is finished stays."))))
			return;
		session_stop_making(app->session);
		session_say(app->session, TONE_INFO, _("No guests are being made any more."), "");
	} else if (!command->confirmed && !session_make_guests(app->session, &err)) {
		report(app, &err);
	}
}

static void language(struct app *app, const struct command *command)
{
	(void)command;
	session_next_language(app->session);
}

/* It is offered to the terminal; what that does with it nobody can know. */
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
	(void)app;
	(void)command;
	term_stop();
}

static void repaint(struct app *app, const struct command *command)
{
	(void)app;
	(void)command;
	term_repaint();
}

static void quit(struct app *app, const struct command *command)
{
	if (session_is_making(app->session) &&
	    !sure(app, command, mem_dup(_("Guests are being made. Stop that, and quit?"))))
		return;
	app->quit = true;
}

static void (*const doers[COMMAND_COUNT])(struct app *, const struct command *) = {
	[COMMAND_NEXT] = next,       [COMMAND_PREVIOUS] = previous, [COMMAND_GOTO] = go,
	[COMMAND_COVER] = cover,     [COMMAND_PRESS] = press,       [COMMAND_STAGE] = stage,
	[COMMAND_OVER] = over,       [COMMAND_SKIP] = skip,         [COMMAND_GUESTS] = guests,
	[COMMAND_UNDO] = undo,       [COMMAND_RESTORE] = restore,   [COMMAND_SUSPEND] = stop,
	[COMMAND_REPAINT] = repaint, [COMMAND_QUIT] = quit,
	[COMMAND_TYPE] = type,       [COMMAND_FIND] = find,         [COMMAND_LANGUAGE] = language,
	[COMMAND_COPY] = copy,       [COMMAND_PASTE] = paste,
};

void app_do(struct app *app, const struct command *command)
{
	if (command->id < COMMAND_COUNT && doers[command->id])
		doers[command->id](app, command);
}
