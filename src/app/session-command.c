// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What each command does to the session; see session-command.h. */
#include "app/session-command.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "session/session.h"

typedef void doer(struct session *session, const struct command *command, struct outcome *outcome);

/* Asks where there is something to ask; true: go on. */
static bool sure(const struct command *command, char *question, struct outcome *outcome)
{
	if (question && !command->confirmed) {
		outcome->question = question;
		return false;
	}
	free(question);
	return true;
}

static void say(struct session *session, enum view_tone tone, const char *text,
		struct outcome *outcome)
{
	session_say(session, tone, text, "");
	outcome->said = true;
}

static void next(struct session *session, const struct command *command, struct outcome *outcome)
{
	(void)command;
	outcome->moved = session_next(session);
}

static void previous(struct session *session, const struct command *command,
		     struct outcome *outcome)
{
	(void)command;
	outcome->moved = session_previous(session);
}

static void go(struct session *session, const struct command *command, struct outcome *outcome)
{
	session_go(session, command->lesson, command->step);
	outcome->moved = true;
}

static void cover(struct session *session, const struct command *command, struct outcome *outcome)
{
	(void)command;
	session_go_cover(session);
	outcome->moved = true;
}

static void look(struct session *session, const struct command *command, struct outcome *outcome)
{
	outcome->moved = session_look(session, command->lesson, command->step, &outcome->err);
}

static void look_back(struct session *session, const struct command *command,
		      struct outcome *outcome)
{
	(void)command;
	outcome->moved = session_look_back(session);
}

static void press(struct session *session, const struct command *command, struct outcome *outcome)
{
	const struct action *action = session_action(session, command->button);

	if (action && !sure(command, session_question(session, action), outcome))
		return;
	session_stay(session);
	outcome->ticket = session_press(session, command->button, command->confirmed, &outcome->err);
}

static void stage(struct session *session, const struct command *command, struct outcome *outcome)
{
	if (!sure(command, session_stage_question(session), outcome))
		return;
	session_stay(session);
	outcome->ticket = session_set_stage(session, &outcome->err);
	if (!outcome->ticket && !outcome->err.kind)
		say(session, TONE_GOOD,
		    _("The stage is set: the machines are as this lesson wants them."), outcome);
}

static void over(struct session *session, const struct command *command, struct outcome *outcome)
{
	if (sure(command, session_over_question(session), outcome))
		session_start_over(session, &outcome->err);
}

static void all_over(struct session *session, const struct command *command,
		     struct outcome *outcome)
{
	if (!sure(command, session_reset_question(session), outcome))
		return;
	outcome->ticket = session_reset(session, &outcome->err);
	outcome->moved = !outcome->ticket && !outcome->err.kind;
}

static void skip(struct session *session, const struct command *command, struct outcome *outcome)
{
	if (sure(command, session_skip_question(session), outcome))
		session_skip(session, &outcome->err);
}

static void undo(struct session *session, const struct command *command, struct outcome *outcome)
{
	outcome->ticket = session_undo(session, command->machine, &outcome->err);
}

static void restore(struct session *session, const struct command *command, struct outcome *outcome)
{
	outcome->ticket = session_restore(session, command->machine, command->snapshot, &outcome->err);
}

static void guests(struct session *session, const struct command *command, struct outcome *outcome)
{
	if (session_is_making(session)) {
		if (!sure(command, mem_dup(_("Stop making the guests? What is finished stays.")), outcome))
			return;
		session_stop_making(session);
		say(session, TONE_INFO, _("No guests are being made any more."), outcome);
	} else if (!command->confirmed) {
		session_make_guests(session, &outcome->err);
	}
}

static void language(struct session *session, const struct command *command,
		     struct outcome *outcome)
{
	if (!sure(command, session_language_question(session), outcome))
		return;
	session_next_language(session);
	outcome->said = true;
}

/* ---- leaving ------------------------------------------------------------------------- */

enum { CHOICE_SAVE = 's', CHOICE_STOP = 'd', CHOICE_RUN = 'q' };

static const struct answer leave_choices[] = {
	{ CHOICE_SAVE, N_("save") }, { CHOICE_STOP, N_("shut down") }, { CHOICE_RUN, N_("let run") },
	{ 0, NULL },
};

/* Where not all of them run. */
static const struct answer leave_still_choices[] = {
	{ CHOICE_SAVE, N_("save") }, { CHOICE_STOP, N_("shut down") }, { CHOICE_RUN, N_("leave as is") },
	{ 0, NULL },
};

/* NULL: there is nothing to ask.  Caller frees. */
static char *quit_question(struct session *session, struct outcome *outcome)
{
	char *machines = session_leaving_question(session), *both;

	if (machines)
		outcome->choices = session_leaves_still(session) ? leave_still_choices : leave_choices;
	if (!session_is_making(session))
		return machines;
	if (!machines)
		return mem_dup(_("Guests are being made. Stop that, and quit?"));
	/* TRANSLATORS: %s is a question about the machines that are running. */
	both = mem_printf(_("Guests are being made, and that stops. %s"), machines);
	free(machines);
	return both;
}

static void quit(struct session *session, const struct command *command, struct outcome *outcome)
{
	if (session_is_leaving(session) || command->choice == CHOICE_RUN)
		outcome->quit = true;
	else if (command->choice)
		session_leave_machines(session, command->choice == CHOICE_SAVE ? VERB_SAVE : VERB_SHUTDOWN);
	else
		outcome->quit = sure(command, quit_question(session, outcome), outcome);
}

static doer *const doers[COMMAND_COUNT] = {
	[COMMAND_NEXT] = next,     [COMMAND_PREVIOUS] = previous, [COMMAND_GOTO] = go,
	[COMMAND_COVER] = cover,   [COMMAND_PRESS] = press,       [COMMAND_STAGE] = stage,
	[COMMAND_OVER] = over,     [COMMAND_ALL_OVER] = all_over, [COMMAND_SKIP] = skip,
	[COMMAND_GUESTS] = guests,
	[COMMAND_UNDO] = undo,     [COMMAND_RESTORE] = restore,   [COMMAND_QUIT] = quit,
	[COMMAND_LANGUAGE] = language, [COMMAND_LOOK] = look,     [COMMAND_LOOK_BACK] = look_back,
};

bool session_has_command(enum command_id id)
{
	return id < COMMAND_COUNT && doers[id];
}

bool session_command(struct session *session, const struct command *command,
		     struct outcome *outcome)
{
	*outcome = (struct outcome){ 0 };
	if (!session_has_command(command->id))
		return false;
	doers[command->id](session, command, outcome);
	return true;
}
