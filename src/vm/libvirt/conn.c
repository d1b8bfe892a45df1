// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A connection's data, and whether machines that do not run are as they were; see conn.h.
 * A call to a daemon wakes three threads, and reading all machines takes ten calls for each:
 * too much for machines that rest. */
#include "vm/libvirt/conn.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* ---- the connection ------------------------------------------------------------ */

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

/* ---- are the machines as they were --------------------------------------------- */

static bool is_of_workshop(const struct vm_conn *conn, virDomainPtr domain)
{
	const char *name = virDomainGetName(domain);
	size_t i;

	for (i = 0; i < conn->n_machines; i++)
		if (str_eq(conn->machines[i].domain, name))
			return true;
	return false;
}

static void add_int(uint64_t *hash, int value)
{
	*hash = hash64(*hash, &value, sizeof value);
}

/* Adds what is asked only of a machine that is off: it may have a saved state now, and
 * hardware that it gets at its next start. */
static bool add_resting(uint64_t *hash, virDomainPtr domain)
{
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);
	int saved = virDomainHasManagedSaveImage(domain, 0);

	add_int(hash, saved);
	if (xml)
		*hash = hash64(*hash, xml, strlen(xml));
	free(xml);
	return xml && saved >= 0;
}

/* Returns false if the machine runs, or cannot be read. */
static bool add_machine(uint64_t *sum, const virDomainStatsRecord *record)
{
	unsigned char uuid[VIR_UUID_BUFLEN];
	int state = VIR_DOMAIN_RUNNING, reason = 0, snapshots;
	uint64_t hash = HASH64;
	bool ok;

	virTypedParamsGetInt(record->params, record->nparams, "state.state", &state);
	virTypedParamsGetInt(record->params, record->nparams, "state.reason", &reason);
	if (state != VIR_DOMAIN_PAUSED && state != VIR_DOMAIN_SHUTOFF)
		return false;
	snapshots = virDomainSnapshotNum(record->dom, 0);
	ok = snapshots >= 0 && virDomainGetUUID(record->dom, uuid) == 0;
	if (ok)
		hash = hash64(hash, uuid, sizeof uuid);
	add_int(&hash, state);
	add_int(&hash, reason);
	add_int(&hash, snapshots);
	ok = ok && (state == VIR_DOMAIN_PAUSED || add_resting(&hash, record->dom));
	*sum += hash; /* in any order */
	return ok;
}

bool lv_unchanged(struct vm_conn *conn)
{
	virDomainStatsRecordPtr *records = NULL;
	int n = virConnectGetAllDomainStats(conn->virt, VIR_DOMAIN_STATS_STATE, &records, 0), i;
	uint64_t sum = HASH64;
	bool ok = n >= 0, same;

	for (i = 0; ok && i < n; i++)
		if (is_of_workshop(conn, records[i]->dom))
			ok = add_machine(&sum, records[i]);
	virDomainStatsRecordListFree(records);
	same = ok && sum == conn->resting;
	conn->resting = ok ? sum : 0;
	return same;
}
