// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What machines boot from, kept where QEMU can read it; see boot-copies.h. */
#include "vm/libvirt/boot-copies.h"

#include <libgen.h>
#include <stdlib.h>

#include "base/mem.h"
#include "vm/files/boot-files.h"
#include "vm/files/disk.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/read.h"

/* Returns the folder that contains the workshops' folders.  Caller frees. */
static char *home_of(const struct vm_conn *conn)
{
	char *copy = mem_dup(conn->folder), *home = mem_dup(dirname(copy));

	free(copy);
	return home;
}

struct booted {
	virDomainPtr *domains;
	int n;
};

static bool boots_from(void *context, const char *path)
{
	const struct booted *booted = context;
	bool found = booted->n < 0; /* not known */
	int i;

	for (i = 0; !found && i < booted->n; i++) {
		char *xml = lv_definition_at_once(booted->domains[i], 0);

		found = !xml || definition_boots_from(xml, path);
		free(xml);
	}
	return found;
}

/* With the store held. */
static void sweep(struct vm_conn *conn)
{
	struct booted booted = { 0 };
	char *home = home_of(conn);
	int i;

	booted.n = virConnectListAllDomains(lv_virt(conn), &booted.domains, 0);
	boot_sweep(home, boots_from, &booted);
	for (i = 0; i < booted.n; i++)
		virDomainFree(booted.domains[i]);
	free(booted.domains);
	free(home);
}

void lv_boot_sweep(struct vm_conn *conn)
{
	char *home = home_of(conn);
	int lock;

	if (boot_is_there(home) && boot_hold(home, conn->for_daemon, &lock, NULL)) {
		sweep(conn);
		disk_unlock(lock);
	}
	free(home);
}

bool lv_boot_files(struct vm_conn *conn, const struct machine_spec *spec,
		   struct machine_spec *kept, int *lock, struct error *err)
{
	char *home;
	bool ok = true;

	*kept = *spec;
	*lock = -1;
	kept->kernel = kept->initrd = NULL;
	if (!boot_there(spec, err))
		return false;
	if (!spec->kernel && !spec->initrd)
		return true;
	home = home_of(conn);
	ok = boot_hold(home, conn->for_daemon, lock, err);
	if (ok && spec->kernel)
		ok = (kept->kernel = boot_keep(home, spec, spec->kernel, conn->for_daemon, err)) != NULL;
	if (ok && spec->initrd)
		ok = (kept->initrd = boot_keep(home, spec, spec->initrd, conn->for_daemon, err)) != NULL;
	free(home);
	return ok;
}

void lv_boot_done(struct vm_conn *conn, struct machine_spec *kept, int lock)
{
	if (lock >= 0)
		sweep(conn);
	disk_unlock(lock);
	free(kept->kernel);
	free(kept->initrd);
	kept->kernel = kept->initrd = NULL;
}
