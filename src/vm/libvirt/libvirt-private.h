// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the files of the libvirt backend share; private to src/vm/libvirt.
 *
 * The worker's thread reads; actions and looks at a screen have threads of their own
 * (hands.h).  libvirt's event thread comes in through the callbacks of events.c and
 * console-stream.c only, and these take the connection's lock. */
#ifndef VM_LIBVIRT_LIBVIRT_PRIVATE_H
#define VM_LIBVIRT_LIBVIRT_PRIVATE_H

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <pthread.h>

#include "vm/backend.h"

/* How often a remote connection asks whether the line is there, and how many times. */
enum { LV_KEEPALIVE_S = 5, LV_KEEPALIVE_TIMES = 6 };

struct lv_console; /* console-stream.c */
bool lv_screen(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
	       struct error *err);

/* What the backend keeps of each machine. */
struct lv_machine {
	const struct machine_spec *spec;
	char *domain; /* prefix and name */
	/* cpu use: the last sample */
	unsigned long long cpu_ns;
	int64_t cpu_at_ms;
	int cpu_percent;
	/* what it is made of, as last read; was it running or paused then?  is_old:
	 * it could not be read since */
	struct vm_hardware now, next;
	bool was_live, is_old;
	/* the snapshots as last listed, and what tells that they changed */
	struct vm_snapshot *snapshots;
	size_t n_snapshots;
	char *digest;
	struct lv_console *console; /* under the lock */
};

struct vm_conn {
	virConnectPtr virt;
	char *uri;
	bool test, embed, privileged, remote;
	char *prefix, *workshop_id, *data_dir, *folder;
	struct lv_machine *machines;
	size_t n_machines;
	struct vm_watch watch;
	int events[5];

	pthread_mutex_t lock; /* guards what follows; taken by callbacks */
	bool closed;          /* tell nothing any more */
	virConnectPtr hands[4]; /* connections that no action has just now */
	size_t n_hands;
	int refs;             /* the worker, and each callback registered */
};

/* backend-libvirt.c */
/* Is the QEMU for its processor on this host? */
bool lv_has_emulator(const struct machine_spec *spec);

/* libvirt-error.c */
/* What was tried: the same error means different things.  From LV_MACHINE on it was
 * tried with one machine, by a daemon that answers. */
enum lv_doing { LV_CONNECTION, LV_EMBED, LV_MACHINE, LV_CONSOLE, LV_SNAPSHOT };
/* libvirt's last error as a sentence with a remedy.  Of a machine, or "": of the
 * connection.  All of these return false. */
bool lv_error(struct error *err, const char *machine);
bool lv_error_doing(struct error *err, enum lv_doing doing, const char *machine);
/* The same; asking libvirt for the name would forget the error. */
bool lv_error_of(struct error *err, virDomainPtr domain);
bool lv_error_of_doing(struct error *err, enum lv_doing doing, virDomainPtr domain);
/* The same of any error, or NULL.  Pure. */
bool lv_translate(struct error *err, const virError *last, enum lv_doing doing, const char *machine);

/* events.c */
bool lv_events_start(struct error *err); /* the event loop, once a process */
void lv_watch(struct vm_conn *conn);
void lv_unwatch(struct vm_conn *conn);
void lv_ref(struct vm_conn *conn);
void lv_unref(void *conn);

/* hands.c */
/* The connection that this thread is to ask: its action's own, or the main one. */
virConnectPtr lv_virt(const struct vm_conn *conn);
/* From now on this one, NULL: the main one; returns the one until now. */
virConnectPtr lv_use(virConnectPtr virt);

/* survey-read.c */
bool lv_survey(const char *uri, struct survey *survey, struct error *err);

/* read.c */
struct lv_machine *lv_machine(struct vm_conn *conn, const char *name);
/* The domain of ours, or NULL: absent (err untouched, *absent true), not ours
 * or unreadable (err set). */
virDomainPtr lv_find(struct vm_conn *conn, const struct lv_machine *machine, bool *absent,
		     struct error *err);
bool lv_state(virDomainPtr domain, enum machine_state *state, struct error *err);
bool lv_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
	     struct error *err);

/* act.c */
bool lv_act(struct vm_conn *conn, const struct vm_request *request, struct error *err);
/* From the state it is in to another, by the shortest way; not to ABSENT.  NULL
 * for the machine: its console is not opened by the way. */
bool lv_bring(struct vm_conn *conn, virDomainPtr domain, const char *machine,
	      enum machine_state to, struct error *err);

/* The files of a machine: "…/DOMAIN.ENDING".  Caller frees. */
char *lv_file(const struct vm_conn *conn, const char *domain, const char *ending);
/* Does the disk of any machine that is there build on this one's? */
bool lv_is_base(struct vm_conn *conn, const struct lv_machine *machine);

/* What carries a verb out: devices.c, clone.c, snapshots.c. */
typedef bool lv_verb(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		     struct error *err);

#endif
