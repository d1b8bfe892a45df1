// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What verbs are meant to do, compared with what was read after them; see outcome.h. */
#include "vm/outcome.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/rules.h"

/* Disks and the cable. */
static bool is_plugging(enum verb verb)
{
	return verb == VERB_ATTACH || verb == VERB_DETACH || verb == VERB_PLUG ||
	       verb == VERB_UNPLUG;
}

static bool changes_hardware(enum verb verb)
{
	return verb == VERB_SET || is_plugging(verb);
}

bool outcome_shows(enum verb verb)
{
	return (verb_shows_in_state(verb) && verb != VERB_CLONE) || is_plugging(verb);
}

static bool is_read(const struct vm_hardware *hw)
{
	return hw->known && !hw->old;
}

bool outcome_known(enum verb verb, const struct vm_machine *after)
{
	return !changes_hardware(verb) || (is_read(&after->now) && is_read(&after->next));
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

	return (memory && cpus && screens) ||
	       error_set(err, ERROR_FAILED, _("The hardware of %s is not what was asked for."),
			 after->name);
}

/* A disk counts as plugged in only if the machine has it now and after its next start. */
static bool has_disk(const struct action *action, const struct vm_machine *after,
		     struct error *err)
{
	return (hardware_has_disk(&after->now, action->disk) &&
		hardware_has_disk(&after->next, action->disk)) ||
	       error_set(err, ERROR_FAILED, _("The disk \"%1$s\" is not in %2$s."), action->disk,
			 after->name);
}

/* A running guest must release the disk, and may refuse. */
static bool lacks_disk(const struct action *action, const struct vm_machine *after,
		       struct error *err)
{
	if (hardware_has_disk(&after->next, action->disk))
		return error_set(err, ERROR_FAILED, _("The disk \"%1$s\" is still in %2$s."),
				 action->disk, after->name);
	if (!hardware_has_disk(&after->now, action->disk))
		return true;
	error_set(err, ERROR_FAILED, _("%1$s was asked to let go of the disk \"%2$s\", and "
				       "holds it still: its system need not listen."),
		  after->name, action->disk);
	error_remedy(err, _("From its next start on the disk is gone."));
	return false;
}

static bool cable_is(enum cable wanted, const struct vm_machine *after, struct error *err)
{
	return after->now.cable == wanted ||
	       error_set(err, ERROR_FAILED, _("The network cable of %s did not move."),
			 after->name);
}

static bool hardware_kept(const struct action *action, const struct vm_machine *after,
			  struct error *err)
{
	switch (action->verb) {
	case VERB_SET:
		return is_set(action, after, err);
	case VERB_ATTACH:
		return has_disk(action, after, err);
	case VERB_DETACH:
		return lacks_disk(action, after, err);
	case VERB_PLUG:
		return cable_is(CABLE_IN, after, err);
	case VERB_UNPLUG:
		return cable_is(CABLE_OUT, after, err);
	default:
		return true;
	}
}

bool outcome_kept(const struct vm_request *request, enum machine_state was,
		  const struct vm_machine *after, struct error *err)
{
	const struct action *action = &request->action;

	if (!request->files_only && !verb_may_leave(action->verb, after)) {
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
	case VERB_STAGE:
		return state_is(after, request->stage_to, err);
	default:
		return !outcome_known(action->verb, after) || hardware_kept(action, after, err);
	}
}

void outcome_remember(struct outcome_past *past, const struct vm_request *request,
		      const struct vm_machine *before)
{
	const struct vm_snapshot *named = vm_machine_snapshot(before, request->action.name), *back;

	outcome_forget(past);
	past->state = before ? before->state : STATE_UNKNOWN;
	past->safety = before ? mem_dup(safety_newest(before->snapshots, before->n_snapshots)) : NULL;
	back = before ? safety_for_undo(before->snapshots, before->n_snapshots) : NULL;
	past->undo = back ? mem_dup(back->name) : NULL;
	past->named_ms = named ? named->created_ms : -1;
	past->lacked = before && outcome_known(request->action.verb, before) &&
		       !hardware_kept(&request->action, before, NULL);
}

void outcome_forget(struct outcome_past *past)
{
	free(past->safety);
	free(past->undo);
	past->safety = past->undo = NULL;
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
		vm_machine_snapshot(after, verb == VERB_UNDO ? past->undo : request->action.name);

	if (verb == VERB_UNDO)
		return named && named->current && present_was_kept(past, after);
	if (verb == VERB_RESTORE && !present_was_kept(past, after))
		return false;
	if (verb == VERB_SNAPSHOT && named && named->created_ms == past->named_ms)
		return false;
	return outcome_known(verb, after) && outcome_kept(request, past->state, after, NULL);
}

bool outcome_done_anyway(const struct vm_request *request, const struct outcome_past *past,
			 const struct vm_machine *after)
{
	enum verb verb = request->action.verb;
	bool changed = is_plugging(verb) ? past->lacked : after->state != past->state;

	/* A restore may leave the state that was asked for with another memory. */
	if (verb == VERB_RESTORE || verb == VERB_UNDO || verb == VERB_STAGE)
		return false;
	/* A saved machine that is paused now was not started. */
	if (verb == VERB_START && after->state != STATE_RUNNING)
		return false;
	return changed && outcome_shows(verb) && outcome_done(request, past, after);
}
