/* Making machines and giving them back: the disk, the definition beside it,
 * the mark, and removing exactly what was made. */
#include "vm/libvirt-private.h"

#include <libgen.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/disk.h"
#include "vm/xml.h"

/* Acceleration pays for a real system; a boot sector that counts is as well
 * off without, and then behaves the same everywhere. */
#define KVM_FROM_BYTES (32ull * 1024 * 1024)

static const char *domain_type(struct vm_conn *conn, const struct machine_spec *spec)
{
	char *capabilities;

	if (conn->test)
		return "test";
	if (spec->memory < KVM_FROM_BYTES)
		return "qemu";
	capabilities = virConnectGetDomainCapabilities(conn->virt, NULL, spec->arch,
						       domain_machine_type(spec->arch), "kvm", 0);
	if (!capabilities)
		return "qemu";
	free(capabilities);
	return "kvm";
}

static char *disk_path(const struct vm_conn *conn, const char *domain, const char *ending)
{
	return mem_printf("%s/%s.%s", conn->folder, domain, ending);
}

static char *definition(struct vm_conn *conn, const struct lv_machine *machine, char *disk)
{
	struct mark mark = {
		.workshop = conn->workshop_id,
		.machine = machine->spec->name,
		.prefix = conn->prefix,
		.disk = disk,
		.owner = geteuid(),
	};
	struct domain_plan plan = {
		.spec = machine->spec,
		.type = domain_type(conn, machine->spec),
		.domain = machine->domain,
		.disk = disk,
		.mark = &mark,
	};

	return domain_xml(&plan);
}

/* Defined; if somebody was faster than us with the name, theirs is untouched:
 * libvirt refuses the name for another UUID. */
static bool define(struct vm_conn *conn, const char *xml, const char *name, struct error *err)
{
	virDomainPtr domain = virDomainDefineXML(conn->virt, xml);

	if (!domain)
		return lv_error(err, name);
	virDomainFree(domain);
	return true;
}

bool lv_define(struct vm_conn *conn, struct lv_machine *machine, struct error *err)
{
	char *disk = conn->test ? NULL : disk_path(conn, machine->domain, "qcow2");
	char *note = conn->test ? NULL : disk_path(conn, machine->domain, "xml");
	bool for_daemon = conn->privileged && !conn->embed, ok = true;
	char *xml = NULL;

	if (conn->remote) {
		error_set(err, ERROR_UNSUPPORTED,
			  _("Machines cannot be made on another host yet."));
		ok = false;
	}
	if (ok && disk)
		ok = disk_folder(conn->folder, for_daemon, err) &&
		     disk_make(machine->spec, disk, err);
	if (ok) {
		xml = definition(conn, machine, disk);
		ok = define(conn, xml, machine->domain, err);
		if (!ok && disk)
			disk_remove(disk);
	}
	if (ok && note)
		file_write_atomic(note, xml, strlen(xml), NULL);
	free(xml);
	free(disk);
	free(note);
	return ok;
}

static bool read_mark(virDomainPtr domain, struct mark *mark)
{
	char *xml = virDomainGetMetadata(domain, VIR_DOMAIN_METADATA_ELEMENT, MARK_NAMESPACE, 0);
	bool marked = xml && mark_parse(xml, mark);

	free(xml);
	return marked;
}

/* Only a disk of the name that we give, in a folder named for the workshop. */
static bool disk_is_ours(const struct mark *mark)
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

static void remove_files(const struct mark *mark)
{
	char *note;

	if (!disk_is_ours(mark))
		return;
	note = mem_printf("%.*sxml", (int)(strlen(mark->disk) - strlen("qcow2")), mark->disk);
	unlink(note);
	free(note);
	disk_remove(mark->disk);
}

bool lv_undefine(struct vm_conn *conn, virDomainPtr domain, const char *name, struct error *err)
{
	unsigned all = VIR_DOMAIN_UNDEFINE_MANAGED_SAVE | VIR_DOMAIN_UNDEFINE_SNAPSHOTS_METADATA;
	struct mark mark;
	bool marked = read_mark(domain, &mark);
	int result;

	if (!marked)
		return error_set(err, ERROR_NOT_OURS,
				 _("A machine named %s is there that this program did not make."), name);
	result = virDomainUndefineFlags(domain, all | VIR_DOMAIN_UNDEFINE_NVRAM);
	if (result < 0)
		result = virDomainUndefineFlags(domain, all);
	if (result < 0)
		lv_error(err, name);
	else if (!conn->test && !conn->remote)
		remove_files(&mark);
	mark_free(&mark);
	return result == 0;
}

static bool is_of_this_workshop(const struct vm_conn *conn, virDomainPtr domain)
{
	struct mark mark;
	bool same;

	if (!read_mark(domain, &mark))
		return false;
	same = str_eq(mark.workshop, conn->workshop_id) && str_eq(mark.prefix, conn->prefix) &&
	       mark.owner == geteuid();
	mark_free(&mark);
	return same;
}

static bool give_back(struct vm_conn *conn, virDomainPtr domain, struct error *err)
{
	const char *name = virDomainGetName(domain);

	if (virDomainIsActive(domain) == 1 && virDomainDestroy(domain) < 0 &&
	    virDomainIsActive(domain) == 1)
		return lv_error(err, name);
	log_line("reset removes %s", name);
	return lv_undefine(conn, domain, name, err);
}

bool lv_reset(struct vm_conn *conn, struct error *err)
{
	virDomainPtr *domains = NULL;
	int n = virConnectListAllDomains(conn->virt, &domains, 0), i;
	bool ok = n >= 0 || lv_error(err, "");

	/* One that resists does not keep the others from going. */
	for (i = 0; i < n; i++) {
		if (is_of_this_workshop(conn, domains[i]) && !give_back(conn, domains[i], err))
			ok = false;
		virDomainFree(domains[i]);
	}
	free(domains);
	return ok;
}
