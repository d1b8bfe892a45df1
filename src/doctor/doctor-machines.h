// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation doctor: the connection, its machines, what was left behind. */
#ifndef DOCTOR_DOCTOR_MACHINES_H
#define DOCTOR_DOCTOR_MACHINES_H

#include "host/host.h"

struct error;
struct session;
struct session_options;

/* Adds findings on the connection and on each machine that it shows.  failed: why there
 * is no connection, or NULL.  uri: the one that was asked for, or NULL. */
void doctor_connection(const struct session *session, const char *uri, const struct error *failed,
		       struct findings *findings);
void doctor_machines(const struct session_options *open, const struct session *session,
		     struct findings *findings);

#endif
