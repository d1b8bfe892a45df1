// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Making guests, or taking them out of an archive, while a command waits: a bar on
 * a terminal, else lines. */
#ifndef CLI_MAKER_RUN_H
#define CLI_MAKER_RUN_H

#include "guests/maker.h"

/* archive may be NULL, see maker_start().  Where there is no bar, each line that is
 * printed begins with prefix ("# " in TAP).  An interrupt or a hangup ends it in
 * good order. */
bool maker_run(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
	       const char *prefix, struct error *err);

#endif
