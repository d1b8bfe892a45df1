// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looking for the cause of a failure on this host; see cause.h. */
#include "vm/libvirt/cause.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "vm/files/faults.h"
#include "vm/libvirt/boot-copies.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/read.h"

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
	room = words_memory((uint64_t)fault_free_bytes(folder));
	need = words_memory(memory);
	error_remedy(err, _("The machine has %1$s of memory, and %2$s is free in %3$s: delete a snapshot "
			    "or make room there, and try again."), need, room, folder);
	free(room);
	free(need);
}

/* Returns the disk that its mark names, which need not be in today's folder; NULL: it is not
 * known.  Caller frees. */
static char *disk_of(const struct vm_conn *conn, const char *name)
{
	virDomainPtr domain = virDomainLookupByName(lv_virt(conn), name);
	struct mark mark;
	char *disk = NULL;

	if (domain && lv_mark(domain, &mark)) {
		disk = mark.disk ? mem_dup(mark.disk) : NULL;
		mark_free(&mark);
	}
	if (domain)
		virDomainFree(domain);
	return disk;
}

/* Returns false if the folders show no fault. */
static bool is_of_folders(const struct vm_conn *conn, const char *libvirt, const char *domain,
			  unsigned needs, struct error *err)
{
	/* Another user's QEMU may do what this one may not. */
	bool own = !lv_for_daemon(conn), found;
	char *disk = own && (needs & LV_ITS_DISK) ? disk_of(conn, domain) : NULL;

	found = (disk && fault_of_disk(disk, domain, err)) ||
		(own && fault_of_folder(conn->folder, err)) ||
		fault_of_room(conn->folder, FAULT_ROOM_LEAST, err) ||
		(libvirt && fault_of_room(libvirt, FAULT_ROOM_LEAST, err)) ||
		fault_of_session(conn->uri, domain, err);
	free(disk);
	return found;
}

void lv_find_cause(const struct vm_conn *conn, const char *domain, unsigned needs,
		   struct error *err)
{
	uint64_t memory = needs & LV_ITS_MEMORY ? memory_of(conn, domain) : 0;
	char *libvirt;

	if (!err || conn->test || conn->remote ||
	    (err->kind != ERROR_FAILED && err->kind != ERROR_SYSTEM))
		return;
	libvirt = fault_libvirt_folder(conn->uri);
	if (!is_of_folders(conn, libvirt, domain, needs, err) && !err->remedy[0] && memory) {
		suspect_room(conn->folder, memory, err);
		if (!err->remedy[0] && libvirt)
			suspect_room(libvirt, memory, err);
	}
	free(libvirt);
}
