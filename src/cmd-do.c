// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation do STEP [BUTTON] [WORKSHOP]: press, wait, say what came of it.  The
 * button 0 sets the stage, as the key does. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/paste.h"
#include "base/str.h"
#include "maker-run.h"
#include "options.h"
#include "out.h"
#include "vm/command.h"
#include "walk.h"

#define ALL_BUTTONS -1
#define ACTION_MS 120000
#define CHECK_MS 5000

static bool is_number(const char *text)
{
	size_t i;

	for (i = 0; text[i]; i++)
		if (!isdigit((unsigned char)text[i]))
			return false;
	return i > 0 && i < 6;
}

static bool came_of(struct walk *walk, uint64_t ticket)
{
	struct vm_result result;

	if (!walk_wait_result(walk, ticket, ACTION_MS, &result)) {
		err_printf(_("imitation: no answer after %d seconds\n"), ACTION_MS / 1000);
		return false;
	}
	if (!result.ok) {
		complain(&result.error);
		return false;
	}
	out_printf("    %s\n", walk_said(walk));
	return true;
}

/* A machine that is not there is made by setting the stage. */
static void name_stage(const struct walk *walk, const struct action *action,
		       const struct walk_options *open, struct error *err)
{
	const struct vm_machine *machine = action && action->machine && walk_picture(walk) ?
		vm_picture_machine(walk_picture(walk), action->machine) : NULL;
	struct str path = { 0 };

	if (!machine || machine->state != STATE_ABSENT || err->mend[0] || walk_stage_holds(walk))
		return;
	if (!open->built_in) {
		str_addc(&path, ' ');
		paste_word(&path, open->path);
	}
	error_mend(err, _("This sets the stage of the lesson: %1$s do %2$s 0%3$s"), paste_self(),
		   walk_step(walk)->id, str_text(&path));
	str_free(&path);
}

static bool press(struct walk *walk, const struct walk_options *open, int button)
{
	const struct action *action = walk_action(walk, button);
	struct error err = { 0 };
	char *command = action ? command_text(action, walk_picture(walk)) : NULL;
	uint64_t ticket = walk_press(walk, button, false, &err);

	if (ticket && command)
		out_printf("[%d] %s\n", button, command);
	out_flush();
	free(command);
	if (ticket)
		return came_of(walk, ticket);
	name_stage(walk, action, open, &err);
	complain(&err);
	return false;
}

/* What would be lost is asked for on the screen; here an option says yes to it. */
static bool set_stage(struct walk *walk, bool sure)
{
	char *question = walk_stage_question(walk);
	struct error err = { 0 };
	uint64_t ticket = 0;

	if (question && !sure) {
		error_set(&err, ERROR_STATE, "%s", question);
		error_mend(&err, _("With --yes it is done."));
	} else {
		ticket = walk_set_stage(walk, &err);
	}
	free(question);
	if (err.kind) {
		complain(&err);
		return false;
	}
	if (!ticket)
		out_line(_("The stage is set: the machines are as this lesson wants them."));
	return !ticket || came_of(walk, ticket);
}

/* Makes first what the machines boot from. */
static bool make_guests(struct walk *walk, int button)
{
	bool lacking[GUEST_COUNT];
	struct error err = { 0 };

	if (button == 0 ? !walk_stage_lacks(walk, lacking) :
			  !walk_button_lacks(walk, button == ALL_BUTTONS ? 0 : button, lacking))
		return true;
	out_line(_("Guests that are missing are made first, from packages that Debian offers."));
	if (maker_run(lacking, NULL, "", &err))
		return true;
	complain(&err);
	return false;
}

static bool press_all(struct walk *walk, const struct walk_options *open)
{
	const struct step *step = walk_step(walk);
	size_t i, k;

	for (i = 0; i < step->n_actions; i++) {
		/* What stands before a button must hold before it is pressed: a
		 * snapshot of a machine that is still starting is another one. */
		for (k = 0; k < step->n_checks; k++)
			if (step->checks[k].after == i && i > 0)
				walk_wait_check(walk, k, CHECK_MS);
		if (!press(walk, open, step->actions[i].button))
			return false;
	}
	return true;
}

static void say_checks(struct walk *walk)
{
	int64_t until = clock_mono_ms() + CHECK_MS;
	size_t i, n;

	/* One wait for them all: a step may have many, and most of them open. */
	walk_checks(walk, &n);
	for (i = 0; i < n; i++) {
		int64_t left = until - clock_mono_ms();

		walk_wait_check(walk, i, left > 0 ? (int)left : 0);
	}
	for (i = 0; i < n; i++) {
		const struct walk_check *check = &walk_checks(walk, &n)[i];

		if (check->passed)
			out_printf(_("passed: %s\n"), check->text);
		else if (check->answer.found[0])
			out_printf(_("not yet: %1$s (%2$s)\n"), check->text, check->answer.found);
		else
			out_printf(_("not yet: %s\n"), check->text);
	}
}

int cmd_do(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale };
	struct error err = { 0 };
	struct walk *walk;
	int used = 1, button = ALL_BUTTONS;
	bool ok;

	if (options->argc < 1)
		return complain_usage(_("do wants a step, for instance: %s do 1.1"), paste_self());
	open.step = options->argv[0];
	if (options->argc > 1 && is_number(options->argv[1])) {
		button = atoi(options->argv[1]);
		used = 2;
	}
	if (options->argc > used + 1)
		return complain_usage(_("do takes a step, a button and a workshop."));
	open.path = options_workshop(options, used);
	open.built_in = options->argc <= used;
	walk = open.path ? walk_open(&open, &err) : NULL;
	if (!walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	complain_files(walk_errors(walk), open.path);
	if (!walk_wait_ready(walk, 20000, &err)) {
		walk_close(walk);
		return complain(&err);
	}
	if (walk_picture(walk) && walk_picture(walk)->simulated)
		out_printf(_("SIMULATED: no real machine takes part (%s)\n"), walk_picture(walk)->uri);
	ok = make_guests(walk, button) &&
	     (button == 0 ? set_stage(walk, options->yes) :
	      button == ALL_BUTTONS ? press_all(walk, &open) : press(walk, &open, button));
	if (ok && button != 0)
		say_checks(walk);
	walk_close(walk);
	return ok ? EXIT_GOOD : EXIT_FAILED;
}
