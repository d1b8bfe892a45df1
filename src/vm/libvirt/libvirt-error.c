// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* libvirt's errors as sentences for people.  A table gives a sentence and a remedy by the
 * error's code, the part of libvirt that reported it, the errno if there is one, and what
 * was tried.  libvirt's own text differs between versions and languages, so it is only
 * shown, never matched.  An error that is not in the table is shown as libvirt words it
 * (error_set cleans it). */
#include "vm/libvirt/libvirt-error.h"

#include <errno.h>
#include <string.h>

#include "base/i18n.h"
#include "base/packages.h"
#include "vm/libvirt/conn.h"
#include "vm/rules.h"

#define ANY (-1)

/* A command to QEMU without an answer for so long will hardly get one. */
#define SILENT_MS 5000

static const struct {
	int code;   /* a virErrorNumber */
	int from;   /* a virErrorDomain, or ANY */
	int number; /* of a system error (errno), or ANY */
	int doing;  /* an enum lv_doing, or ANY */
	enum error_kind kind;
	/* %1$s: the machine, %2$s: libvirt's text; a single %s: libvirt's text.  A format
	 * must not have %2$s without %1$s.  NULL: libvirt's text alone. */
	const char *message;
	const char *remedy;
	const char *install; /* names of packages that would remedy it */
} table[] = {
	/* the connection */
	{ VIR_ERR_NO_CONNECT, ANY, ANY, ANY, ERROR_UNSUPPORTED,
	  N_("libvirt has no driver for this connection here."),
	  NULL, PACKAGES("libvirt-daemon") },
	{ VIR_ERR_INTERNAL_ERROR, ANY, ANY, LV_EMBED, ERROR_UNSUPPORTED,
	  N_("libvirt is not set up for root here: %s"),
	  NULL, PACKAGES("libvirt-daemon libvirt-daemon-system") },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, EACCES, ANY, ERROR_CONNECTION,
	  N_("You may not use this: %s"),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, EPERM, ANY, ERROR_CONNECTION,
	  N_("You may not use this: %s"),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ VIR_ERR_ACCESS_DENIED, ANY, ANY, ANY, ERROR_CONNECTION,
	  N_("You may not use this: %s"),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ VIR_ERR_AUTH_FAILED, ANY, ANY, ANY, ERROR_CONNECTION,
	  N_("The hypervisor did not accept who you are."),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ VIR_ERR_AUTH_CANCELLED, ANY, ANY, ANY, ERROR_CONNECTION,
	  N_("The hypervisor did not accept who you are."),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ VIR_ERR_AUTH_UNAVAILABLE, ANY, ANY, ANY, ERROR_CONNECTION,
	  N_("The hypervisor did not accept who you are."),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	/* The daemon answers, but another daemon does not answer it. */
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ENOENT, LV_MACHINE, ERROR_FAILED,
	  N_("Another daemon of libvirt, which this needs, is not running: %s"),
	  N_("Where it is the log daemon, start it: virtlogd -d"), NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ECONNREFUSED, LV_MACHINE, ERROR_FAILED,
	  N_("Another daemon of libvirt, which this needs, is not running: %s"),
	  N_("Where it is the log daemon, start it: virtlogd -d"), NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ENOENT, ANY, ERROR_CONNECTION,
	  N_("No libvirt daemon answers here."),
	  N_("Is it installed and running?  systemctl start libvirtd"), NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ECONNREFUSED, ANY, ERROR_CONNECTION,
	  N_("No libvirt daemon answers here."),
	  N_("Is it installed and running?  systemctl start libvirtd"), NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_RPC, ANY, ANY, ERROR_CONNECTION,
	  N_("There is no connection to the hypervisor: %s"), NULL, NULL },
	{ VIR_ERR_INTERNAL_ERROR, VIR_FROM_RPC, ANY, ANY, ERROR_CONNECTION,
	  N_("There is no connection to the hypervisor: %s"), NULL, NULL },
	{ VIR_ERR_RPC, ANY, ANY, ANY, ERROR_CONNECTION,
	  N_("There is no connection to the hypervisor: %s"), NULL, NULL },
	/* which machine */
	{ VIR_ERR_DOM_EXIST, ANY, ANY, ANY, ERROR_NOT_OURS,
	  N_("A machine named %1$s is there already."),
	  N_("Give that machine another name, or rename the workshop's machine."), NULL },
	{ VIR_ERR_NO_DOMAIN, ANY, ANY, ANY, ERROR_STATE,
	  N_("The machine %1$s is gone: somebody removed it."), NULL, NULL },
	{ VIR_ERR_NO_DOMAIN_SNAPSHOT, ANY, ANY, ANY, ERROR_STATE,
	  N_("%1$s has no snapshot of this name."), NULL, NULL },
	/* consoles: libvirt's own table of them, or a lock file */
	{ VIR_ERR_OPERATION_FAILED, ANY, ANY, LV_CONSOLE, ERROR_STATE,
	  N_("The console of %1$s is open in another window."),
	  N_("Close it there (Ctrl-] in virsh), and it comes here by itself."), NULL },
	{ VIR_ERR_SYSTEM_ERROR, ANY, ANY, LV_CONSOLE, ERROR_STATE,
	  N_("The console of %1$s is locked by a program that is gone: %2$s"),
	  N_("Whoever rules this host can remove that lock file."), NULL },
	/* disks */
	{ VIR_ERR_CONFIG_UNSUPPORTED, ANY, ANY, LV_SNAPSHOT, ERROR_UNSUPPORTED,
	  N_("This machine cannot have snapshots: all of its disks must be qcow2 files."), NULL, NULL },
	{ VIR_ERR_SYSTEM_ERROR, ANY, ENOSPC, ANY, ERROR_FAILED,
	  N_("There is no room left on the disk."),
	  N_("Delete a snapshot, or make room, and try again."), NULL },
	{ VIR_ERR_SYSTEM_ERROR, ANY, EDQUOT, ANY, ERROR_FAILED,
	  N_("There is no room left on the disk."),
	  N_("Delete a snapshot, or make room, and try again."), NULL },
	{ VIR_ERR_SYSTEM_ERROR, VIR_FROM_STORAGE, ANY, ANY, ERROR_FAILED,
	  N_("The disk of %1$s cannot be read: %2$s"),
	  N_("If it is gone, start the lesson over with o: then the machine is made anew."), NULL },
	/* anything */
	{ VIR_ERR_OPERATION_TIMEOUT, ANY, ANY, ANY, ERROR_STATE,
	  N_("The hypervisor is still busy with %1$s."), N_("Wait a moment and try again."), NULL },
	{ VIR_ERR_RESOURCE_BUSY, ANY, ANY, ANY, ERROR_STATE,
	  N_("The hypervisor is still busy with %1$s."), N_("Wait a moment and try again."), NULL },
	{ VIR_ERR_NO_SUPPORT, ANY, ANY, ANY, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that."), NULL, NULL },
	{ VIR_ERR_ARGUMENT_UNSUPPORTED, ANY, ANY, ANY, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that: %s"), NULL, NULL },
	{ VIR_ERR_CONFIG_UNSUPPORTED, ANY, ANY, ANY, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that: %s"), NULL, NULL },
	{ VIR_ERR_OPERATION_UNSUPPORTED, ANY, ANY, ANY, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that: %s"), NULL, NULL },
	{ VIR_ERR_OPERATION_INVALID, ANY, ANY, ANY, ERROR_STATE, NULL, NULL, NULL },
};

static bool is(int row, int said)
{
	return row == ANY || row == said;
}

/* int1 of a system error is its errno. */
static size_t find(const virError *said, enum lv_doing doing)
{
	size_t i;

	for (i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].code == said->code && is(table[i].from, said->domain) &&
		    is(table[i].number, said->int1) &&
		    (is(table[i].doing, (int)doing) ||
		     (table[i].doing == LV_MACHINE && doing > LV_MACHINE)))
			break;
	return i;
}

bool lv_translate(struct error *err, const virError *last, enum lv_doing doing, const char *machine)
{
	static const virError nothing;
	size_t i = find(last ? last : &nothing, doing);
	bool known = i < sizeof table / sizeof *table;
	const char *said = last && last->message ? last->message : "";

	if (!known || !table[i].message)
		return error_set(err, known ? table[i].kind : ERROR_FAILED, _("The hypervisor says: %s"),
				 said[0] ? said : _("no reason was given"));
	/* The formats are of the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
	error_set(err, table[i].kind, _(table[i].message),
		  strstr(table[i].message, "%s") ? said : machine ? machine : "", said);
#pragma GCC diagnostic pop
	if (table[i].remedy)
		error_remedy(err, "%s", _(table[i].remedy));
	else if (table[i].install)
		packages_remedy(err, table[i].install);
	return false;
}

bool lv_error(struct error *err, const char *machine)
{
	return lv_error_doing(err, machine && machine[0] ? LV_MACHINE : LV_CONNECTION, machine);
}

bool lv_error_doing(struct error *err, enum lv_doing doing, const char *machine)
{
	return lv_translate(err, virGetLastError(), doing, machine);
}

bool lv_is_silent(virDomainPtr domain)
{
	virDomainControlInfo info;

	return virDomainGetControlInfo(domain, &info, 0) == 0 &&
	       info.state == VIR_DOMAIN_CONTROL_OCCUPIED && info.stateTime >= SILENT_MS;
}

bool lv_error_of(struct error *err, virDomainPtr domain)
{
	return lv_error_of_doing(err, LV_MACHINE, domain);
}

bool lv_error_of_doing(struct error *err, enum lv_doing doing, virDomainPtr domain)
{
	virErrorPtr last = virSaveLastError();

	lv_translate(err, last, doing, virDomainGetName(domain));
	if (last && last->code == VIR_ERR_OPERATION_TIMEOUT && lv_is_silent(domain))
		error_silent(err, virDomainGetName(domain));
	virFreeError(last);
	return false;
}
