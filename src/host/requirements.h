// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a lesson needs and this host lacks, found out before a button fails.
 * Asks the host, never a hypervisor; quick enough for the screen's thread. */
#ifndef HOST_REQUIREMENTS_H
#define HOST_REQUIREMENTS_H

#include "host/findings.h"
#include "lesson/lesson.h"
#include "vm/files/guests.h"
#include "vm/machine.h"

/* lesson: NULL for all of them.  uri: the connection in use or being tried. */
void requirements_find(const struct workshop *workshop, const struct lesson *lesson, const char *uri,
		struct findings *findings);

/* Is the machine one that the lesson (NULL: any) uses, and not there in the picture
 * (NULL: nothing is)?  Asks nobody. */
bool requirements_want(const struct workshop *workshop, const struct lesson *lesson,
		       const struct vm_picture *picture, const char *machine);
/* Marks the guests that are not made yet and that the lesson (NULL: any) boots
 * machines from; true: there are some.  picture: NULL, or what there is: a machine
 * that is there has all that it needs. */
bool requirements_guests(const struct workshop *workshop, const struct lesson *lesson,
		  const struct vm_picture *picture, bool lacking[GUEST_COUNT]);
/* The same as a finding; none on a simulated or another host's hypervisor. */
void requirements_find_guests(const struct workshop *workshop, const struct lesson *lesson,
		       const struct vm_picture *picture, struct findings *findings);

#endif
