// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which requirements of a lesson this host does not meet, found out before a button
 * fails.  Asks the host, never a hypervisor.  Reads the disk: not for the screen's
 * thread. */
#ifndef HOST_REQUIREMENTS_H
#define HOST_REQUIREMENTS_H

#include "host/host.h"
#include "lesson/lesson.h"
#include "vm/files/guests.h"
#include "vm/machine.h"

/* Adds a finding for each requirement that is not met.  lesson: NULL for all lessons.
 * uri: the connection in use or being tried. */
void requirements_find(const struct workshop *workshop, const struct lesson *lesson, const char *uri,
		struct findings *findings);

/* Whether the lesson (NULL: any lesson) uses this machine, and it does not exist in the
 * picture (NULL: no machine exists).  Calls neither the host nor a hypervisor. */
bool requirements_want(const struct workshop *workshop, const struct lesson *lesson,
		       const struct vm_picture *picture, const char *machine);
/* Marks the guests that have yet to be made for the lesson (NULL: any lesson), and
 * returns whether there are any.  picture: NULL, or the machines as they are now: a
 * machine that exists needs no guest. */
bool requirements_guests(const struct workshop *workshop, const struct lesson *lesson,
		  const struct vm_picture *picture, bool lacking[GUEST_COUNT]);
/* The same as a finding; adds nothing for the simulation or another host's hypervisor. */
void requirements_find_guests(const struct workshop *workshop, const struct lesson *lesson,
		       const struct vm_picture *picture, struct findings *findings);

#endif
