// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests that are made when they are first needed; see guest-making.h. */
#include "session/guest-making.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "vm/choose.h"
#include "vm/files/boot-files.h"

/* ---- making ---------------------------------------------------------------------- */

bool guest_making_start(struct guest_making *making, const bool wanted[GUEST_COUNT],
			struct error *err)
{
	making->percent = -1;
	making->maker = maker_start(wanted, NULL, err);
	return making->maker != NULL;
}

void guest_making_stop(struct guest_making *making)
{
	maker_free(making->maker);
	making->maker = NULL;
}

bool guest_making_turn(struct guest_making *making, enum maker_state *state)
{
	char *before;
	bool changed;

	*state = MAKER_WAITS;
	if (!making->maker)
		return false;
	before = mem_dup(maker_text(making->maker));
	*state = maker_turn(making->maker);
	changed = !str_eq(before, maker_text(making->maker)) ||
		  making->percent != maker_percent(making->maker);
	making->percent = maker_percent(making->maker);
	free(before);
	return changed || *state == MAKER_GOOD || *state == MAKER_FAILED;
}

/* ---- what is needed -------------------------------------------------------------- */

bool guests_are_local(const struct vm_picture *picture)
{
	return picture && !picture->simulated && !uri_is_remote(picture->uri);
}

const struct machine_spec *guests_spec_to_make(const struct workshop *workshop,
					       const struct vm_picture *picture,
					       const struct vm_request *request)
{
	const struct action *action = &request->action;
	const struct vm_machine *machine =
		guests_are_local(picture) ? vm_picture_machine(picture, action->machine) : NULL;
	bool makes = action->verb == VERB_DEFINE ||
		     (action->verb == VERB_STAGE && request->stage_to != STATE_ABSENT);

	if (!makes || !machine || machine->not_ours || machine->state != STATE_ABSENT)
		return NULL;
	return workshop_machine(workshop, action->machine);
}

bool guests_lacking_for(const struct workshop *workshop, const struct vm_picture *picture,
			const struct vm_request *requests, size_t n, bool lacking[GUEST_COUNT])
{
	bool any = false;
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = false;
	for (i = 0; i < n; i++) {
		const struct machine_spec *spec =
			guests_spec_to_make(workshop, picture, &requests[i]);

		if (spec)
			guests_lacking(spec, lacking);
	}
	for (i = 0; i < GUEST_COUNT; i++)
		any = any || lacking[i];
	return any;
}

bool guests_can_boot(const struct guest_making *making, const struct workshop *workshop,
		     const struct vm_picture *picture, const struct vm_request *request,
		     struct error *err)
{
	const struct machine_spec *spec = guests_spec_to_make(workshop, picture, request);
	bool lacking[GUEST_COUNT];

	if (!spec)
		return true;
	if (making->maker && guests_lacking_for(workshop, picture, request, 1, lacking))
		return error_set(err, ERROR_STATE, _("The guest that %s boots from is still being made."),
				 spec->name);
	return boot_there(spec, err);
}
