// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A connection to libvirt, what is kept of each machine, whether the machines are still as
 * they were, and libvirt's events of them.  Private to src/vm/libvirt.
 *
 * The worker's thread reads; actions and looks at a screen have threads of their own.
 * libvirt's event thread only calls the callbacks of conn.c and console-stream.c, and
 * these take the connection's lock. */
#ifndef VM_LIBVIRT_CONN_H
#define VM_LIBVIRT_CONN_H

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <pthread.h>

#include "vm/backend.h"

/* How often a remote connection asks whether the line is there, and how many times. */
enum { LV_KEEPALIVE_S = 5, LV_KEEPALIVE_TIMES = 6 };

struct lv_console; /* console-stream.c */

/* What the backend keeps of each machine. */
struct lv_machine {
	const struct machine_spec *spec;
	char *domain; /* prefix and name */
	/* cpu use: the last sample */
	unsigned long long cpu_ns;
	int64_t cpu_at_ms;
	int cpu_percent;
	/* the hardware as last read; whether the machine was running or paused then, and
	 * whether the hardware could not be read since */
	struct vm_hardware now, next;
	bool was_live, is_old;
	/* the snapshots as last listed, and a digest that changes when they do */
	struct vm_snapshot *snapshots;
	size_t n_snapshots;
	char *digest;
	struct lv_console *console; /* under the lock */
};

struct vm_conn {
	virConnectPtr virt;
	char *uri;
	bool test, embed, remote;
	bool for_daemon; /* another user's QEMU runs the machines */
	char *prefix, *workshop_id, *data_dir, *folder;
	struct lv_machine *machines;
	size_t n_machines;
	struct vm_watch watch;
	int events[5];
	uint64_t resting; /* what lv_unchanged() saw of machines that do not run; 0: nothing */

	pthread_mutex_t lock; /* guards what follows; taken by callbacks */
	bool closed;          /* report no more events */
	virConnectPtr hands[4]; /* connections that no action uses at present */
	size_t n_hands;
	virConnectPtr spare; /* for the stream of the next console, or NULL */
	int refs;             /* the worker, and each callback registered */
};

/* Carries a verb out: act.c, power.c, devices.c, clone.c, snapshots.c, restore.c.  Returns false with err. */
typedef bool lv_verb(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		     struct error *err);

/* Returns the connection that this thread must use: its action's own, or the main one. */
virConnectPtr lv_virt(const struct vm_conn *conn);
/* Sets the connection that this thread uses from now on (NULL: the main one), and returns
 * the one before. */
virConnectPtr lv_use(virConnectPtr virt);

/* Returns NULL if the workshop has no such machine. */
struct lv_machine *lv_machine(struct vm_conn *conn, const char *name);
/* Returns the path of one of a machine's files: "…/DOMAIN.ENDING".  Caller frees. */
char *lv_file(const struct vm_conn *conn, const char *domain, const char *ending);

/* Count those who use the connection's memory: the last lv_unref() frees it. */
void lv_ref(struct vm_conn *conn);
void lv_unref(void *conn);

/* Returns true if no machine runs, and all are as they were at the last call: their states,
 * the number of their snapshots, and for those that are off the saved state and the
 * definition.  False also if that cannot be read.  Asks no QEMU.  The worker's thread. */
bool lv_unchanged(struct vm_conn *conn);

/* ---- events ------------------------------------------------------------------------ */

/* Starts the event loop, once in the life of the process.  Returns false with err. */
bool lv_events_start(struct error *err);
/* Begin and end passing on the connection's events to its watch. */
void lv_watch(struct vm_conn *conn);
void lv_unwatch(struct vm_conn *conn);

#endif
