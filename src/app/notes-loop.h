// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The full screen of --notes: the one loop of a terminal that follows another one. */
#ifndef APP_NOTES_LOOP_H
#define APP_NOTES_LOOP_H

#include <stdbool.h>

#include "base/error.h"
#include "session/session.h"

/* Runs until the person leaves, or a signal ends it; false with err if the workshop or the
 * terminal cannot be opened.  Before any other thread: it blocks signals. */
bool notes_loop_run(const struct session_options *open, struct error *err);

#endif
