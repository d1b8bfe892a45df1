// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The table of a backend: what each kind of hypervisor must be able to do.
 *
 * The worker's thread calls these, and act and screen are called on threads of
 * their own beside it: a machine may not answer for ever, and the others go on.
 * Two actions at a time are never on one machine, but for one that cuts its
 * power; and a read leaves those alone that are in hand.  The connection is not
 * closed before all have returned.  The backend reports what happens by itself through the vm_watch given to open:
 * those functions may be called from any thread and return at once. */
#ifndef VM_BACKEND_H
#define VM_BACKEND_H

#include <sys/types.h>

#include "vm/request.h"
#include "vm/screen.h"

struct survey;
struct vm_conn; /* the backend's own */

/* Told by the backend, from any thread. */
struct vm_watch {
	void *context;
	/* something of this domain changed (NULL: anything may have); read again */
	void (*changed)(void *context, const char *domain);
	void (*lost)(void *context, const char *why);
	/* bytes from the console of a machine (by machine name); n == 0: it closed */
	void (*console)(void *context, const char *machine, const char *bytes, size_t n);
};

struct vm_open_args {
	const char *uri;
	const char *prefix;      /* never NULL */
	const char *workshop_id;
	const char *data_dir;    /* or NULL */
	const struct machine_spec *specs;
	size_t n_specs;
	struct vm_watch watch;
};

struct vm_backend {
	const char *name;
	/* does this backend serve the URI? */
	bool (*serves)(const char *uri);
	struct vm_conn *(*open)(const struct vm_open_args *args, struct error *err);
	void (*close)(struct vm_conn *conn);
	bool (*alive)(struct vm_conn *conn);
	/* Where it keeps the machines' files, if this host can see that; else NULL. */
	const char *(*folder)(struct vm_conn *conn);
	/* Fills state, foreign, cpu_percent, memory, moments of machines[0..n) (names
	 * are set), but for those in hand.  full: the moments listed anew; else only
	 * where their count or the current one changed.  Asks no machine itself. */
	bool (*read)(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
		     struct error *err);
	/* Carries one verb out on one machine; read again afterwards by the worker. */
	bool (*act)(struct vm_conn *conn, const struct vm_request *request, struct error *err);
	/* Opens the console of a running machine if it is not open; quick. */
	bool (*console_open)(struct vm_conn *conn, const char *machine, struct error *err);
	/* How many bytes the machine took; 0: none now, -1: it is not connected. */
	ssize_t (*console_write)(struct vm_conn *conn, const char *machine, const char *bytes,
				 size_t n, struct error *err);
	/* What the screen of a running or paused machine shows: its picture as large
	 * as it is, and its text where it is in a text mode. */
	bool (*screen)(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
		       struct error *err);
	/* Removes everything marked with the workshop's id; names what it removed. */
	bool (*reset)(struct vm_conn *conn, struct error *err);
	/* vm/survey.h.  Any thread: it opens a connection of its own. */
	bool (*survey)(const char *uri, struct survey *survey, struct error *err);
};

#endif
