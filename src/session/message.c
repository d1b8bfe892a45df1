// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the session says in the message line, and for how long that is true; see
 * walk.h and walk-private.h.  One thread: the screen's. */
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "host/requirements.h"
#include "session/session-private.h"

/* The states of all machines in one number, to see whether any has changed. */
static uint64_t fold_states(const struct session *session)
{
	uint64_t folded = 0;
	size_t i;

	for (i = 0; session->picture && i < session->picture->n_machines; i++)
		folded = folded * 31 + (uint64_t)session->picture->machines[i].state;
	return folded;
}

/* Good news is of the machines as they were: a change takes it away.  So does it what
 * was refused because of their state, and what was found out about an action that a
 * lost connection cut short. */
static void drop_old_news(struct session *session)
{
	if ((session->tone == TONE_GOOD || session->passing) && session->n_jobs == 0 && session->message &&
	    session->message[0] && session->said_of != fold_states(session))
		session_say(session, TONE_INFO, "", "");
}

/* What was said because there was no connection is not so any more. */
static void drop_news_of_link(struct session *session)
{
	if (!session->of_link || !session->picture || session->picture->link != VM_ALIVE)
		return;
	session_say(session, TONE_GOOD, _("The connection is back, and the machines were looked at again."),
		 _("What had not begun was not done: ask for it again."));
}

void session_drop_news(struct session *session)
{
	drop_old_news(session);
	drop_news_of_link(session);
}

void session_say(struct session *session, enum view_tone tone, const char *text, const char *remedy)
{
	session->said_of = fold_states(session);
	char *new_text = mem_dup(text ? text : ""), *new_remedy = mem_dup(remedy ? remedy : "");

	free(session->message);
	free(session->remedy);
	free(session->story.text);
	session->story.text = NULL;
	session->of_link = session->passing = false;
	session->message = new_text;
	session->remedy = new_remedy;
	session->tone = tone;
}

void session_say_more(struct session *session, const char *sentence)
{
	const char *said = session_said(session);
	char *text = mem_printf("%s%s%s", said, said[0] ? " " : "", sentence);

	free(session->message);
	session->message = text;
}

void session_say_error(struct session *session, const struct error *err)
{
	bool alive = session->picture && session->picture->link == VM_ALIVE;

	session_say(session, TONE_BAD, err->message, err->remedy);
	session->of_link = err->kind == ERROR_CONNECTION && !alive;
	session->passing = err->kind == ERROR_STATE || (err->kind == ERROR_CONNECTION && alive);
}

const char *session_said(const struct session *session)
{
	return session->message ? session->message : "";
}

/* A progress call that failed is said once, and what is not saved is shown
 * until a later one gets through. */
void session_saved(struct session *session, bool ok, const struct error *err)
{
	if (!ok && session->remember && !session->unsaved_said) {
		session_say(session, TONE_BAD, err->message, err->remedy);
		session->unsaved_said = true;
	}
	if (ok)
		session->unsaved_said = false;
}

/* What the lesson needs and is not here is said when the lesson is opened, once
 * it is known which hypervisor there is. */
void session_say_lacks(struct session *session)
{
	const struct lesson *lesson = &session->workshop->lessons[session->lesson];
	struct findings findings = { 0 };

	if (!session->picture || session->picture->link != VM_ALIVE || session->cover || !session_step(session) ||
	    session->requirements_said == session->lesson + 1)
		return;
	/* An error in the files is said once, and has to be seen. */
	if (session->errors.n > 0 && session_said(session)[0])
		return;
	session->requirements_said = session->lesson + 1;
	requirements_find(session->workshop, lesson, session->picture->uri, &findings);
	requirements_find_guests(session->workshop, lesson, session->picture, &findings);
	if (findings.n > 0)
		session_say(session, findings.list[0].verdict == VERDICT_OBSTACLE ? TONE_BAD : TONE_INFO,
			 findings.list[0].text, findings.list[0].remedy);
	findings_free(&findings);
}
