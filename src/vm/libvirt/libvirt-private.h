// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Inside of the libvirt backend: its rooms share this, nobody else.
 *
 * The worker's thread calls everything here; libvirt's event thread comes in
 * through the callbacks of libvirt-events.c and libvirt-console.c only, and
 * these take the connection's lock. */
#ifndef VM_LIBVIRT_LIBVIRT_PRIVATE_H
#define VM_LIBVIRT_LIBVIRT_PRIVATE_H

#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <pthread.h>

#include "vm/backend.h"
#include "vm/libvirt/domain.h"

struct lv_console; /* libvirt-console.c */
bool lv_screen(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
	       struct error *err);

/* libvirt-console.c */

/* What the backend keeps of each machine. */
struct lv_machine {
	const struct machine_spec *spec;
	char *domain; /* prefix and name */
	/* cpu use: the last sample */
	unsigned long long cpu_ns;
	int64_t cpu_at_ms;
	int cpu_percent;
	/* what it is made of, as last read, and was it running or paused then? */
	struct vm_hardware now, next;
	bool was_live;
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

/* libvirt-events.c */
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

/* survey.c */
bool lv_survey(const char *uri, struct survey *survey, struct error *err);

/* libvirt-read.c */
struct lv_machine *lv_machine(struct vm_conn *conn, const char *name);
/* The domain of ours, or NULL: absent (err untouched, *absent true), not ours
 * or unreadable (err set). */
virDomainPtr lv_find(struct vm_conn *conn, const struct lv_machine *machine, bool *absent,
		     struct error *err);
bool lv_state(virDomainPtr domain, enum machine_state *state, struct error *err);
bool lv_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
	     struct error *err);

/* libvirt-facts.c */
/* now and next must be zero or known; hardware_clear. */
bool lv_hardware(const struct vm_conn *conn, const struct lv_machine *machine,
		 virDomainPtr domain, struct vm_hardware *now, struct vm_hardware *next,
		 struct error *err);
/* Into out, whose state was read: from what is known, or read anew. */
bool lv_read_hardware(struct vm_conn *conn, struct lv_machine *known, virDomainPtr domain,
		      struct vm_machine *out, bool anew, struct error *err);

/* libvirt-act.c */
bool lv_act(struct vm_conn *conn, const struct vm_request *request, struct error *err);
/* From the state it is in to another, by the shortest way; not to ABSENT.  NULL
 * for the machine: its console is not opened by the way. */
bool lv_bring(struct vm_conn *conn, virDomainPtr domain, const char *machine,
	      enum machine_state to, struct error *err);

/* libvirt-define.c */
/* files_only: its disk and its definition, and nobody is told. */
bool lv_define(struct vm_conn *conn, struct lv_machine *machine, bool files_only,
	       struct error *err);
/* Gives a machine that is off the hardware back that it was made with; its
 * snapshots stay.  Does nothing where that is not known. */
bool lv_define_again(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		     struct error *err);
/* The disk of a machine that could not be made. */
void lv_drop_disk(struct vm_conn *conn, const struct lv_machine *machine, const char *disk);
bool lv_undefine(struct vm_conn *conn, virDomainPtr domain, const char *name, struct error *err);
bool lv_reset(struct vm_conn *conn, struct error *err);

/* The files of a machine: "…/DOMAIN.ENDING".  Caller frees. */
char *lv_file(const struct vm_conn *conn, const char *domain, const char *ending);
/* Does no machine use the file that this domain's disk would be? */
bool lv_disk_is_free(struct vm_conn *conn, const char *domain, const char *disk,
		     struct error *err);
/* Does the disk of any machine that is there build on this one's? */
bool lv_is_base(struct vm_conn *conn, const struct lv_machine *machine);

/* libvirt-boot.c */
bool lv_for_daemon(const struct vm_conn *conn); /* does another user's QEMU run the machines? */
/* Looks that all is there that the machine boots from, and fills *kept: the same
 * machine, with kernel and ramdisk where QEMU will read them.  They stay held
 * until lv_boot_done(), which is called in any case. */
bool lv_boot_files(struct vm_conn *conn, const struct machine_spec *spec,
		   struct machine_spec *kept, int *lock, struct error *err);
void lv_boot_done(struct vm_conn *conn, struct machine_spec *kept, int lock);
void lv_boot_sweep(struct vm_conn *conn); /* removes what no machine boots from */

/* libvirt-hardware.c, libvirt-clone.c */
typedef bool lv_verb(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		     struct error *err);
lv_verb lv_attach, lv_detach, lv_plug, lv_set, lv_clone;

/* libvirt-moments.c */
bool lv_list_snapshots(virDomainPtr domain, struct vm_snapshot **snapshots, size_t *n,
		     struct error *err);
void lv_free_snapshots(struct vm_snapshot *snapshots, size_t n);
bool lv_snapshot(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		 struct error *err);
bool lv_restore(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		struct error *err);
bool lv_undo(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	     struct error *err);
bool lv_delete(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	       struct error *err);
bool lv_name_ok(const char *name, struct error *err);

/* libvirt-plugged.c */
void lv_settle_cpus(virDomainPtr domain, virDomainSnapshotPtr snapshot);

/* libvirt-console.c */
bool lv_console_open(struct vm_conn *conn, const char *machine, struct error *err);
ssize_t lv_console_write(struct vm_conn *conn, const char *machine, const char *bytes, size_t n,
		      struct error *err);
void lv_console_close(struct vm_conn *conn, struct lv_machine *machine);
/* Its QEMU is gone or was replaced: what is open is its console no more.  Told
 * at once, as the event of that may come after the next thing is typed. */
void lv_console_cut(struct vm_conn *conn, struct lv_machine *machine);

#endif
