// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command of the screen does; see app-private.h. */
#include "app-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "term/term.h"
#include "vm/page.h"
#include "walk.h"

static void report(struct app *app, const struct error *err)
{
	if (err->kind)
		walk_say_error(app->walk, err);
}

static void next(struct app *app, const struct command *command)
{
	(void)command;
	walk_next(app->walk);
	ui_place_changed(app->ui);
}

static void previous(struct app *app, const struct command *command)
{
	(void)command;
	walk_previous(app->walk);
	ui_place_changed(app->ui);
}

static void go(struct app *app, const struct command *command)
{
	walk_go(app->walk, command->lesson, command->step);
	ui_place_changed(app->ui);
}

static void cover(struct app *app, const struct command *command)
{
	(void)command;
	walk_go_cover(app->walk);
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
	const struct action *action = walk_action(app->walk, command->button);
	struct error err = { 0 };
	uint64_t ticket;

	/* Whether to ask first shows only when its time has come. */
	if (app_must_wait(app, command))
		return;
	if (action && !sure(app, command, walk_question(app->walk, action)))
		return;
	ticket = walk_press(app->walk, command->button, command->confirmed, &err);
	report(app, &err);
	app_begun(app, ticket, &err);
}

static void stage(struct app *app, const struct command *command)
{
	struct error err = { 0 };
	uint64_t ticket;

	if (app_must_wait(app, command))
		return;
	if (!sure(app, command, walk_stage_question(app->walk)))
		return;
	ticket = walk_set_stage(app->walk, &err);
	if (!ticket && !err.kind)
		walk_say(app->walk, TONE_GOOD, _("The stage is set: the machines are as this lesson wants them."), "");
	report(app, &err);
	app_begun(app, ticket, &err);
}

static void over(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (!sure(app, command, walk_over_question(app->walk)))
		return;
	walk_start_over(app->walk, &err);
	report(app, &err);
}

static void skip(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (!sure(app, command, walk_skip_question(app->walk)))
		return;
	walk_skip(app->walk, &err);
	report(app, &err);
}

static void undo(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	walk_undo(app->walk, command->machine, &err);
	report(app, &err);
}

static void restore(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	walk_restore(app->walk, command->machine, command->snapshot, &err);
	report(app, &err);
}

static bool type_key(struct app *app, const char *machine, uint32_t key)
{
	struct error err = { 0 };
	bool ok = vm_console_key(walk_vm(app->walk), machine, key, &err);

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
	ui_found(app->ui, vm_console_find(walk_vm(app->walk), command->machine,
					  ui_query(app->ui), command->before));
}

static void guests(struct app *app, const struct command *command)
{
	struct error err = { 0 };

	if (walk_is_making(app->walk)) {
		if (!sure(app, command, mem_dup(_("Stop making the guests? What is finished stays."))))
			return;
		walk_stop_making(app->walk);
		walk_say(app->walk, TONE_INFO, _("No guests are being made any more."), "");
	} else if (!command->confirmed && !walk_make_guests(app->walk, &err)) {
		report(app, &err);
	}
}

static void language(struct app *app, const struct command *command)
{
	(void)command;
	walk_next_language(app->walk);
}

/* It is offered to the terminal; what that does with it nobody can know. */
static void copy(struct app *app, const struct command *command)
{
	char *text = vm_console_text(walk_vm(app->walk), command->machine, command->from, command->to);
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
	if (walk_is_making(app->walk) &&
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
