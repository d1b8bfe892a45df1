// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests in a rehearsal; see rehearse-guests.h. */
#include "cli/rehearse-guests.h"

#include <stdlib.h>

#include "base/mem.h"
#include "cli/maker-run.h"
#include "host/requirements.h"
#include "lesson/workshop.h"
#include "session/session.h"
#include "vm/choose.h"

void rehearsal_make(struct rehearsal_guests *guests, const struct session *session,
		    const struct lesson *lesson)
{
	const struct vm_picture *picture = session_picture(session);
	bool lacking[GUEST_COUNT], any = false;
	struct error err = { 0 };
	size_t i;

	if (!picture || picture->simulated || uri_is_remote(picture->uri))
		return;
	requirements_guests(session_workshop(session), lesson, NULL, lacking);
	for (i = 0; i < GUEST_COUNT; i++) {
		lacking[i] = lacking[i] && !guests->tried[i];
		guests->tried[i] = guests->tried[i] || lacking[i];
		any = any || lacking[i];
	}
	if (!any || maker_run(lacking, NULL, "# ", &err))
		return;
	free(guests->unmade);
	guests->unmade = mem_dup(err.message);
}

static bool lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
		  const char *machine)
{
	const struct machine_spec *spec =
		guests->unmade && machine ? workshop_machine(workshop, machine) : NULL;
	bool lacking[GUEST_COUNT] = { false };
	size_t i;

	if (spec)
		guests_lacking(spec, lacking);
	for (i = 0; i < GUEST_COUNT; i++)
		if (lacking[i])
			return true;
	return false;
}

bool rehearsal_stage_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			   const struct lesson *lesson)
{
	size_t i;

	for (i = 0; i < lesson->n_needs; i++)
		if (lesson->needs[i].state != STATE_ABSENT &&
		    lacks(guests, workshop, lesson->needs[i].machine))
			return true;
	return false;
}

bool rehearsal_step_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			  const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		if (lacks(guests, workshop, step->actions[i].machine))
			return true;
	for (i = 0; i < step->n_checks; i++)
		if (lacks(guests, workshop, step->checks[i].machine))
			return true;
	return false;
}
