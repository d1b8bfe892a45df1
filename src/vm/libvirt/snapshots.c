// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Snapshots: listing, taking, going back, and the safety snapshots that make
 * going back safe.
 *
 * Going back throws the present away, so a safety snapshot is taken first; if
 * that fails nothing else is done.  A saved machine is woken (paused) for it,
 * which also uses its save up: libvirt would keep it beside the reverted disk,
 * and the next start would run old memory on another disk. */
#include "vm/libvirt/libvirt-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/safety.h"
#include "vm/xml.h"

#define SAFETY_KEEP 3
#define NAME_MAX_BYTES 120

void lv_free_snapshots(struct vm_snapshot *snapshots, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		free(snapshots[i].name);
		free(snapshots[i].parent);
		free(snapshots[i].description);
	}
	free(snapshots);
}

static char *clean(char *text)
{
	char *copy = text ? utf8_clean(text, strlen(text)) : NULL;

	free(text);
	return copy;
}

static void parse_snapshot(struct vm_snapshot *snapshot, const char *xml)
{
	char *state = xml_find(xml, "domainsnapshot/state", NULL);
	char *created = xml_find(xml, "domainsnapshot/creationTime", NULL);
	enum machine_state was;
	char *words;

	snapshot->name = clean(xml_find(xml, "domainsnapshot/name", NULL));
	snapshot->parent = clean(xml_find(xml, "domainsnapshot/parent/name", NULL));
	snapshot->description = xml_find(xml, "domainsnapshot/description", NULL);
	snapshot->state = str_eq(state, "running") ? STATE_RUNNING :
			str_eq(state, "paused") ? STATE_PAUSED : STATE_SHUTOFF;
	snapshot->created_ms = created ? strtoll(created, NULL, 10) * 1000 : 0;
	if (snapshot->name && safety_parse(snapshot->name, snapshot->description, &was, &words)) {
		snapshot->safety = true;
		free(snapshot->description);
		snapshot->description = words;
	}
	snapshot->description = clean(snapshot->description);
	if (!snapshot->name)
		snapshot->name = mem_dup("");
	free(state);
	free(created);
}

static int by_creation(const void *a, const void *b)
{
	const struct vm_snapshot *x = a, *y = b;

	if (x->created_ms != y->created_ms)
		return x->created_ms < y->created_ms ? -1 : 1;
	return strcmp(x->name, y->name);
}

static bool stands_before(const struct vm_snapshot *snapshots, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(snapshots[i].name, name))
			return true;
	return false;
}

/* By creation, but parents first: a clock may have been set back. */
static void order(struct vm_snapshot *snapshots, size_t n)
{
	size_t done, i;

	if (n < 2)
		return; /* and no array of nothing goes to qsort */
	qsort(snapshots, n, sizeof *snapshots, by_creation);
	for (done = 0; done < n; done++) {
		struct vm_snapshot next;

		for (i = done; i < n; i++)
			if (!snapshots[i].parent || stands_before(snapshots, done, snapshots[i].parent) ||
			    !stands_before(snapshots + done, n - done, snapshots[i].parent))
				break;
		if (i == n)
			return; /* a ring: leave it as it is */
		next = snapshots[i];
		memmove(&snapshots[done + 1], &snapshots[done], (i - done) * sizeof *snapshots);
		snapshots[done] = next;
	}
}

/* Half a list is none: only a snapshot that was deleted meanwhile is passed over. */
static bool list_all(virDomainPtr domain, struct vm_snapshot **snapshots, size_t *n,
		     struct error *err)
{
	virDomainSnapshotPtr *list = NULL;
	int count = virDomainListAllSnapshots(domain, &list, 0), i;
	bool ok = count >= 0 || lv_error_of(err, domain);

	for (i = 0; i < count; i++) {
		char *xml = ok ? virDomainSnapshotGetXMLDesc(list[i], 0) : NULL;

		if (xml)
			parse_snapshot(MEM_PUSH(*snapshots, *n), xml);
		else if (ok && virGetLastErrorCode() != VIR_ERR_NO_DOMAIN_SNAPSHOT)
			ok = lv_error_of(err, domain);
		free(xml);
		virDomainSnapshotFree(list[i]);
	}
	free(list);
	return ok;
}

static bool mark_current(virDomainPtr domain, struct vm_snapshot *snapshots, size_t n,
			 struct error *err)
{
	virDomainSnapshotPtr current = virDomainSnapshotCurrent(domain, 0);
	char *name;
	size_t i;

	if (!current)
		return virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT ||
		       lv_error_of(err, domain);
	name = clean(mem_dup(virDomainSnapshotGetName(current)));
	for (i = 0; i < n; i++)
		snapshots[i].current = str_eq(snapshots[i].name, name);
	free(name);
	virDomainSnapshotFree(current);
	return true;
}

bool lv_list_snapshots(virDomainPtr domain, struct vm_snapshot **snapshots, size_t *n,
		     struct error *err)
{
	*snapshots = NULL;
	*n = 0;
	if (list_all(domain, snapshots, n, err) &&
	    (*n == 0 || mark_current(domain, *snapshots, *n, err))) {
		order(*snapshots, *n);
		return true;
	}
	lv_free_snapshots(*snapshots, *n);
	*snapshots = NULL;
	*n = 0;
	return false;
}

bool lv_name_ok(const char *name, struct error *err)
{
	const unsigned char *at = (const unsigned char *)name;

	if (!name || !name[0])
		return error_set(err, ERROR_INPUT, _("A snapshot needs a name."));
	if (strlen(name) > NAME_MAX_BYTES || !utf8_valid(name, strlen(name), NULL))
		return error_set(err, ERROR_INPUT, _("This is too long for a snapshot's name."));
	for (; *at; at++)
		if (*at == '/' || *at < 0x20 || *at == 0x7f)
			break;
	if (*at || name[0] == '.')
		return error_set(err, ERROR_INPUT,
				 _("A snapshot's name may not begin with a dot, nor hold a slash: "
				   "\"%s\"."), name);
	return true;
}

/* By name; NULL with an error where there is none. */
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

/* Newer QEMUs (10 of Debian 13) use the disks of a machine that was woken paused only
 * when it runs, and until then there is no snapshot of it.  So it runs for the moment
 * that two calls take. */
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

	/* The code of whatever QEMU itself says of it. */
	if (code == VIR_ERR_OPERATION_FAILED && begin_to_use_disks(domain))
		snapshot = make(domain, xml, &code, &first);
	free(xml);
	if (!snapshot) {
		if (err)
			*err = first;
		return false;
	}
	lv_settle_cpus(domain, snapshot);
	virDomainSnapshotFree(snapshot);
	return true;
}

bool lv_snapshot(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		 struct error *err)
{
	const struct action *action = &request->action;
	bool taken;

	if (!lv_name_ok(action->name, err))
		return false;
	taken = exists(domain, action->name);
	if (taken && request->replace && !lv_delete(conn, domain, request, err))
		return false;
	if (taken && !request->replace) {
		error_set(err, ERROR_STATE, _("%1$s has a snapshot \"%2$s\" already."),
			  virDomainGetName(domain), action->name);
		error_remedy(err, _("Delete that one first, or use another name."));
		return false;
	}
	return take(domain, action->name, action->description, err);
}

bool lv_delete(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	       struct error *err)
{
	virDomainSnapshotPtr snapshot = find(domain, request->action.name, err);
	bool ok;

	(void)conn;
	if (!snapshot)
		return false;
	ok = virDomainSnapshotDelete(snapshot, 0) == 0 || lv_error_of(err, domain);
	virDomainSnapshotFree(snapshot);
	return ok;
}

/* "undo-20260412-183105", and after that even where the clock was set back. */
static char *safety_name(virDomainPtr domain)
{
	struct vm_snapshot *snapshots;
	size_t n;
	char *name;
	int i;

	lv_list_snapshots(domain, &snapshots, &n, NULL);
	name = safety_next(safety_newest(snapshots, n), clock_wall_ms());
	lv_free_snapshots(snapshots, n);
	for (i = 0; i < 100 && exists(domain, name); i++) {
		char *next = safety_next(name, 0);

		free(name);
		name = next;
	}
	return name;
}

/* Puts a machine that was woken for its safety snapshot to sleep again. */
static void put_back(virDomainPtr domain, enum machine_state was)
{
	if (was == STATE_SAVED && virDomainIsActive(domain) == 1)
		virDomainManagedSave(domain, VIR_DOMAIN_SAVE_RUNNING);
}

/* Keeps the present.  A saved machine is paused after it.  The name, or NULL. */
static char *keep_present(virDomainPtr domain, enum machine_state was, const char *target,
			  struct error *err)
{
	char *words, *description, *name;
	bool ok;

	if (was == STATE_SAVED && virDomainCreateWithFlags(domain, VIR_DOMAIN_START_PAUSED) < 0) {
		lv_error_of(err, domain);
		return NULL;
	}
	words = str_starts(target, SAFETY_PREFIX) ?
			mem_dup(_("before taking the last way back")) :
			mem_printf(_("before going back to \"%s\""), target);
	description = safety_description(words, was);
	name = safety_name(domain);
	ok = take(domain, name, description, err);
	/* Another program of this person may have taken that name meanwhile. */
	if (!ok && exists(domain, name)) {
		free(name);
		name = safety_name(domain);
		ok = take(domain, name, description, err);
	}
	free(words);
	free(description);
	if (ok)
		return name;
	put_back(domain, was);
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

/* The oldest safety snapshots beyond the limit go, but never one of those. */
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
		oldest->safety = false; /* not twice */
		count -= drop(domain, oldest->name);
	}
	lv_free_snapshots(snapshots, n);
}

static bool revert(virDomainSnapshotPtr snapshot, virDomainPtr domain, enum machine_state to,
		   struct error *err)
{
	unsigned flags = to == STATE_RUNNING ? VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING :
			 to == STATE_PAUSED ? VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED : 0;

	lv_settle_cpus(domain, snapshot);
	if (virDomainRevertToSnapshot(snapshot, flags) == 0)
		return true;
	/* The definition changed since: that is what was asked for. */
	if (virGetLastErrorCode() == VIR_ERR_SNAPSHOT_REVERT_RISKY &&
	    virDomainRevertToSnapshot(snapshot, flags | VIR_DOMAIN_SNAPSHOT_REVERT_FORCE) == 0)
		return true;
	return lv_error_of(err, domain);
}

/* A save that is there while the machine lives belongs to another past. */
static void drop_stale_save(virDomainPtr domain)
{
	if (virDomainIsActive(domain) == 1 && virDomainHasManagedSaveImage(domain, 0) == 1)
		virDomainManagedSaveRemove(domain, 0);
}

static enum machine_state snapshot_state(virDomainSnapshotPtr from, enum machine_state *was)
{
	char *xml = virDomainSnapshotGetXMLDesc(from, 0);
	struct vm_snapshot snapshot = { 0 };
	enum machine_state state;
	char *description;

	if (!xml)
		return STATE_UNKNOWN;
	parse_snapshot(&snapshot, xml);
	state = *was = snapshot.state;
	description = xml_find(xml, "domainsnapshot/description", NULL);
	safety_parse(snapshot.name, description, was, NULL);
	free(description);
	free(snapshot.name);
	free(snapshot.parent);
	free(snapshot.description);
	free(xml);
	return state;
}

/* Back to a snapshot; finally: the state to be in after it. */
static bool go_back(struct vm_conn *conn, virDomainPtr domain, virDomainSnapshotPtr snapshot,
		    enum machine_state finally, bool keep, struct error *err)
{
	const char *target = virDomainSnapshotGetName(snapshot);
	enum machine_state was;
	char *safety = NULL;
	bool ok;

	if (!lv_state(domain, &was, err))
		return false;
	drop_stale_save(domain);
	if (keep) {
		safety = keep_present(domain, was, target, err);
		if (!safety)
			return false;
		/* Now, so that there are never many, should this be cut short. */
		sweep(domain, safety, target);
	} else if (was == STATE_SAVED && virDomainManagedSaveRemove(domain, 0) < 0) {
		return lv_error_of(err, domain);
	}
	ok = revert(snapshot, domain, finally == STATE_SAVED ? STATE_PAUSED : finally, err);
	if (!ok && keep)
		put_back(domain, was);
	if (ok && finally == STATE_SAVED)
		ok = virDomainManagedSave(domain, VIR_DOMAIN_SAVE_RUNNING) == 0 ||
		     lv_error_of(err, domain);
	else if (ok)
		ok = lv_bring(conn, domain, NULL, finally, err);
	free(safety);
	return ok;
}

bool lv_restore(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
		struct error *err)
{
	const struct action *action = &request->action;
	virDomainSnapshotPtr snapshot = find(domain, action->name, err);
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
		lv_free_snapshots(snapshots, n);
		return error_set(err, ERROR_STATE, _("There is nothing to take back on %s."),
				 virDomainGetName(domain));
	}
	snapshot = find(domain, newest, err);
	lv_free_snapshots(snapshots, n);
	if (!snapshot)
		return false;
	snapshot_state(snapshot, &was);
	ok = go_back(conn, domain, snapshot, was, true, err);
	virDomainSnapshotFree(snapshot);
	return ok;
}
