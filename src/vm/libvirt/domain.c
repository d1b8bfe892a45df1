// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Definitions and marks; see domain.h. */
#include "vm/libvirt/domain.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/xml.h"

/* What a machine of each processor family needs. */
static const struct board {
	const char *arch, *machine, *cpu, *video;
	bool acpi; /* a PC: without it nothing can be plugged in while it runs */
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

enum { PORTS = 8 }; /* half of them for the devices that it starts with */

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

/* Devices of machines that boot from an image, which any boot sector or old system can use;
 * and of machines with a small Linux kernel. */
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

/* Changing memory while the machine runs needs the balloon. */
static bool wants_balloon(const struct machine_spec *spec)
{
	return wiring_of(spec)->balloon || spec->max_memory > spec->memory;
}

static void add_os(struct xml *domain, const struct machine_spec *spec, const struct board *board)
{
	struct xml *os = xml_add(domain, "os", NULL), *type = xml_add_text(os, "type", "hvm");

	xml_set(type, "arch", "%s", spec->arch);
	xml_set(type, "machine", "%s", board->machine);
	if (spec->kernel)
		xml_add_text(os, "kernel", "%s", spec->kernel);
	if (spec->initrd)
		xml_add_text(os, "initrd", "%s", spec->initrd);
	if (spec->kernel && spec->cmdline)
		xml_add_text(os, "cmdline", "%s", spec->cmdline);
	if (!spec->kernel)
		xml_add(os, "boot", "dev", "hd", NULL);
}

/* Returns a number for the port, which is the same for all machines on one wire, and
 * different for each user and workshop, so that no port must be agreed on. */
static unsigned wire_hash(const struct domain_plan *plan)
{
	const struct mark *mark = plan->mark;
	char *wire = mem_printf("%lu %s %s%s", (unsigned long)mark->owner, mark->workshop, mark->prefix,
				plan->spec->network);
	unsigned hash = hash32(HASH32, wire, strlen(wire));

	free(wire);
	return hash;
}

static struct xml *add_source(struct xml *parent, const char *element, unsigned port)
{
	struct xml *source = xml_add(parent, element, "address", "127.0.0.1", NULL);

	xml_set(source, "port", "%u", port);
	return source;
}

/* Machines that name the same link share a wire.  Two of them send to each
 * other on the host's loopback, which works without any network.  More need
 * multicast, which needs a network that has it. */
static struct xml *add_wire(struct xml *devices, const struct domain_plan *plan)
{
	unsigned hash = wire_hash(plan), port = 20000 + (hash >> 8) % 6000 * 2;
	struct xml *interface, *source;

	if (plan->on_wire <= 2) {
		interface = xml_add(devices, "interface", "type", "udp", NULL);
		source = add_source(interface, "source", port + !plan->nth_on_wire);
		add_source(source, "local", port + !!plan->nth_on_wire);
	} else {
		interface = xml_add(devices, "interface", "type", "mcast", NULL);
		source = xml_add(interface, "source", NULL);
		xml_set(source, "address", "239.255.%u.%u", hash >> 8 & 0xff, hash & 0xff);
		xml_set(source, "port", "%u", port);
	}
	return interface;
}

static void add_network(struct xml *devices, const struct domain_plan *plan)
{
	const struct machine_spec *spec = plan->spec;
	struct xml *interface = NULL;

	if (str_eq(spec->network, "user"))
		interface = xml_add(devices, "interface", "type", "user", NULL);
	else if (str_starts(spec->network, "link:"))
		interface = add_wire(devices, plan);
	if (interface)
		xml_add(interface, "model", "type", wiring_of(spec)->network, NULL);
}

static void add_disk(struct xml *devices, const char *path, const struct wiring *wiring)
{
	struct xml *disk = xml_add(devices, "disk", "type", "file", "device", "disk", NULL);

	xml_add(disk, "driver", "name", "qemu", "type", "qcow2", NULL);
	xml_add(disk, "source", "file", path, NULL);
	xml_add(disk, "target", "dev", wiring->disk_target, "bus", wiring->disk_bus, NULL);
}

static void add_ports(struct xml *devices)
{
	int i;

	xml_add(devices, "controller", "type", "pci", "model", "pcie-root", NULL);
	for (i = 0; i < PORTS; i++)
		xml_add(devices, "controller", "type", "pci", "model", "pcie-root-port", NULL);
}

static void add_random(struct xml *devices)
{
	struct xml *rng = xml_add(devices, "rng", "model", "virtio", NULL);

	xml_set(xml_add_text(rng, "backend", "/dev/urandom"), "model", "random");
}

static void add_balloon(struct xml *devices, const struct machine_spec *spec)
{
	xml_add(devices, "memballoon", "model", wants_balloon(spec) ? "virtio" : "none", NULL);
}

static void add_devices(struct xml *domain, const struct domain_plan *plan, const struct board *board)
{
	const struct wiring *wiring = wiring_of(plan->spec);
	struct xml *devices = xml_add(domain, "devices", NULL);

	if (plan->disk)
		add_disk(devices, plan->disk, wiring);
	if (board->ports)
		add_ports(devices);
	xml_add(devices, "controller", "type", "usb", "model", "none", NULL);
	xml_add(devices, "serial", "type", "pty", NULL);
	xml_add(devices, "console", "type", "pty", NULL);
	add_network(devices, plan);
	if (board->video)
		xml_add(xml_add(devices, "video", NULL), "model", "type", board->video, NULL);
	add_balloon(devices, plan->spec);
	if (wiring->random)
		add_random(devices);
}

/* The maximum of memory and processors, and what it starts with. */
static void add_sizes(struct xml *domain, const struct machine_spec *spec)
{
	int cpus = spec->cpus > 0 ? spec->cpus : 1;
	int max_cpus = spec->max_cpus > cpus ? spec->max_cpus : cpus;
	uint64_t max = spec->max_memory > spec->memory ? spec->max_memory : spec->memory;

	xml_set(xml_add_text(domain, "memory", "%llu", (unsigned long long)max), "unit", "b");
	xml_set(xml_add_text(domain, "currentMemory", "%llu", (unsigned long long)spec->memory),
		"unit", "b");
	xml_set(xml_add_text(domain, "vcpu", "%d", max_cpus), "current", "%d", cpus);
}

#define QEMU_NAMESPACE "http://libvirt.org/schemas/domain/qemu/1.0"

/* A virtio disk has a queue for each processor that the machine starts with.  A snapshot
 * that was taken after processors were added starts with more of them, so the disk would
 * have more queues, and QEMU would refuse the snapshot.  Hence one queue, set on QEMU's
 * command line, because disks that virsh plugs in have no setting for it. */
static void add_one_queue(struct xml *domain)
{
	static const char *const words[] = { "-global", "virtio-blk-pci.num-queues=1" };
	struct xml *line;
	size_t i;

	xml_declare(domain, "qemu", QEMU_NAMESPACE);
	line = xml_add_in(domain, "qemu", QEMU_NAMESPACE, "commandline");
	for (i = 0; i < ARRAY_LEN(words); i++)
		xml_set(xml_add_in(line, "qemu", QEMU_NAMESPACE, "arg"), "value", "%s", words[i]);
}

static bool can_get_cpus(const struct machine_spec *spec, const struct board *board)
{
	return str_eq(board->machine, "pc") && spec->max_cpus > spec->cpus;
}

/* A guest that suspends looks broken to anyone who does not know that it can: its console
 * takes no keys, and only a button of ours wakes it.  So the machine has no S3 and S4.
 * libvirt accepts this for PCs only. */
static void add_no_sleep(struct xml *domain)
{
	struct xml *pm = xml_add(domain, "pm", NULL);

	xml_add(pm, "suspend-to-mem", "enabled", "no", NULL);
	xml_add(pm, "suspend-to-disk", "enabled", "no", NULL);
}

static void add_machine(struct xml *domain, const struct domain_plan *plan)
{
	const struct board *board = board_of(plan->spec->arch);

	add_os(domain, plan->spec, board);
	if (board->acpi) {
		xml_add(xml_add(domain, "features", NULL), "acpi", NULL);
		add_no_sleep(domain);
	}
	if (board->cpu && !str_eq(plan->type, "kvm"))
		xml_add(domain, "cpu", "mode", board->cpu, NULL);
	add_devices(domain, plan, board);
	if (can_get_cpus(plan->spec, board))
		add_one_queue(domain);
}

/* libvirt's test driver supports no other device. */
static void add_simulated(struct xml *domain, const struct machine_spec *spec)
{
	xml_add_text(xml_add(domain, "os", NULL), "type", "hvm");
	if (wants_balloon(spec))
		add_balloon(xml_add(domain, "devices", NULL), spec);
}

char *domain_xml(const struct domain_plan *plan)
{
	const struct machine_spec *spec = plan->spec;
	struct xml *domain = xml_new("domain");
	char *text;

	xml_set(domain, "type", "%s", plan->type);
	xml_add_text(domain, "name", "%s", plan->domain);
	if (plan->mark->uuid)
		xml_add_text(domain, "uuid", "%s", plan->mark->uuid);
	if (spec->title && !strpbrk(spec->title, "\n"))
		xml_add_text(domain, "title", "%s", spec->title);
	mark_add(xml_add(domain, "metadata", NULL), plan->mark);
	add_sizes(domain, spec);
	xml_add_text(domain, "on_poweroff", "destroy");
	xml_add_text(domain, "on_reboot", "restart");
	xml_add_text(domain, "on_crash", "destroy");
	if (str_eq(plan->type, "test"))
		add_simulated(domain, spec);
	else
		add_machine(domain, plan);
	text = xml_write(domain);
	xml_free(domain);
	return text;
}

/* Returns a snapshot's XML with another text in this element of it; NULL if it has none. */
static char *snapshot_with(const char *xml, const char *element, const char *value)
{
	struct xml *snapshot = xml_parse(xml), *its = xml_find(snapshot, element);
	char *text = NULL;

	if (its) {
		xml_set_text(its, "%s", value);
		text = xml_write(snapshot);
	}
	xml_free(snapshot);
	return text;
}

char *snapshot_described(const char *xml, const char *description)
{
	return snapshot_with(xml, "description", description);
}

char *snapshot_renamed(const char *xml, const char *name)
{
	return snapshot_with(xml, "name", name);
}

char *snapshot_xml(const char *name, const char *description)
{
	struct xml *snapshot = xml_new("domainsnapshot");
	char *text;

	xml_add_text(snapshot, "name", "%s", name);
	if (description && description[0])
		xml_add_text(snapshot, "description", "%s", description);
	text = xml_write(snapshot);
	xml_free(snapshot);
	return text;
}
