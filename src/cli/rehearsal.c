// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The points of a rehearsal; see rehearsal.h. */
#include "cli/rehearsal.h"

#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "cli/cmd-guests.h"
#include "host/host.h"
#include "lesson/workshop.h"
#include "vm/backend.h"
#include "vm/check.h"
#include "vm/core/exchange.h"
#include "vm/shell-command.h"

enum {
	ACTION_MS = 120000,
	CHECK_SIMULATED_MS = 2000,
};

/* A "#" would begin a directive, some TAP parsers treat "\#" in their own way, and a
 * point must stay on one line. */
static char *clean_name(const char *text)
{
	char *clean = mem_dup(text), *at;

	for (at = clean; *at; at++)
		if (*at == '#' || *at == '\n' || (*at == '\\' && at[1] == '#'))
			*at = ' ';
	return clean;
}

bool rehearsal_point(struct rehearsal *r, bool ok, const char *name, const char *why)
{
	char *clean = clean_name(name);

	out_printf("%s %d - %s\n", ok ? "ok" : "not ok", ++r->points, clean);
	free(clean);
	if (!ok) {
		r->failed++;
		if (why && why[0])
			out_printf("# %s\n", why);
	}
	out_flush();
	return ok;
}

void rehearsal_skip(struct rehearsal *r, const char *name, const char *why)
{
	char *clean = clean_name(name);

	out_printf("ok %d - %s # SKIP %s\n", ++r->points, clean, why);
	free(clean);
	r->skipped++;
	out_flush();
}

bool rehearsal_simulated(const struct rehearsal *r)
{
	return session_picture(r->session) && session_picture(r->session)->simulated;
}

/* ---- guests ----------------------------------------------------------------------- */

void rehearsal_make(struct rehearsal *r, const struct lesson *lesson)
{
	const struct vm_picture *picture = session_picture(r->session);
	bool lacking[GUEST_COUNT], any = false;
	struct error err = { 0 };
	size_t i;

	if (!picture || picture->simulated || uri_is_remote(picture->uri))
		return;
	requirements_guests(session_workshop(r->session), lesson, NULL, lacking);
	for (i = 0; i < GUEST_COUNT; i++) {
		lacking[i] = lacking[i] && !r->guests_tried[i];
		r->guests_tried[i] = r->guests_tried[i] || lacking[i];
		any = any || lacking[i];
	}
	if (!any || maker_run(lacking, NULL, "# ", &err))
		return;
	free(r->guests_unmade);
	r->guests_unmade = mem_dup(err.message);
}

/* Could the guest of this machine not be made? */
static bool lacks_unmade(const struct rehearsal *r, const char *machine)
{
	const struct machine_spec *spec =
		r->guests_unmade ? workshop_machine(session_workshop(r->session), machine) : NULL;
	bool lacking[GUEST_COUNT] = { false };
	size_t i;

	if (spec)
		guests_lacking(spec, lacking);
	for (i = 0; i < GUEST_COUNT; i++)
		if (lacking[i])
			return true;
	return false;
}

bool rehearsal_stage_lacks(const struct rehearsal *r, const struct lesson *lesson)
{
	size_t i;

	for (i = 0; i < lesson->n_needs; i++)
		if (lesson->needs[i].state != STATE_ABSENT && lacks_unmade(r, lesson->needs[i].machine))
			return true;
	return false;
}

bool rehearsal_step_lacks(const struct rehearsal *r, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		if (lacks_unmade(r, step->actions[i].machine))
			return true;
	for (i = 0; i < step->n_checks; i++)
		if (lacks_unmade(r, step->checks[i].machine))
			return true;
	return false;
}

/* ---- stage, buttons and checks ---------------------------------------------------- */

void rehearsal_await(struct rehearsal *r, uint64_t ticket, struct vm_result *result)
{
	if (session_wait_result(r->session, ticket, ACTION_MS, result))
		return;
	*result = (struct vm_result){ .ok = false };
	error_set(&result->error, ERROR_FAILED, _("no answer"));
}

bool rehearsal_stage(struct rehearsal *r, const struct lesson *lesson)
{
	struct error err = { 0 };
	struct vm_result result = { 0 };
	char *name = mem_printf(_("lesson %d: the stage is set"), lesson->number);
	uint64_t ticket = session_set_stage(r->session, &err);
	bool ok = !ticket && !err.kind;

	if (ticket) {
		rehearsal_await(r, ticket, &result);
		ok = result.ok && session_stage_holds(r->session);
		err = result.error;
	}
	ok = rehearsal_point(r, ok, name, err.message);
	free(name);
	return ok;
}

bool rehearsal_press(struct rehearsal *r, const struct step *step, const struct action *action)
{
	struct error err = { 0 };
	struct vm_result result = { .ok = false };
	char *command = command_text(action, session_picture(r->session));
	char *name = mem_printf("%s [%d] %s", step->id, action->button, command);
	uint64_t ticket = session_press(r->session, action->button, false, &err);
	bool ok = true;

	if (ticket) {
		rehearsal_await(r, ticket, &result);
		err = result.error;
	}
	/* A simulated guest obeys where a real one need not, and cannot be typed into. */
	if (rehearsal_simulated(r) && (err.kind == ERROR_UNSUPPORTED || err.kind == ERROR_STATE)) {
		rehearsal_skip(r, name, err.message);
		r->undone = true;
	} else {
		ok = rehearsal_point(r, ticket && result.ok, name, err.message);
	}
	free(name);
	free(command);
	return ok;
}

const char *rehearsal_unanswered(const struct rehearsal *r, const struct check *check)
{
	const char *why = rehearsal_simulated(r) ? check_not_simulated(check) : NULL;

	return why ? why : r->undone ? _("a button before this does something else in the simulation") : NULL;
}

/* May the check hold all the same? */
static bool may_hold(struct rehearsal *r, size_t i, const struct check *check)
{
	return !check_not_simulated(check) && session_wait_check(r->session, i, CHECK_SIMULATED_MS);
}

bool rehearsal_check(struct rehearsal *r, const struct step *step, size_t i)
{
	size_t n;
	const struct session_check *checks = session_checks(r->session, &n);
	char *name = mem_printf(_("%1$s check: %2$s"), step->id, checks[i].text);
	const char *why = rehearsal_unanswered(r, &step->checks[i]);
	bool ok = true;

	if (why && !may_hold(r, i, &step->checks[i])) {
		rehearsal_skip(r, name, why);
	} else {
		ok = session_wait_check(r->session, i, rehearsal_simulated(r) ? CHECK_SIMULATED_MS : REHEARSAL_CHECK_MS);
		rehearsal_point(r, ok, name, checks[i].answer.found);
	}
	free(name);
	return ok;
}

bool rehearsal_checks(struct rehearsal *r, const struct step *step, size_t after)
{
	bool ok = true;
	size_t i;

	for (i = 0; i < step->n_checks && (ok || r->keep_going); i++)
		if (step->checks[i].after == after)
			ok = rehearsal_check(r, step, i) && ok;
	return ok;
}

bool rehearsal_clean(struct rehearsal *r, const char *name)
{
	struct error err = { 0 };
	struct vm_result result = { .ok = false };
	uint64_t ticket = vm_submit_reset(session_vm(r->session), &err);

	if (ticket) {
		rehearsal_await(r, ticket, &result);
		err = result.error;
	}
	return rehearsal_point(r, ticket && result.ok, name, err.message);
}

bool rehearsal_is_meant(const struct lesson *lesson, const char *only)
{
	return !only || strtol(only, NULL, 10) == lesson->number;
}
