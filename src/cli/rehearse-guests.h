// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests in a rehearsal: they are made when a lesson first needs them.  If that fails,
 * the steps that need them are skipped. */
#ifndef CLI_REHEARSE_GUESTS_H
#define CLI_REHEARSE_GUESTS_H

#include "lesson/lesson.h"
#include "vm/files/guests.h"

struct session;

struct rehearsal_guests {
	bool tried[GUEST_COUNT]; /* we have tried to make it */
	char *unmade;            /* why some could not be made, or NULL; the caller frees it */
};

/* Makes the missing guests of the lesson's machines; each is tried once.  Progress goes
 * to standard output, as lines that begin with "# ". */
void rehearsal_make(struct rehearsal_guests *guests, const struct session *session,
		    const struct lesson *lesson);
/* Does the lesson's stage need a machine whose guest could not be made? */
bool rehearsal_stage_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			   const struct lesson *lesson);
bool rehearsal_step_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			  const struct step *step);

#endif
