// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What can be found out about this host: facts that can be read at once (programs, disk
 * space, memory, processes), a list of what was found, and which requirements of a lesson
 * the host does not meet, before a button fails.  Asks the host, never a hypervisor.
 * Requirements read the disk: not for the screen's thread. */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "lesson/lesson.h"
#include "vm/files/guests.h"
#include "vm/machine.h"

/* ---- facts; any thread ------------------------------------------------------------- */

bool host_process_lives(pid_t pid);

/* ---- findings: each with a verdict and a remedy; plain data, one thread ------------ */

enum verdict { VERDICT_GOOD, VERDICT_NOTE, VERDICT_OBSTACLE };

struct finding {
	const char *id; /* for programs, not translated: "qemu", "disk-space" */
	enum verdict verdict;
	char *text, *remedy; /* translated and clean; remedy is "" if there is none */
};

struct findings {
	struct finding *list;
	size_t n;
};

/* Adds a finding.  Takes ownership of text and of remedy (which may be NULL). */
void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *remedy);
/* Adds an error and its remedy as an obstacle, unless a finding says the same already. */
void findings_add_error(struct findings *findings, const char *id, const struct error *err);
bool findings_good(const struct findings *findings); /* true if none is an obstacle */
void findings_free(struct findings *findings);

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
