// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests that are made when they are first needed: what a button would need,
 * and making it beside everything else; see walk.h.  One thread. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lacks.h"
#include "lesson/load.h"
#include "maker.h"
#include "vm/boot.h"
#include "vm/choose.h"
#include "walk-private.h"

/* ---- what is needed -------------------------------------------------------------- */

bool walk_is_local(const struct walk *walk)
{
	return walk->picture && !walk->picture->simulated && !uri_is_remote(walk->picture->uri);
}

/* The machine that would have to be made for it; NULL: none. */
static const struct machine_spec *to_be_made(const struct walk *walk,
					     const struct vm_request *request)
{
	const struct action *action = &request->action;
	const struct vm_machine *machine =
		walk_is_local(walk) ? vm_picture_machine(walk->picture, action->machine) : NULL;
	bool makes = action->verb == VERB_DEFINE ||
		     (action->verb == VERB_STAGE && request->stage_to != STATE_ABSENT);

	if (!makes || !machine || machine->foreign || machine->state != STATE_ABSENT)
		return NULL;
	return workshop_machine(walk->workshop, action->machine);
}

bool walk_can_boot(const struct walk *walk, const struct vm_request *request, struct error *err)
{
	const struct machine_spec *spec = to_be_made(walk, request);
	bool lacking[GUEST_COUNT] = { false };
	size_t i;

	if (!spec)
		return true;
	guests_lacking(spec, lacking);
	for (i = 0; walk->maker && i < GUEST_COUNT; i++)
		if (lacking[i])
			return error_set(err, ERROR_STATE, _("The guest that %s boots from is still being made."),
					 spec->name);
	return boot_there(spec, err);
}

static bool any(const bool lacking[GUEST_COUNT])
{
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		if (lacking[i])
			return true;
	return false;
}

static void add_lacking(const struct walk *walk, const struct vm_request *request,
			bool lacking[GUEST_COUNT])
{
	const struct machine_spec *spec = to_be_made(walk, request);

	if (spec)
		guests_lacking(spec, lacking);
}

bool walk_button_lacks(const struct walk *walk, int button, bool lacking[GUEST_COUNT])
{
	const struct step *step = walk_step(walk);
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = false;
	for (i = 0; step && i < step->n_actions; i++) {
		struct vm_request request = { .action = step->actions[i] };

		if (button == 0 || step->actions[i].button == button)
			add_lacking(walk, &request, lacking);
	}
	return any(lacking);
}

bool walk_stage_lacks(const struct walk *walk, bool lacking[GUEST_COUNT])
{
	struct vm_request *requests;
	size_t n = walk_stage_plan(walk, &requests), i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = false;
	for (i = 0; i < n; i++)
		add_lacking(walk, &requests[i], lacking);
	free(requests);
	return any(lacking);
}

/* ---- making ---------------------------------------------------------------------- */

bool walk_is_making(const struct walk *walk)
{
	return walk->maker != NULL;
}

int walk_making_fd(const struct walk *walk)
{
	return walk->maker ? maker_fd(walk->maker) : -1;
}

bool walk_make_guests(struct walk *walk, struct error *err)
{
	const struct workshop *workshop = walk->workshop;
	bool lacking[GUEST_COUNT];

	if (walk->maker)
		return true;
	if (walk->lesson >= workshop->n_lessons ||
	    !lacks_guests(workshop, &workshop->lessons[walk->lesson], walk->picture, lacking))
		lacks_guests(workshop, NULL, NULL, lacking);
	if (!any(lacking))
		return error_set(err, ERROR_STATE, _("No guest is missing."));
	walk->made_percent = -1;
	walk->maker = maker_start(lacking, NULL, err);
	if (walk->maker)
		walk_say(walk, TONE_INFO, "", "");
	return walk->maker != NULL;
}

void walk_stop_making(struct walk *walk)
{
	maker_free(walk->maker);
	walk->maker = NULL;
}

bool walk_making_turn(struct walk *walk)
{
	enum maker_state state;
	char *before;
	bool changed;

	if (!walk->maker)
		return false;
	before = mem_dup(maker_text(walk->maker));
	state = maker_turn(walk->maker);
	changed = !str_eq(before, maker_text(walk->maker)) ||
		  walk->made_percent != maker_percent(walk->maker);
	walk->made_percent = maker_percent(walk->maker);
	free(before);
	if (state == MAKER_WAITS || state == MAKER_WORKS)
		return changed;
	if (state == MAKER_GOOD)
		walk_say(walk, TONE_INFO, _("The guests are made: the machines can be started now."), "");
	else
		walk_say(walk, TONE_BAD, maker_error(walk->maker)->message,
			 maker_error(walk->maker)->mend);
	walk_stop_making(walk);
	return true;
}
