// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Whose a domain is, by its mark and its UUID; see owner.h. */
#include "vm/libvirt/owner.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/virsh.h"

bool lv_mark(virDomainPtr domain, struct mark *mark)
{
	char *xml = virDomainGetMetadata(domain, VIR_DOMAIN_METADATA_ELEMENT, MARK_NAMESPACE, 0);
	char uuid[VIR_UUID_STRING_BUFLEN] = "";
	bool marked = xml && mark_parse(xml, mark), ours;

	free(xml);
	if (!marked)
		return false;
	virDomainGetUUIDString(domain, uuid);
	ours = mark_is_of(mark, virDomainGetName(domain), uuid);
	if (!ours)
		mark_free(mark);
	return ours;
}

/* Returns NULL if the mark says that it is ours; else a sentence that says whose it is.  It
 * was found by the name that the program gives, so a mark without a UUID, of an earlier
 * version, is its own (see mark_is_of()). */
static char *whose(const struct vm_conn *conn, const struct lv_machine *machine, const char *xml,
		   const char *uuid)
{
	struct mark mark;
	char *why = NULL;

	if (!xml || !mark_parse(xml, &mark))
		return mem_printf(_("A machine named %s is there that this program did not make."),
				  machine->domain);
	if (mark_is_copied(&mark, uuid))
		why = mem_printf(_("The machine %s is a copy of one that this program made: its UUID "
				   "is another one."), machine->domain);
	else if (mark.owner != geteuid())
		why = mem_printf(_("The machine %s belongs to another user of this host."),
				 machine->domain);
	else if (!str_eq(mark.workshop, conn->workshop_id))
		why = mem_printf(_("The machine %1$s belongs to the workshop \"%2$s\"; give it back "
				   "with \"imitation reset\" there."), machine->domain, mark.workshop);
	else if (!str_eq(mark.machine, machine->spec->name) || !str_eq(mark.prefix, conn->prefix))
		why = mem_printf(_("The machine %1$s is this workshop's \"%2$s\" under another name."),
				 machine->domain, mark.machine);
	mark_free(&mark);
	return why;
}

enum lv_owner lv_look_up(struct vm_conn *conn, const struct lv_machine *machine,
			 virDomainPtr *domain, char **why, struct error *err)
{
	virDomainPtr found = virDomainLookupByName(lv_virt(conn), machine->domain);
	char uuid[VIR_UUID_STRING_BUFLEN] = "", *xml = NULL;
	enum lv_owner owner = LV_UNREAD;
	int code = VIR_ERR_OK;

	*domain = NULL;
	*why = NULL;
	if (found)
		xml = virDomainGetMetadata(found, VIR_DOMAIN_METADATA_ELEMENT, MARK_NAMESPACE, 0);
	if (!xml)
		code = virGetLastErrorCode();
	if (code == VIR_ERR_NO_DOMAIN) {
		owner = LV_ABSENT;
	} else if (found && (xml || code == VIR_ERR_NO_DOMAIN_METADATA)) {
		virDomainGetUUIDString(found, uuid); /* asks nobody: the handle has it */
		*why = whose(conn, machine, xml, uuid);
		owner = *why ? LV_NOT_OURS : LV_OURS;
	} else {
		lv_error(err, machine->domain);
	}
	free(xml);
	if (owner == LV_OURS)
		*domain = found;
	else if (found)
		virDomainFree(found);
	return owner;
}

virDomainPtr lv_find(struct vm_conn *conn, const struct lv_machine *machine, bool *absent,
		     struct error *err)
{
	virDomainPtr domain;
	char *why;
	enum lv_owner owner = lv_look_up(conn, machine, &domain, &why, err);

	*absent = owner == LV_ABSENT;
	if (owner == LV_NOT_OURS)
		error_not_ours(err, uri_to_name(conn->uri), machine->domain, why);
	free(why);
	return domain;
}
