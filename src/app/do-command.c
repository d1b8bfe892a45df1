// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command of the screen does; see app-private.h. */
#include "app/do-command.h"

#include <stdlib.h>
#include <string.h>

#include "app/button-queue.h"
#include "app/session-command.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "session/session.h"
#include "term/term.h"
#include "vm/console/console-page.h"
#include "vm/core/serial.h"

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

/* Commands of the screen and of the consoles only. */
static void (*const doers[COMMAND_COUNT])(struct app *, const struct command *) = {
	[COMMAND_SUSPEND] = stop, [COMMAND_REPAINT] = repaint, [COMMAND_TYPE] = type,
	[COMMAND_FIND] = find,    [COMMAND_COPY] = copy,       [COMMAND_PASTE] = paste,
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
		ui_ask(app->ui, outcome->question, command);
		free(outcome->question);
		return;
	}
	if (outcome->moved)
		ui_place_changed(app->ui);
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
