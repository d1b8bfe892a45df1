// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A connection's data, its events, and whether machines that do not run are as they were; see
 * conn.h.  A call to a daemon wakes three threads, and reading all machines takes ten calls
 * for each: too much for machines that rest. */
#include "vm/libvirt/conn.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
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

/* ---- the event loop, and its events ------------------------------------------------
 *
 * Changes of machines, and a closed connection.  The loop is registered before the first
 * connection is opened and runs on a thread of its own for the life of the process, because
 * libvirt calls it from any of its threads at any time. */

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool loop_runs;

static void *loop(void *unused)
{
	while (!unused)
		if (virEventRunDefaultImpl() < 0)
			log_line("event loop: %s", virGetLastErrorMessage());
	return NULL;
}

static void quiet(void *context, virErrorPtr error)
{
	(void)context;
	log_line("libvirt %d/%d: %s", error->domain, error->code,
		 error->message ? error->message : "");
}

/* A timer that does nothing: without any timer some versions of the loop do not wake when
 * another thread adds a handle. */
static void nothing(int timer, void *opaque)
{
	(void)timer;
	(void)opaque;
}

static void start_loop(void)
{
	virSetErrorFunc(NULL, quiet);
	if (virInitialize() < 0 || virEventRegisterDefaultImpl() < 0)
		return;
	virEventAddTimeout(60 * 60 * 1000, nothing, NULL, NULL);
	loop_runs = thread_start(NULL, loop, NULL) == 0;
}

bool lv_events_start(struct error *err)
{
	pthread_once(&once, start_loop);
	return loop_runs ||
	       error_set(err, ERROR_UNSUPPORTED, _("libvirt does not start on this host."));
}

/* Ignore other machines: a host may have hundreds. */
static void tell(struct vm_conn *conn, virDomainPtr domain)
{
	if (!is_of_workshop(conn, domain))
		return;
	pthread_mutex_lock(&conn->lock);
	if (!conn->closed)
		conn->watch.changed(conn->watch.context, virDomainGetName(domain));
	pthread_mutex_unlock(&conn->lock);
}

static int on_lifecycle(virConnectPtr virt, virDomainPtr domain, int event, int detail, void *conn)
{
	(void)virt;
	(void)event;
	(void)detail;
	tell(conn, domain);
	return 0;
}

static void on_reboot(virConnectPtr virt, virDomainPtr domain, void *conn)
{
	(void)virt;
	tell(conn, domain);
}

static void on_device(virConnectPtr virt, virDomainPtr domain, const char *alias, void *conn)
{
	(void)virt;
	(void)alias;
	tell(conn, domain);
}

static void on_balloon(virConnectPtr virt, virDomainPtr domain, unsigned long long kib, void *conn)
{
	(void)virt;
	(void)kib;
	tell(conn, domain);
}

static void on_close(virConnectPtr virt, int reason, void *opaque)
{
	static const char *const reasons[] = {
		[VIR_CONNECT_CLOSE_REASON_ERROR] = "an error on the line",
		[VIR_CONNECT_CLOSE_REASON_EOF] = "the daemon ended",
		[VIR_CONNECT_CLOSE_REASON_KEEPALIVE] = "no sign of life",
		[VIR_CONNECT_CLOSE_REASON_CLIENT] = "closed by us",
	};
	struct vm_conn *conn = opaque;

	(void)virt;
	pthread_mutex_lock(&conn->lock);
	if (!conn->closed)
		conn->watch.lost(conn->watch.context,
				 reason >= 0 && (size_t)reason < ARRAY_LEN(reasons) ? reasons[reason] : "");
	pthread_mutex_unlock(&conn->lock);
}

void lv_watch(struct vm_conn *conn)
{
	const struct {
		int id;
		virConnectDomainEventGenericCallback call;
	} events[] = {
		{ VIR_DOMAIN_EVENT_ID_LIFECYCLE, VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle) },
		{ VIR_DOMAIN_EVENT_ID_REBOOT, VIR_DOMAIN_EVENT_CALLBACK(on_reboot) },
		{ VIR_DOMAIN_EVENT_ID_DEVICE_ADDED, VIR_DOMAIN_EVENT_CALLBACK(on_device) },
		{ VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED, VIR_DOMAIN_EVENT_CALLBACK(on_device) },
		{ VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE, VIR_DOMAIN_EVENT_CALLBACK(on_balloon) },
	};
	size_t i;

	for (i = 0; i < ARRAY_LEN(events); i++) {
		lv_ref(conn);
		conn->events[i] = virConnectDomainEventRegisterAny(conn->virt, NULL, events[i].id,
								   events[i].call, conn, lv_unref);
		if (conn->events[i] < 0)
			lv_unref(conn);
	}
	/* A driver inside this process never closes the connection; it would keep the
	 * reference that the registration takes. */
	if (!conn->test && !conn->embed) {
		lv_ref(conn);
		if (virConnectRegisterCloseCallback(conn->virt, on_close, conn, lv_unref) < 0)
			lv_unref(conn);
	}
	/* A local daemon that does not answer may go on later; only over a network does
	 * silence mean a broken connection. */
	if (conn->remote)
		virConnectSetKeepAlive(conn->virt, LV_KEEPALIVE_S, LV_KEEPALIVE_TIMES);
}

void lv_unwatch(struct vm_conn *conn)
{
	size_t i;

	if (!conn->test && !conn->embed)
		virConnectUnregisterCloseCallback(conn->virt, on_close);
	for (i = 0; i < ARRAY_LEN(conn->events); i++)
		if (conn->events[i] >= 0)
			virConnectDomainEventDeregisterAny(conn->virt, conn->events[i]);
}
