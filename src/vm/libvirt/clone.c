// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A linked clone: the same definition under another name, on a disk that holds only the
 * differences from the first machine's disk.
 *
 * The first machine must be off, and its disk must not change while clones build on it:
 * verbs that would write to it are refused (verb_refused_to_base) until the clones are
 * removed. */
#include "vm/libvirt/clone.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "vm/files/disk.h"
#include "vm/files/machine-files.h"
#include "vm/libvirt/define.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"

static char *definition_of(const struct lv_machine *machine, virDomainPtr domain,
			   struct error *err)
{
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);

	if (!xml)
		lv_error(err, machine->domain);
	return xml;
}

static char *clone_definition(const char *xml, const struct vm_conn *conn,
			      const struct lv_machine *machine, const struct lv_machine *clone,
			      struct error *err)
{
	char *base = lv_file(conn, machine->domain, "qcow2");
	char *disk = lv_file(conn, clone->domain, "qcow2"), *changed;
	char uuid[VIR_UUID_STRING_BUFLEN];
	struct identity from = { machine->domain, machine->spec->name, base, NULL };
	struct identity to = { clone->domain, clone->spec->name, disk, uuid };
	bool has_uuid = lv_new_uuid(uuid, err);

	changed = has_uuid ? definition_clone(xml, &from, &to) : NULL;
	if (has_uuid && !changed)
		error_set(err, ERROR_SYSTEM, _("The definition of %s cannot be changed into that of a clone."),
			  machine->domain);
	free(base);
	free(disk);
	return changed;
}

static bool has_own_disk_only(const char *xml, const char *machine, struct error *err)
{
	if (definition_disks(xml) < 2)
		return true;
	error_set(err, ERROR_STATE, _("%s has more disks than its own: a clone would share them."),
		  machine);
	error_remedy(err, _("Pull them out first."));
	return false;
}

static bool is_free(struct vm_conn *conn, const struct lv_machine *clone, struct error *err)
{
	virDomainPtr there;
	bool absent;

	there = lv_find(conn, clone, &absent, err);
	if (!there)
		return absent;
	virDomainFree(there);
	error_set(err, ERROR_STATE, _("There is a machine %s already."), clone->domain);
	error_remedy(err, _("Remove that one first."));
	return false;
}

static bool make(struct vm_conn *conn, const struct lv_machine *machine,
		 const struct lv_machine *clone, const char *xml, struct error *err)
{
	char *base = lv_file(conn, machine->domain, "qcow2");
	char *disk = lv_file(conn, clone->domain, "qcow2");
	bool ok;

	machine_files_sweep(disk);
	ok = lv_disk_is_free(conn, clone->domain, disk, err) && disk_make_linked(base, disk, err);
	if (ok && !lv_define_new(conn, clone, xml, err)) {
		lv_drop_disk(conn, clone, disk);
		ok = false;
	}
	if (ok)
		lv_keep_note(conn, clone, xml, err);
	free(base);
	free(disk);
	return ok;
}

bool lv_clone(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	      struct error *err)
{
	struct lv_machine *machine = lv_machine(conn, request->action.machine);
	struct lv_machine *clone = lv_machine(conn, request->action.as);
	char *xml, *changed = NULL;
	bool ok;
	int lock;

	if (conn->test || conn->remote)
		return error_set(err, ERROR_UNSUPPORTED, conn->test ?
				 _("The simulation has no disks that a clone could build on.") :
				 _("Machines cannot be made on another host yet."));
	if (!clone)
		return error_set(err, ERROR_INPUT, _("This workshop has no machine \"%s\"."),
				 request->action.as ? request->action.as : "");
	if (!disk_hold(conn->folder, conn->for_daemon, &lock, err))
		return false;
	xml = is_free(conn, clone, err) ? definition_of(machine, domain, err) : NULL;
	ok = xml && has_own_disk_only(xml, machine->domain, err);
	if (ok)
		changed = clone_definition(xml, conn, machine, clone, err);
	ok = changed && make(conn, machine, clone, changed, err);
	free(xml);
	free(changed);
	disk_unlock(lock);
	return ok;
}
