// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Making and removing machines: the disk, the definition beside it and the mark, copies of
 * kernels and ramdisks that QEMU can read, which are kept as long as a machine names them.
 * Only what this program made is removed. */
#include "vm/libvirt/define.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "vm/backend.h"
#include "vm/files/disk.h"
#include "vm/files/machine-files.h"
#include "vm/libvirt/boot-copies.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/domain.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/read.h"
#include "vm/rules.h"
#include "vm/virsh.h"

/* Machines with less memory are emulated: a boot sector needs no acceleration, and then
 * behaves the same on every host. */
#define KVM_FROM_BYTES (32ull * 1024 * 1024)
#define NOTE_MAX (1024 * 1024) /* bytes of a definition beside its disk */

enum {
	LOOK_AGAIN_MS = 1000, /* after a reset: for machines that are made after it */
	LOOKS_MAX = 12,
};

static const char *type_of(struct vm_conn *conn, const struct machine_spec *spec)
{
	char *capabilities;

	if (conn->test)
		return "test";
	if (spec->memory < KVM_FROM_BYTES)
		return "qemu";
	capabilities = virConnectGetDomainCapabilities(lv_virt(conn), NULL, spec->arch,
						       domain_machine_type(spec->arch), "kvm", 0);
	if (!capabilities)
		return "qemu";
	free(capabilities);
	return "kvm";
}

bool lv_new_uuid(char *uuid, struct error *err)
{
	unsigned char b[VIR_UUID_BUFLEN];

	if (getentropy(b, sizeof b) != 0)
		return error_errno(err, "getentropy");
	/* version 4, variant 1: RFC 4122 */
	b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
	b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
	snprintf(uuid, VIR_UUID_STRING_BUFLEN,
		 "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", b[0], b[1],
		 b[2], b[3], b[4], b[5], b[6], b[7], b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
	return true;
}

static char *definition(struct vm_conn *conn, const struct lv_machine *machine,
			const struct machine_spec *spec, char *disk, char *uuid)
{
	struct mark mark = {
		.uuid = uuid,
		.workshop = conn->workshop_id,
		.machine = machine->spec->name,
		.prefix = conn->prefix,
		.disk = disk,
		.owner = geteuid(),
	};
	struct domain_plan plan = {
		.spec = spec,
		.type = type_of(conn, spec),
		.domain = machine->domain,
		.disk = disk,
		.mark = &mark,
	};
	size_t i;

	for (i = 0; i < conn->n_machines; i++) {
		if (!str_eq(conn->machines[i].spec->network, machine->spec->network))
			continue;
		if (&conn->machines[i] == machine)
			plan.nth_on_wire = plan.on_wire;
		plan.on_wire++;
	}
	return domain_xml(&plan);
}

/* If another program defined the same name first, that machine is not changed, because
 * libvirt refuses the name for another UUID. */
static bool define(struct vm_conn *conn, const char *xml, const char *name, struct error *err)
{
	virDomainPtr domain = virDomainDefineXML(lv_virt(conn), xml);

	if (!domain)
		return lv_error(err, name);
	virDomainFree(domain);
	return true;
}

bool lv_define_new(struct vm_conn *conn, const struct lv_machine *machine, const char *xml,
		   struct error *err)
{
	struct error why = { 0 };
	virDomainPtr domain;
	bool absent;

	if (define(conn, xml, machine->domain, &why))
		return true;
	domain = lv_find(conn, machine, &absent, NULL);
	if (domain) {
		log_line("%s was made, though libvirt says: %s", machine->domain, why.message);
		virDomainFree(domain);
	} else if (err) {
		*err = why;
	}
	return domain != NULL;
}

static bool uses(virDomainPtr domain, const char *disk)
{
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);
	bool found = xml && definition_uses_disk(xml, disk);

	free(xml);
	return found;
}

/* A machine that somebody renamed still uses its disk. */
bool lv_disk_is_free(struct vm_conn *conn, const char *domain, const char *disk,
		     struct error *err)
{
	virDomainPtr *domains = NULL;
	int n = file_exists(disk) ? virConnectListAllDomains(lv_virt(conn), &domains, 0) : 0, i;
	bool is_free = n >= 0 || lv_error(err, domain);

	for (i = 0; i < n; i++) {
		if (is_free && uses(domains[i], disk)) {
			const char *user = virDomainGetName(domains[i]);

			is_free = false;
			error_set(err, ERROR_STATE, _("The machine %1$s has the disk that %2$s would get."),
				  user, domain);
			remedy_rename_back(err, uri_to_name(conn->uri), user, domain);
		}
		virDomainFree(domains[i]);
	}
	free(domains);
	return is_free;
}

/* Removes the disk of a machine that could not be made.  But if the connection was lost, the
 * machine may have been made, so the disk stays. */
void lv_drop_disk(struct vm_conn *conn, const struct lv_machine *machine, const char *disk)
{
	bool absent;
	virDomainPtr domain = lv_find(conn, machine, &absent, NULL);

	if (domain)
		virDomainFree(domain);
	else if (absent)
		disk_remove(disk);
}

void lv_keep_note(struct vm_conn *conn, const struct lv_machine *machine, const char *xml,
		  struct error *err)
{
	char *note = lv_file(conn, machine->domain, "xml");
	struct error why = { 0 };

	if (!file_write_atomic(note, xml, strlen(xml), &why))
		error_set(err, ERROR_NOTE,
			  _("What hardware %1$s was made with could not be kept for o, which gives it that back: %2$s."),
			  machine->domain, why.message);
	free(note);
}

/* With the folder locked, and the store too if the machine boots from it. */
static bool make_all(struct vm_conn *conn, const struct lv_machine *machine,
		     const struct machine_spec *spec, bool files_only, struct error *err)
{
	char *disk = lv_file(conn, machine->domain, "qcow2");
	char *note = lv_file(conn, machine->domain, "xml"), *xml = NULL;
	char uuid[VIR_UUID_STRING_BUFLEN];
	bool ok;

	machine_files_sweep(disk);
	ok = lv_new_uuid(uuid, err) && lv_disk_is_free(conn, machine->domain, disk, err) &&
	     disk_make(spec, disk, err);
	if (ok) {
		xml = definition(conn, machine, spec, disk, uuid);
		ok = files_only ? file_write_atomic(note, xml, strlen(xml), err) :
				  lv_define_new(conn, machine, xml, err);
		if (!ok)
			lv_drop_disk(conn, machine, disk);
		else if (!files_only)
			lv_keep_note(conn, machine, xml, err);
	}
	free(xml);
	free(disk);
	free(note);
	return ok;
}

static bool make(struct vm_conn *conn, const struct lv_machine *machine, bool files_only,
		 struct error *err)
{
	struct machine_spec spec;
	int lock;
	bool ok = lv_boot_files(conn, machine->spec, &spec, &lock, err) &&
		  make_all(conn, machine, &spec, files_only, err);

	lv_boot_done(conn, &spec, lock);
	return ok;
}

static bool define_simulated(struct vm_conn *conn, struct lv_machine *machine, struct error *err)
{
	char uuid[VIR_UUID_STRING_BUFLEN], *xml;
	bool ok = lv_new_uuid(uuid, err);

	if (!ok)
		return false;
	xml = definition(conn, machine, machine->spec, NULL, uuid);
	ok = lv_define_new(conn, machine, xml, err);
	free(xml);
	return ok;
}

bool lv_define(struct vm_conn *conn, struct lv_machine *machine, bool files_only, struct error *err)
{
	virDomainPtr domain;
	bool absent, ok;
	int lock;

	if (conn->test && files_only)
		return error_set(err, ERROR_UNSUPPORTED, _("A simulated machine has no files."));
	if (conn->test)
		return define_simulated(conn, machine, err);
	if (conn->remote)
		return error_set(err, ERROR_UNSUPPORTED,
				 _("Machines cannot be made on another host yet."));
	if (!disk_hold(conn->folder, conn->for_daemon, &lock, err))
		return false;
	/* Another program of this user may just have made it. */
	domain = lv_find(conn, machine, &absent, err);
	if (!domain && absent && lv_is_base(conn, machine))
		ok = error_set(err, ERROR_STATE, "%s: %s", machine->domain,
			       verb_refused_to_base(VERB_START));
	else
		ok = domain || (absent && make(conn, machine, files_only, err));
	if (domain)
		virDomainFree(domain);
	disk_unlock(lock);
	return ok;
}

bool lv_define_again(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		     struct error *err)
{
	char uuid[VIR_UUID_STRING_BUFLEN], *note, *again = NULL;
	struct str first = { 0 };
	bool ok = true;

	if (conn->test || conn->remote)
		return true;
	note = lv_file(conn, machine->domain, "xml");
	if (file_read(note, NOTE_MAX, &first, NULL) && virDomainGetUUIDString(domain, uuid) == 0)
		again = definition_with_uuid(str_text(&first), uuid);
	if (again)
		ok = define(conn, again, machine->domain, err);
	else
		error_set(err, ERROR_NOTE,
			  _("What hardware %s was made with is not known any more, so it keeps what it has."),
			  machine->domain);
	free(again);
	str_free(&first);
	free(note);
	return ok;
}

bool lv_is_our_disk(const struct mark *mark)
{
	char *copy, *file, *folder;
	bool ours;

	if (!mark->disk || mark->disk[0] != '/' || strstr(mark->disk, "/../"))
		return false;
	copy = mem_dup(mark->disk);
	file = mem_printf("/%s%s.qcow2", mark->prefix, mark->machine);
	folder = mem_printf("/%s", mark->workshop);
	ours = str_ends(copy, file);
	if (ours) {
		copy[strlen(copy) - strlen(file)] = '\0';
		ours = str_ends(copy, folder);
	}
	free(copy);
	free(file);
	free(folder);
	return ours;
}

/* Locks the folder of the machine's disk, if it is on this host. */
static bool hold_mark(const struct vm_conn *conn, const struct mark *mark, int *lock,
		      struct error *err)
{
	char *copy;
	bool ok;

	*lock = -1;
	if (conn->test || conn->remote || !lv_is_our_disk(mark))
		return true;
	copy = mem_dup(mark->disk);
	ok = disk_lock(dirname(copy), lock, err);
	free(copy);
	return ok;
}

static bool undefine(virDomainPtr domain, const char *name, struct error *err)
{
	unsigned all = VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA;

	return virDomainUndefineFlags(domain, all | VIR_DOMAIN_UNDEFINE_NVRAM) == 0 ||
	       virDomainUndefineFlags(domain, all) == 0 || lv_error(err, name);
}

/* After lv_mark() failed: could whose the machine is not be read? */
static bool is_unread(void)
{
	int code = virGetLastErrorCode();

	return code != VIR_ERR_OK && code != VIR_ERR_NO_DOMAIN_METADATA;
}

bool lv_undefine(struct vm_conn *conn, virDomainPtr domain, const char *name, struct error *err)
{
	struct mark mark;
	bool ok;
	int lock;

	if (!lv_mark(domain, &mark))
		return is_unread() ? lv_error_of(err, domain) :
		       error_set(err, ERROR_NOT_OURS,
				 _("A machine named %s is there that this program did not make."), name);
	ok = hold_mark(conn, &mark, &lock, err);
	if (ok)
		ok = undefine(domain, name, err);
	if (ok && !conn->test && !conn->remote && lv_is_our_disk(&mark)) {
		/* A copy that somebody made of the machine may have the same disk. */
		if (lv_disk_is_free(conn, name, mark.disk, NULL))
			machine_files_remove(mark.disk);
		lv_boot_sweep(conn);
	}
	disk_unlock(lock);
	mark_free(&mark);
	return ok;
}

/* Sets *is_ours.  Returns false with err if that cannot be found out. */
static bool look_whose(const struct vm_conn *conn, virDomainPtr domain, bool *is_ours,
		       struct error *err)
{
	struct mark mark;

	*is_ours = false;
	if (!lv_mark(domain, &mark))
		return !is_unread() || virGetLastErrorCode() == VIR_ERR_NO_DOMAIN ||
		       lv_error_of(err, domain);
	*is_ours = str_eq(mark.workshop, conn->workshop_id) && str_eq(mark.prefix, conn->prefix) &&
		   mark.owner == geteuid();
	mark_free(&mark);
	return true;
}

/* Its power was cut, and then it could not be removed. */
static bool tell_it_is_off(virDomainPtr domain, struct error *err)
{
	enum machine_state state;

	if (!err || !lv_state(domain, &state, NULL) || state != STATE_SHUTOFF)
		return false;
	error_reword(err, _("%1$s could not be removed, and is off now: %2$s"), virDomainGetName(domain),
		     err->message);
	if (!err->remedy[0])
		error_remedy(err, _("Give it back once more with \"imitation reset\"; or press 0 in a lesson that starts with it, and it is switched on again."));
	return false;
}

static bool give_back(struct vm_conn *conn, virDomainPtr domain, struct error *err)
{
	const char *name = virDomainGetName(domain);
	/* A machine without a definition vanishes when its power is cut; remove_strays()
	 * removes its disk. */
	bool transient = virDomainIsPersistent(domain) == 0, ran = virDomainIsActive(domain) == 1;

	if (ran && virDomainDestroy(domain) < 0 && virDomainIsActive(domain) == 1)
		return lv_error(err, name);
	log_line("reset removes %s", name);
	if (transient || lv_undefine(conn, domain, name, err))
		return true;
	return ran && tell_it_is_off(domain, err);
}

static bool is_removed(const char *disk, struct error *err)
{
	machine_files_remove(disk);
	return unlink(disk) == 0 || errno == ENOENT || error_errno(err, disk);
}

/* A program that was killed between making the disk and the machine, or between removing
 * them, left a disk without one; so did a folder that could not be written.  Returns false
 * with err if a disk cannot be removed. */
static bool remove_strays(struct vm_conn *conn, struct error *err)
{
	bool ok = true;
	size_t i;
	int lock;

	if (conn->test || conn->remote)
		return true;
	if (!disk_lock(conn->folder, &lock, err))
		return false;
	for (i = 0; lock >= 0 && i < conn->n_machines; i++) {
		char *disk = lv_file(conn, conn->machines[i].domain, "qcow2");
		bool absent;
		virDomainPtr domain = lv_find(conn, &conn->machines[i], &absent, NULL);

		if (domain)
			virDomainFree(domain);
		else if (absent && lv_disk_is_free(conn, "", disk, NULL))
			ok = is_removed(disk, err) && ok;
		free(disk);
	}
	lv_boot_sweep(conn);
	disk_unlock(lock);
	return ok;
}

/* Goes on with the others if one cannot be removed.  *found: there was one of ours, or
 * *unread: one that may be, of which err tells. */
static bool give_all_back(struct vm_conn *conn, bool *found, bool *unread, struct error *err)
{
	virDomainPtr *domains = NULL;
	int n = virConnectListAllDomains(lv_virt(conn), &domains, 0), i;
	bool ok = n >= 0 || lv_error(err, ""), is_ours;

	*found = *unread = false;
	for (i = 0; i < n; i++) {
		*unread = !look_whose(conn, domains[i], &is_ours, ok ? err : NULL) || *unread;
		if (is_ours) {
			*found = true;
			ok = give_back(conn, domains[i], err) && ok;
		}
		virDomainFree(domains[i]);
	}
	free(domains);
	return ok;
}

/* A daemon finishes calls of clients that are gone, so it may make a machine after all were
 * removed.  Hence this looks until two looks a second apart find none.  The embedded driver
 * and the simulation end with their only client. */
bool lv_reset(struct vm_conn *conn, struct error *err)
{
	int quiet = 0, wanted = conn->embed || conn->test ? 1 : 2, looks;
	bool ok = true, found, unread = false;

	for (looks = 0; ok && quiet < wanted && looks < LOOKS_MAX; looks++) {
		if (looks > 0)
			clock_nap(LOOK_AGAIN_MS);
		ok = give_all_back(conn, &found, &unread, err);
		quiet = found || unread ? 0 : quiet + 1;
	}
	if (ok && unread) {
		remove_strays(conn, NULL);
		return error_reword(err, _("It could not be found out whose each machine is: %s"),
				    err ? err->message : "");
	}
	if (ok)
		error_clear(err); /* an earlier look may have failed */
	if (ok && quiet < wanted)
		ok = error_set(err, ERROR_STATE, _("Machines of this workshop come back again and "
						   "again: another program makes them."));
	return ok && remove_strays(conn, err);
}
