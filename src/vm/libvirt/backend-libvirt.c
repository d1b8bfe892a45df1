// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The libvirt backend: its table, opening and closing a connection, and the survey, which
 * opens a connection of its own and only reads. */
#include <config.h>

#include "vm/libvirt/backend-libvirt.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "vm/backend.h"
#include "vm/files/disk.h"
#include "vm/files/emulator.h"
#include "vm/files/faults.h"
#include "vm/libvirt/act.h"
#include "vm/libvirt/conn.h"
#include "vm/libvirt/console-stream.h"
#include "vm/libvirt/define.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/display.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/read.h"
#include "vm/libvirt/xml.h"

/* ---- a survey ------------------------------------------------------------------ */

/* Read-only disks and drives for CDs and floppies need no snapshot. */
static bool counts(const struct xml *disk)
{
	return !xml_get_is(disk, "device", "cdrom") && !xml_get_is(disk, "device", "floppy") &&
	       !xml_find(disk, "readonly");
}

static enum snapshot_bar bar_of(const struct xml *domain)
{
	const struct xml *disk = xml_find(domain, "devices/disk");
	size_t disks = 0;

	if (xml_get_is(xml_find(domain, "os/loader"), "type", "pflash") ||
	    xml_get_is(xml_find(domain, "os"), "firmware", "efi"))
		return SNAPSHOT_PFLASH;
	for (; disk; disk = xml_next(disk)) {
		if (!counts(disk))
			continue;
		if (!xml_get_is(xml_find(disk, "driver"), "type", "qcow2"))
			return SNAPSHOT_RAW;
		disks++;
	}
	return disks > 0 ? SNAPSHOT_CAN : SNAPSHOT_NO_DISK;
}

void survey_definition(struct survey_domain *out, const char *xml)
{
	struct xml *domain = xml_parse(xml);
	const struct xml *disk = xml_find(domain, "devices/disk");

	out->bar = bar_of(domain);
	for (; disk; disk = xml_next(disk)) {
		char *file = xml_get(xml_find(disk, "source"), "file");

		if (file)
			*MEM_PUSH(out->files, out->n_files) = file;
	}
	xml_free(domain);
}

static void take_domain(struct survey *survey, virDomainPtr domain)
{
	struct survey_domain *out = MEM_PUSH(survey->domains, survey->n_domains);
	char *xml = lv_definition_at_once(domain, VIR_DOMAIN_XML_INACTIVE);

	out->name = mem_dup(virDomainGetName(domain));
	out->marked = lv_mark(domain, &out->mark);
	out->silent = lv_is_silent(domain);
	out->unread = !xml;
	if (xml)
		survey_definition(out, xml);
	free(xml);
}

/* The backend's survey(); see vm/backend.h. */
static bool survey_all(const char *uri, struct survey *survey, struct error *err)
{
	virDomainPtr *domains = NULL;
	virConnectPtr virt;
	int n, i;

	*survey = (struct survey){ 0 };
	if (!lv_events_start(err))
		return false;
	virt = virConnectOpen(uri);
	if (!virt)
		return lv_error(err, "");
	if (virConnectGetLibVersion(virt, &survey->libvirt) < 0)
		survey->libvirt = 0;
	if (virConnectGetVersion(virt, &survey->hypervisor) < 0)
		survey->hypervisor = 0;
	n = virConnectListAllDomains(virt, &domains, 0);
	if (n < 0)
		lv_error(err, "");
	for (i = 0; i < n; i++) {
		take_domain(survey, domains[i]);
		virDomainFree(domains[i]);
	}
	free(domains);
	virConnectClose(virt);
	return n >= 0;
}

/* ---- the backend --------------------------------------------------------------- */

/* The embedded driver reads this from its root.  It is used where none of libvirt's daemons
 * run, as in a container: so no log daemon, no cgroups, no mount namespaces.  QEMU runs as
 * the current user, so files keep their owner. */
static const char embed_config[] =
	"# Written by imitation for the machines that it runs without a daemon.\n"
	"user = \"root\"\n"
	"group = \"root\"\n"
	"stdio_handler = \"file\"\n"
	"namespaces = []\n"
	"cgroup_controllers = []\n"
	"security_driver = \"none\"\n"
	"remember_owner = 0\n";

static bool write_embed_config(const char *uri, struct error *err)
{
	char *root = uri_parameter(uri, "root");
	char *folder = root ? file_join(root, "etc") : NULL;
	char *file = folder ? file_join(folder, "qemu.conf") : NULL;
	bool ok = true;

	/* libvirt reports a root that is not an absolute path. */
	if (file && root[0] == '/' && !file_exists(file))
		ok = file_mkdirs(folder, 0700, err) &&
		     file_write_atomic(file, embed_config, strlen(embed_config), err);
	free(root);
	free(folder);
	free(file);
	return ok;
}

/* Does another process use the embedded driver's root?  If libvirt is refused once, it is
 * refused for the life of this process, so it is not asked while another process has the
 * root.  Once this process has it, the lock file must not be opened here: closing it would
 * give up the lock. */
static atomic_bool root_is_ours;

static bool root_is_free(const char *uri, struct error *err)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	char *root = uri_parameter(uri, "root");
	char *file = root ? file_join(root, "run/qemu/driver.pid") : NULL;
	int fd = file && !root_is_ours ? open(file, O_RDWR | O_CLOEXEC | O_NOFOLLOW) : -1;
	bool taken = fd >= 0 && fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;

	if (fd >= 0)
		close(fd);
	free(root);
	free(file);
	if (!taken)
		return true;
	error_set(err, ERROR_STATE, _("Another program is using the machines of this folder."));
	error_remedy(err, _("Close the other one; only one can have them at a time."));
	return false;
}

/* Any QEMU is enough here: act.c reports a machine that needs another one. */
static bool qemu_is_here(const struct vm_open_args *args, struct error *err)
{
	size_t i;

	if (args->n_specs == 0 || emulator_is_any_here())
		return true;
	for (i = 0; i < args->n_specs; i++)
		if (emulator_is_here(args->specs[i].arch))
			return true;
	error_set(err, ERROR_UNSUPPORTED, _("QEMU is not installed here."));
	packages_remedy(err, PACKAGES("qemu-x86 qemu-img"));
	return false;
}

/* Explains why the connection did not open.  libvirt gives the same error whether a daemon
 * is missing or does not answer, and no special error for a root that is in use or for
 * folders that cannot be used, so these are checked here. */
static void explain_refusal(const struct vm_open_args *args, struct error *err)
{
	bool old = file_has_program("libvirtd");

	if (uri_is_embedded(args->uri)) {
		lv_error_doing(err, LV_EMBED, "");
		root_is_free(args->uri, err);
		return;
	}
	lv_error(err, "");
	if (fault_of_access(args->uri, err))
		return;
	if (!uri_is_local_qemu(args->uri) || err->kind != ERROR_CONNECTION || fault_of_session(args->uri, NULL, err))
		return;
	if (!old && !file_has_program("virtqemud")) {
		error_set(err, ERROR_UNSUPPORTED, _("The libvirt daemon is not installed here."));
		packages_remedy(err, PACKAGES("libvirt-daemon qemu-x86"));
	} else if (uri_is_own_session(args->uri)) {
		error_remedy(err, _("It starts by itself for you; type this to see why it does not: %s"),
			     old ? "libvirtd --timeout 30" : "virtqemud --timeout 30");
	}
}

/* ---- connections beside the main one ---------------------------------------------- */

/* A libvirt connection can be used by many threads, but the thread that waits for an answer
 * also sends for the others, and libvirt 9.0 was seen not to send for a minute.  So an
 * action, and a look at a screen, has a connection of its own while it lasts, and so has each
 * console (console-line.h); reading and events use the main one.  A driver inside this
 * process (test, embed) has only the one connection, and no such line. */

/* Returns NULL if there can be no other connection; then the main one is used. */
static virConnectPtr take(struct vm_conn *conn)
{
	virConnectPtr virt = NULL;

	if (conn->test || conn->embed)
		return NULL;
	pthread_mutex_lock(&conn->lock);
	if (conn->n_hands > 0)
		virt = conn->hands[--conn->n_hands];
	pthread_mutex_unlock(&conn->lock);
	if (virt && virConnectIsAlive(virt) == 1)
		return virt;
	if (virt)
		virConnectClose(virt);
	virt = virConnectOpen(conn->uri);
	/* Without this a broken network connection would not be noticed. */
	if (virt && conn->remote)
		virConnectSetKeepAlive(virt, LV_KEEPALIVE_S, LV_KEEPALIVE_TIMES);
	return virt;
}

static void give_back(struct vm_conn *conn, virConnectPtr virt)
{
	pthread_mutex_lock(&conn->lock);
	if (virt && conn->n_hands < ARRAY_LEN(conn->hands)) {
		conn->hands[conn->n_hands++] = virt;
		virt = NULL;
	}
	pthread_mutex_unlock(&conn->lock);
	if (virt)
		virConnectClose(virt);
}

static bool act_beside(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	bool ok;

	lv_use(take(conn));
	ok = lv_act(conn, request, err);
	give_back(conn, lv_use(NULL));
	return ok;
}

static bool screen_beside(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
		    struct error *err)
{
	bool ok;

	lv_use(take(conn));
	ok = lv_screen(conn, machine, screen, err);
	give_back(conn, lv_use(NULL));
	return ok;
}

static bool reset_beside(struct vm_conn *conn, struct error *err)
{
	bool ok;

	lv_use(take(conn));
	ok = lv_reset(conn, err);
	give_back(conn, lv_use(NULL));
	return ok;
}

static void close_hands(struct vm_conn *conn)
{
	while (conn->n_hands > 0)
		virConnectClose(conn->hands[--conn->n_hands]);
	if (conn->spare)
		virConnectClose(conn->spare);
}

/* ---- opening and closing --------------------------------------------------------- */

static char *disks_folder(const struct vm_open_args *args)
{
	char *base = args->data_dir ? mem_dup(args->data_dir) : disk_home(args->uri);
	char *folder = file_join(base, args->workshop_id);

	free(base);
	return folder;
}

static bool folders_can_be_named(const struct vm_open_args *args, struct error *err)
{
	char *disks = disks_folder(args), *libvirt = fault_libvirt_folder(args->uri);
	bool can = !fault_of_folder_name(disks, err) && !(libvirt && fault_of_folder_name(libvirt, err));

	free(disks);
	free(libvirt);
	return can;
}

static void describe(struct vm_conn *conn, const struct vm_open_args *args)
{
	size_t i;

	conn->uri = mem_dup(args->uri);
	conn->test = uri_is_simulated(args->uri);
	conn->remote = uri_is_remote(args->uri);
	conn->embed = uri_is_embedded(args->uri);
	conn->for_daemon = uri_is_for_daemon(args->uri);
	conn->prefix = mem_dup(args->prefix);
	conn->workshop_id = mem_dup(args->workshop_id);
	conn->data_dir = mem_dup(args->data_dir);
	conn->folder = disks_folder(args);
	conn->watch = args->watch;
	conn->n_machines = args->n_specs;
	conn->machines = mem_array(args->n_specs, sizeof *conn->machines);
	for (i = 0; i < args->n_specs; i++) {
		conn->machines[i].spec = &args->specs[i];
		conn->machines[i].domain = mem_printf("%s%s", args->prefix, args->specs[i].name);
		conn->machines[i].cpu_percent = -1;
	}
}

static struct vm_conn *open_connection(const struct vm_open_args *args, struct error *err)
{
	bool embed = uri_is_embedded(args->uri);
	struct vm_conn *conn;
	virConnectPtr virt;

	if (!lv_events_start(err) ||
	    (uri_is_local_qemu(args->uri) &&
	     !(qemu_is_here(args, err) && folders_can_be_named(args, err))))
		return NULL;
	if (embed && (!root_is_free(args->uri, err) || !write_embed_config(args->uri, err)))
		return NULL;
	virt = virConnectOpen(args->uri);
	if (!virt) {
		explain_refusal(args, err);
		return NULL;
	}
	if (embed)
		root_is_ours = true;
	conn = mem_alloc(sizeof *conn);
	pthread_mutex_init(&conn->lock, NULL);
	conn->refs = 1;
	conn->virt = virt;
	describe(conn, args);
	lv_watch(conn);
	return conn;
}

static void close_connection(struct vm_conn *conn)
{
	size_t i;

	if (!conn)
		return;
	pthread_mutex_lock(&conn->lock);
	conn->closed = true;
	pthread_mutex_unlock(&conn->lock);
	for (i = 0; i < conn->n_machines; i++)
		lv_console_close(conn, &conn->machines[i]);
	lv_unwatch(conn);
	close_hands(conn);
	virConnectClose(conn->virt);
	lv_unref(conn);
}

static bool is_alive(struct vm_conn *conn)
{
	lv_consoles_check(conn);
	return virConnectIsAlive(conn->virt) == 1;
}

static const char *folder_of(struct vm_conn *conn)
{
	return conn->test || conn->remote ? NULL : conn->folder;
}

const struct vm_backend backend_libvirt = {
	.name = "libvirt",
	.open = open_connection,
	.close = close_connection,
	.alive = is_alive,
	.folder = folder_of,
	.read = lv_read,
	.unchanged = lv_unchanged,
	.act = act_beside,
	.console_open = lv_console_open,
	.console_write = lv_console_write,
	.screen = screen_beside,
	.reset = reset_beside,
	.survey = survey_all,
};

const struct module imitation_module = {
	.version = PACKAGE_VERSION,
	.size = sizeof(struct vm_backend),
	.functions = &backend_libvirt,
};
