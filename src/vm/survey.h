// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A survey of a hypervisor, for finding faults: its version and all its domains, who
 * owns them, and what prevents snapshots of them.  It blocks, so do not call it on the
 * screen's thread. */
#ifndef VM_SURVEY_H
#define VM_SURVEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/error.h"
#include "vm/mark.h"

enum snapshot_bar {
	SNAPSHOT_CAN,
	SNAPSHOT_PFLASH, /* UEFI firmware keeps its variables in a flash memory */
	SNAPSHOT_RAW,    /* a disk that is not qcow2 */
	SNAPSHOT_NO_DISK /* no disk to keep it on */
};

struct survey_domain {
	char *name;
	bool marked;      /* made by this program; then the mark is set: */
	struct mark mark;
	enum snapshot_bar bar;
	char **files; /* all files that its definition names */
	size_t n_files;
};

struct survey {
	unsigned long libvirt, hypervisor; /* 9000000 is 9.0.0; 0: unknown */
	struct survey_domain *domains;
	size_t n_domains;
};

bool vm_survey(const char *uri, struct survey *survey, struct error *err);
void survey_free(struct survey *survey);

#endif
