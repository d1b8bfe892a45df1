// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Restoring snapshots, and undoing that; see restore.h.
 *
 * A restore discards the current state, so a safety snapshot is taken first; if that fails,
 * nothing else is done.  If the restore itself fails, the machine goes back to the safety
 * snapshot, which is deleted then; if that fails too, it stays, for "u".  A saved machine is
 * started for the safety snapshot, and paused, which also uses up its saved state: libvirt would
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

static bool save(virDomainPtr domain, const struct kept *kept)
{
	return virDomainManagedSave(domain, kept->paused ? VIR_DOMAIN_SAVE_PAUSED :
							   VIR_DOMAIN_SAVE_RUNNING) == 0;
}

/* Saves a machine again that was started for its safety snapshot. */
static bool put_back(virDomainPtr domain, const struct kept *kept)
{
	return kept->was != STATE_SAVED || virDomainIsActive(domain) != 1 || save(domain, kept);
}

/* Only a start shows whether it was paused when it was saved.  If not it runs until it is paused
 * here. */
static void hold_still(virDomainPtr domain, struct kept *kept)
{
	enum machine_state state;

	kept->paused = lv_state(domain, &state, NULL) && state == STATE_PAUSED;
	if (!kept->paused)
		virDomainSuspend(domain);
}

/* Starts a saved machine, and pauses it.  Succeeds if it is there afterwards, even if libvirt
 * said that it failed.  libvirt deletes the saved memory as soon as a QEMU has read it, even
 * one that may not open the disk for writing and soon ends of that.  So what can be seen to be
 * in the way is looked for before. */
static bool wake(const struct vm_conn *conn, virDomainPtr domain, struct kept *kept,
		 struct error *err)
{
	if (lv_foresee_fault(conn, domain, err))
		return false;
	if (virDomainCreate(domain) != 0) {
		lv_start_failed(domain, err);
		if (virDomainIsActive(domain) != 1)
			return false;
		error_clear(err);
	}
	hold_still(domain, kept);
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
 * afterwards.  Until the restore is over nothing else may lead back to that state, so the
 * snapshot says so from the beginning: this program may be killed meanwhile.  Returns its
 * name, or NULL with err. */
static char *keep_present(struct vm_conn *conn, virDomainPtr domain, struct kept *kept,
			  const char *target, struct error *err)
{
	enum machine_state now;
	char *why, *name;

	if (kept->was == STATE_SAVED && !wake(conn, domain, kept, err)) {
		lv_find_cause(conn, domain, false, err);
		return NULL;
	}
	kept->lost = true;
	why = str_starts(target, SAFETY_PREFIX) ? mem_dup(_("before taking the last way back")) :
						  mem_printf(_("before going back to \"%s\""), target);
	name = lv_take_safety(conn, domain, kept, why, err);
	free(why);
	if (!name) {
		put_back(domain, kept);
		if (!lv_state(domain, &now, NULL) || now != kept->was)
			tell_its_state(domain, err);
	}
	return name;
}

/* ---- safety snapshots that are not needed any more --------------------------------------- */

/* May it be deleted to make room for others?  One that holds a state that was lost stays until
 * "u" has brought that back, or the person deletes it. */
static bool may_go(const struct vm_snapshot *snapshot, const char *taken, const char *used)
{
	return snapshot->safety && !snapshot->kept.lost && !snapshot->current &&
	       !str_eq(snapshot->name, taken) && !str_eq(snapshot->name, used);
}

/* Deletes the oldest safety snapshots beyond the limit, but neither of these two. */
static void sweep(virDomainPtr domain, const char *taken, const char *used)
{
	struct vm_snapshot *snapshots;
	size_t n, i, count = 0;

	if (!lv_list_snapshots(domain, &snapshots, &n, NULL))
		return;
	for (i = 0; i < n; i++)
		count += snapshots[i].safety && !snapshots[i].kept.lost;
	while (count > SAFETY_KEEP) {
		struct vm_snapshot *oldest = NULL;

		for (i = 0; i < n; i++)
			if (may_go(&snapshots[i], taken, used) &&
			    (!oldest || safety_order(snapshots[i].name, oldest->name) < 0))
				oldest = &snapshots[i];
		if (!oldest)
			break;
		oldest->safety = false; /* do not choose it again */
		count -= lv_snapshot_drop(domain, oldest->name);
	}
	snapshots_free(snapshots, n);
}

/* It went back: the state before can be had by "u", and the one that it went back to is not
 * lost any more.  Older ones are deleted only now: until then one may be the only way back. */
static void settle(virDomainPtr domain, const char *safety, const char *target)
{
	lv_snapshot_set_lost(domain, safety, false);
	if (str_starts(target, SAFETY_PREFIX))
		lv_snapshot_set_lost(domain, target, false);
	sweep(domain, safety, target);
}

/* ---- restoring ---------------------------------------------------------------------------- */

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

static enum machine_state state_of(virDomainSnapshotPtr from)
{
	char *xml = virDomainSnapshotGetXMLDesc(from, 0);
	struct vm_snapshot snapshot;
	enum machine_state state;

	if (!xml)
		return STATE_UNKNOWN;
	snapshot_parse(&snapshot, xml);
	state = snapshot.state;
	snapshot_clear(&snapshot);
	free(xml);
	return state;
}

/* A machine before it is restored. */
struct before {
	struct kept kept;         /* what its current state was */
	enum machine_state state; /* since that was kept */
	int id;                   /* of its process for libvirt; -1: it is off */
	char *safety;             /* the snapshot of its current state */
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

/* The remedy is to return to the state that this safety snapshot holds. */
static void remedy_undo(virDomainPtr domain, const char *safety, struct error *err)
{
	const struct vm_snapshot *first;
	struct vm_snapshot *snapshots;
	size_t n;

	lv_list_snapshots(domain, &snapshots, &n, NULL);
	first = safety_for_undo(snapshots, n);
	if (first && !str_eq(first->name, safety))
		error_remedy(err, _("Its earlier state was kept as %s; press u for one that was lost before, and then u again for this one."),
			     safety);
	else
		error_remedy(err, _("Its earlier state was kept: press u to return to it."));
	snapshots_free(snapshots, n);
}

static void tell_what_is_so(virDomainPtr domain, const struct before *before, bool as_before,
			    struct error *err)
{
	if (as_before)
		error_reword(err, _("%1$s did not go back, and is as it was before: %2$s"),
			     virDomainGetName(domain), err->message);
	else
		tell_its_state(domain, err);
	if (!as_before)
		remedy_undo(domain, before->safety, err);
}

/* The restore failed: brings the machine back to what it was.  The safety snapshot is deleted
 * only once that is so. */
static void take_back(virDomainPtr domain, const struct before *before, struct error *err)
{
	bool as_before = (is_untouched(domain, before) || return_to(domain, before)) &&
			 put_back(domain, &before->kept);

	if (as_before && !lv_snapshot_drop(domain, before->safety))
		lv_snapshot_set_lost(domain, before->safety, false);
	if (err)
		tell_what_is_so(domain, before, as_before, err);
}

/* Brings a machine that was restored into the state that it shall have. */
static bool finish(struct vm_conn *conn, virDomainPtr domain, const struct kept *finally,
		   struct error *err)
{
	if (finally->was == STATE_SAVED)
		return save(domain, finally) || lv_error_of(err, domain);
	return lv_bring(conn, domain, NULL, finally->was, err);
}

/* It was restored, and not brought into the state that it shall have. */
static void tell_it_went_back(virDomainPtr domain, const char *target, const char *safety,
			      struct error *err)
{
	enum machine_state state = STATE_UNKNOWN;

	if (!err)
		return;
	lv_state(domain, &state, NULL);
	/* TRANSLATORS: a machine, a snapshot, the machine's state, and what went wrong. */
	error_reword(err, _("%1$s went back to \"%2$s\", but is %3$s now: %4$s"),
		     virDomainGetName(domain), target, state_word(state), err->message);
	remedy_undo(domain, safety, err);
}

/* Takes a safety snapshot, and fills in the rest. */
static bool prepare(struct vm_conn *conn, virDomainPtr domain, const char *target,
		    struct before *before, struct error *err)
{
	if (!lv_state(domain, &before->kept.was, err))
		return false;
	lv_drop_stale_save(domain);
	before->safety = keep_present(conn, domain, &before->kept, target, err);
	if (!before->safety)
		return false;
	if (before->kept.was != STATE_SAVED || !lv_state(domain, &before->state, NULL))
		before->state = before->kept.was == STATE_SAVED ? STATE_PAUSED : before->kept.was;
	before->id = process_of(domain);
	return true;
}

/* Takes a safety snapshot and restores the other one.  finally: how it is to be afterwards. */
static bool go_back(struct vm_conn *conn, virDomainPtr domain, virDomainSnapshotPtr snapshot,
		    const struct kept *finally, struct error *err)
{
	const char *target = virDomainSnapshotGetName(snapshot);
	struct before before = { .id = -1 };
	bool ok;

	if (!prepare(conn, domain, target, &before, err))
		return false;
	ok = revert(snapshot, domain, finally->was == STATE_SAVED ? STATE_PAUSED : finally->was, err);
	if (ok) {
		settle(domain, before.safety, target);
	} else {
		lv_find_cause(conn, domain, false, err);
		take_back(domain, &before, err);
	}
	if (ok && !finish(conn, domain, finally, err)) {
		tell_it_went_back(domain, target, before.safety, err);
		ok = false;
	}
	free(before.safety);
	return ok;
}

bool lv_restore(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		struct error *err)
{
	const struct action *action = &request->action;
	virDomainSnapshotPtr snapshot = lv_snapshot_find_safely(domain, action->name, err);
	struct kept finally = { .was = action->to };
	bool ok;

	if (!snapshot)
		return false;
	if (finally.was == STATE_UNKNOWN)
		finally.was = state_of(snapshot);
	ok = go_back(conn, domain, snapshot, &finally, err);
	virDomainSnapshotFree(snapshot);
	return ok;
}

bool lv_undo(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	     struct error *err)
{
	virDomainSnapshotPtr snapshot = NULL;
	const struct vm_snapshot *best;
	struct vm_snapshot *snapshots;
	struct kept finally = { 0 };
	size_t n;
	bool ok;

	(void)request;
	if (!lv_list_snapshots(domain, &snapshots, &n, err))
		return false;
	best = safety_for_undo(snapshots, n);
	if (best) {
		finally = best->kept;
		snapshot = lv_snapshot_find(domain, best->name, err);
	} else {
		error_set(err, ERROR_STATE, _("There is nothing to take back on %s."),
			  virDomainGetName(domain));
	}
	snapshots_free(snapshots, n);
	ok = snapshot && go_back(conn, domain, snapshot, &finally, err);
	if (snapshot)
		virDomainSnapshotFree(snapshot);
	return ok;
}
