// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation doctor: programs, acceleration, guests, disk space, the terminal and the
 * language. */
#ifndef DOCTOR_DOCTOR_HOST_H
#define DOCTOR_DOCTOR_HOST_H

#include "host/host.h"
#include "lesson/lesson.h"

struct session_options;

void doctor_programs(struct findings *findings);
/* Adds findings on the guests that this workshop's machines boot from and that exist. */
void doctor_guests(const struct workshop *workshop, struct findings *findings);
/* Adds findings on disk space, write permissions and the folders of libvirt for this
 * workshop.  uri: NULL if no connection was tried. */
void doctor_room(const struct session_options *open, const struct workshop *workshop,
		 const char *uri, struct findings *findings);

void doctor_terminal(const struct session_options *open, struct findings *findings);

#endif
