// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation do STEP [BUTTON] [WORKSHOP]: presses buttons, waits, and prints what came of
 * it.  The button 0 sets the stage, as the key does. */
#include "cli/cmd-do.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "cli/cmd-guests.h"
#include "session/session.h"
#include "vm/check.h"
#include "vm/core/guest-ready.h"
#include "vm/files/guests.h"
#include "vm/machine.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

#define ALL_BUTTONS -1
#define ACTION_MS 120000

enum {
	PATIENCE_MS = 2000,  /* before it is said what is waited for */
	CHECK_MS = 60000,    /* for the checks behind a button: a guest may have to boot */
	SHORT_MS = 5000,     /* for one that nothing here makes hold */
};

static bool is_number(const char *text)
{
	size_t i;

	for (i = 0; text[i]; i++)
		if (!isdigit((unsigned char)text[i]))
			return false;
	return i > 0 && i < 6;
}

static const struct vm_machine *machine_named(const struct session *session, const char *name)
{
	const struct vm_picture *picture = session_picture(session);

	return name && picture ? vm_picture_machine(picture, name) : NULL;
}

static bool is_simulated(const struct session *session)
{
	return session_picture(session) && session_picture(session)->simulated;
}

/* ---- buttons ----------------------------------------------------------------------- */

/* Says after a moment that the guest does not listen yet. */
static bool wait_result(struct session *session, uint64_t ticket, struct vm_result *result)
{
	const char *name = session_in_hand(session, ticket);
	const struct vm_machine *machine;

	if (session_wait_result(session, ticket, PATIENCE_MS, result))
		return true;
	machine = machine_named(session, name);
	if (machine && machine->doing == VERB_TYPE && machine->waking) {
		out_printf(_("    Waiting until %1$s listens, %2$d seconds at most.\n"), machine->name,
			   GUEST_WORDS_MS / 1000);
		out_flush();
	}
	return session_wait_result(session, ticket, ACTION_MS - PATIENCE_MS, result);
}

/* In the words of the screen, if the picture has any. */
static void complain_silent(const struct session *session)
{
	const struct vm_picture *picture = session_picture(session);

	if (picture && picture->problem.message[0])
		complain(&picture->problem);
	else
		err_printf(_("imitation: no answer after %d seconds\n"), ACTION_MS / 1000);
}

static bool came_of(struct session *session, uint64_t ticket)
{
	struct vm_result result;

	if (!wait_result(session, ticket, &result)) {
		complain_silent(session);
		return false;
	}
	if (!result.ok) {
		complain(&result.error);
		return false;
	}
	out_printf("    %s\n", session_said(session));
	return true;
}

/* If the machine does not exist, and no button was named that makes it, the remedy names the
 * command that sets the stage. */
static void name_stage(const struct session *session, const struct action *action,
		       const struct session_options *open, struct error *err)
{
	const struct vm_machine *machine = action ? machine_named(session, action->machine) : NULL;
	char *arguments, *command;

	if (!machine || machine->state != STATE_ABSENT || err->remedy[0] || session_stage_holds(session))
		return;
	arguments = mem_printf("do %s 0", session_step(session)->id);
	command = session_shell_command(open, arguments);
	error_remedy(err, _("This sets the stage of the lesson: %s"), command);
	free(command);
	free(arguments);
}

/* The screen asks; here an option answers.  False with err, which is the question: the
 * option was not given.  Takes ownership of the question. */
static bool answered(char *question, bool yes, struct error *err)
{
	bool ok = !question || yes;

	if (!ok) {
		error_set(err, ERROR_STATE, "%s", question);
		error_remedy(err, _("With --yes it is done."));
	}
	free(question);
	return ok;
}

static bool press(struct session *session, const struct session_options *open, int button, bool yes)
{
	const struct action *action = session_action(session, button);
	struct error err = { 0 };
	char *command = action ? command_text(action, session_picture(session)) : NULL;
	uint64_t ticket = 0;

	if (answered(action ? session_question(session, action) : NULL, yes, &err))
		ticket = session_press(session, button, yes, &err);

	if (ticket && command)
		out_printf("[%d] %s\n", button, command);
	out_flush();
	free(command);
	if (ticket)
		return came_of(session, ticket);
	name_stage(session, action, open, &err);
	complain(&err);
	return false;
}

static bool set_stage(struct session *session, bool yes)
{
	struct error err = { 0 };
	uint64_t ticket = 0;

	if (answered(session_stage_question(session), yes, &err))
		ticket = session_set_stage(session, &err);
	if (err.kind) {
		complain(&err);
		return false;
	}
	if (!ticket)
		out_line(_("The stage is set: the machines are as this lesson wants them."));
	return !ticket || came_of(session, ticket);
}

/* Makes the guests first that the machines boot from. */
static bool make_guests(struct session *session, int button)
{
	bool lacking[GUEST_COUNT];
	struct error err = { 0 };

	if (button == 0 ? !session_stage_lacks(session, lacking) :
			  !session_button_lacks(session, button == ALL_BUTTONS ? 0 : button, lacking))
		return true;
	out_line(_("Guests that are missing are made first, from packages that Debian offers."));
	if (maker_run(lacking, NULL, "", &err))
		return true;
	complain(&err);
	return false;
}

/* ---- checks ------------------------------------------------------------------------- */

/* Is the check one for this button: does it stand between it and the next one? */
static bool is_for(const struct check *check, int button)
{
	return button == ALL_BUTTONS || (int)check->after == button;
}

/* Why it can never hold here, or NULL. */
static const char *unanswered(const struct session *session, const struct check *check)
{
	return is_simulated(session) ? check_not_simulated(check) : NULL;
}

/* Was it seen to hold since the step was opened?  What passed before counts as long as it is
 * not seen that it does not hold now. */
static bool is_met(const struct session_check *check)
{
	return check->held || (check->passed && !check->answer.certain);
}

/* Nothing that happens here makes it hold later: no button was pressed, or another program has
 * the console that it is about, and may see it. */
static bool is_for_others(const struct session *session, const struct check *check)
{
	const struct vm_machine *machine = machine_named(session, check->machine);

	return session_step(session)->n_actions == 0 ||
	       (check->console && machine && machine->console_problem);
}

static int patience_ms(const struct session *session, const struct check *check)
{
	return is_simulated(session) || is_for_others(session, check) ? SHORT_MS : CHECK_MS;
}

static void await_check(struct session *session, size_t i, int64_t began)
{
	size_t n;
	const struct session_check *check = &session_checks(session, &n)[i];
	int most = patience_ms(session, check->check), left = clock_left_ms(began + most);

	if (session_wait_held(session, i, left < PATIENCE_MS ? left : PATIENCE_MS) || left < PATIENCE_MS)
		return;
	out_printf(_("    Waiting, %1$d seconds at most: %2$s\n"), most / 1000, check->text);
	out_flush();
	session_wait_held(session, i, clock_left_ms(began + most));
}

/* Waits for the checks of the button; they share one time, because a step may have many that
 * do not hold.  False: not all are met. */
static bool await_checks(struct session *session, int button)
{
	int64_t began = clock_mono_ms();
	bool all = true;
	size_t i, n;

	session_checks(session, &n);
	for (i = 0; i < n; i++) {
		const struct session_check *check = &session_checks(session, &n)[i];

		if (!is_for(check->check, button) || unanswered(session, check->check))
			continue;
		await_check(session, i, began);
		all = is_met(check) && all;
	}
	return all;
}

static void say_check(const struct session *session, const struct session_check *check, bool counts)
{
	const char *why = unanswered(session, check->check);

	if (is_met(check))
		out_printf(_("passed: %s\n"), check->text);
	else if (why)
		out_printf(_("not in the simulation: %1$s (%2$s)\n"), check->text, why);
	else if (check->passed && counts)
		out_printf(_("passed before, but not now: %1$s (%2$s)\n"), check->text, check->answer.found);
	else if (check->passed)
		out_printf(_("passed: %s\n"), check->text);
	else if (check->answer.found[0])
		out_printf(_("not yet: %1$s (%2$s)\n"), check->text, check->answer.found);
	else
		out_printf(_("not yet: %s\n"), check->text);
	if (!is_met(check) && !why && counts && check->check->hint)
		out_printf("    %s\n", check->check->hint);
}

/* Says all checks of the step; all: those of the button are met. */
static void say_checks(const struct session *session, const struct session_options *open, int button,
		       bool all)
{
	const struct session_check *checks;
	struct error err = { 0 };
	char *arguments, *command;
	size_t i, n;

	checks = session_checks(session, &n);
	for (i = 0; i < n; i++)
		say_check(session, &checks[i], is_for(checks[i].check, button));
	if (all)
		return;
	out_flush();
	arguments = mem_printf("-s %s", session_step(session)->id);
	command = session_shell_command(open, arguments);
	error_set(&err, ERROR_FAILED, _("Not all checks of step %s passed."), session_step(session)->id);
	error_remedy(&err, _("This shows the step, its machines and its hints: %s"), command);
	complain(&err);
	free(command);
	free(arguments);
}

/* The checks before a button must hold before it is pressed: a snapshot taken while the
 * machine is still starting would be a different one. */
static bool may_go_on(struct session *session, const struct session_options *open, int button)
{
	if (button == 1 || await_checks(session, button - 1))
		return true;
	out_printf(_("Button %d was not pressed: the checks before it do not hold.\n"), button);
	say_checks(session, open, button - 1, false);
	return false;
}

static bool press_all(struct session *session, const struct session_options *open, bool yes)
{
	const struct step *step = session_step(session);
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		if (!may_go_on(session, open, step->actions[i].button) ||
		    !press(session, open, step->actions[i].button, yes))
			return false;
	return true;
}

int cmd_do(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale };
	struct error err = { 0 };
	struct session *session;
	int used = 1, button = ALL_BUTTONS;
	bool ok;

	if (options->argc < 1)
		return complain_usage(_("do wants a step, for instance: %s do 1.1"), shell_self());
	open.step = options->argv[0];
	if (options->argc > 1 && is_number(options->argv[1])) {
		button = atoi(options->argv[1]);
		used = 2;
	}
	if (options->argc > used + 1)
		return complain_usage(_("do takes a step, a button and a workshop."));
	open.path = options_workshop(options, used);
	open.built_in = options->argc <= used;
	session = open.path ? session_open(&open, &err) : NULL;
	if (!session)
		return open.path ? complain(&err) : EXIT_FAILED;
	complain_files(session_errors(session), open.path);
	if (!session_wait_ready(session, 20000, &err)) {
		session_close(session);
		return complain(&err);
	}
	if (is_simulated(session))
		out_printf(_("SIMULATED: no real machine takes part (%s)\n"), session_picture(session)->uri);
	ok = make_guests(session, button) &&
	     (button == 0 ? set_stage(session, options->yes) :
	      button == ALL_BUTTONS ? press_all(session, &open, options->yes) :
	      press(session, &open, button, options->yes));
	if (ok && button != 0) {
		ok = await_checks(session, button);
		say_checks(session, &open, button, ok);
	}
	/* What was reached counts only if it is written down. */
	if (!session_end(session, &err)) {
		complain(&err);
		ok = false;
	}
	session_close(session);
	return ok ? EXIT_GOOD : EXIT_FAILED;
}
