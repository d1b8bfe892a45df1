// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Taking, restoring and deleting snapshots.
 *
 * A restore discards the current state, so a safety snapshot is taken first; if that fails,
 * nothing else is done.  If the restore itself fails, the machine goes back to the safety
 * snapshot, which is deleted then; if that fails too, it stays, for "u".  A saved machine is started paused for it, which also uses up its
 * saved state: libvirt would keep that beside the restored disk, and the next start would
 * combine old memory with another disk. */
#include "vm/libvirt/snapshots.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "vm/libvirt/domain.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/power.h"
#include "vm/libvirt/read.h"
#include "vm/libvirt/snapshot-list.h"
#include "vm/libvirt/xml.h"
#include "vm/machine.h"
#include "vm/rules.h"

#define SAFETY_KEEP 3

bool lv_name_ok(const char *name, struct error *err)
{
	char *fault = name && name[0] ? snapshot_name_fault(name) : NULL;
	bool ok = name && name[0] && !fault;

	if (fault) {
		error_set(err, ERROR_INPUT, "%s", fault);
		error_remedy(err, _("Use another name."));
	} else if (!ok) {
		error_set(err, ERROR_INPUT, _("A snapshot needs a name."));
	}
	free(fault);
	return ok;
}

/* ---- processors that were plugged in ---------------------------------------------- */

/* libvirt would plug them in again only after QEMU was told to read the memory that goes
 * with them, which QEMU refuses.  So the snapshot's definition is changed to say that they
 * were there from the beginning, before it is restored. */
static bool build_in(struct xml *domain)
{
	struct xml *cpu = xml_find(domain, "vcpus/vcpu");
	bool changed = false;

	for (; cpu; cpu = xml_next(cpu)) {
		if (!xml_get_is(cpu, "enabled", "yes") || !xml_get_is(cpu, "hotpluggable", "yes"))
			continue;
		xml_set(cpu, "hotpluggable", "no");
		changed = true;
	}
	return changed;
}

char *plugged_as_built_in(const char *xml)
{
	struct xml *snapshot = xml_parse(xml);
	bool now = build_in(xml_find(snapshot, "domain"));
	bool next = build_in(xml_find(snapshot, "inactiveDomain"));
	char *changed = now || next ? xml_write(snapshot) : NULL;

	xml_free(snapshot);
	return changed;
}

static void settle_cpus(virDomainPtr domain, virDomainSnapshotPtr snapshot)
{
	unsigned flags = VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE;
	char *xml = virDomainSnapshotGetXMLDesc(snapshot, 0);
	char *changed = xml ? plugged_as_built_in(xml) : NULL;
	virDomainSnapshotPtr same;

	if (changed) {
		if (virDomainSnapshotIsCurrent(snapshot, 0) == 1)
			flags |= VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT;
		same = virDomainSnapshotCreateXML(domain, changed, flags);
		if (same)
			virDomainSnapshotFree(same);
		else
			log_line("a snapshot keeps processors that were plugged in: %s",
				 virGetLastErrorMessage());
	}
	free(changed);
	free(xml);
}

/* ---- taking and deleting -------------------------------------------------------- */

/* Returns the snapshot of this name; NULL with err. */
static virDomainSnapshotPtr find(virDomainPtr domain, const char *name, struct error *err)
{
	virDomainSnapshotPtr snapshot =
		name ? virDomainSnapshotLookupByName(domain, name, 0) : NULL;

	if (!name)
		error_set(err, ERROR_INPUT, _("A snapshot needs a name."));
	else if (!snapshot && virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT)
		error_set(err, ERROR_STATE, _("%1$s has no snapshot \"%2$s\"."),
			  virDomainGetName(domain), name);
	else if (!snapshot)
		lv_error_of(err, domain);
	return snapshot;
}

static bool exists(virDomainPtr domain, const char *name)
{
	virDomainSnapshotPtr snapshot = virDomainSnapshotLookupByName(domain, name, 0);

	if (snapshot)
		virDomainSnapshotFree(snapshot);
	return snapshot != NULL;
}

static virDomainSnapshotPtr make(virDomainPtr domain, const char *xml, int *code, struct error *err)
{
	virDomainSnapshotPtr snapshot = virDomainSnapshotCreateXML(domain, xml, 0);

	*code = snapshot ? VIR_ERR_OK : virGetLastErrorCode();
	if (!snapshot)
		lv_error_of_doing(err, LV_SNAPSHOT, domain);
	return snapshot;
}

/* QEMU 10 opens the disks of a machine that was started paused only when it runs, and takes
 * no snapshot of it before.  So the machine runs for the time between two calls. */
static bool begin_to_use_disks(virDomainPtr domain)
{
	enum machine_state state;

	return lv_state(domain, &state, NULL) && state == STATE_PAUSED &&
	       virDomainResume(domain) == 0 && virDomainSuspend(domain) == 0;
}

static bool take(virDomainPtr domain, const char *name, const char *description,
		 struct error *err)
{
	char *xml = snapshot_xml(name, description);
	struct error first = { 0 };
	int code;
	virDomainSnapshotPtr snapshot = make(domain, xml, &code, &first);

	/* libvirt has this code for every error of QEMU itself. */
	if (code == VIR_ERR_OPERATION_FAILED && begin_to_use_disks(domain))
		snapshot = make(domain, xml, &code, &first);
	free(xml);
	if (!snapshot) {
		if (err)
			*err = first;
		return false;
	}
	settle_cpus(domain, snapshot);
	virDomainSnapshotFree(snapshot);
	return true;
}

/* Somebody may have taken one by hand, of a name for which QEMU takes another snapshot, or
 * finds none after it has been stopped. */
static virDomainSnapshotPtr find_safely(virDomainPtr domain, const char *name, struct error *err)
{
	if (!name || snapshot_name_is_found(name))
		return find(domain, name, err);
	error_set(err, ERROR_INPUT,
		  _("QEMU may take another snapshot for \"%s\", because of its name: nothing was done."),
		  name);
	error_remedy(err, _("Take a snapshot under another name while you can."));
	return NULL;
}

bool lv_delete(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	       struct error *err)
{
	virDomainSnapshotPtr snapshot = find_safely(domain, request->action.name, err);
	bool ok;

	(void)conn;
	if (!snapshot)
		return false;
	ok = virDomainSnapshotDelete(snapshot, 0) == 0 || lv_error_of(err, domain);
	virDomainSnapshotFree(snapshot);
	return ok;
}

/* Returns a name such as "undo-20260412-183105" that sorts after all others, even if the
 * clock was set back. */
static char *safety_name(virDomainPtr domain)
{
	struct vm_snapshot *snapshots;
	size_t n;
	char *name;
	int i;

	lv_list_snapshots(domain, &snapshots, &n, NULL);
	name = safety_next(safety_newest(snapshots, n), clock_wall_ms());
	snapshots_free(snapshots, n);
	for (i = 0; i < 100 && exists(domain, name); i++) {
		char *next = safety_next(name, 0);

		free(name);
		name = next;
	}
	return name;
}

/* Saves a machine again that was started for its safety snapshot. */
static void put_back(virDomainPtr domain, enum machine_state was)
{
	if (was == STATE_SAVED && virDomainIsActive(domain) == 1)
		virDomainManagedSave(domain, VIR_DOMAIN_SAVE_RUNNING);
}

/* Takes a safety snapshot of a machine that is not saved.  why: a few words for its
 * description; was: the state that "u" shall bring back.  Returns its name, which the caller
 * frees, or NULL with err. */
static char *take_safety(virDomainPtr domain, enum machine_state was, const char *why,
			 struct error *err)
{
	char *description = safety_description(why, was), *name = safety_name(domain);
	bool ok = take(domain, name, description, err);

	/* Another program of this user may have used that name meanwhile. */
	if (!ok && exists(domain, name)) {
		free(name);
		name = safety_name(domain);
		ok = take(domain, name, description, err);
	}
	free(description);
	if (ok)
		return name;
	free(name);
	return NULL;
}

static bool drop(virDomainPtr domain, const char *name)
{
	virDomainSnapshotPtr snapshot = virDomainSnapshotLookupByName(domain, name, 0);
	bool ok = snapshot && virDomainSnapshotDelete(snapshot, 0) == 0;

	if (snapshot)
		virDomainSnapshotFree(snapshot);
	return ok;
}

/* ---- replacing --------------------------------------------------------------------- */

/* Two snapshots cannot have one name.  So the new one is taken as a safety snapshot first;
 * only then the old one is deleted, and another one is taken under its name.  Whatever
 * fails, one of them is there. */
static bool replace(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		    struct error *err)
{
	const struct action *action = &request->action;
	enum machine_state state;
	bool ok;
	char *safety;

	if (!lv_state(domain, &state, err))
		return false;
	safety = take_safety(domain, state, _("in place of a snapshot that is replaced"), err);
	if (!safety)
		return false;
	ok = lv_delete(conn, domain, request, err);
	if (ok && !take(domain, action->name, action->description, err)) {
		error_remedy(err, _("The snapshot \"%s\" is gone, but the new state is kept: u goes to it."),
			     action->name);
		free(safety);
		return false;
	}
	drop(domain, safety);
	free(safety);
	return ok;
}

bool lv_snapshot(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		 struct error *err)
{
	const struct action *action = &request->action;

	if (!lv_name_ok(action->name, err))
		return false;
	if (!exists(domain, action->name))
		return take(domain, action->name, action->description, err);
	if (request->replace)
		return replace(conn, domain, request, err);
	error_set(err, ERROR_STATE, _("%1$s has a snapshot \"%2$s\" already."),
		  virDomainGetName(domain), action->name);
	error_remedy(err, _("Delete that one first, or use another name."));
	return false;
}

/* ---- restoring --------------------------------------------------------------------- */

/* Keeps the current state before the target is restored.  A saved machine is paused
 * afterwards.  Returns the safety snapshot's name, or NULL with err. */
static char *keep_present(virDomainPtr domain, enum machine_state was, const char *target,
			  struct error *err)
{
	char *why, *name;

	if (was == STATE_SAVED && virDomainCreateWithFlags(domain, VIR_DOMAIN_START_PAUSED) < 0) {
		lv_start_failed(domain, err);
		return NULL;
	}
	why = str_starts(target, SAFETY_PREFIX) ? mem_dup(_("before taking the last way back")) :
						  mem_printf(_("before going back to \"%s\""), target);
	name = take_safety(domain, was, why, err);
	free(why);
	if (!name)
		put_back(domain, was);
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
		count -= drop(domain, oldest->name);
	}
	snapshots_free(snapshots, n);
}

static bool revert(virDomainSnapshotPtr snapshot, virDomainPtr domain, enum machine_state to,
		   struct error *err)
{
	unsigned flags = to == STATE_RUNNING ? VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING :
			 to == STATE_PAUSED ? VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED : 0;

	settle_cpus(domain, snapshot);
	if (virDomainRevertToSnapshot(snapshot, flags) == 0)
		return true;
	/* The definition changed since the snapshot; the user asked for the old one. */
	if (virGetLastErrorCode() == VIR_ERR_SNAPSHOT_REVERT_RISKY &&
	    virDomainRevertToSnapshot(snapshot, flags | VIR_DOMAIN_SNAPSHOT_REVERT_FORCE) == 0)
		return true;
	return lv_error_of(err, domain);
}

/* A saved state of a machine that runs is out of date. */
static void drop_stale_save(virDomainPtr domain)
{
	if (virDomainIsActive(domain) == 1 && virDomainHasManagedSaveImage(domain, 0) == 1)
		virDomainManagedSaveRemove(domain, 0);
}

static enum machine_state snapshot_state(virDomainSnapshotPtr from, enum machine_state *was)
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
	const char *safety;       /* the snapshot of its current state; NULL: none was asked for */
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
	struct error why = *err;
	enum machine_state state = STATE_UNKNOWN;

	if (as_before)
		error_set(err, why.kind, _("It was not restored, and %1$s is as it was before: %2$s"),
			  virDomainGetName(domain), why.message);
	else if (lv_state(domain, &state, NULL))
		error_set(err, why.kind, _("It was not restored, and %1$s is %2$s now: %3$s"),
			  virDomainGetName(domain), state_word(state), why.message);
	if (as_before)
		error_remedy(err, "%s", why.remedy);
	else
		error_remedy(err, _("How it was before is kept: u goes back to that."));
}

/* The restore failed: brings the machine back to what it was.  The safety snapshot is deleted
 * only once that is so. */
static void take_back(virDomainPtr domain, const struct before *before, struct error *err)
{
	bool as_before = is_untouched(domain, before) || return_to(domain, before);

	if (as_before) {
		drop(domain, before->safety);
		put_back(domain, before->was);
	}
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

/* Restores a snapshot.  finally: the state to be in afterwards; keep: take a safety snapshot
 * first. */
static bool go_back(struct vm_conn *conn, virDomainPtr domain, virDomainSnapshotPtr snapshot,
		    enum machine_state finally, bool keep, struct error *err)
{
	const char *target = virDomainSnapshotGetName(snapshot);
	struct before before = { .id = -1 };
	char *safety = NULL;
	bool ok;

	if (!lv_state(domain, &before.was, err))
		return false;
	drop_stale_save(domain);
	if (keep) {
		safety = keep_present(domain, before.was, target, err);
		if (!safety)
			return false;
	} else if (before.was == STATE_SAVED && virDomainManagedSaveRemove(domain, 0) < 0) {
		return lv_error_of(err, domain);
	}
	before.safety = safety;
	before.state = before.was == STATE_SAVED ? STATE_PAUSED : before.was;
	before.id = process_of(domain);
	ok = revert(snapshot, domain, finally == STATE_SAVED ? STATE_PAUSED : finally, err);
	if (!ok && keep)
		take_back(domain, &before, err);
	/* Not before: until then an older one may be the only way back. */
	if (ok && keep)
		sweep(domain, safety, target);
	ok = ok && finish(conn, domain, finally, err);
	free(safety);
	return ok;
}

bool lv_restore(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		struct error *err)
{
	const struct action *action = &request->action;
	virDomainSnapshotPtr snapshot = find_safely(domain, action->name, err);
	enum machine_state finally = action->to, was;
	bool ok;

	if (!snapshot)
		return false;
	if (finally == STATE_UNKNOWN)
		finally = snapshot_state(snapshot, &was);
	ok = go_back(conn, domain, snapshot, finally, request->keep_safety, err);
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
	snapshot = find(domain, newest, err);
	snapshots_free(snapshots, n);
	if (!snapshot)
		return false;
	snapshot_state(snapshot, &was);
	ok = go_back(conn, domain, snapshot, was, true, err);
	virDomainSnapshotFree(snapshot);
	return ok;
}
