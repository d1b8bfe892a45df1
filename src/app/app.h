// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The full screen: the one loop that ties keys, machines and screen together. */
#ifndef APP_APP_H
#define APP_APP_H

#include <stdbool.h>

#include "base/error.h"
#include "session/session.h"

/* Runs until the person leaves, or a signal ends it; false with err where the workshop
 * or the terminal cannot be opened.  watch: shows the files anew when they change;
 * present: for a shared screen.  Before any other thread: it blocks signals. */
bool app_run(const struct session_options *open, bool watch, bool present, struct error *err);

#endif
