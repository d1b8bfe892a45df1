// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looking for the cause of a failure on this host; see cause.h. */
#include "vm/libvirt/cause.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "vm/files/faults.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/owner.h"

static uint64_t memory_of(const struct vm_conn *conn, const char *domain)
{
	size_t i;

	for (i = 0; i < conn->n_machines; i++)
		if (str_eq(conn->machines[i].domain, domain))
			return conn->machines[i].spec->memory;
	return 0;
}

/* There is some room, and it may have been too little for the memory: libvirt removes what it
 * could not write whole.  So that is only said beside libvirt's words. */
static void suspect_room(const char *folder, uint64_t memory, struct error *err)
{
	char *room, *need;

	if (!fault_of_room(folder, FAULT_ROOM_LEAST + memory, NULL))
		return;
	room = words_memory((uint64_t)file_free_bytes(folder));
	need = words_memory(memory);
	error_remedy(err, _("The machine has %1$s of memory, and %2$s is free in %3$s: delete a snapshot "
			    "or make room there, and try again."), need, room, folder);
	free(room);
	free(need);
}

/* Is it of the disk that the machine's mark names, which need not be in today's folder? */
static bool is_of_disk(virDomainPtr domain, struct error *err)
{
	struct mark mark;
	bool found;

	if (!lv_mark(domain, &mark))
		return false;
	found = mark.disk && fault_of_disk(mark.disk, virDomainGetName(domain), err);
	mark_free(&mark);
	return found;
}

/* Does the error not say enough, and is its cause on this host? */
static bool is_hidden_here(const struct vm_conn *conn, const struct error *err)
{
	return err && !conn->test && !conn->remote &&
	       (err->kind == ERROR_FAILED || err->kind == ERROR_SYSTEM);
}

/* Returns false if there is some room for the machines' files, and for libvirt's. */
static bool is_of_room(const struct vm_conn *conn, struct error *err)
{
	char *libvirt = fault_libvirt_folder(conn->uri);
	bool found = fault_of_room(conn->folder, FAULT_ROOM_LEAST, err) ||
		     (libvirt && fault_of_room(libvirt, FAULT_ROOM_LEAST, err));

	free(libvirt);
	return found;
}

/* Returns false if the folders show no fault. */
static bool is_of_folders(const struct vm_conn *conn, const char *name, struct error *err)
{
	/* Another user's QEMU may do what this one may not. */
	return (!conn->for_daemon && fault_of_folder(conn->folder, err)) || is_of_room(conn, err) ||
	       fault_of_session(conn->uri, name, err);
}

static void suspect_memory(const struct vm_conn *conn, uint64_t memory, struct error *err)
{
	char *libvirt = fault_libvirt_folder(conn->uri);

	suspect_room(conn->folder, memory, err);
	if (!err->remedy[0] && libvirt)
		suspect_room(libvirt, memory, err);
	free(libvirt);
}

void lv_find_cause(const struct vm_conn *conn, virDomainPtr domain, bool memory,
		   struct error *err)
{
	const char *name = virDomainGetName(domain);
	uint64_t bytes = memory ? memory_of(conn, name) : 0;

	if (!is_hidden_here(conn, err) || (!conn->for_daemon && is_of_disk(domain, err)) ||
	    is_of_folders(conn, name, err))
		return;
	if (!err->remedy[0] && bytes)
		suspect_memory(conn, bytes, err);
}

void lv_find_cause_of_making(const struct vm_conn *conn, const char *name, struct error *err)
{
	if (is_hidden_here(conn, err))
		is_of_folders(conn, name, err);
}

bool lv_foresee_fault(const struct vm_conn *conn, virDomainPtr domain, struct error *err)
{
	return !conn->test && !conn->remote &&
	       ((!conn->for_daemon && is_of_disk(domain, err)) || is_of_room(conn, err));
}
