// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The snapshots of a machine, read and put in order; see snapshot-list.h. */
#include "vm/libvirt/snapshot-list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/libvirt/conn.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/xml.h"
#include "vm/machine.h"

/* Returns the text at a path, cleaned for a terminal, or NULL. */
static char *clean_text(const struct xml *snapshot, const char *path)
{
	char *text = xml_text(xml_find(snapshot, path));
	char *copy = text ? utf8_clean(text, strlen(text)) : NULL;

	free(text);
	return copy;
}

static enum machine_state state_in(const struct xml *snapshot)
{
	char *word = xml_text(xml_find(snapshot, "state"));
	enum machine_state state = str_eq(word, "running") ? STATE_RUNNING :
				   str_eq(word, "paused") ? STATE_PAUSED : STATE_SHUTOFF;

	free(word);
	return state;
}

/* Seconds since 1970 up to the end of the year 9999. */
#define TIME_MOST 253402300799

/* A time that no clock shows counts as unknown: it may be written by hand. */
static int64_t created_in(const struct xml *snapshot)
{
	char *text = xml_text(xml_find(snapshot, "creationTime"));
	int64_t seconds = text ? strtoll(text, NULL, 10) : 0;

	free(text);
	return seconds >= 0 && seconds <= TIME_MOST ? seconds * 1000 : 0;
}

void snapshot_parse(struct vm_snapshot *snapshot, const char *text)
{
	struct xml *xml = xml_parse(text);
	char *words;

	*snapshot = (struct vm_snapshot){
		.name = xml_text(xml_find(xml, "name")),
		.parent = xml_text(xml_find(xml, "parent/name")),
		.description = clean_text(xml, "description"),
		.state = state_in(xml),
		.created_ms = created_in(xml),
	};
	xml_free(xml);
	if (!snapshot->name)
		snapshot->name = mem_dup("");
	if (!safety_parse(snapshot->name, snapshot->description, &snapshot->kept, &words))
		return;
	snapshot->safety = true;
	free(snapshot->description);
	snapshot->description = words;
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

/* Orders by creation, but parents first, because a clock may have been set back. */
static void order(struct vm_snapshot *snapshots, size_t n)
{
	size_t done, i;

	if (n < 2)
		return; /* qsort() must not get NULL */
	qsort(snapshots, n, sizeof *snapshots, by_creation);
	for (done = 0; done < n; done++) {
		struct vm_snapshot next;

		for (i = done; i < n; i++)
			if (!snapshots[i].parent || stands_before(snapshots, done, snapshots[i].parent) ||
			    !stands_before(snapshots + done, n - done, snapshots[i].parent))
				break;
		if (i == n)
			return; /* the parents form a ring: keep the order */
		next = snapshots[i];
		memmove(&snapshots[done + 1], &snapshots[done], (i - done) * sizeof *snapshots);
		snapshots[done] = next;
	}
}

/* Returns all snapshots or fails; a snapshot that was deleted meanwhile is left out. */
static bool list_all(virDomainPtr domain, struct vm_snapshot **snapshots, size_t *n,
		     struct error *err)
{
	virDomainSnapshotPtr *list = NULL;
	int count = virDomainListAllSnapshots(domain, &list, 0), i;
	bool ok = count >= 0 || lv_error_of(err, domain);

	for (i = 0; i < count; i++) {
		char *xml = ok ? virDomainSnapshotGetXMLDesc(list[i], 0) : NULL;

		if (xml)
			snapshot_parse(MEM_PUSH(*snapshots, *n), xml);
		else if (ok && virGetLastErrorCode() != VIR_ERR_NO_DOMAIN_SNAPSHOT)
			ok = lv_error_of(err, domain);
		free(xml);
		virDomainSnapshotFree(list[i]);
	}
	free(list);
	return ok;
}

static bool set_current(virDomainPtr domain, struct vm_snapshot *snapshots, size_t n,
			struct error *err)
{
	virDomainSnapshotPtr current = virDomainSnapshotCurrent(domain, 0);
	const char *name;
	size_t i;

	if (!current)
		return virGetLastErrorCode() == VIR_ERR_NO_DOMAIN_SNAPSHOT ||
		       lv_error_of(err, domain);
	name = virDomainSnapshotGetName(current);
	for (i = 0; i < n; i++)
		snapshots[i].current = str_eq(snapshots[i].name, name);
	virDomainSnapshotFree(current);
	return true;
}

bool lv_list_snapshots(virDomainPtr domain, struct vm_snapshot **snapshots, size_t *n,
		     struct error *err)
{
	*snapshots = NULL;
	*n = 0;
	if (list_all(domain, snapshots, n, err) &&
	    (*n == 0 || set_current(domain, *snapshots, *n, err))) {
		order(*snapshots, *n);
		return true;
	}
	snapshots_free(*snapshots, *n);
	*snapshots = NULL;
	*n = 0;
	return false;
}
