// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How the machines are opened, a request for one, and its result: plain data. */
#ifndef VM_REQUEST_H
#define VM_REQUEST_H

#include "vm/machine.h"

struct vm_backend;

struct vm_config {
	const struct workshop *workshop; /* must outlive the vm */
	const char *uri;                 /* -c, or NULL: try the list of vm/choose.h */
	const char *prefix; /* prefix of each domain's name ("rehearsal-"), or NULL */
	const char *data_dir; /* of disks and definitions; NULL: it depends on the connection */
	const char *path; /* absolute path of the workshop; NULL: the program's own */
	const struct vm_backend *backend; /* NULL: loaded when the thread begins */
	bool look_only; /* opens no consoles: each has a single reader, which takes it all */
};

/* A job.  vm_submit() copies the strings. */
struct vm_request {
	struct action action;        /* the action's verb, machine and keys */
	enum machine_state stage_to; /* VERB_STAGE: the state to set */
	bool anew;        /* VERB_STAGE: restart it with the hardware that it was made with */
	bool replace;     /* VERB_SNAPSHOT: a snapshot of that name may be replaced */
	bool files_only;  /* VERB_DEFINE: make disk and definition, but do not define it */
	bool keep_safety; /* VERB_RESTORE: take a safety snapshot first (false in rehearsals) */
};

struct vm_result {
	uint64_t ticket;
	enum verb verb;
	char machine[MACHINE_NAME_BYTES + 1];
	bool ok;
	struct error error;           /* set if not ok */
	enum machine_state was, now;  /* the states before and after */
	int64_t took_ms;
	char undo[SNAPSHOT_NAME_BYTES + 1]; /* the safety snapshot that was taken, or "" */
	char file[1024]; /* clean, or "": the screenshot; with files_only, the definition */
	/* VERB_SET: how many of the changes are in effect, how many come with the next
	 * start, and whether the guest has kept memory that it should give back. */
	int at_once, later;
	bool held;
	bool changed;              /* it was different before */
	struct vm_hardware before; /* its next start's hardware before; without disks */
};

#endif
