// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation guests: makes missing guests, or takes them from an archive; also while another
 * command waits for them.  Shows a bar on a terminal, and prints lines elsewhere. */
#ifndef CLI_CMD_GUESTS_H
#define CLI_CMD_GUESTS_H

#include "cli/command-line.h"
#include "guests/maker.h"
#include "vm/files/guests.h"

/* archive may be NULL, see maker_start().  If there is no bar, each printed line begins
 * with prefix ("# " in TAP).  An interrupt or a hangup stops the script properly.
 * Returns false with err if not all guests were made. */
bool maker_run(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
	       const char *prefix, struct error *err);

int cmd_guests(const struct options *options); /* returns the exit status */

#endif
