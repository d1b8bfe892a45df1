// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The guests that are needed, and making them; see needed-guests.h. */
#include "session/needed-guests.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "host/host.h"
#include "lesson/workshop.h"
#include "session/parts.h"
#include "session/say.h"
#include "vm/backend.h"
#include "vm/files/guests.h"

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

/* Marks the guests that these requests lack; true: there are some.  Frees the requests. */
static bool mark_lacking(const struct session *session, struct vm_request *requests, size_t n,
			 bool lacking[GUEST_COUNT])
{
	bool any = false;
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = false;
	for (i = 0; i < n; i++) {
		const struct machine_spec *spec =
			guests_spec_to_make(session->place.workshop, session->machines.picture,
					    &requests[i]);

		if (spec)
			guests_lacking(spec, lacking);
	}
	for (i = 0; i < GUEST_COUNT; i++)
		any = any || lacking[i];
	free(requests);
	return any;
}

bool session_button_lacks(const struct session *session, int button, bool lacking[GUEST_COUNT])
{
	const struct step *step = place_step(&session->place);
	struct vm_request *requests = NULL;
	size_t n = 0, i;

	for (i = 0; step && i < step->n_actions; i++)
		if (button == 0 || step->actions[i].button == button)
			MEM_PUSH(requests, n)->action = step->actions[i];
	return mark_lacking(session, requests, n, lacking);
}

bool session_stage_lacks(const struct session *session, bool lacking[GUEST_COUNT])
{
	struct stage stage = session_stage(session);
	struct vm_request *requests;
	size_t n = stage_plan(&stage, &requests);

	return mark_lacking(session, requests, n, lacking);
}

/* ---- making ---------------------------------------------------------------------- */

bool session_is_making(const struct session *session)
{
	return session->making.maker != NULL;
}

int session_making_fd(const struct session *session)
{
	return session->making.maker ? maker_fd(session->making.maker) : -1;
}

bool session_make_guests(struct session *session, struct error *err)
{
	const struct workshop *workshop = session->place.workshop;
	const struct lesson *lesson = place_lesson(&session->place);
	bool lacking[GUEST_COUNT];

	if (session->making.maker)
		return true;
	if (session->seat) {
		error_set(err, ERROR_STATE, _("Guests are made for all in the class at once, not here."));
		error_remedy(err, _("Tell who leads the class that one is missing."));
		return false;
	}
	if ((!lesson || !requirements_guests(workshop, lesson, session->machines.picture, lacking)) &&
	    !requirements_guests(workshop, NULL, NULL, lacking))
		return error_set(err, ERROR_STATE, _("No guest is missing."));
	session->making.percent = -1;
	session->making.maker = maker_start(lacking, NULL, err);
	if (!session->making.maker)
		return false;
	session_say(session, TONE_INFO, "", "");
	return true;
}

void session_stop_making(struct session *session)
{
	maker_free(session->making.maker, MAKER_END_MS);
	session->making.maker = NULL;
	host_look_outdate(session->look); /* what is finished stays */
}

/* Takes in what came of it; true where something changed.  With MAKER_GOOD or
 * MAKER_FAILED in *state it is over. */
static bool take_turn(struct guest_making *making, enum maker_state *state)
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
	return changed;
}

bool session_making_turn(struct session *session)
{
	struct maker *maker = session->making.maker;
	enum maker_state state;
	bool changed = take_turn(&session->making, &state);

	if (state == MAKER_GOOD)
		session_say(session, TONE_INFO, _("The guests are made: the machines can be started now."), "");
	else if (state == MAKER_FAILED)
		session_say(session, TONE_BAD, maker_error(maker)->message, maker_error(maker)->remedy);
	else
		return changed;
	session_stop_making(session);
	return true;
}
