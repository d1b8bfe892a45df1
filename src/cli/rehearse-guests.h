// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Guests in a rehearsal: made when a lesson first needs them; where that fails,
 * what needs them is skipped. */
#ifndef CLI_REHEARSE_GUESTS_H
#define CLI_REHEARSE_GUESTS_H

#include "lesson/lesson.h"
#include "vm/files/guests.h"

struct session;

struct rehearsal_guests {
	bool tried[GUEST_COUNT]; /* to make it */
	char *unmade;            /* why some could not be made, or NULL; whoever has it frees it */
};

/* Makes what the lesson's machines boot from and is not there; each is tried once.
 * How far it is goes to standard output, as lines that begin with "# ". */
void rehearsal_make(struct rehearsal_guests *guests, const struct session *session,
		    const struct lesson *lesson);
/* Does it need a machine that boots from what could not be made? */
bool rehearsal_stage_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			   const struct lesson *lesson);
bool rehearsal_step_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			  const struct step *step);

#endif
