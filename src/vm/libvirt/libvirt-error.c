// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What libvirt says, said for people: a table of codes and words of messages
 * gives a sentence and a remedy; what is not in it is passed on as libvirt said
 * it.  The message given is never shown unclean (error_set cleans). */
#include "vm/libvirt/libvirt-private.h"

#include <string.h>

#include "base/i18n.h"
#include "base/packages.h"

#define ANY (-1)

static const struct {
	int code;          /* a virErrorNumber, or ANY */
	const char *words; /* to be found in the message, or NULL */
	enum error_kind kind;
	/* %1$s: the machine, %2$s: what libvirt said; %s alone: that, too.  A format must
	 * not have %2$s without %1$s.  NULL: what libvirt said, as it is. */
	const char *message;
	const char *remedy;
	const char *install; /* names of packages that would remedy it */
} table[] = {
	{ ANY, "driver.pid", ERROR_STATE,
	  N_("Another program is using the machines of this folder."),
	  N_("Close the other one; only one can have them at a time."), NULL },
	{ ANY, "Failed to acquire pid file", ERROR_STATE,
	  N_("Another program is using the machines of this folder."),
	  N_("Close the other one; only one can have them at a time."), NULL },
	{ VIR_ERR_NO_CONNECT, NULL, ERROR_UNSUPPORTED,
	  N_("libvirt has no driver for this connection here."),
	  NULL, PACKAGES("libvirt-daemon") },
	{ ANY, "no connection driver available", ERROR_UNSUPPORTED,
	  N_("libvirt has no driver for this connection here."),
	  NULL, PACKAGES("libvirt-daemon") },
	{ ANY, "Failed to parse user", ERROR_UNSUPPORTED,
	  N_("libvirt is not set up for root here: %s"),
	  NULL, PACKAGES("libvirt-daemon libvirt-daemon-system") },
	{ ANY, "Permission denied", ERROR_CONNECTION,
	  N_("You may not use this: %s"),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ VIR_ERR_AUTH_FAILED, NULL, ERROR_CONNECTION,
	  N_("The hypervisor did not accept who you are."),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ VIR_ERR_AUTH_UNAVAILABLE, NULL, ERROR_CONNECTION,
	  N_("The hypervisor did not accept who you are."),
	  N_("For the system's machines, be in the group libvirt; or use qemu:///session."), NULL },
	{ ANY, "libvirtd' does not exist", ERROR_UNSUPPORTED,
	  N_("The libvirt daemon is not installed here."),
	  NULL, PACKAGES("libvirt-daemon qemu-x86") },
	{ ANY, "virtqemud", ERROR_UNSUPPORTED,
	  N_("The libvirt daemon is not installed here."),
	  NULL, PACKAGES("libvirt-daemon qemu-x86") },
	{ ANY, "virtlogd", ERROR_FAILED,
	  N_("The log daemon of libvirt is not running, and no machine starts without it."),
	  N_("Start it: virtlogd -d"), NULL },
	{ ANY, "Failed to connect socket", ERROR_CONNECTION,
	  N_("No libvirt daemon answers here."),
	  N_("Is it installed and running?  systemctl start libvirtd"), NULL },
	{ ANY, "Cannot find suitable emulator", ERROR_UNSUPPORTED,
	  N_("There is no QEMU for this kind of processor."),
	  NULL, PACKAGES("qemu") },
	{ ANY, "could not find capabilities for", ERROR_UNSUPPORTED,
	  N_("There is no QEMU for this kind of processor."),
	  NULL, PACKAGES("qemu") },
	{ ANY, "no emulator for", ERROR_UNSUPPORTED,
	  N_("There is no QEMU for this kind of processor."),
	  NULL, PACKAGES("qemu") },
	{ VIR_ERR_DOM_EXIST, NULL, ERROR_NOT_OURS,
	  N_("A machine named %1$s is there already."),
	  N_("Give that machine another name, or rename the workshop's machine."), NULL },
	{ VIR_ERR_NO_DOMAIN, NULL, ERROR_STATE,
	  N_("The machine %1$s is gone: somebody removed it."), NULL, NULL },
	{ VIR_ERR_NO_DOMAIN_SNAPSHOT, NULL, ERROR_STATE,
	  N_("%1$s has no snapshot of this name."), NULL, NULL },
	{ ANY, LV_CONSOLE_TAKEN, ERROR_STATE,
	  N_("The console of %1$s is open in another window."),
	  N_("Close it there (Ctrl-] in virsh), and it comes here by itself."), NULL },
	{ ANY, "lock file for device", ERROR_STATE,
	  N_("The console of %1$s is locked by a program that is gone: %2$s"),
	  N_("Whoever rules this host can remove that lock file."), NULL },
	{ ANY, "unsupported in configuration: internal snapshot", ERROR_UNSUPPORTED,
	  N_("This machine cannot have snapshots: all of its disks must be qcow2 files."), NULL, NULL },
	{ ANY, "require all disks to be selected", ERROR_UNSUPPORTED,
	  N_("This machine cannot have snapshots: all of its disks must be qcow2 files."), NULL, NULL },
	{ ANY, "No space left on device", ERROR_FAILED,
	  N_("There is no room left on the disk."),
	  N_("Delete a snapshot, or make room, and try again."), NULL },
	{ ANY, "Failed to get \"write\" lock", ERROR_STATE,
	  N_("The disk of %1$s is in use by another program."), NULL, NULL },
	{ ANY, "Cannot access storage file", ERROR_FAILED,
	  N_("The disk of %1$s cannot be read: %2$s"),
	  N_("If it is gone, remove the machine and make it anew."), NULL },
	{ VIR_ERR_OPERATION_TIMEOUT, NULL, ERROR_STATE,
	  N_("The hypervisor is still busy with %1$s."), N_("Wait a moment and try again."), NULL },
	{ VIR_ERR_NO_SUPPORT, NULL, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that."), NULL, NULL },
	{ VIR_ERR_ARGUMENT_UNSUPPORTED, NULL, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that: %s"), NULL, NULL },
	{ VIR_ERR_CONFIG_UNSUPPORTED, NULL, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that: %s"), NULL, NULL },
	{ VIR_ERR_OPERATION_UNSUPPORTED, NULL, ERROR_UNSUPPORTED,
	  N_("This hypervisor cannot do that: %s"), NULL, NULL },
	{ ANY, "client socket is closed", ERROR_CONNECTION,
	  N_("The connection to the hypervisor broke."), NULL, NULL },
	{ ANY, "End of file while reading data", ERROR_CONNECTION,
	  N_("The connection to the hypervisor broke."), NULL, NULL },
	{ ANY, "keepalive timeout", ERROR_CONNECTION,
	  N_("The hypervisor no longer answers."), NULL, NULL },
	{ VIR_ERR_OPERATION_INVALID, NULL, ERROR_STATE, NULL, NULL, NULL },
	{ VIR_ERR_INTERNAL_ERROR, NULL, ERROR_FAILED, NULL, NULL, NULL },
};

bool lv_translate(struct error *err, int code, int from, const char *message, const char *domain)
{
	const char *said = message ? message : "";
	size_t i;

	(void)from;
	for (i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].code != ANY && table[i].code != code)
			continue;
		if (table[i].words && !strstr(said, table[i].words))
			continue;
		if (!table[i].message)
			break;
		/* The formats are of the table above. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
		error_set(err, table[i].kind, _(table[i].message),
			  strstr(table[i].message, "%s") ? said : domain ? domain : "", said);
#pragma GCC diagnostic pop
		if (table[i].remedy)
			error_remedy(err, "%s", _(table[i].remedy));
		else if (table[i].install)
			packages_remedy(err, table[i].install);
		return false;
	}
	return error_set(err, i < sizeof table / sizeof *table ? table[i].kind : ERROR_FAILED,
			 _("The hypervisor says: %s"), said[0] ? said : _("no reason was given"));
}

bool lv_error(struct error *err, const char *domain)
{
	virErrorPtr last = virGetLastError();

	return lv_translate(err, last ? last->code : 0, last ? last->domain : 0,
			    last ? last->message : NULL, domain);
}

bool lv_error_of(struct error *err, virDomainPtr domain)
{
	virErrorPtr last = virSaveLastError();

	lv_translate(err, last ? last->code : 0, last ? last->domain : 0, last ? last->message : NULL,
		     virDomainGetName(domain));
	virFreeError(last);
	return false;
}
