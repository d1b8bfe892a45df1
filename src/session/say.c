// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a session says; see say.h. */
#include "session/say.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "host/host.h"
#include "session/parts.h"
#include "vm/rules.h"
#include "vm/virsh.h"

void session_say(struct session *session, enum view_tone tone, const char *text, const char *remedy)
{
	message_say(&session->message, session->machines.picture, tone, text, remedy);
}

void session_say_more(struct session *session, const char *sentence)
{
	message_say_more(&session->message, sentence);
}

void session_say_error(struct session *session, const struct error *err)
{
	message_say_error(&session->message, session->machines.picture, err);
}

const char *session_said(const struct session *session)
{
	return message_text(&session->message);
}

void session_note(struct session *session, const struct error *note)
{
	char *before = session->notes;

	session->notes = before ? mem_printf("%s %s", before, note->message) : mem_dup(note->message);
	free(before);
}

void session_say_notes(struct session *session)
{
	if (session->notes)
		session_say_more(session, session->notes);
	free(session->notes);
	session->notes = NULL;
}

/* How much of it was said before, if sentences were only added to that. */
static size_t said_before(const char *said, const char *before)
{
	size_t n = before ? strlen(before) : 0;

	return n > 0 && strncmp(said, before, n) == 0 && said[n] == ' ' ? n + 1 : 0;
}

char *session_said_since(const struct session *session, char **before)
{
	const char *text = session_said(session);
	const char *remedy = session->message.remedy ? session->message.remedy : "";
	char *all = mem_printf("%s%s%s", text, remedy[0] ? " " : "", remedy), *news = NULL;
	size_t old = said_before(all, *before);

	if (!text[0] || str_eq(all, *before)) {
		free(all);
		return NULL;
	}
	if (remedy[0] && old <= strlen(text))
		news = mem_printf("%s\n%s", text + old, remedy);
	else
		news = mem_dup(all + old);
	free(*before);
	*before = all;
	return news;
}

bool session_say_errors(struct session *session)
{
	const struct editions *editions = &session->editions;
	size_t n = editions->errors.n;
	struct str path = { 0 };
	char *text, *remedy;

	if (n == 0)
		return false;
	text = editions_error_text(editions, &editions->errors.list[0]);
	shell_quote_file(&path, editions->path);
	/* TRANSLATORS: %2$s is how this program is called, %3$s a folder. */
	remedy = mem_printf(ngettext("The workshop's files have %1$zu error; this shows it: "
				   "%2$s lint %3$s",
				   "The workshop's files have %1$zu errors; this shows them all: "
				   "%2$s lint %3$s", (unsigned long)n),
			  n, shell_self(), str_text(&path));
	session_say(session, TONE_BAD, text, remedy);
	free(remedy);
	free(text);
	str_free(&path);
	return true;
}

void session_saved(struct session *session, bool ok, const struct error *err)
{
	char *before = session->unsaved;

	if (!ok && !session->remember)
		return;
	if (!ok && !before)
		session_say(session, TONE_BAD, err->message, err->remedy);
	/* Why it fails may change. */
	session->unsaved = ok ? NULL : mem_printf("%s %s", err->message, err->remedy);
	free(before);
}

void session_look_at_host(struct session *session)
{
	const struct session_place *place = &session->place;
	const struct vm_picture *picture = session->machines.picture;

	if (!picture || picture->link != VM_ALIVE || place->cover || !place_step(place) ||
	    session->away.on || session->looked_for == place->lesson + 1)
		return;
	/* An error in the files is said once, and has to be seen. */
	if (session->editions.errors.n > 0 && session_said(session)[0])
		return;
	session->looked_for = place->lesson + 1;
	session->message_then = session->message.number;
	host_look_ask(session->look, place->workshop, place_lesson(place), picture);
	if (!session->on_screen)
		host_look_wait(session->look);
}

bool session_say_missing(struct session *session)
{
	struct findings findings;
	bool says;

	/* That is about the lesson which the person comes back to. */
	if (session->away.on || !host_look_answer(session->look, &findings))
		return false;
	/* Nobody is told of it on the cover: it is asked again in the lesson. */
	if (session->place.cover)
		session->looked_for = 0;
	says = findings.n > 0 && session->looked_for == session->place.lesson + 1 &&
	       !session->place.cover &&
	       (!session_said(session)[0] || session->message.number == session->message_then);
	if (says)
		session_say(session, findings.list[0].verdict == VERDICT_OBSTACLE ? TONE_BAD : TONE_INFO,
			    findings.list[0].text, findings.list[0].remedy);
	findings_free(&findings);
	return says;
}

static void set_risk(struct session *session, char *text, char *remedy)
{
	free(session->risk);
	free(session->risk_remedy);
	session->risk = text;
	session->risk_remedy = remedy;
}

/* The screen shows it as long as it is so.  Elsewhere it is said once, after what else was said
 * just now. */
static void say_risk(struct session *session, bool after)
{
	if (session->on_screen)
		return;
	if (after) {
		session_say_more(session, session->risk);
		session_say_more(session, session->risk_remedy);
		return;
	}
	session_say(session, TONE_BAD, session->risk, session->risk_remedy);
	session->message.passing = true;
}

void session_say_risks(struct session *session, bool after)
{
	const struct vm_picture *picture = session->machines.picture;
	const struct vm_machine *last = NULL;
	size_t i, n = 0;
	struct shell_argv argv = { 0 };
	char *text;

	for (i = 0; picture && i < picture->n_machines; i++)
		if (machine_at_risk(&picture->machines[i])) {
			last = &picture->machines[i];
			n++;
		}
	if (last && n > session->risks_said) {
		text = mem_printf(_("%s was started, and clones build on its disk: what it writes "
				    "breaks them."), last->name);
		virsh_command(&argv, picture->name_uri ? picture->uri : NULL, "destroy", last->name);
		set_risk(session, text, shell_sentence(_("Cut its power: %s"), &argv));
		say_risk(session, after);
	} else if (!last) {
		set_risk(session, NULL, NULL);
	}
	session->risks_said = n;
}
