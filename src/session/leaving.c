// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What becomes of the machines when a person leaves; see leaving.h. */
#include "session/leaving.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "session/narrate.h"
#include "session/parts.h"
#include "session/press.h"

/* Who leaves, and what came of the machines so far. */
struct leaving {
	enum verb verb; /* VERB_SAVE or VERB_SHUTDOWN */
	struct leaving_machine {
		char name[MACHINE_NAME_BYTES + 1];
		uint64_t ticket; /* 0: it is not asked yet, or has nothing to do any more */
		bool woken;      /* it was paused, and goes on so that it can shut down */
		bool asked;      /* that is, for what the person wished */
		bool over;
		char *said;      /* what came of it; NULL: nothing yet, or it was off by then */
	} *list;
	size_t n;
	int64_t since_ms; /* monotonic */
};

/* ---- doing it ---------------------------------------------------------------------- */

void session_leave_machines(struct session *session, enum verb verb)
{
	const struct vm_picture *picture = session->machines.picture;
	struct leaving *leaving = mem_alloc(sizeof *leaving);
	size_t i;

	leaving_free(session->leaving);
	session->leaving = leaving;
	chain_clear(&session->chain);
	leaving->verb = verb;
	leaving->since_ms = clock_mono_ms();
	for (i = 0; picture && i < picture->n_machines; i++)
		if (machines_is_at_work(&picture->machines[i])) {
			struct leaving_machine *one = MEM_PUSH(leaving->list, leaving->n);

			*one = (struct leaving_machine){ 0 };
			utf8_copy(one->name, sizeof one->name, picture->machines[i].name);
		}
	leaving_turn(session);
}

bool session_is_leaving(const struct session *session)
{
	return session->leaving != NULL;
}

bool session_has_left(const struct session *session)
{
	const struct leaving *leaving = session->leaving;
	size_t i;

	for (i = 0; leaving && i < leaving->n; i++)
		if (!leaving->list[i].over)
			return false;
	return leaving != NULL;
}

static void end(struct leaving_machine *one, char *said)
{
	one->over = true;
	one->said = said;
}

static char *error_text(const struct leaving_machine *one, const struct error *err)
{
	return mem_printf("%s: %s%s%s", one->name, err->message, err->remedy[0] ? " " : "", err->remedy);
}

/* A system that stands still cannot shut itself down: it goes on first. */
static bool must_wake(const struct session *session, const struct leaving_machine *one,
		      const struct vm_machine *machine)
{
	return session->leaving->verb == VERB_SHUTDOWN && machine->state == STATE_PAUSED && !one->woken;
}

/* The machine is asked as soon as nothing else is done to it. */
static bool ask(struct session *session, struct leaving_machine *one)
{
	const struct vm_machine *machine = machines_find(&session->machines, one->name);
	struct vm_request request = {
		.action = { .verb = session->leaving->verb, .machine = one->name },
	};
	struct error err = { 0 };

	if (machine && (machine->doing != VERB_NONE || jobs_has_machine(&session->jobs, one->name)))
		return false;
	if (!machine || !machines_is_at_work(machine)) {
		end(one, NULL);
		return true;
	}
	if (must_wake(session, one, machine)) {
		request.action.verb = VERB_RESUME;
		one->woken = true;
	} else {
		one->asked = true;
	}
	one->ticket = press_submit(session, &request, 0, 0, &err);
	if (!one->ticket)
		end(one, error_text(one, &err));
	return true;
}

bool leaving_turn(struct session *session)
{
	struct leaving *leaving = session->leaving;
	bool changed = false;
	size_t i;

	for (i = 0; leaving && i < leaving->n; i++)
		if (!leaving->list[i].over && !leaving->list[i].ticket)
			changed = ask(session, &leaving->list[i]) || changed;
	return changed;
}

bool leaving_takes(struct session *session, const struct vm_result *result)
{
	struct leaving *leaving = session->leaving;
	size_t i;

	for (i = 0; leaving && i < leaving->n; i++) {
		struct leaving_machine *one = &leaving->list[i];

		if (!one->ticket || one->ticket != result->ticket)
			continue;
		if (result->ok && result->verb == VERB_RESUME) {
			one->ticket = 0; /* the next turn asks it to shut down */
			return true;
		}
		end(one, result->ok ? narrate_result(result, NULL) : error_text(one, &result->error));
		return true;
	}
	return false;
}

/* ---- what is said ------------------------------------------------------------------ */

char *leaving_doing(const struct session *session)
{
	const struct leaving *leaving = session->leaving;
	struct str names = { 0 };
	int seconds = (int)((clock_mono_ms() - leaving->since_ms) / 1000);
	char *text;
	size_t i;

	for (i = 0; i < leaving->n; i++)
		if (!leaving->list[i].over)
			str_addf(&names, "%s%s", names.len ? ", " : "", leaving->list[i].name);
	/* TRANSLATORS: a machine, or a list of them, and for how long by now. */
	text = mem_printf(leaving->verb == VERB_SAVE ? _("Saving %1$s … %2$d s") :
						       _("Shutting down %1$s … %2$d s"),
			  str_text(&names), seconds);
	str_free(&names);
	return text;
}

int64_t leaving_due_ms(const struct session *session)
{
	const struct leaving *leaving = session->leaving;

	if (!leaving)
		return CLOCK_NEVER;
	return leaving->since_ms + ((clock_mono_ms() - leaving->since_ms) / 1000 + 1) * 1000;
}

/* Of a machine whose job was not over when the person left. */
static char *unfinished(const struct leaving *leaving, const struct leaving_machine *one)
{
	if (one->woken && !one->asked)
		return mem_printf(_("%s goes on again, and was not asked to shut down yet."), one->name);
	if (!one->ticket)
		return mem_printf(_("%s was busy with something else, and was left as it is."), one->name);
	return mem_printf(leaving->verb == VERB_SAVE ?
				  _("%s was still being saved when you left.") :
				  _("%s was asked to shut down, and had not done so when you left."),
			  one->name);
}

char *session_left_report(const struct session *session)
{
	const struct leaving *leaving = session->leaving;
	struct str report = { 0 };
	size_t i;

	for (i = 0; leaving && i < leaving->n; i++) {
		const struct leaving_machine *one = &leaving->list[i];
		char *text = one->over ? mem_dup(one->said) : unfinished(leaving, one);

		if (text)
			str_addf(&report, "%s%s", report.len ? "\n" : "", text);
		free(text);
	}
	return report.len > 0 ? str_take(&report) : NULL;
}

void leaving_free(struct leaving *leaving)
{
	size_t i;

	for (i = 0; leaving && i < leaving->n; i++)
		free(leaving->list[i].said);
	free(leaving ? leaving->list : NULL);
	free(leaving);
}
