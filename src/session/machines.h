// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines of the workshop as a session has them: the connection, the copy of all
 * that is known of them, the screen that is watched.  One thread. */
#ifndef SESSION_MACHINES_H
#define SESSION_MACHINES_H

#include <stdbool.h>

#include "base/error.h"
#include "vm/core/worker.h"
#include "vm/machine.h"
#include "vm/screen.h"

struct machines {
	const char *uri, *prefix;  /* of the connection; the caller's */
	char *from_root;           /* the workshop's absolute path; NULL: the program's own */
	bool look_only, none;      /* no consoles; no connection at all */
	bool later;                /* the connection begins with the first machines_turn() */
	const struct vm_backend *backend; /* NULL: the module's */
	struct vm *vm;             /* NULL without machines */
	struct vm_picture *picture; /* NULL before the first */
	struct vm_screen *screen;  /* last seen of the one that is watched, or NULL */
};

/* Opens a connection for the machines of this workshop, if it has any. */
bool machines_open(struct machines *machines, const struct workshop *workshop, struct error *err);
/* The same for a workshop with other machines; machines that run go on.  If it fails,
 * nothing changes. */
bool machines_change(struct machines *machines, const struct workshop *workshop, struct error *err);
/* Waits at most so many milliseconds for what was begun, and frees the content. */
void machines_close(struct machines *machines, int patience_ms);
/* Takes a new picture if there is news (vm_drain()), or none was taken yet; true: it did.
 * With a connection only. */
bool machines_turn(struct machines *machines, bool news);
void machines_watch_screen(struct machines *machines, const char *machine); /* NULL: nobody's */
/* NULL: it is not known, or machine is NULL. */
const struct vm_machine *machines_find(const struct machines *machines, const char *machine);
/* Does this one run, or is it paused with its memory, and is it ours to save or to stop? */
bool machines_is_at_work(const struct vm_machine *machine);
bool machines_are_connecting(const struct machines *machines); /* nothing is known yet */
/* Are they known?  Else err says that there is no answer.  True without a connection. */
bool machines_are_known(const struct machines *machines, struct error *err);

#endif
