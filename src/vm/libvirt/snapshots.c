// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Taking, replacing and deleting snapshots; see snapshots.h. */
#include "vm/libvirt/snapshots.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "vm/files/qcow2.h"
#include "vm/libvirt/cause.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/domain.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/read.h"
#include "vm/libvirt/snapshot-list.h"
#include "vm/libvirt/xml.h"
#include "vm/machine.h"

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

/* Gives libvirt another XML of a snapshot that it has; it stays the current one if it is. */
static bool describe_again(virDomainPtr domain, virDomainSnapshotPtr snapshot, const char *xml)
{
	unsigned flags = VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE;
	virDomainSnapshotPtr same;

	if (virDomainSnapshotIsCurrent(snapshot, 0) == 1)
		flags |= VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT;
	same = virDomainSnapshotCreateXML(domain, xml, flags);
	if (same)
		virDomainSnapshotFree(same);
	return same != NULL;
}

void lv_snapshot_settle_cpus(virDomainPtr domain, virDomainSnapshotPtr snapshot)
{
	char *xml = virDomainSnapshotGetXMLDesc(snapshot, 0);
	char *changed = xml ? plugged_as_built_in(xml) : NULL;

	if (changed && !describe_again(domain, snapshot, changed))
		log_line("a snapshot keeps processors that were plugged in: %s",
			 virGetLastErrorMessage());
	free(changed);
	free(xml);
}

/* ---- states that were lost --------------------------------------------------------- */

/* Returns the snapshot's XML with the mark set or taken away; NULL if that is so already. */
static char *marked(const char *xml, bool lost)
{
	struct vm_snapshot snapshot;
	char *description, *changed = NULL;

	snapshot_parse(&snapshot, xml);
	if (snapshot.safety && snapshot.kept.lost != lost) {
		snapshot.kept.lost = lost;
		description = safety_description(snapshot.description ? snapshot.description : "",
						 &snapshot.kept);
		changed = snapshot_described(xml, description);
		free(description);
	}
	snapshot_clear(&snapshot);
	return changed;
}

void lv_snapshot_set_lost(virDomainPtr domain, const char *name, bool lost)
{
	virDomainSnapshotPtr snapshot = virDomainSnapshotLookupByName(domain, name, 0);
	char *xml = snapshot ? virDomainSnapshotGetXMLDesc(snapshot, 0) : NULL;
	char *changed = xml ? marked(xml, lost) : NULL;

	if (changed && !describe_again(domain, snapshot, changed))
		log_line("the snapshot %s is%s marked as lost: %s", name, lost ? " not" : " still",
			 virGetLastErrorMessage());
	free(changed);
	free(xml);
	if (snapshot)
		virDomainSnapshotFree(snapshot);
}

/* ---- taking and deleting -------------------------------------------------------- */

virDomainSnapshotPtr lv_snapshot_find(virDomainPtr domain, const char *name, struct error *err)
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

/* Unlike !exists(): false if that cannot be found out. */
static bool is_gone(virDomainPtr domain, const char *name)
{
	return !exists(domain, name) && virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT;
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

/* libvirt has no snapshot of this name.  Does the machine's disk hold one?  It is left where
 * libvirt's daemon was killed while it was taken. */
static bool is_forgotten(virDomainPtr domain, const char *name)
{
	struct mark mark;
	bool there = false;
	int fd;

	if (!lv_mark(domain, &mark))
		return false;
	fd = mark.disk ? open(mark.disk, O_RDONLY | O_CLOEXEC | O_NONBLOCK) : -1;
	if (fd >= 0) {
		there = qcow2_has_snapshot(fd, name);
		close(fd);
	}
	mark_free(&mark);
	return there;
}

/* Makes a snapshot on the disk known to libvirt as one like the other, and deletes it. */
static bool adopt_and_delete(virDomainPtr domain, const char *name, const char *like)
{
	virDomainSnapshotPtr other = virDomainSnapshotLookupByName(domain, like, 0), snapshot;
	char *xml = other ? virDomainSnapshotGetXMLDesc(other, 0) : NULL;
	char *changed = xml ? snapshot_renamed(xml, name) : NULL;
	bool ok;

	snapshot = changed ? virDomainSnapshotCreateXML(domain, changed,
							VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE) : NULL;
	ok = snapshot && virDomainSnapshotDelete(snapshot, 0) == 0;
	if (snapshot && !ok)
		virDomainSnapshotDelete(snapshot, VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY);
	if (snapshot)
		virDomainSnapshotFree(snapshot);
	if (other)
		virDomainSnapshotFree(other);
	free(changed);
	free(xml);
	return ok;
}

/* Of two snapshots of one name on the disk the older one would be restored; and QEMU 10 takes
 * none under a name that a running machine's disk has already.  libvirt deletes only
 * snapshots that it knows, so it must know that one first; another one, which is taken for
 * that, shows how it describes one of this machine. */
static void drop_forgotten(struct vm_conn *conn, virDomainPtr domain, const char *name)
{
	struct kept kept = { 0 };
	char *like;
	bool ok;

	if (!is_forgotten(domain, name) || !lv_state(domain, &kept.was, NULL))
		return;
	like = lv_take_safety(conn, domain, &kept, _("in place of a snapshot that is replaced"), NULL);
	ok = like && adopt_and_delete(domain, name, like);
	log_line("the disk of %s had a snapshot %s that libvirt does not know: %s",
		 virDomainGetName(domain), name, ok ? "deleted" : virGetLastErrorMessage());
	if (like)
		lv_snapshot_drop(domain, like);
	free(like);
}

/* Takes a snapshot under a name that libvirt does not have; if that fails, err says what this host shows to be the cause. */
static bool take(struct vm_conn *conn, virDomainPtr domain, const char *name,
		 const char *description, struct error *err)
{
	char *xml = snapshot_xml(name, description);
	virDomainSnapshotPtr snapshot;
	struct error first = { 0 };
	int code;

	drop_forgotten(conn, domain, name);
	snapshot = make(domain, xml, &code, &first);
	/* libvirt has this code for every error of QEMU itself. */
	if (code == VIR_ERR_OPERATION_FAILED && begin_to_use_disks(domain))
		snapshot = make(domain, xml, &code, &first);
	free(xml);
	if (!snapshot) {
		lv_find_cause(conn, domain, true, &first);
		if (err)
			*err = first;
		return false;
	}
	lv_snapshot_settle_cpus(domain, snapshot);
	virDomainSnapshotFree(snapshot);
	return true;
}

virDomainSnapshotPtr lv_snapshot_find_safely(virDomainPtr domain, const char *name, struct error *err)
{
	if (!name || snapshot_name_is_found(name))
		return lv_snapshot_find(domain, name, err);
	error_set(err, ERROR_INPUT,
		  _("QEMU could confuse \"%s\" with another snapshot because of its name: nothing was done."),
		  name);
	error_remedy(err, _("Take a snapshot under another name while you can."));
	return NULL;
}

bool lv_delete(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	       struct error *err)
{
	virDomainSnapshotPtr snapshot = lv_snapshot_find_safely(domain, request->action.name, err);
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
static char *name_of_safety(virDomainPtr domain)
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

/* Is there a safety snapshot of this name and description? */
static bool is_described(virDomainPtr domain, const char *name, const char *description)
{
	virDomainSnapshotPtr there = virDomainSnapshotLookupByName(domain, name, 0);
	char *xml = there ? virDomainSnapshotGetXMLDesc(there, 0) : NULL, *its = NULL;
	struct vm_snapshot snapshot = { 0 };
	bool is;

	if (xml)
		snapshot_parse(&snapshot, xml);
	if (snapshot.safety && snapshot.description)
		its = safety_description(snapshot.description, &snapshot.kept);
	is = its && str_eq(its, description);
	snapshot_clear(&snapshot);
	free(its);
	free(xml);
	if (there)
		virDomainSnapshotFree(there);
	return is;
}

char *lv_take_safety(struct vm_conn *conn, virDomainPtr domain, const struct kept *kept,
		     const char *why, struct error *err)
{
	char *description = safety_description(why, kept), *name = name_of_safety(domain);
	bool ok = take(conn, domain, name, description, err);

	/* libvirt may have done it and not said so. */
	if (!ok && is_described(domain, name, description)) {
		error_clear(err);
		ok = true;
	}
	/* Another program of this user may have used that name meanwhile. */
	if (!ok && exists(domain, name)) {
		free(name);
		name = name_of_safety(domain);
		error_clear(err);
		ok = take(conn, domain, name, description, err);
	}
	free(description);
	if (ok)
		return name;
	free(name);
	return NULL;
}

bool lv_snapshot_drop(virDomainPtr domain, const char *name)
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
	struct kept kept = { .lost = true };
	bool ok;
	char *safety;

	if (!lv_state(domain, &kept.was, err))
		return false;
	safety = lv_take_safety(conn, domain, &kept, _("in place of a snapshot that is replaced"), err);
	if (!safety)
		return false;
	ok = lv_delete(conn, domain, request, err) || is_gone(domain, action->name);
	/* It may be there although libvirt said that it failed. */
	if (ok && !take(conn, domain, action->name, action->description, err) &&
	    !exists(domain, action->name)) {
		error_remedy(err, _("The old snapshot \"%s\" was deleted, but the new one could not be given its name: press u to return to the state that it would hold."),
			     action->name);
		free(safety);
		return false;
	}
	if (!lv_snapshot_drop(domain, safety))
		lv_snapshot_set_lost(domain, safety, false);
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
		return take(conn, domain, action->name, action->description, err);
	if (request->replace)
		return replace(conn, domain, request, err);
	error_set(err, ERROR_STATE, _("%1$s has a snapshot \"%2$s\" already."),
		  virDomainGetName(domain), action->name);
	error_remedy(err, _("Delete that one first, or use another name."));
	return false;
}
