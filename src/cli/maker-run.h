// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes guests, or takes them from an archive, while a command waits.  Shows a bar on a
 * terminal, and prints lines elsewhere. */
#ifndef CLI_MAKER_RUN_H
#define CLI_MAKER_RUN_H

#include "guests/maker.h"

/* archive may be NULL, see maker_start().  If there is no bar, each printed line begins
 * with prefix ("# " in TAP).  An interrupt or a hangup stops the script properly.
 * Returns false with err if not all guests were made. */
bool maker_run(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
	       const char *prefix, struct error *err);

#endif
