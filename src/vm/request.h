// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How the machines are opened, what is asked of one, and what came of it: plain
 * data. */
#ifndef VM_REQUEST_H
#define VM_REQUEST_H

#include "vm/machine.h"

struct vm_backend;

struct vm_config {
	const struct workshop *workshop; /* must outlive the vm; plain data only */
	const char *uri;                 /* -c, or NULL for the list in design order */
	const char *prefix; /* put before each domain name ("rehearsal-"), or NULL */
	const char *data_dir; /* disks and definitions; NULL: chosen by connection */
	const char *path; /* of the workshop, from the root on; NULL: the program's own */
	const struct vm_backend *backend; /* NULL: loaded when the thread begins */
	bool look_only; /* no consoles: only one program can have one, and hears it all */
};

/* A job.  The strings are copied. */
struct vm_request {
	struct action action;        /* verb, machine and its keys */
	enum machine_state stage_to; /* VERB_STAGE: the state to bring it into */
	bool anew;        /* VERB_STAGE: restarted with the hardware that it was made with */
	bool replace;     /* VERB_SNAPSHOT: the one of that name may be deleted for it */
	bool files_only;  /* VERB_DEFINE: disk and definition are made, the hypervisor not told */
	bool keep_safety; /* VERB_RESTORE: take a safety snapshot first (true but in rehearsals) */
};

struct vm_result {
	uint64_t ticket;
	enum verb verb;
	char machine[128];
	bool ok;
	struct error error;           /* where it is not */
	enum machine_state was, now;  /* read before and after */
	int64_t took_ms;
	char undo[128]; /* the safety snapshot taken, "" for none */
	char file[1024]; /* VERB_SCREENSHOT: where it is; files_only: the definition; clean, or "" */
	/* VERB_SET: how many of the things asked for it has now, how many come with
	 * its next start, and is it memory that its system does not give back? */
	int at_once, later;
	bool held;
	bool changed;              /* it was not so before */
	struct vm_hardware before; /* what its next start would have brought; without disks */
};

#endif
