// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Compares the outcome of a verb with what was read afterwards; see outcome.h. */
#include "vm/outcome.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/hardware.h"
#include "vm/rules.h"
#include "vm/safety.h"

#define BIT(state) (1u << (state))

enum {
	DEFINED = BIT(STATE_SHUTOFF) | BIT(STATE_RUNNING) | BIT(STATE_PAUSED) | BIT(STATE_SAVED),
	LIVE = BIT(STATE_RUNNING) | BIT(STATE_PAUSED),
	ANY = DEFINED | BIT(STATE_ABSENT),
};

/* The states in which a verb may leave the machine; 0: the state tells nothing. */
static const unsigned leaves[VERB_COUNT] = {
	[VERB_DEFINE] = DEFINED,
	/* A machine that was paused when it was saved comes back paused. */
	[VERB_START] = LIVE,
	[VERB_PAUSE] = BIT(STATE_PAUSED),
	[VERB_RESUME] = BIT(STATE_RUNNING),
	[VERB_SHUTDOWN] = 0, /* the guest may ignore it */
	[VERB_POWEROFF] = BIT(STATE_SHUTOFF),
	[VERB_RESET] = 0,
	[VERB_SAVE] = BIT(STATE_SAVED),
	[VERB_FORGET] = BIT(STATE_SHUTOFF),
	[VERB_SNAPSHOT] = ANY,
	[VERB_RESTORE] = ANY,
	[VERB_DELETE] = ANY,
	[VERB_CLONE] = BIT(STATE_SHUTOFF),
	[VERB_REMOVE] = BIT(STATE_ABSENT),
	[VERB_STAGE] = ANY,
	[VERB_UNDO] = ANY,
};

bool outcome_shows(enum verb verb)
{
	return leaves[verb] != 0 && verb != VERB_CLONE;
}

/* Returns false. */
static bool add_remedy(struct error *err, const struct vm_machine *after)
{
	if (err && machine_remedy(after))
		error_remedy(err, "%s", machine_remedy(after));
	return false;
}

static bool state_is(const struct vm_machine *after, enum machine_state wanted, struct error *err)
{
	if (machine_reached(after, wanted))
		return true;
	error_set(err, ERROR_FAILED, _("%1$s should be %2$s now, but it is %3$s."), after->name,
		  state_word(wanted), machine_condition(after));
	return add_remedy(err, after);
}

static bool restored(const struct action *action, const struct vm_machine *after,
		     struct error *err)
{
	const struct vm_snapshot *now = vm_machine_snapshot(after, action->name);

	if (!now || !now->current)
		return error_set(err, ERROR_FAILED, _("The current snapshot of %1$s is not "
						      "\"%2$s\"."), after->name,
				 action->name);
	return state_is(after, action->to == STATE_UNKNOWN ? now->state : action->to, err);
}

/* Hardware counts as set if the machine has it from its next start on. */
static bool is_set(const struct action *action, const struct vm_machine *after, struct error *err)
{
	const struct vm_hardware *next = &after->next;
	bool memory = !action->memory || hardware_same_size(next->memory, action->memory);
	bool cpus = action->cpus <= 0 || next->cpus == action->cpus;
	bool screens = action->screens <= 0 || next->screens == action->screens;

	return !next->known || next->old || (memory && cpus && screens) ||
	       error_set(err, ERROR_FAILED, _("The hardware of %s is not what was asked for."),
			 after->name);
}

bool outcome_kept(const struct vm_request *request, enum machine_state was,
		  const struct vm_machine *after, struct error *err)
{
	const struct action *action = &request->action;
	unsigned may = request->files_only ? 0 : leaves[action->verb];

	if (may && (!(may & BIT(after->state)) ||
		    (may != ANY && machine_in_trouble(after)))) {
		error_set(err, ERROR_FAILED, _("It was tried, but %1$s is %2$s."), after->name,
			  machine_condition(after));
		return add_remedy(err, after);
	}
	switch (action->verb) {
	case VERB_START:
		return was == STATE_SAVED || state_is(after, STATE_RUNNING, err);
	case VERB_SNAPSHOT:
		return vm_machine_snapshot(after, action->name) ||
		       error_set(err, ERROR_FAILED, _("%1$s has no snapshot \"%2$s\"."), after->name,
				 action->name);
	case VERB_DELETE:
		return !vm_machine_snapshot(after, action->name) ||
		       error_set(err, ERROR_FAILED, _("%1$s still has the snapshot \"%2$s\"."),
				 after->name, action->name);
	case VERB_RESTORE:
		return restored(action, after, err);
	case VERB_SET:
		return is_set(action, after, err);
	case VERB_STAGE:
		return state_is(after, request->stage_to, err);
	default:
		return true;
	}
}

void outcome_remember(struct outcome_past *past, const struct vm_request *request,
		      const struct vm_machine *before)
{
	const struct vm_snapshot *named = vm_machine_snapshot(before, request->action.name);

	outcome_forget(past);
	past->state = before ? before->state : STATE_UNKNOWN;
	past->safety = before ? mem_dup(safety_newest(before->snapshots, before->n_snapshots)) : NULL;
	past->named_ms = named ? named->created_ms : -1;
}

void outcome_forget(struct outcome_past *past)
{
	free(past->safety);
	past->safety = NULL;
}

/* A restore takes a safety snapshot first, so there must be a new one. */
static bool present_was_kept(const struct outcome_past *past, const struct vm_machine *after)
{
	const char *newest = safety_newest(after->snapshots, after->n_snapshots);

	return newest && !str_eq(newest, past->safety);
}

bool outcome_done(const struct vm_request *request, const struct outcome_past *past,
		  const struct vm_machine *after)
{
	enum verb verb = request->action.verb;
	const struct vm_snapshot *named =
		vm_machine_snapshot(after, verb == VERB_UNDO ? past->safety : request->action.name);

	if (verb == VERB_UNDO)
		return named && named->current && present_was_kept(past, after);
	if (verb == VERB_RESTORE && request->keep_safety && !present_was_kept(past, after))
		return false;
	if (verb == VERB_SNAPSHOT && named && named->created_ms == past->named_ms)
		return false;
	return outcome_kept(request, past->state, after, NULL);
}
