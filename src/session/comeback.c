// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a person finds when they come back; see comeback.h. */
#include "session/comeback.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/verbs.h"
#include "progress/progress.h"
#include "session/narrate.h"
#include "session/parts.h"
#include "session/say.h"
#include "vm/outcome.h"
#include "vm/rules.h"

enum { PATIENCE_MS = 10000 }; /* for an action that may go on in the hypervisor */

/* ---- what is looked at ------------------------------------------------------------- */

/* The step that the person is at; NULL: none, or they only look at another page. */
static const struct step *step_kept(const struct session *session)
{
	const struct session_place *place = &session->place;

	return place->cover || place->finished || session->away.on ? NULL : place_step(place);
}

bool session_kept_view(const struct session *session, struct view_kept *kept)
{
	const struct record_view *view = progress_view(session->progress);
	const struct step *step = step_kept(session);

	*kept = (struct view_kept){ 0 };
	if (!step || !str_eq(view->step ? view->step : "", step->id))
		return false;
	kept->offset = (size_t)view->offset;
	kept->hints = (size_t)view->hints;
	utf8_copy(kept->pane, sizeof kept->pane, view->pane ? view->pane : "");
	utf8_copy(kept->machine, sizeof kept->machine, view->machine ? view->machine : "");
	return true;
}

static bool is_same(const struct view_kept *a, const struct view_kept *b)
{
	return a->offset == b->offset && a->hints == b->hints && str_eq(a->pane, b->pane) &&
	       str_eq(a->machine, b->machine);
}

void session_keep_view(struct session *session, const struct view_kept *kept)
{
	const struct step *step = step_kept(session);
	struct view_kept before;
	struct error err = { 0 };
	struct record_view view = {
		.offset = (int64_t)kept->offset, .hints = (int64_t)kept->hints,
		.pane = (char *)kept->pane, .machine = (char *)kept->machine,
	};

	session_kept_view(session, &before);
	if (!step || session->look_only || is_same(kept, &before))
		return;
	view.step = step->id;
	session_saved(session, progress_set_view(session->progress, &view, &err), &err);
}

/* ---- what was cut short --------------------------------------------------------------- */

/* A snapshot that was current before a restore to it is so whatever came of that: its name is not
 * kept then, so that nothing is said to be known. */
static const char *name_kept(const struct session *session, const struct job *job)
{
	const struct vm_machine *machine = machines_find(&session->machines, job->machine);
	const struct vm_snapshot *target = machine ? vm_machine_snapshot(machine, job->name) : NULL;

	return job->verb == VERB_RESTORE && (!target || target->current) ? "" : job->name;
}

void session_keep_unfinished(struct session *session)
{
	struct error err = { 0 };
	size_t i;

	session->cut_off = true;
	for (i = 0; i < session->jobs.n; i++) {
		struct job *job = &session->jobs.list[i];
		struct record_unfinished action = {
			.step = (char *)job->step, .machine = job->machine,
			.verb = (char *)verb_name(job->verb),
			.name = (char *)name_kept(session, job),
		};

		session_saved(session, progress_add_unfinished(session->progress, &action, &err), &err);
	}
}

static struct vm_request request_of(const struct record_unfinished *left)
{
	return (struct vm_request){
		.action = { .verb = verb_named(left->verb), .machine = left->machine,
			    .name = left->name[0] ? left->name : NULL },
	};
}

static bool needs_name(enum verb verb)
{
	return verb == VERB_SNAPSHOT || verb == VERB_RESTORE;
}

/* Has it come to what the action is for, as far as the machine shows that?  Where it goes back to
 * something, only the name of that shows it. */
static bool is_done(const struct record_unfinished *left, const struct vm_machine *machine)
{
	struct vm_request request = request_of(left);
	enum verb verb = request.action.verb;

	return verb != VERB_NONE && verb != VERB_UNDO && (verb == VERB_SNAPSHOT || outcome_shows(verb)) &&
	       outcome_known(verb, machine) &&
	       (!needs_name(verb) || request.action.name) &&
	       outcome_kept(&request, STATE_UNKNOWN, machine, NULL);
}

static const struct vm_machine *machine_of(const struct session *session,
					   const struct record_unfinished *left)
{
	return machines_find(&session->machines, left->machine);
}

static bool is_known(const struct vm_machine *machine)
{
	return !machine || machine->state != STATE_UNKNOWN || machine->not_ours || machine->unread;
}

/* Caller frees. */
static char *outcome_of(const struct record_unfinished *left, const struct vm_machine *machine)
{
	struct vm_result result = { .verb = verb_named(left->verb), .now = machine->state };

	/* Safety snapshots have names that say nothing to a person. */
	if (!is_done(left, machine) || str_starts(left->name, SAFETY_PREFIX))
		return mem_printf(_("%1$s is %2$s."), machine->name, machine_condition(machine));
	snprintf(result.machine, sizeof result.machine, "%s", machine->name);
	return narrate_done(&result, left->name);
}

/* The step at which a snapshot was taken is shown beside it. */
static void remember_snapshot(struct session *session, const struct record_unfinished *left,
			      const struct vm_machine *machine)
{
	const struct vm_snapshot *snapshot;

	if (!str_eq(left->verb, verb_name(VERB_SNAPSHOT)) || !left->step[0] ||
	    progress_snapshot(session->progress, left->machine, left->name))
		return;
	snapshot = vm_machine_snapshot(machine, left->name);
	if (snapshot)
		progress_add_snapshot(session->progress, left->machine, left->name, left->step,
				      clock_wall_ms(), NULL);
}

/* Is each of these machines known, and, unless it took too long, has each come to what was
 * begun? */
static bool is_time(const struct session *session, const struct record_unfinished *left, size_t n)
{
	bool late = clock_mono_ms() >= session->comeback_by_ms;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct vm_machine *machine = machine_of(session, &left[i]);

		if (!late && (!is_known(machine) || (machine && !is_done(&left[i], machine))))
			return false;
	}
	return true;
}

static void tell(struct session *session, const struct record_unfinished *left, size_t n)
{
	struct str all = { 0 };
	size_t i;

	for (i = 0; i < n; i++) {
		const struct vm_machine *machine = machine_of(session, &left[i]);
		char *outcome = machine ? outcome_of(&left[i], machine) : NULL;

		if (outcome)
			str_addf(&all, "%s%s", all.len > 0 ? " " : "", outcome);
		free(outcome);
		if (machine)
			remember_snapshot(session, &left[i], machine);
	}
	if (all.len > 0) {
		/* TRANSLATORS: one or more sentences, as "dreamer is running." */
		char *text = mem_printf(_("While you were away: %s"), str_text(&all));

		if (session_said(session)[0])
			session_say_more(session, text);
		else
			session_say(session, TONE_INFO, text, NULL);
		free(text);
	}
	str_free(&all);
}

bool comeback_turn(struct session *session)
{
	const struct vm_picture *picture = session->machines.picture;
	const struct record_unfinished *left;
	struct error err = { 0 };
	size_t n;

	left = progress_unfinished(session->progress, &n);
	/* What another window leaves behind later is for whoever comes back to that one. */
	if (!session->comeback_looked)
		session->comeback_wanted = n > 0;
	session->comeback_looked = true;
	if (!session->comeback_wanted || n == 0 || session->cut_off || session->look_only ||
	    !session_has_keys(session) || session->jobs.n > 0 || !picture || picture->link != VM_ALIVE) {
		session->comeback_by_ms = 0;
		return false;
	}
	if (!session->comeback_by_ms)
		session->comeback_by_ms = clock_mono_ms() + PATIENCE_MS;
	if (!is_time(session, left, n))
		return false;
	tell(session, left, n);
	session->comeback_wanted = false;
	session->comeback_by_ms = 0;
	session_saved(session, progress_told(session->progress, &err), &err);
	return true;
}

int64_t comeback_due_ms(const struct session *session)
{
	return session->comeback_by_ms ? session->comeback_by_ms : CLOCK_NEVER;
}
