// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Definitions and marks; see domain.h. */
#include "vm/libvirt/domain.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/hash.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/xml.h"

/* What a processor family wants around it. */
static const struct board {
	const char *arch, *machine, *cpu, *video;
	bool acpi; /* without it nothing can be plugged in while it runs, on a PC */
	bool ports; /* what is plugged in while it runs wants a free port */
} boards[] = {
	{ "x86_64", "pc", NULL, "vga", true, false },
	{ "i686", "pc", NULL, "vga", true, false },
	{ "aarch64", "virt", "maximum", NULL, false, true },
	{ "armv7l", "virt", "maximum", NULL, false, true },
	{ "riscv64", "virt", NULL, NULL, false, true },
	{ "ppc64le", "pseries", NULL, "vga", false, false },
	{ "s390x", "s390-ccw-virtio", NULL, NULL, false, false },
};

enum { PORTS = 8 }; /* half of them for what it has from the beginning */

static const struct board *board_of(const char *arch)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(boards); i++)
		if (str_eq(boards[i].arch, arch))
			return &boards[i];
	return &boards[0];
}

const char *domain_machine_type(const char *arch)
{
	return board_of(arch)->machine;
}

/* What a disk image boots from anywhere, boot sectors and old systems too; and
 * what a small Linux kernel has drivers for. */
static const struct wiring {
	const char *disk_target, *disk_bus, *network;
	bool balloon, random;
} wirings[] = {
	{ "hda", "ide", "e1000", false, false },
	{ "vda", "virtio", "virtio", true, true },
};

static const struct wiring *wiring_of(const struct machine_spec *spec)
{
	bool pc = str_eq(board_of(spec->arch)->machine, "pc");

	return &wirings[spec->kernel || !pc];
}

/* Memory that is given and taken while it runs goes by way of the balloon. */
static bool wants_balloon(const struct machine_spec *spec)
{
	return wiring_of(spec)->balloon || spec->max_memory > spec->memory;
}

static void add_os(struct str *out, const struct machine_spec *spec, const struct board *board)
{
	str_add(out, "  <os>\n");
	xml_addf(out, "    <type arch='%s' machine='%s'>hvm</type>\n", spec->arch, board->machine);
	if (spec->kernel)
		xml_addf(out, "    <kernel>%s</kernel>\n", spec->kernel);
	if (spec->initrd)
		xml_addf(out, "    <initrd>%s</initrd>\n", spec->initrd);
	if (spec->kernel && spec->cmdline)
		xml_addf(out, "    <cmdline>%s</cmdline>\n", spec->cmdline);
	if (!spec->kernel)
		str_add(out, "    <boot dev='hd'/>\n");
	str_add(out, "  </os>\n");
}

/* From 20000 on, the same for all machines on one wire, another for each
 * person and workshop: so no port has to be agreed. */
static unsigned wire_hash(const struct domain_plan *plan)
{
	const struct mark *mark = plan->mark;
	char *wire = mem_printf("%lu %s %s%s", (unsigned long)mark->owner, mark->workshop, mark->prefix,
				plan->spec->network);
	unsigned hash = hash32(HASH32, wire, strlen(wire));

	free(wire);
	return hash;
}

/* Machines that name the same link share a wire.  Two of them send to each
 * other on the host's loopback, which works without any network.  More need
 * multicast, which needs a network that has it. */
static void add_network(struct str *out, const struct domain_plan *plan)
{
	const struct machine_spec *spec = plan->spec;
	const char *model = wiring_of(spec)->network;
	unsigned hash, port;

	if (str_eq(spec->network, "user")) {
		str_addf(out, "    <interface type='user'><model type='%s'/></interface>\n", model);
		return;
	}
	if (!str_starts(spec->network, "link:"))
		return;
	hash = wire_hash(plan);
	port = 20000 + (hash >> 8) % 6000 * 2;
	if (plan->on_wire <= 2)
		str_addf(out, "    <interface type='udp'><source address='127.0.0.1' port='%u'>"
			 "<local address='127.0.0.1' port='%u'/></source>"
			 "<model type='%s'/></interface>\n",
			 port + !plan->nth_on_wire, port + !!plan->nth_on_wire, model);
	else
		str_addf(out, "    <interface type='mcast'><source address='239.255.%u.%u' port='%u'/>"
			 "<model type='%s'/></interface>\n", hash >> 8 & 0xff, hash & 0xff, port,
			 model);
}

static void add_disk(struct str *out, const char *path, const struct wiring *wiring)
{
	xml_addf(out, "    <disk type='file' device='disk'>\n"
		 "      <driver name='qemu' type='qcow2'/>\n"
		 "      <source file='%s'/>\n"
		 "      <target dev='%s' bus='%s'/>\n"
		 "    </disk>\n", path, wiring->disk_target, wiring->disk_bus);
}

static void add_devices(struct str *out, const struct domain_plan *plan, const struct board *board)
{
	const struct wiring *wiring = wiring_of(plan->spec);
	int i;

	str_add(out, "  <devices>\n");
	if (plan->disk)
		add_disk(out, plan->disk, wiring);
	if (board->ports) {
		str_add(out, "    <controller type='pci' model='pcie-root'/>\n");
		for (i = 0; i < PORTS; i++)
			str_add(out, "    <controller type='pci' model='pcie-root-port'/>\n");
	}
	str_add(out, "    <controller type='usb' model='none'/>\n"
		"    <serial type='pty'/>\n"
		"    <console type='pty'/>\n");
	add_network(out, plan);
	if (board->video)
		xml_addf(out, "    <video><model type='%s'/></video>\n", board->video);
	xml_addf(out, "    <memballoon model='%s'/>\n", wants_balloon(plan->spec) ? "virtio" : "none");
	if (wiring->random)
		str_add(out, "    <rng model='virtio'><backend model='random'>/dev/urandom</backend>"
			"</rng>\n");
	str_add(out, "  </devices>\n");
}

/* What it may be given at most, and what it has now. */
static void add_sizes(struct str *out, const struct machine_spec *spec)
{
	int cpus = spec->cpus > 0 ? spec->cpus : 1;
	int max_cpus = spec->max_cpus > cpus ? spec->max_cpus : cpus;
	uint64_t max = spec->max_memory > spec->memory ? spec->max_memory : spec->memory;

	str_addf(out, "  <memory unit='b'>%llu</memory>\n"
		 "  <currentMemory unit='b'>%llu</currentMemory>\n",
		 (unsigned long long)max, (unsigned long long)spec->memory);
	str_addf(out, "  <vcpu current='%d'>%d</vcpu>\n", cpus, max_cpus);
}

#define QEMU_NAMESPACE "http://libvirt.org/schemas/domain/qemu/1.0"

/* A virtio disk has a queue for each processor that the machine starts with.
 * Going back to a moment after it was given more, it starts with more, and would
 * not be the same machine.  Disks that are plugged in by virsh have no other
 * place to say that. */
static const char one_queue[] =
	"  <qemu:commandline>\n"
	"    <qemu:arg value='-global'/>\n"
	"    <qemu:arg value='virtio-blk-pci.num-queues=1'/>\n"
	"  </qemu:commandline>\n";

static bool can_get_cpus(const struct machine_spec *spec, const struct board *board)
{
	return str_eq(board->machine, "pc") && spec->max_cpus > spec->cpus;
}

char *domain_xml(const struct domain_plan *plan)
{
	const struct machine_spec *spec = plan->spec;
	const struct board *board = board_of(spec->arch);
	bool test = str_eq(plan->type, "test");
	bool queues = !test && can_get_cpus(spec, board);
	char *mark = mark_xml(plan->mark);
	struct str out = { 0 };

	xml_addf(&out, "<domain type='%s'", plan->type);
	str_addf(&out, "%s>\n", queues ? " xmlns:qemu='" QEMU_NAMESPACE "'" : "");
	xml_addf(&out, "  <name>%s</name>\n", plan->domain);
	if (spec->title && !strpbrk(spec->title, "\n"))
		xml_addf(&out, "  <title>%s</title>\n", spec->title);
	str_addf(&out, "  <metadata>\n    %s\n  </metadata>\n", mark);
	add_sizes(&out, spec);
	if (test) {
		str_add(&out, "  <os><type>hvm</type></os>\n");
	} else {
		add_os(&out, spec, board);
		if (board->acpi)
			str_add(&out, "  <features><acpi/></features>\n");
		if (board->cpu && !str_eq(plan->type, "kvm"))
			xml_addf(&out, "  <cpu mode='%s'/>\n", board->cpu);
	}
	str_add(&out, "  <on_poweroff>destroy</on_poweroff>\n"
		"  <on_reboot>restart</on_reboot>\n"
		"  <on_crash>destroy</on_crash>\n");
	if (!test)
		add_devices(&out, plan, board);
	else if (wants_balloon(spec))
		str_add(&out, "  <devices><memballoon model='virtio'/></devices>\n");
	if (queues)
		str_add(&out, one_queue);
	str_add(&out, "</domain>\n");
	free(mark);
	return str_take(&out);
}

char *snapshot_xml(const char *name, const char *description)
{
	struct str out = { 0 };

	xml_addf(&out, "<domainsnapshot><name>%s</name>", name);
	if (description && description[0])
		xml_addf(&out, "<description>%s</description>", description);
	str_add(&out, "</domainsnapshot>");
	return str_take(&out);
}
