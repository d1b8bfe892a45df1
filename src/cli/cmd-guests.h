// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation guests: makes missing guests, or takes them from an archive; also while another
 * command waits for them.  Shows a bar on a terminal, and prints lines elsewhere. */
#ifndef CLI_CMD_GUESTS_H
#define CLI_CMD_GUESTS_H

#include "cli/command-line.h"
#include "guests/maker.h"
#include "lesson/lesson.h"
#include "vm/files/guests.h"

struct session;

/* archive may be NULL, see maker_start().  If there is no bar, each printed line begins
 * with prefix ("# " in TAP).  An interrupt or a hangup stops the script properly.
 * Returns false with err if not all guests were made. */
bool maker_run(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
	       const char *prefix, struct error *err);

/* ---- in a rehearsal
 * Guests are made when a lesson first needs them.  If that fails, the steps that need
 * them are skipped. */
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

int cmd_guests(const struct options *options); /* returns the exit status */

#endif
