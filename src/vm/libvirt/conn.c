// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A connection's data; see conn.h. */
#include "vm/libvirt/conn.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The connection of this thread's action; NULL: the main one. */
static _Thread_local virConnectPtr mine;

virConnectPtr lv_virt(const struct vm_conn *conn)
{
	return mine ? mine : conn->virt;
}

virConnectPtr lv_use(virConnectPtr virt)
{
	virConnectPtr before = mine;

	mine = virt;
	return before;
}

struct lv_machine *lv_machine(struct vm_conn *conn, const char *name)
{
	size_t i;

	for (i = 0; name && i < conn->n_machines; i++)
		if (strcmp(conn->machines[i].spec->name, name) == 0)
			return &conn->machines[i];
	return NULL;
}

char *lv_file(const struct vm_conn *conn, const char *domain, const char *ending)
{
	return mem_printf("%s/%s.%s", conn->folder, domain, ending);
}

void lv_ref(struct vm_conn *conn)
{
	pthread_mutex_lock(&conn->lock);
	conn->refs++;
	pthread_mutex_unlock(&conn->lock);
}

static void free_conn(struct vm_conn *conn)
{
	size_t i;

	for (i = 0; i < conn->n_machines; i++) {
		free(conn->machines[i].domain);
		free(conn->machines[i].digest);
		hardware_clear(&conn->machines[i].now);
		hardware_clear(&conn->machines[i].next);
		snapshots_free(conn->machines[i].snapshots, conn->machines[i].n_snapshots);
	}
	free(conn->machines);
	free(conn->uri);
	free(conn->prefix);
	free(conn->workshop_id);
	free(conn->data_dir);
	free(conn->folder);
	pthread_mutex_destroy(&conn->lock);
	free(conn);
}

void lv_unref(void *opaque)
{
	struct vm_conn *conn = opaque;
	bool last;

	pthread_mutex_lock(&conn->lock);
	last = --conn->refs == 0;
	pthread_mutex_unlock(&conn->lock);
	if (last)
		free_conn(conn);
}
