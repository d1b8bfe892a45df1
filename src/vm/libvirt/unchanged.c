// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Are the machines as they were?  See unchanged.h.  A call to a daemon wakes three threads,
 * and reading all machines takes ten calls for each: too much for machines that rest. */
#include "vm/libvirt/unchanged.h"

#include <stdlib.h>
#include <string.h>

#include "base/compare.h"
#include "base/str.h"

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
