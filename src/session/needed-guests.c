// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The guests that are needed; see needed-guests.h. */
#include "session/needed-guests.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "host/requirements.h"
#include "session/parts.h"
#include "session/say.h"

static bool lacks(const struct session *session, struct vm_request *requests, size_t n,
		  bool lacking[GUEST_COUNT])
{
	bool any = guests_lacking_for(session->place.workshop, session->machines.picture, requests, n,
				      lacking);

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
	return lacks(session, requests, n, lacking);
}

bool session_stage_lacks(const struct session *session, bool lacking[GUEST_COUNT])
{
	struct stage stage = session_stage(session);
	struct vm_request *requests;
	size_t n = stage_plan(&stage, &requests);

	return lacks(session, requests, n, lacking);
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
	if ((!lesson || !requirements_guests(workshop, lesson, session->machines.picture, lacking)) &&
	    !requirements_guests(workshop, NULL, NULL, lacking))
		return error_set(err, ERROR_STATE, _("No guest is missing."));
	if (!guest_making_start(&session->making, lacking, err))
		return false;
	session_say(session, TONE_INFO, "", "");
	return true;
}

void session_stop_making(struct session *session)
{
	guest_making_stop(&session->making);
	host_look_outdate(session->look); /* what is finished stays */
}

bool session_making_turn(struct session *session)
{
	struct maker *maker = session->making.maker;
	enum maker_state state;
	bool changed = guest_making_turn(&session->making, &state);

	if (state == MAKER_GOOD)
		session_say(session, TONE_INFO, _("The guests are made: the machines can be started now."), "");
	else if (state == MAKER_FAILED)
		session_say(session, TONE_BAD, maker_error(maker)->message, maker_error(maker)->remedy);
	else
		return changed;
	session_stop_making(session);
	return true;
}
