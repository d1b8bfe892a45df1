// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Restoring snapshots, and undoing that; see restore.h.
 *
 * A restore discards the current state, so a safety snapshot is taken first; if that fails,
 * nothing else is done.  If the restore itself fails, the machine goes back to the safety
 * snapshot, which is deleted then; if that fails too, it stays, for "u".  A saved machine is
 * started paused for the safety snapshot, which also uses up its saved state: libvirt would
 * keep that beside the restored disk, and the next start would combine old memory with
 * another disk. */
#include "vm/libvirt/restore.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/cause.h"
#include "vm/libvirt/domain.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/power.h"
#include "vm/libvirt/read.h"
#include "vm/libvirt/snapshot-list.h"
#include "vm/libvirt/snapshots.h"
#include "vm/machine.h"
#include "vm/rules.h"

#define SAFETY_KEEP 3

/* ---- the current state is kept --------------------------------------------------------- */

/* Saves a machine again that was started for its safety snapshot. */
static bool put_back(virDomainPtr domain, enum machine_state was)
{
	return was != STATE_SAVED || virDomainIsActive(domain) != 1 ||
	       virDomainManagedSave(domain, VIR_DOMAIN_SAVE_RUNNING) == 0;
}

/* Starts a saved machine, paused.  Succeeds if it is there afterwards, even if libvirt said
 * that it failed.  libvirt deletes the saved memory as soon as a QEMU has read it, even one
 * that may not open the disk for writing and soon ends of that.  So what can be seen to be in
 * the way is looked for before. */
static bool wake(const struct vm_conn *conn, virDomainPtr domain, struct error *err)
{
	if (lv_foresee_fault(conn, domain, err))
		return false;
	if (virDomainCreateWithFlags(domain, VIR_DOMAIN_START_PAUSED) == 0)
		return true;
	lv_start_failed(domain, err);
	if (virDomainIsActive(domain) != 1)
		return false;
	error_clear(err);
	return true;
}

/* It did not go back, and could not be made again what it was. */
static void tell_its_state(virDomainPtr domain, struct error *err)
{
	enum machine_state state = STATE_UNKNOWN;

	if (err && lv_state(domain, &state, NULL))
		error_reword(err, _("%1$s did not go back, and is %2$s now: %3$s"),
			     virDomainGetName(domain), state_word(state), err->message);
}

/* Keeps the current state before the target is restored.  A saved machine is paused
 * afterwards.  Returns the safety snapshot's name, or NULL with err. */
static char *keep_present(struct vm_conn *conn, virDomainPtr domain, enum machine_state was,
			  const char *target, struct error *err)
{
	enum machine_state now;
	char *why, *name;

	if (was == STATE_SAVED && !wake(conn, domain, err)) {
		lv_find_cause(conn, domain, false, err);
		return NULL;
	}
	why = str_starts(target, SAFETY_PREFIX) ? mem_dup(_("before taking the last way back")) :
						  mem_printf(_("before going back to \"%s\""), target);
	name = lv_take_safety(conn, domain, was, why, err);
	free(why);
	if (!name) {
		put_back(domain, was);
		if (!lv_state(domain, &now, NULL) || now != was)
			tell_its_state(domain, err);
	}
	return name;
}

/* Deletes the oldest safety snapshots beyond the limit, but neither of these two. */
static void sweep(virDomainPtr domain, const char *taken, const char *used)
{
	struct vm_snapshot *snapshots;
	size_t n, i, count = 0;

	if (!lv_list_snapshots(domain, &snapshots, &n, NULL))
		return;
	for (i = 0; i < n; i++)
		count += snapshots[i].safety;
	while (count > SAFETY_KEEP) {
		struct vm_snapshot *oldest = NULL;

		for (i = 0; i < n; i++)
			if (snapshots[i].safety && !snapshots[i].current &&
			    !str_eq(snapshots[i].name, taken) && !str_eq(snapshots[i].name, used) &&
			    (!oldest || safety_order(snapshots[i].name, oldest->name) < 0))
				oldest = &snapshots[i];
		if (!oldest)
			break;
		oldest->safety = false; /* do not choose it again */
		count -= lv_snapshot_drop(domain, oldest->name);
	}
	snapshots_free(snapshots, n);
}

static bool revert(virDomainSnapshotPtr snapshot, virDomainPtr domain, enum machine_state to,
		   struct error *err)
{
	unsigned flags = to == STATE_RUNNING ? VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING :
			 to == STATE_PAUSED ? VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED : 0;

	lv_snapshot_settle_cpus(domain, snapshot);
	if (virDomainRevertToSnapshot(snapshot, flags) == 0)
		return true;
	/* The definition changed since the snapshot; the user asked for the old one. */
	if (virGetLastErrorCode() == VIR_ERR_SNAPSHOT_REVERT_RISKY &&
	    virDomainRevertToSnapshot(snapshot, flags | VIR_DOMAIN_SNAPSHOT_REVERT_FORCE) == 0)
		return true;
	return lv_error_of(err, domain);
}

static enum machine_state state_of(virDomainSnapshotPtr from, enum machine_state *was)
{
	char *xml = virDomainSnapshotGetXMLDesc(from, 0);
	struct vm_snapshot snapshot;
	enum machine_state state;

	if (!xml)
		return STATE_UNKNOWN;
	snapshot_parse(&snapshot, xml, was);
	state = snapshot.state;
	snapshot_clear(&snapshot);
	free(xml);
	return state;
}

/* A machine before it is restored. */
struct before {
	enum machine_state was; /* before its current state was kept */
	enum machine_state state; /* since then */
	int id;                   /* of its process for libvirt; -1: it is off */
	const char *safety;       /* the snapshot of its current state */
};

/* libvirt's number of its process; -1: it is off, or that is not known. */
static int process_of(virDomainPtr domain)
{
	unsigned char uuid[VIR_UUID_BUFLEN];
	virDomainPtr fresh = NULL;
	int id = -1;

	/* The number that the domain was looked up with may be out of date. */
	if (virDomainGetUUID(domain, uuid) == 0)
		fresh = virDomainLookupByUUID(virDomainGetConnect(domain), uuid);
	if (fresh) {
		id = (int)virDomainGetID(fresh);
		virDomainFree(fresh);
	}
	return id;
}

/* libvirt ends a machine's process before it restores, so one that has the same process and
 * state is as it was.  Of one that is off nobody can tell. */
static bool is_untouched(virDomainPtr domain, const struct before *before)
{
	enum machine_state state;

	return before->id >= 0 && process_of(domain) == before->id &&
	       lv_state(domain, &state, NULL) && state == before->state;
}

static bool return_to(virDomainPtr domain, const struct before *before)
{
	virDomainSnapshotPtr snapshot = virDomainSnapshotLookupByName(domain, before->safety, 0);
	bool ok = snapshot && revert(snapshot, domain, before->state, NULL);

	if (snapshot)
		virDomainSnapshotFree(snapshot);
	return ok;
}

static void tell_what_is_so(virDomainPtr domain, bool as_before, struct error *err)
{
	if (as_before)
		error_reword(err, _("%1$s did not go back, and is as it was before: %2$s"),
			     virDomainGetName(domain), err->message);
	else
		tell_its_state(domain, err);
	if (!as_before)
		error_remedy(err, _("Its earlier state was kept: press u to return to it."));
}

/* The restore failed: brings the machine back to what it was.  The safety snapshot is deleted
 * only once that is so. */
static void take_back(virDomainPtr domain, const struct before *before, struct error *err)
{
	bool as_before = (is_untouched(domain, before) || return_to(domain, before)) &&
			 put_back(domain, before->was);

	if (as_before)
		lv_snapshot_drop(domain, before->safety);
	if (err)
		tell_what_is_so(domain, as_before, err);
}

/* Brings a machine that was restored into the state that it shall have. */
static bool finish(struct vm_conn *conn, virDomainPtr domain, enum machine_state finally,
		   struct error *err)
{
	if (finally == STATE_SAVED)
		return virDomainManagedSave(domain, VIR_DOMAIN_SAVE_RUNNING) == 0 ||
		       lv_error_of(err, domain);
	return lv_bring(conn, domain, NULL, finally, err);
}

/* It was restored, and not brought into the state that it shall have. */
static void tell_it_went_back(virDomainPtr domain, const char *target, struct error *err)
{
	enum machine_state state = STATE_UNKNOWN;

	if (!err)
		return;
	lv_state(domain, &state, NULL);
	/* TRANSLATORS: a machine, a snapshot, the machine's state, and what went wrong. */
	error_reword(err, _("%1$s went back to \"%2$s\", but is %3$s now: %4$s"),
		     virDomainGetName(domain), target, state_word(state), err->message);
	error_remedy(err, _("Its earlier state was kept: press u to return to it."));
}

/* Takes a safety snapshot and restores the other one.  finally: the state to be in
 * afterwards. */
static bool go_back(struct vm_conn *conn, virDomainPtr domain, virDomainSnapshotPtr snapshot,
		    enum machine_state finally, struct error *err)
{
	const char *target = virDomainSnapshotGetName(snapshot);
	struct before before = { .id = -1 };
	char *safety;
	bool ok;

	if (!lv_state(domain, &before.was, err))
		return false;
	lv_drop_stale_save(domain);
	safety = keep_present(conn, domain, before.was, target, err);
	if (!safety)
		return false;
	before.safety = safety;
	before.state = before.was == STATE_SAVED ? STATE_PAUSED : before.was;
	before.id = process_of(domain);
	ok = revert(snapshot, domain, finally == STATE_SAVED ? STATE_PAUSED : finally, err);
	/* Older ones are deleted only now: until then one may be the only way back. */
	if (ok) {
		sweep(domain, safety, target);
	} else {
		lv_find_cause(conn, domain, false, err);
		take_back(domain, &before, err);
	}
	if (ok && !finish(conn, domain, finally, err)) {
		tell_it_went_back(domain, target, err);
		ok = false;
	}
	free(safety);
	return ok;
}

bool lv_restore(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		struct error *err)
{
	const struct action *action = &request->action;
	virDomainSnapshotPtr snapshot = lv_snapshot_find_safely(domain, action->name, err);
	enum machine_state finally = action->to, was;
	bool ok;

	if (!snapshot)
		return false;
	if (finally == STATE_UNKNOWN)
		finally = state_of(snapshot, &was);
	ok = go_back(conn, domain, snapshot, finally, err);
	virDomainSnapshotFree(snapshot);
	return ok;
}

bool lv_undo(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	     struct error *err)
{
	virDomainSnapshotPtr snapshot;
	enum machine_state was = STATE_UNKNOWN;
	struct vm_snapshot *snapshots;
	const char *newest;
	size_t n;
	bool ok;

	(void)request;
	if (!lv_list_snapshots(domain, &snapshots, &n, err))
		return false;
	newest = safety_newest(snapshots, n);
	if (!newest) {
		snapshots_free(snapshots, n);
		return error_set(err, ERROR_STATE, _("There is nothing to take back on %s."),
				 virDomainGetName(domain));
	}
	snapshot = lv_snapshot_find(domain, newest, err);
	snapshots_free(snapshots, n);
	if (!snapshot)
		return false;
	state_of(snapshot, &was);
	ok = go_back(conn, domain, snapshot, was, err);
	virDomainSnapshotFree(snapshot);
	return ok;
}
