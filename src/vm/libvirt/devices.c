// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Changing a machine's hardware: disks and the network cable while it runs, and what it has
 * from its next start on.  libvirt may accept a change that has no effect, and may say that one
 * failed which it made: vm/outcome.h tells which by what is read afterwards. */
#include "vm/libvirt/devices.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/files/disk.h"
#include "vm/files/machine-files.h"
#include "vm/libvirt/cause.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/read.h"
#include "vm/libvirt/xml.h"
#include "vm/machine.h"
#include "vm/rules.h"

enum {
	BALLOON_MS = 3000, /* for a guest to give memory back */
	BALLOON_POLL_MS = 50,
};

static bool active(virDomainPtr domain)
{
	return virDomainIsActive(domain) == 1;
}

/* In the running machine, and in its definition for the next start. */
static unsigned everywhere(virDomainPtr domain)
{
	return VIR_DOMAIN_AFFECT_CONFIG | (active(domain) ? VIR_DOMAIN_AFFECT_LIVE : 0);
}

static char *definition(virDomainPtr domain, bool live, struct error *err)
{
	char *xml = virDomainGetXMLDesc(domain, live ? 0 : VIR_DOMAIN_XML_INACTIVE);

	if (!xml)
		lv_error_of(err, domain);
	return xml;
}

static bool is_simulated(const struct vm_conn *conn, struct error *err)
{
	if (!conn->test)
		return false;
	error_set(err, ERROR_UNSUPPORTED, _("The simulation has no such hardware."));
	error_remedy(err, _("Connect to a real hypervisor."));
	return true;
}

/* ---- disks ------------------------------------------------------------------ */

static char *file_of_disk(const struct vm_conn *conn, const struct lv_machine *machine,
			  const struct action *action, const char *format)
{
	char *ending = mem_printf("%s.%s", action->disk, format), *path;

	path = lv_file(conn, machine->domain, ending);
	free(ending);
	return path;
}

/* The <disk> element of the file, or NULL.  Caller frees. */
static char *plugged(const char *xml, const char *path)
{
	struct xml *domain = xml_parse(xml);
	const struct xml *disk = xml_find(domain, "devices/disk");
	char *element = NULL;

	for (; disk && !element; disk = xml_next(disk))
		if (xml_get_is(xml_find(disk, "source"), "file", path))
			element = xml_write(disk);
	xml_free(domain);
	return element;
}

static bool plug_in(virDomainPtr domain, const struct action *action, const char *path,
		    const char *format, struct error *err)
{
	struct xml *disk = xml_new("disk");
	char *text;
	int result;

	xml_set(disk, "type", "file");
	xml_add(disk, "driver", "name", "qemu", "type", format, NULL);
	xml_add(disk, "source", "file", path, NULL);
	xml_add(disk, "target", "dev", disk_target(action->nth), NULL);
	text = xml_write(disk);
	result = virDomainAttachDeviceFlags(domain, text, everywhere(domain));
	free(text);
	xml_free(disk);
	return result == 0 || lv_error_of(err, domain);
}

/* Is the file in no definition, neither that of now nor that of the next start?  False also
 * if one of them cannot be read. */
static bool is_nowhere(virDomainPtr domain, const char *path)
{
	bool nowhere = true;
	int live;

	for (live = active(domain); live >= 0; live--) {
		char *xml = definition(domain, live, NULL), *disk = xml ? plugged(xml, path) : NULL;

		nowhere = nowhere && xml && !disk;
		free(disk);
		free(xml);
	}
	return nowhere;
}

bool lv_attach(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	       struct error *err)
{
	const struct action *action = &request->action;
	const char *format = action->format ? action->format : "qcow2";
	char *xml, *path, *disk, *own;
	bool ok, made = false;

	if (is_simulated(conn, err) || !(xml = definition(domain, active(domain), err)))
		return false;
	own = lv_file(conn, lv_machine(conn, action->machine)->domain, "qcow2");
	path = file_of_disk(conn, lv_machine(conn, action->machine), action, format);
	disk = plugged(xml, path);
	ok = !disk || error_set(err, ERROR_STATE, _("The disk \"%1$s\" is in %2$s already."),
				action->disk, action->machine);
	ok = ok && machine_files_add(own, path, format, action->size ? action->size : DISK_SIZE,
				     &made, err);
	if (ok && !plug_in(domain, action, path, format, err)) {
		ok = false;
		if (made && is_nowhere(domain, path))
			machine_files_take_back(own, path);
	}
	free(disk);
	free(path);
	free(own);
	free(xml);
	return ok;
}

/* The <disk> element of the action's disk, or NULL with err.  Caller frees. */
static char *find_plugged(struct vm_conn *conn, virDomainPtr domain, const struct action *action,
			  struct error *err)
{
	static const char *const formats[] = { "qcow2", "raw" };
	char *xml = definition(domain, active(domain), err), *disk = NULL;
	size_t i;

	for (i = 0; xml && !disk && i < ARRAY_LEN(formats); i++) {
		char *path = file_of_disk(conn, lv_machine(conn, action->machine), action, formats[i]);

		disk = plugged(xml, path);
		free(path);
	}
	if (xml && !disk)
		error_set(err, ERROR_STATE, _("The disk \"%1$s\" is not in %2$s."), action->disk,
			  action->machine);
	free(xml);
	return disk;
}

/* Has the machine the disk of this element no more from its next start on?  False also if its
 * definition cannot be read. */
static bool is_pulled(virDomainPtr domain, const char *element)
{
	struct xml *disk = xml_parse(element);
	char *path = xml_get(xml_find(disk, "source"), "file");
	char *xml = definition(domain, false, NULL), *there = xml && path ? plugged(xml, path) : NULL;
	bool pulled = xml && path && !there;

	free(there);
	free(xml);
	free(path);
	xml_free(disk);
	return pulled;
}

/* If libvirt says that it failed, and did it, the outcome is judged by what is read. */
bool lv_detach(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	       struct error *err)
{
	char *disk;
	bool ok;

	if (is_simulated(conn, err))
		return false;
	disk = find_plugged(conn, domain, &request->action, err);
	ok = disk && virDomainDetachDeviceFlags(domain, disk, everywhere(domain)) == 0;
	if (disk && !ok)
		ok = lv_error_of(err, domain) || is_pulled(domain, disk);
	free(disk);
	return ok;
}

/* ---- the cable ---------------------------------------------------------------- */

static bool link_is(const struct xml *domain, bool up)
{
	return xml_get_is(xml_find(domain, "devices/interface/link"), "state", "down") != up;
}

/* Returns the first interface as a document of its own, with its cable plugged in or out. */
static char *with_link(struct xml *domain, bool up)
{
	struct xml *interface = xml_find(domain, "devices/interface");
	struct xml *link = xml_find(interface, "link");

	if (!link)
		link = xml_add(interface, "link", NULL);
	xml_set(link, "state", "%s", up ? "up" : "down");
	return xml_write(interface);
}

/* Returns a definition with an interface; release it with xml_free(). */
static struct xml *with_network(virDomainPtr domain, struct error *err)
{
	char *text = definition(domain, active(domain), err);
	struct xml *xml = text ? xml_parse(text) : NULL;

	if (text && !xml_find(xml, "devices/interface")) {
		xml_free(xml);
		xml = NULL;
		error_set(err, ERROR_STATE, _("%s has no network."), virDomainGetName(domain));
		error_remedy(err, _("The workshop's front matter gives it one: network: user, or "
				  "network: link:NAME."));
	}
	free(text);
	return xml;
}

bool lv_plug(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	     struct error *err)
{
	bool up = request->action.verb == VERB_PLUG, ok;
	struct xml *xml;
	char *changed;

	if (is_simulated(conn, err) || !(xml = with_network(domain, err)))
		return false;
	if (link_is(xml, up)) {
		xml_free(xml);
		return error_set(err, ERROR_STATE, up ? _("The network cable of %s is in already.") :
							_("The network cable of %s is out already."),
				 request->action.machine);
	}
	changed = with_link(xml, up);
	ok = virDomainUpdateDeviceFlags(domain, changed, active(domain) ? VIR_DOMAIN_AFFECT_LIVE :
								    VIR_DOMAIN_AFFECT_CONFIG) == 0;
	free(changed);
	xml_free(xml);
	return ok || lv_error_of(err, domain);
}

/* ---- memory and processors ------------------------------------------------------ */

static unsigned where(enum set_way way)
{
	return VIR_DOMAIN_AFFECT_CONFIG | (way == SET_LIVE ? VIR_DOMAIN_AFFECT_LIVE : 0);
}

static bool set_memory(const struct vm_conn *conn, virDomainPtr domain, unsigned long kib,
		       enum set_way way)
{
	if (way == SET_MORE &&
	    virDomainSetMemoryFlags(domain, kib, VIR_DOMAIN_AFFECT_CONFIG | VIR_DOMAIN_MEM_MAXIMUM) < 0)
		return false;
	/* The test driver accepts one flag at a time. */
	if (conn->test && way == SET_LIVE)
		return virDomainSetMemoryFlags(domain, kib, VIR_DOMAIN_AFFECT_LIVE) == 0 &&
		       virDomainSetMemoryFlags(domain, kib, VIR_DOMAIN_AFFECT_CONFIG) == 0;
	return way == SET_NOT || virDomainSetMemoryFlags(domain, kib, where(way)) == 0;
}

static bool set_cpus(virDomainPtr domain, unsigned cpus, enum set_way way)
{
	if (way == SET_MORE && virDomainSetVcpusFlags(domain, cpus, VIR_DOMAIN_AFFECT_CONFIG |
								    VIR_DOMAIN_VCPU_MAXIMUM) < 0)
		return false;
	return way == SET_NOT || virDomainSetVcpusFlags(domain, cpus, where(way)) == 0;
}

/* libvirt cannot add a screen to a definition, so the machine is defined again. */
static bool set_screens(struct vm_conn *conn, virDomainPtr domain, int screens, enum set_way way)
{
	char *xml = way == SET_NOT ? NULL : virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);
	char *changed = xml ? hardware_with_screens(xml, screens) : NULL;
	virDomainPtr defined = changed ? virDomainDefineXML(lv_virt(conn), changed) : NULL;

	free(xml);
	free(changed);
	if (defined)
		virDomainFree(defined);
	return way == SET_NOT || defined;
}

/* A guest needs some time to give memory back. */
static void await_balloon(virDomainPtr domain, uint64_t bytes)
{
	virDomainInfo info;
	int ms;

	for (ms = 0; ms < BALLOON_MS; ms += BALLOON_POLL_MS) {
		if (virDomainGetInfo(domain, &info) < 0 ||
		    hardware_same_size((uint64_t)info.memory * 1024, bytes))
			return;
		clock_nap(BALLOON_POLL_MS);
	}
}

/* Processors come last: those that were plugged in cannot be pulled out again (cpus_way() in
 * vm/machine.c).  begun: what may have been changed if it fails. */
static bool carry_out(struct vm_conn *conn, virDomainPtr domain, const struct action *action,
		      const struct set_plan *plan, struct set_plan *begun)
{
	if (!set_screens(conn, domain, action->screens, plan->screens))
		return false;
	begun->memory = plan->memory;
	if (!set_memory(conn, domain, (unsigned long)(action->memory / 1024), plan->memory))
		return false;
	begun->cpus = plan->cpus;
	return set_cpus(domain, (unsigned)action->cpus, plan->cpus);
}

/* Were processors plugged in, though libvirt said that it failed? */
static bool has_more_cpus(const struct vm_conn *conn, virDomainPtr domain,
			  const struct lv_machine *machine, const struct vm_hardware *before)
{
	struct vm_hardware now = { 0 }, next = { 0 };
	bool more = !lv_hardware(conn, machine, domain, &now, &next, NULL) || now.cpus > before->cpus;

	hardware_clear(&now);
	hardware_clear(&next);
	return more;
}

/* Gives back what was changed before another change failed: the next start's hardware by its
 * definition before, the current one by what it was. */
static bool take_back(struct vm_conn *conn, virDomainPtr domain, const struct lv_machine *machine,
		      const char *before, const struct vm_hardware *now,
		      const struct set_plan *begun)
{
	virDomainPtr defined = virDomainDefineXML(lv_virt(conn), before);
	bool ok = defined != NULL, runs = active(domain);

	if (defined)
		virDomainFree(defined);
	if (runs && begun->memory == SET_LIVE)
		ok = virDomainSetMemoryFlags(domain, (unsigned long)(now->memory / 1024),
					     VIR_DOMAIN_AFFECT_LIVE) == 0 && ok;
	if (runs && begun->cpus == SET_LIVE && has_more_cpus(conn, domain, machine, now))
		ok = false;
	return ok;
}

/* Carries out the plan, or leaves the machine as it was. */
static bool set(struct vm_conn *conn, virDomainPtr domain, const struct action *action,
		const struct vm_hardware *now, const struct set_plan *plan, struct error *err)
{
	char *before = virDomainGetXMLDesc(domain, VIR_DOMAIN_XML_INACTIVE);
	struct set_plan begun = { SET_NOT, SET_NOT, SET_NOT };
	bool ok = before && carry_out(conn, domain, action, plan, &begun);

	if (!ok) {
		lv_error_of(err, domain);
		lv_find_cause(conn, domain, false, err);
	}
	if (!ok && before && !take_back(conn, domain, lv_machine(conn, action->machine), before, now, &begun) && err) {
		/* TRANSLATORS: a machine, and why the rest could not be changed. */
		error_reword(err, _("The hardware of %1$s was changed only in part: %2$s"),
			     virDomainGetName(domain), err->message);
		error_remedy(err, _("Start the lesson over with o: then it has the hardware that it was made with."));
	}
	free(before);
	return ok;
}

bool lv_set(struct vm_conn *conn, virDomainPtr domain, const struct vm_request *request,
	    struct error *err)
{
	const struct action *action = &request->action;
	struct vm_hardware now = { 0 }, next = { 0 };
	enum machine_state state = STATE_UNKNOWN;
	struct set_plan plan;
	bool ok = lv_state(domain, &state, err) &&
		  lv_hardware(conn, lv_machine(conn, action->machine), domain, &now, &next, err);

	plan = hardware_plan(action, state, &now, &next);
	ok = ok && (plan.screens == SET_NOT || !is_simulated(conn, err)) &&
	     set(conn, domain, action, &now, &plan, err);
	hardware_clear(&now);
	hardware_clear(&next);
	if (ok && plan.memory == SET_LIVE)
		await_balloon(domain, action->memory);
	return ok;
}
