// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The kinds of hypervisor: the functions that each provides, the modules in which these
 * are, and which connection to try.
 *
 * The worker's thread calls the functions; act and screen are called on threads of their own
 * beside it, because a machine may never answer, and the others go on.  Two actions at a
 * time are never on one machine, but for one that cuts its power; and a read leaves
 * machines in hand alone.  The connection is closed after all calls have returned.  Each
 * may block.  A backend reports events through the vm_watch given to open().
 *
 * The modules (base/home.h) are loaded when a hypervisor is first needed.  So the program
 * starts without a hypervisor's libraries, and runs if they are missing.
 *
 * Choosing connections and looking at URIs is pure, but for uri_to_name() and what depends on
 * who asks; any thread. */
#ifndef VM_BACKEND_H
#define VM_BACKEND_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/error.h"
#include "vm/machine.h"
#include "vm/screen.h"

/* A survey of a hypervisor, for finding faults: its version and all its domains, who owns
 * them, and what prevents snapshots of them. */
enum snapshot_bar {
	SNAPSHOT_CAN,
	SNAPSHOT_PFLASH, /* UEFI firmware keeps its variables in a flash memory */
	SNAPSHOT_RAW,    /* a disk that is not qcow2 */
	SNAPSHOT_NO_DISK /* no disk to keep it on */
};

struct survey_domain {
	char *name;
	bool marked;      /* made by this program, no copy; then the mark is set: */
	struct mark mark;
	bool unread;      /* its definition could not be read: bar and files are not known */
	enum snapshot_bar bar;
	bool silent;      /* its QEMU has not answered a command for seconds */
	char **files; /* all files that its definition names */
	size_t n_files;
};

struct survey {
	unsigned long libvirt, hypervisor; /* 9000000 is 9.0.0; 0: unknown */
	struct survey_domain *domains;
	size_t n_domains;
};

struct vm_conn; /* defined by each backend */

/* Called by the backend, from any thread; these functions return at once. */
struct vm_watch {
	void *context;
	/* this domain changed (NULL: any may have): read it again */
	void (*changed)(void *context, const char *domain);
	void (*lost)(void *context, const char *why);
	/* bytes from the console of a machine (the machine's name); n == 0: it closed */
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
	struct vm_conn *(*open)(const struct vm_open_args *args, struct error *err);
	void (*close)(struct vm_conn *conn);
	bool (*alive)(struct vm_conn *conn);
	/* The folder of the machines' files, if it is on this host; else NULL. */
	const char *(*folder)(struct vm_conn *conn);
	/* Fills in state, not_ours, cpu_percent, memory, hardware and snapshots of
	 * machines[0..n), whose names are set, but for those in hand.  full: lists all
	 * snapshots again; else only where their number or the current one changed.
	 * Asks no machine itself.  Of a machine that cannot be read only unread is set.  Returns
	 * false with err if it is the connection that fails: then nothing was read. */
	bool (*read)(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
		     struct error *err);
	/* Returns true if no machine runs, and nothing of what can be asked in a few calls
	 * changed since this was last called; false also if that is not known.  NULL: it is
	 * never known. */
	bool (*unchanged)(struct vm_conn *conn);
	/* Runs a verb on a machine; the worker reads the machine again afterwards.  If it
	 * worked, err may be an ERROR_NOTE, which is to be told besides. */
	bool (*act)(struct vm_conn *conn, const struct vm_request *request, struct error *err);
	/* Opens the console of a running machine if it is not open; returns quickly. */
	bool (*console_open)(struct vm_conn *conn, const char *machine, struct error *err);
	/* Returns how many bytes the machine took: 0 if none at present, -1 if its
	 * console is not connected. */
	ssize_t (*console_write)(struct vm_conn *conn, const char *machine, const char *bytes,
				 size_t n, struct error *err);
	/* Reads what the screen of a running or paused machine shows: its picture at
	 * full size, and its text if it is in a text mode. */
	bool (*screen)(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
		       struct error *err);
	/* Removes everything marked with the workshop's id.  err names what could not
	 * be removed. */
	bool (*reset)(struct vm_conn *conn, struct error *err);
	/* Any thread: it opens a connection of its own. */
	bool (*survey)(const char *uri, struct survey *survey, struct error *err);
};

/* Returns the backend for libvirt, which is loaded once and kept until the program ends; NULL
 * with err, and another call tries again: it may be installed meanwhile.  The first call takes
 * some tens of milliseconds.  Any thread. */
const struct vm_backend *backend_load(struct error *err);

/* Asks the backend for libvirt for a survey of a hypervisor.  It blocks, so do not call it
 * on the screen's thread.  Returns false with err; release it with survey_free(). */
bool vm_survey(const char *uri, struct survey *survey, struct error *err);
void survey_free(struct survey *survey);

struct choice {
	char *uris[4]; /* in the order to try them */
	size_t n;
	bool chosen; /* true if nobody named one: the last may be the simulation */
};

/* asked: -c or NULL.  env: $LIBVIRT_DEFAULT_URI or NULL.  folder: the root of the
 * embedded driver. */
struct choice choose_uris(const char *asked, const char *env, uid_t uid, const char *folder);
void choice_free(struct choice *choice);
/* Would virsh use this URI without -c?  env and uid as above. */
bool uri_is_default(const char *uri, const char *env, uid_t uid);
/* Returns the URI if shown commands must name it, as virsh would use another; else NULL. */
const char *uri_to_name(const char *uri);
bool uri_is_simulated(const char *uri);
bool uri_is_remote(const char *uri); /* another host, or this one over a network */
bool uri_is_local_qemu(const char *uri);
bool uri_is_embedded(const char *uri); /* libvirt's driver inside this process */
/* The daemon of this user's own, at the socket where libvirt starts it. */
bool uri_is_own_session(const char *uri);
bool uri_is_system(const char *uri); /* the daemon of the whole system, here or elsewhere */
/* For this user: is it a daemon whose QEMUs run as another one?  Then disks must be where that
 * one can reach them. */
bool uri_is_for_daemon(const char *uri);
/* A parameter of the URI's query, unescaped, or NULL.  Caller frees. */
char *uri_parameter(const char *uri, const char *name);

#endif
