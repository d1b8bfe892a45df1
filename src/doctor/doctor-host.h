// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation doctor: programs, acceleration, guests, room on the disks. */
#ifndef DOCTOR_DOCTOR_HOST_H
#define DOCTOR_DOCTOR_HOST_H

#include "host/findings.h"
#include "lesson/lesson.h"

void doctor_programs(struct findings *findings);
/* The guests that this workshop's machines boot from and that are there. */
void doctor_guests(const struct workshop *workshop, struct findings *findings);
/* Room on the disks and rights to write, for this workshop. */
void doctor_room(const struct workshop *workshop, const char *uri, struct findings *findings);

#endif
