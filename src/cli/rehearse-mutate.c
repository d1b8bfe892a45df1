// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* rehearse --mutate: would a check pass for the wrong reason?  See rehearse-mutate.h.
 *
 * Each lesson is rehearsed from nothing, with three kinds of points more:
 *  - no check holds before a button of its step was pressed;
 *  - no check passes when a text was typed without its last Enter, so that it is shown and
 *    has done nothing;
 *  - the step is not done, which is that all its checks passed, when one of its buttons was
 *    left out.  The last one is left out on the way; for another one the lesson begins anew
 *    and is repeated up to that step.
 * What should not come is waited for some seconds only. */
#include "cli/rehearse-mutate.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "vm/core/exchange.h"
#include "vm/machine.h"

enum {
	WAIT_MS = 3000, /* for checks that should not pass */
	WAIT_SIMULATED_MS = 200,
	LONGEST_MS = 30000, /* the same, for checks that take long to pass */
};

/* ---- what can be asked -------------------------------------------------------------- */

/* Why one of the step's checks cannot be held against what was left out; NULL: all can. */
static const char *unanswered(const struct rehearsal *r, const struct step *step)
{
	const char *why = NULL;
	size_t i;

	for (i = 0; i < step->n_checks && !why; i++)
		why = rehearsal_unanswered(r, &step->checks[i]);
	return why;
}

/* A step whose checks may all hold already says nothing about its buttons. */
static bool has_checks(const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		if (!step->checks[i].already)
			return true;
	return false;
}

static bool passed(struct rehearsal *r, size_t i)
{
	size_t n;
	const struct session_check *checks = session_checks(r->session, &n);

	return checks[i].passed;
}

/* Waits until all checks of the step have passed; false if they have not in that time. */
static bool all_pass(struct rehearsal *r, const struct step *step, int timeout_ms)
{
	int64_t until = clock_mono_ms() + timeout_ms;
	bool all = true;
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		all = session_wait_check(r->session, i, clock_left_ms(until)) && all;
	return all;
}

static int wait_ms(const struct rehearsal *r)
{
	return rehearsal_simulated(r) ? WAIT_SIMULATED_MS : WAIT_MS;
}

/* ---- before anything was done --------------------------------------------------------- */

static void ask_before(struct rehearsal *r, const struct step *step)
{
	size_t n, i;
	const struct session_check *checks = session_checks(r->session, &n);

	all_pass(r, step, wait_ms(r));
	for (i = 0; i < step->n_checks; i++) {
		const char *why = rehearsal_unanswered(r, &step->checks[i]);
		char *name = mem_printf(_("%1$s check: %2$s: not before a button was pressed"), step->id,
					checks[i].text);

		if (why)
			rehearsal_skip(r, name, why);
		else if (!step->checks[i].already)
			rehearsal_point(r, !passed(r, i), name,
					_("It already holds before any button is pressed: let it look at something else, too, or say \"already: true\"."));
		free(name);
	}
}

/* ---- typed without Enter ---------------------------------------------------------------- */

static bool typed(struct rehearsal *r, const struct action *action, const char *text,
		  const char *after, struct error *err)
{
	struct vm_request request = { .action = *action };
	struct vm_result result = { .ok = false };
	uint64_t ticket;

	request.action.text = (char *)text;
	request.action.after = (char *)after;
	ticket = vm_submit(session_vm(r->session), &request, err);
	if (ticket) {
		rehearsal_await(r, ticket, &result);
		*err = result.error;
	}
	return ticket && result.ok;
}

/* How many checks of the step have passed: one that has stays so. */
static size_t count_passed(struct rehearsal *r, const struct step *step)
{
	size_t i, n = 0;

	for (i = 0; i < step->n_checks; i++)
		n += passed(r, i);
	return n;
}

/* Types all but the last Enter, looks, and then types that, too. */
static bool type_in_parts(struct rehearsal *r, const struct step *step, const struct action *action)
{
	char *name = mem_printf(_("%1$s [%2$d] without Enter passes no check"), step->id, action->button);
	char *text = mem_printf("%.*s", (int)strlen(action->text) - 1, action->text);
	struct error err = { 0 };
	size_t before = count_passed(r, step);
	bool ok = typed(r, action, text, action->after, &err);

	if (ok) {
		all_pass(r, step, wait_ms(r));
		rehearsal_point(r, count_passed(r, step) == before, name,
				_("A check already passes on the echo of the typed text: make its pattern match only what the machine prints."));
		ok = typed(r, action, "\n", NULL, &err);
	}
	if (!ok)
		rehearsal_point(r, false, name, err.message);
	free(text);
	free(name);
	return ok;
}

static bool is_line(const struct rehearsal *r, const struct action *action)
{
	const char *end = action->text ? strchr(action->text, '\n') : NULL;

	return action->verb == VERB_TYPE && action->serial && end && !end[1] &&
	       !rehearsal_simulated(r);
}

/* ---- a button left out -------------------------------------------------------------------- */

static void left_out(struct rehearsal *r, const struct step *step, const struct action *action,
		     int timeout_ms)
{
	char *name = mem_printf(_("%1$s: not done if button [%2$d] is left out"), step->id, action->button);
	char *fault = mem_printf(_("All checks of this step pass although button %d was left out."),
				 action->button);
	const char *why = unanswered(r, step);

	if (why)
		rehearsal_skip(r, name, why);
	else
		rehearsal_point(r, !all_pass(r, step, timeout_ms), name, fault);
	free(fault);
	free(name);
}

/* err is set already where ticket is 0. */
static bool comes(struct rehearsal *r, uint64_t ticket, struct error *err)
{
	struct vm_result result = { .ok = false };

	if (!ticket)
		return false;
	rehearsal_await(r, ticket, &result);
	if (!result.ok)
		*err = result.error;
	return result.ok;
}

/* Presses a button without a point. */
static bool pressed(struct rehearsal *r, const struct action *action, struct error *err)
{
	return comes(r, session_press(r->session, action->button, true, err), err);
}

/* As a person does, who presses the next button when what the last one is for has come. */
static void await_checks(struct rehearsal *r, const struct step *step, size_t a)
{
	size_t c;

	for (c = 0; c < step->n_checks && !rehearsal_simulated(r); c++)
		if (step->checks[c].after == a + 1)
			session_wait_check(r->session, c, REHEARSAL_CHECK_MS);
}

/* Says which check of the step does not pass.  Returns false. */
static bool does_not_pass(struct rehearsal *r, const struct step *step, struct error *err)
{
	size_t n, i = 0;
	const struct session_check *checks = session_checks(r->session, &n);

	while (i + 1 < n && passed(r, i))
		i++;
	/* TRANSLATORS: a check, the number of its step, and what was found instead. */
	if (n == 0 || !checks[i].answer.found[0])
		return error_set(err, ERROR_FAILED, _("the checks of step %s pass too late"), step->id);
	return error_set(err, ERROR_FAILED, _("the check \"%1$s\" of step %2$s does not pass: %3$s"),
			 checks[i].text, step->id, checks[i].answer.found);
}

static bool repeated(struct rehearsal *r, const struct step *step, struct error *err)
{
	size_t a;

	for (a = 0; a < step->n_actions; a++) {
		if (!pressed(r, &step->actions[a], err) && !rehearsal_simulated(r))
			return false;
		await_checks(r, step, a);
	}
	return rehearsal_simulated(r) || all_pass(r, step, REHEARSAL_CHECK_MS) ||
	       does_not_pass(r, step, err);
}

/* Begins the lesson anew, and repeats it up to that step, which is opened. */
static bool repeated_up_to(struct rehearsal *r, size_t lesson, size_t step, struct error *err)
{
	const struct lesson *all = &session_workshop(r->session)->lessons[lesson];
	size_t i;

	if (!comes(r, vm_submit_reset(session_vm(r->session), err), err) ||
	    !session_forget_progress(r->session, err))
		return false;
	session_go(r->session, lesson, 0);
	if (!session_stage_holds(r->session) && !comes(r, session_set_stage(r->session, err), err))
		return false;
	for (i = 0; i < step; i++) {
		session_go(r->session, lesson, i);
		if (!repeated(r, &all->steps[i], err))
			return false;
	}
	session_go(r->session, lesson, step);
	return true;
}

/* The buttons after it may fail without it. */
static void without(struct rehearsal *r, size_t lesson, size_t index, size_t which, int timeout_ms)
{
	const struct step *step = &session_workshop(r->session)->lessons[lesson].steps[index];
	struct error err = { 0 }, unheard = { 0 };
	bool ok = repeated_up_to(r, lesson, index, &err);
	size_t a;

	for (a = 0; ok && a < step->n_actions; a++) {
		if (a != which)
			pressed(r, &step->actions[a], &unheard);
		if (a < which)
			await_checks(r, step, a);
	}
	if (ok) {
		left_out(r, step, &step->actions[which], timeout_ms);
	} else {
		char *name = mem_printf(_("%1$s: not done if button [%2$d] is left out"), step->id,
					step->actions[which].button);

		/* TRANSLATORS: and why. */
		error_reword(&err, _("Could not bring the lesson to this step again, so nothing was tried: %s"),
			     err.message);
		rehearsal_point(r, false, name, err.message);
		free(name);
	}
}

/* ---- lessons ------------------------------------------------------------------------------ */

static bool press_and_check(struct rehearsal *r, const struct step *step, size_t a)
{
	const struct action *action = &step->actions[a];
	bool ok;

	if (a > 0 && a + 1 == step->n_actions && has_checks(step))
		left_out(r, step, action, wait_ms(r));
	ok = is_line(r, action) ? type_in_parts(r, step, action) : rehearsal_press(r, step, action);
	return ok && rehearsal_checks(r, step, a + 1);
}

/* Stores how long it took; -1: it cannot be held against what is left out. */
static bool whole_step(struct rehearsal *r, const struct step *step, int *took_ms)
{
	int64_t began = clock_mono_ms();
	bool ok = true;
	size_t i;

	ask_before(r, step);
	for (i = 0; i < step->n_actions && ok; i++)
		ok = press_and_check(r, step, i);
	ok = ok && rehearsal_checks(r, step, 0);
	for (i = 0; i < step->n_actions && rehearsal_simulated(r); i++)
		r->undone |= step->actions[i].verb == VERB_SHUTDOWN; /* which a guest need not obey */
	*took_ms = unanswered(r, step) ? -1 : (int)(clock_mono_ms() - began);
	return ok;
}

static int patience_ms(const struct rehearsal *r, int took_ms)
{
	if (rehearsal_simulated(r) || took_ms < WAIT_MS)
		return wait_ms(r);
	return took_ms < LONGEST_MS ? took_ms : LONGEST_MS;
}

static void leave_out_each(struct rehearsal *r, size_t lesson, const int *took_ms)
{
	const struct lesson *all = &session_workshop(r->session)->lessons[lesson];
	size_t i, a;

	r->undone = false;
	for (i = 0; i < all->n_steps; i++)
		for (a = 0; has_checks(&all->steps[i]) && took_ms[i] >= 0 && a + 1 < all->steps[i].n_actions; a++)
			without(r, lesson, i, a, patience_ms(r, took_ms[i]));
}

static bool whole_lesson(struct rehearsal *r, size_t index)
{
	const struct lesson *lesson = &session_workshop(r->session)->lessons[index];
	int *took_ms = mem_array(lesson->n_steps, sizeof *took_ms);
	bool ok = rehearsal_stage(r, lesson);
	size_t i;

	r->undone = false;
	for (i = 0; i < lesson->n_steps && ok; i++) {
		session_go(r->session, index, i);
		ok = whole_step(r, &lesson->steps[i], &took_ms[i]);
	}
	if (ok && session_vm(r->session))
		leave_out_each(r, index, took_ms);
	free(took_ms);
	return ok;
}

static bool mutate(struct rehearsal *r, size_t index)
{
	const struct workshop *workshop = session_workshop(r->session);
	const struct lesson *lesson = &workshop->lessons[index];
	char *name = mem_printf(_("lesson %d: nothing is there before it"), lesson->number);
	bool ok = !session_vm(r->session) || rehearsal_clean(r, name), lacks;
	size_t i;

	free(name);
	session_go(r->session, index, 0);
	rehearsal_make(r, lesson);
	lacks = rehearsal_stage_lacks(r, lesson);
	for (i = 0; i < lesson->n_steps; i++)
		lacks |= rehearsal_step_lacks(r, &lesson->steps[i]);
	r->stated += lesson->duration;
	if (!ok || !lacks)
		return ok && whole_lesson(r, index);
	name = mem_printf(_("lesson %d"), lesson->number);
	rehearsal_skip(r, name, r->guests_unmade);
	free(name);
	return true;
}

void rehearse_mutated(struct rehearsal *r, const char *only)
{
	const struct workshop *workshop = session_workshop(r->session);
	bool ok = true;
	size_t i;

	for (i = 0; i < workshop->n_lessons && (ok || r->keep_going); i++)
		if (rehearsal_is_meant(&workshop->lessons[i], only))
			ok = mutate(r, i);
}
