// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The rooms of `imitation doctor`: each looks at one side of this host and adds
 * what it found. */
#ifndef DOCTOR_H
#define DOCTOR_H

#include "findings.h"

struct error;
struct walk;
struct workshop;

/* A translated sentence with one %s, for what installs these packages
 * (base/packages.h).  Caller frees. */
char *doctor_install(const char *sentence, const char *names);

void doctor_terminal(struct findings *findings);
void doctor_programs(struct findings *findings);
/* The guests that this workshop's machines boot from and that are there. */
void doctor_guests(const struct workshop *workshop, struct findings *findings);
/* Room on the disks and rights to write, for this workshop. */
void doctor_room(const struct workshop *workshop, const char *uri, struct findings *findings);
/* The connection, and every machine that it shows.  failed: NULL, or why none
 * was had; uri: the one that was asked for, or NULL. */
void doctor_connection(const struct walk *walk, const char *uri, const struct error *failed,
		       struct findings *findings);
void doctor_machines(const struct walk *walk, struct findings *findings);

#endif
