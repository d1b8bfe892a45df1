// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The event loop, and its events: changes of machines, and a closed connection.  The loop is
 * registered before the first connection is opened and runs on a thread of its own for the
 * life of the process, because libvirt calls it from any of its threads at any time. */
#include "vm/libvirt/events.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "vm/libvirt/snapshot-list.h"

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
	const char *name = virDomainGetName(domain);
	size_t i;

	for (i = 0; i < conn->n_machines; i++)
		if (name && strcmp(name, conn->machines[i].domain) == 0)
			break;
	if (i == conn->n_machines)
		return;
	pthread_mutex_lock(&conn->lock);
	if (!conn->closed)
		conn->watch.changed(conn->watch.context, name);
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
