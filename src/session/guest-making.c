// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests that are made when they are first needed: what a button would need,
 * and making it beside everything else; see walk.h.  One thread. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "guests/maker.h"
#include "host/requirements.h"
#include "lesson/workshop.h"
#include "session/session-private.h"
#include "vm/choose.h"
#include "vm/files/kernels.h"
#include "vm/request.h"

/* ---- what is needed -------------------------------------------------------------- */

bool session_is_local(const struct session *session)
{
	return session->picture && !session->picture->simulated && !uri_is_remote(session->picture->uri);
}

/* The machine that would have to be made for it; NULL: none. */
static const struct machine_spec *to_be_made(const struct session *session,
					     const struct vm_request *request)
{
	const struct action *action = &request->action;
	const struct vm_machine *machine =
		session_is_local(session) ? vm_picture_machine(session->picture, action->machine) : NULL;
	bool makes = action->verb == VERB_DEFINE ||
		     (action->verb == VERB_STAGE && request->stage_to != STATE_ABSENT);

	if (!makes || !machine || machine->not_ours || machine->state != STATE_ABSENT)
		return NULL;
	return workshop_machine(session->workshop, action->machine);
}

bool session_can_boot(const struct session *session, const struct vm_request *request, struct error *err)
{
	const struct machine_spec *spec = to_be_made(session, request);
	bool lacking[GUEST_COUNT] = { false };
	size_t i;

	if (!spec)
		return true;
	guests_lacking(spec, lacking);
	for (i = 0; session->maker && i < GUEST_COUNT; i++)
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

static void add_lacking(const struct session *session, const struct vm_request *request,
			bool lacking[GUEST_COUNT])
{
	const struct machine_spec *spec = to_be_made(session, request);

	if (spec)
		guests_lacking(spec, lacking);
}

bool session_button_lacks(const struct session *session, int button, bool lacking[GUEST_COUNT])
{
	const struct step *step = session_step(session);
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = false;
	for (i = 0; step && i < step->n_actions; i++) {
		struct vm_request request = { .action = step->actions[i] };

		if (button == 0 || step->actions[i].button == button)
			add_lacking(session, &request, lacking);
	}
	return any(lacking);
}

bool session_stage_lacks(const struct session *session, bool lacking[GUEST_COUNT])
{
	struct vm_request *requests;
	size_t n = session_stage_plan(session, &requests), i;

	for (i = 0; i < GUEST_COUNT; i++)
		lacking[i] = false;
	for (i = 0; i < n; i++)
		add_lacking(session, &requests[i], lacking);
	free(requests);
	return any(lacking);
}

/* ---- making ---------------------------------------------------------------------- */

bool session_is_making(const struct session *session)
{
	return session->maker != NULL;
}

int session_making_fd(const struct session *session)
{
	return session->maker ? maker_fd(session->maker) : -1;
}

bool session_make_guests(struct session *session, struct error *err)
{
	const struct workshop *workshop = session->workshop;
	bool lacking[GUEST_COUNT];

	if (session->maker)
		return true;
	if (session->lesson >= workshop->n_lessons ||
	    !requirements_guests(workshop, &workshop->lessons[session->lesson], session->picture, lacking))
		requirements_guests(workshop, NULL, NULL, lacking);
	if (!any(lacking))
		return error_set(err, ERROR_STATE, _("No guest is missing."));
	session->made_percent = -1;
	session->maker = maker_start(lacking, NULL, err);
	if (session->maker)
		session_say(session, TONE_INFO, "", "");
	return session->maker != NULL;
}

void session_stop_making(struct session *session)
{
	maker_free(session->maker);
	session->maker = NULL;
}

bool session_making_turn(struct session *session)
{
	enum maker_state state;
	char *before;
	bool changed;

	if (!session->maker)
		return false;
	before = mem_dup(maker_text(session->maker));
	state = maker_turn(session->maker);
	changed = !str_eq(before, maker_text(session->maker)) ||
		  session->made_percent != maker_percent(session->maker);
	session->made_percent = maker_percent(session->maker);
	free(before);
	if (state == MAKER_WAITS || state == MAKER_WORKS)
		return changed;
	if (state == MAKER_GOOD)
		session_say(session, TONE_INFO, _("The guests are made: the machines can be started now."), "");
	else
		session_say(session, TONE_BAD, maker_error(session->maker)->message,
			 maker_error(session->maker)->remedy);
	session_stop_making(session);
	return true;
}
