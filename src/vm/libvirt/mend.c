// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A new disk in place of one that cannot be used; see mend.h.  The file comes last: until then
 * the disk is as bad as before, and all of this can be tried again. */
#include "vm/libvirt/mend.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "vm/files/disk.h"
#include "vm/files/machine-files.h"
#include "vm/libvirt/define.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/read.h"
#include "vm/rules.h"

/* libvirt forgets the snapshots, which were on the old disk. */
static bool forget_snapshots(virDomainPtr domain, struct error *err)
{
	virDomainSnapshotPtr *all = NULL;
	int n = virDomainListAllSnapshots(domain, &all, 0), i;
	bool ok = n >= 0 || lv_error_of(err, domain);

	for (i = 0; i < n; i++) {
		ok = ok && (virDomainSnapshotDelete(all[i], VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY) == 0 ||
			    lv_error_of(err, domain));
		virDomainSnapshotFree(all[i]);
	}
	free(all);
	return ok;
}

static bool forget_memory(virDomainPtr domain, struct error *err)
{
	return virDomainHasManagedSaveImage(domain, 0) != 1 ||
	       virDomainManagedSaveRemove(domain, 0) == 0 || lv_error_of(err, domain);
}

static bool make_disk(struct vm_conn *conn, const struct lv_machine *machine, const char *disk,
		      struct error *err)
{
	const struct lv_machine *base = lv_machine(conn, machine->spec->clone_of);
	char *its = base ? lv_file(conn, base->domain, "qcow2") : NULL;
	bool ok = its ? disk_make_linked(its, disk, err) : disk_make(machine->spec, disk, err);

	free(its);
	return ok;
}

/* *aside: where the old file is now; NULL: there was none.  Caller frees. */
static bool replace_file(struct vm_conn *conn, const struct lv_machine *machine, const char *disk,
			 char **aside, struct error *err)
{
	if (!machine_files_put_aside(disk, aside, err))
		return false;
	if (make_disk(conn, machine, disk, err))
		return true;
	if (*aside && rename(*aside, disk) != 0)
		log_line("%s is still at %s", disk, *aside);
	return false;
}

static void tell(const struct lv_machine *machine, const char *aside, struct error *err)
{
	char *file = aside ? file_tilde(aside) : NULL;

	if (file)
		error_set(err, ERROR_NOTE,
			  _("%1$s was made anew, without its snapshots, because its disk could not be used; that is kept as %2$s."),
			  machine->domain, file);
	else
		error_set(err, ERROR_NOTE,
			  _("%s was made anew, without its snapshots, because its disk was gone."),
			  machine->domain);
	free(file);
}

static bool make_anew(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		      const char *disk, struct error *err)
{
	char *copy = mem_dup(disk), *aside = NULL;
	int lock;
	bool ok = disk_hold(dirname(copy), conn->for_daemon, &lock, err);

	ok = ok && forget_memory(domain, err) && forget_snapshots(domain, err) &&
	     lv_define_again(conn, domain, machine, err) &&
	     replace_file(conn, machine, disk, &aside, err);
	if (ok)
		tell(machine, aside, err);
	disk_unlock(lock);
	free(aside);
	free(copy);
	return ok;
}

/* Clones build on what is left of the disk. */
static bool mend_disk(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		      struct error *err)
{
	struct mark mark;
	bool ok;

	if (!lv_mark(domain, &mark))
		return true;
	if (!lv_is_our_disk(&mark))
		ok = true; /* what helps is for the person to know */
	else if (lv_is_base(conn, machine))
		ok = error_set(err, ERROR_STATE, "%s: %s", machine->domain,
			       verb_refused_to_base(VERB_START));
	else
		ok = make_anew(conn, domain, machine, mark.disk, err);
	mark_free(&mark);
	return ok;
}

static bool is_gone(const char *file)
{
	return access(file, F_OK) != 0 && errno == ENOENT;
}

/* A disk that was plugged in is gone: without it the machine cannot start. */
static bool pull_out(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		     struct error *err)
{
	char *xml = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);
	bool lacks = xml && definition_has_disk(xml, is_gone), ok = true;

	free(xml);
	if (lacks && !conn->for_daemon) {
		ok = lv_define_again(conn, domain, machine, err);
		if (ok && err && err->kind != ERROR_NOTE)
			error_set(err, ERROR_NOTE,
				  _("A disk that was plugged into %s is gone, so it has the hardware again that it was made with."),
				  machine->domain);
	}
	return ok;
}

bool lv_mend(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
	     bool agreed, struct error *err)
{
	enum machine_state state;
	enum disk_trouble trouble;

	if (conn->test || conn->remote || !lv_state(domain, &state, NULL) ||
	    (state != STATE_SHUTOFF && state != STATE_SAVED))
		return true;
	trouble = lv_disk_trouble(conn, domain);
	if (trouble == DISK_GONE || trouble == DISK_DAMAGED || (agreed && trouble != DISK_WELL))
		return mend_disk(conn, domain, machine, err);
	return trouble != DISK_WELL || pull_out(conn, domain, machine, err);
}
