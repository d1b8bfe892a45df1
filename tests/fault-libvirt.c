// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Functions of libvirt with its names, which a test links before the library, or which are
 * loaded before it (LD_PRELOAD); see fault-libvirt.h.  Each calls libvirt's own, or fails in
 * its place. */
#include "fault-libvirt.h"

#include <dlfcn.h>
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum kind { CALL_DOES, CALL_READS, CALL_OTHER };

static fault_decide *decide;
static _Thread_local struct {
	enum fault fault;
	int nth, calls;
	bool reads;      /* calls that only read are counted, too */
	bool has_failed; /* the last call did, by this plan */
	const char *name;
} plan;

void fault_arm(enum fault fault, int nth, bool reads)
{
	plan.reads = reads;
	plan.fault = fault;
	plan.nth = nth;
	plan.calls = 0;
	plan.has_failed = false;
	plan.name = NULL;
}

int fault_calls(void)
{
	return plan.calls;
}

const char *fault_name(void)
{
	return plan.name;
}

void fault_decide_by(fault_decide *function)
{
	decide = function;
}

/* Counts a call.  Does it fail? */
static enum fault fault_of(const char *name, enum kind kind)
{
	plan.has_failed = false;
	if (decide)
		return decide(name);
	if (kind == CALL_OTHER || (kind == CALL_READS && !plan.reads))
		return FAULT_NONE;
	if (++plan.calls != plan.nth || plan.fault == FAULT_NONE)
		return FAULT_NONE;
	plan.name = name;
	return plan.fault;
}

/* A module brings libvirt with it, whose names are then known only to the module. */
void *fault_real(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name), *library = NULL;

	if (!function)
		library = dlopen("libvirt.so.0", RTLD_LAZY | RTLD_NOLOAD);
	if (library) {
		function = dlsym(library, name);
		dlclose(library);
	}
	if (!function)
		abort();
	return function;
}

/* As libvirt has it for whatever QEMU says. */
static char message[] = "this call was made to fail";
static virError failure = { .code = VIR_ERR_OPERATION_FAILED, .domain = VIR_FROM_QEMU,
			    .level = VIR_ERR_ERROR, .message = message };

virErrorPtr virGetLastError(void)
{
	virErrorPtr (*function)(void);

	*(void **)&function = fault_real("virGetLastError");
	return plan.has_failed ? &failure : function();
}

int virGetLastErrorCode(void)
{
	int (*function)(void);

	*(void **)&function = fault_real("virGetLastErrorCode");
	return plan.has_failed ? failure.code : function();
}

const char *virGetLastErrorMessage(void)
{
	const char *(*function)(void);

	*(void **)&function = fault_real("virGetLastErrorMessage");
	return plan.has_failed ? message : function();
}

virErrorPtr virSaveLastError(void)
{
	virErrorPtr (*function)(void), copy;

	*(void **)&function = fault_real("virSaveLastError");
	if (!plan.has_failed)
		return function();
	copy = calloc(1, sizeof *copy);
	if (!copy)
		abort();
	*copy = failure;
	copy->message = strdup(message);
	return copy;
}

static void drop_nothing(int unused)
{
	(void)unused;
}

static void drop_text(char *text)
{
	free(text);
}

static void drop_by(const char *name, void *object)
{
	int (*function)(void *);

	if (!object)
		return;
	*(void **)&function = fault_real(name);
	function(object);
}

static void drop_domain(virDomainPtr domain)
{
	drop_by("virDomainFree", domain);
}

static void drop_snapshot(virDomainSnapshotPtr snapshot)
{
	drop_by("virDomainSnapshotFree", snapshot);
}

static void drop_connection(virConnectPtr connection)
{
	drop_by("virConnectClose", connection);
}

/* A function: what it does, its type, what it returns where it fails, how to release what it returned. */
#define WRAP(kind, type, failed, drop, name, parameters, arguments)                              \
	type name parameters                                                                      \
	{                                                                                         \
		type(*function) parameters;                                                       \
		enum fault fault = fault_of(#name, kind);                                         \
		*(void **)&function = fault_real(#name);                                                \
		if (fault != FAULT_BEFORE) {                                                      \
			type result = function arguments;                                         \
			if (fault == FAULT_NONE)                                                  \
				return result;                                                    \
			drop(result);                                                             \
		}                                                                                 \
		plan.has_failed = true;                                                               \
		return failed;                                                                    \
	}
#define DO_INT(name, parameters, arguments)                                                       \
	WRAP(CALL_DOES, int, -1, drop_nothing, name, parameters, arguments)
#define DO_DOMAIN(name, parameters, arguments)                                                    \
	WRAP(CALL_DOES, virDomainPtr, NULL, drop_domain, name, parameters, arguments)
#define DO_SNAPSHOT(name, parameters, arguments)                                                  \
	WRAP(CALL_DOES, virDomainSnapshotPtr, NULL, drop_snapshot, name, parameters, arguments)
#define READ_INT(name, parameters, arguments)                                                     \
	WRAP(CALL_READS, int, -1, drop_nothing, name, parameters, arguments)
#define OTHER_INT(name, parameters, arguments)                                                    \
	WRAP(CALL_OTHER, int, -1, drop_nothing, name, parameters, arguments)
#define READ_TEXT(name, parameters, arguments)                                                    \
	WRAP(CALL_READS, char *, NULL, drop_text, name, parameters, arguments)
#define READ_DOMAIN(name, parameters, arguments)                                                  \
	WRAP(CALL_READS, virDomainPtr, NULL, drop_domain, name, parameters, arguments)
#define READ_SNAPSHOT(name, parameters, arguments)                                                \
	WRAP(CALL_READS, virDomainSnapshotPtr, NULL, drop_snapshot, name, parameters, arguments)

/* What is read. */
READ_INT(virDomainGetState, (virDomainPtr d, int *state, int *reason, unsigned flags),
	 (d, state, reason, flags))
READ_INT(virDomainGetInfo, (virDomainPtr d, virDomainInfoPtr info), (d, info))
READ_INT(virDomainIsActive, (virDomainPtr d), (d))
READ_INT(virDomainIsPersistent, (virDomainPtr d), (d))
READ_INT(virDomainHasManagedSaveImage, (virDomainPtr d, unsigned flags), (d, flags))
READ_INT(virDomainSnapshotNum, (virDomainPtr d, unsigned flags), (d, flags))
READ_INT(virDomainSnapshotIsCurrent, (virDomainSnapshotPtr s, unsigned flags), (s, flags))
READ_INT(virDomainListAllSnapshots, (virDomainPtr d, virDomainSnapshotPtr **all, unsigned flags),
	 (d, all, flags))
READ_INT(virConnectListAllDomains, (virConnectPtr c, virDomainPtr **all, unsigned flags),
	 (c, all, flags))
READ_TEXT(virDomainGetXMLDesc, (virDomainPtr d, unsigned flags), (d, flags))
READ_TEXT(virDomainManagedSaveGetXMLDesc, (virDomainPtr d, unsigned flags), (d, flags))
READ_TEXT(virDomainGetMetadata, (virDomainPtr d, int type, const char *uri, unsigned flags),
	  (d, type, uri, flags))
READ_TEXT(virDomainSnapshotGetXMLDesc, (virDomainSnapshotPtr s, unsigned flags), (s, flags))
READ_DOMAIN(virDomainLookupByName, (virConnectPtr c, const char *name), (c, name))
READ_DOMAIN(virDomainLookupByUUID, (virConnectPtr c, const unsigned char *uuid), (c, uuid))
READ_SNAPSHOT(virDomainSnapshotLookupByName, (virDomainPtr d, const char *name, unsigned flags),
	      (d, name, flags))
READ_SNAPSHOT(virDomainSnapshotCurrent, (virDomainPtr d, unsigned flags), (d, flags))

/* What is done. */
DO_INT(virDomainCreate, (virDomainPtr d), (d))
DO_INT(virDomainCreateWithFlags, (virDomainPtr d, unsigned flags), (d, flags))
DO_INT(virDomainSuspend, (virDomainPtr d), (d))
DO_INT(virDomainResume, (virDomainPtr d), (d))
DO_INT(virDomainReset, (virDomainPtr d, unsigned flags), (d, flags))
DO_INT(virDomainDestroy, (virDomainPtr d), (d))
DO_INT(virDomainManagedSave, (virDomainPtr d, unsigned flags), (d, flags))
DO_INT(virDomainManagedSaveRemove, (virDomainPtr d, unsigned flags), (d, flags))
DO_INT(virDomainUndefineFlags, (virDomainPtr d, unsigned flags), (d, flags))
DO_INT(virDomainRevertToSnapshot, (virDomainSnapshotPtr s, unsigned flags), (s, flags))
DO_INT(virDomainSnapshotDelete, (virDomainSnapshotPtr s, unsigned flags), (s, flags))
DO_INT(virDomainAttachDeviceFlags, (virDomainPtr d, const char *xml, unsigned flags),
	 (d, xml, flags))
DO_INT(virDomainDetachDeviceFlags, (virDomainPtr d, const char *xml, unsigned flags),
	 (d, xml, flags))
DO_INT(virDomainUpdateDeviceFlags, (virDomainPtr d, const char *xml, unsigned flags),
	 (d, xml, flags))
DO_INT(virDomainSetMemoryFlags, (virDomainPtr d, unsigned long kib, unsigned flags),
	 (d, kib, flags))
DO_INT(virDomainSetVcpusFlags, (virDomainPtr d, unsigned n, unsigned flags), (d, n, flags))
DO_DOMAIN(virDomainDefineXML, (virConnectPtr c, const char *xml), (c, xml))
DO_SNAPSHOT(virDomainSnapshotCreateXML, (virDomainPtr d, const char *xml, unsigned flags),
	      (d, xml, flags))

/* What no plan counts. */
WRAP(CALL_OTHER, virConnectPtr, NULL, drop_connection, virConnectOpen, (const char *uri), (uri))
OTHER_INT(virConnectGetLibVersion, (virConnectPtr c, unsigned long *version), (c, version))
OTHER_INT(virConnectGetVersion, (virConnectPtr c, unsigned long *version), (c, version))
OTHER_INT(virConnectGetAllDomainStats,
	  (virConnectPtr c, unsigned stats, virDomainStatsRecordPtr **records, unsigned flags),
	  (c, stats, records, flags))
OTHER_INT(virDomainShutdown, (virDomainPtr d), (d))
OTHER_INT(virDomainGetControlInfo, (virDomainPtr d, virDomainControlInfoPtr info, unsigned flags),
	  (d, info, flags))
OTHER_INT(virDomainOpenConsole,
	  (virDomainPtr d, const char *name, virStreamPtr stream, unsigned flags),
	  (d, name, stream, flags))
OTHER_INT(virDomainMemoryPeek,
	  (virDomainPtr d, unsigned long long start, size_t size, void *buffer, unsigned flags),
	  (d, start, size, buffer, flags))
OTHER_INT(virDomainSendKey,
	  (virDomainPtr d, unsigned codes, unsigned ms, unsigned *keys, int n, unsigned flags),
	  (d, codes, ms, keys, n, flags))
