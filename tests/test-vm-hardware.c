// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Hardware of machines, plans to change it, and their outcomes; checks of hardware
 * and the shell commands that change it: all pure. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "vm/check.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/xml.h"
#include "vm/machine.h"
#include "vm/outcome.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

#define S(text) ((char *)(text))
#define MIB(n) ((uint64_t)(n) << 20)

static const char definition[] =
	"<domain type='qemu' id='1'>\n  <name>box</name>\n  <memory unit='KiB'>163840</memory>\n"
	"  <currentMemory unit='KiB'>98304</currentMemory>\n"
	"  <vcpu placement='static' current='1'>2</vcpu>\n"
	"  <os>\n    <type arch='x86_64' machine='pc'>hvm</type>\n  </os>\n  <devices>\n"
	"    <disk type='file' device='disk'>\n      <source file='/w/box.qcow2' index='1'/>\n      <target dev='vda' bus='virtio'/>\n    </disk>\n"
	"    <disk type='file' device='disk'>\n      <source file='/w/box.attic.qcow2'/>\n    </disk>\n"
	"    <disk type='file' device='disk'>\n      <source file='/w/box.b-2.raw'/>\n    </disk>\n"
	"    <interface type='user'>\n      <model type='virtio'/>\n      <link state='down'/>\n"
	"    </interface>\n"
	"    <video>\n      <model type='vga' primary='yes'/>\n    </video>\n"
	"    <video>\n      <model type='virtio'/>\n    </video>\n"
	"    <memballoon model='virtio'>\n    </memballoon>\n  </devices>\n</domain>\n";

static void it_is_found_in_a_definition(void **unused)
{
	struct vm_hardware hw, copy;

	(void)unused;
	assert_true(hardware_parse(&hw, definition, "/w/box."));
	assert_true(hw.known && hw.balloon && hw.takes_cpus);
	assert_int_equal(hw.memory, MIB(96));
	assert_int_equal(hw.max_memory, MIB(160));
	assert_int_equal(hw.cpus, 1);
	assert_int_equal(hw.max_cpus, 2);
	assert_int_equal(hw.screens, 2);
	assert_int_equal(hw.cable, CABLE_OUT);
	assert_true(hardware_has_disk(&hw, "attic"));
	assert_true(hardware_has_disk(&hw, "b-2"));
	assert_false(hardware_has_disk(&hw, "atti"));
	assert_false(hardware_has_disk(&hw, "qcow2"));
	hardware_copy(&copy, &hw);
	hardware_clear(&hw);
	assert_int_equal(hw.n_drives, 0);
	assert_true(hardware_has_disk(&copy, "attic"));
	assert_int_equal(copy.n_drives, 1);
	assert_string_equal(copy.drives[0].name, "vda");
	assert_string_equal(copy.drives[0].file, "/w/box.qcow2");
	assert_int_equal(copy.drives[0].size, 0);
	hardware_clear(&copy);
	/* An empty drive, and one that is no file. */
	assert_true(hardware_parse(&hw, "<domain><memory>4096</memory><devices><disk><target dev='sda'/>"
					"</disk><disk><source dev='/dev/x'/><target dev='sdb'/></disk>"
					"<disk><source file='/f'/><target dev='sdc'/></disk></devices></domain>",
				   "/"));
	assert_int_equal(hw.n_drives, 1);
	assert_string_equal(hw.drives[0].name, "sdc");
	hardware_clear(&hw);
	assert_false(hardware_parse(&hw, "<html/>", "/w/box."));
	assert_true(hardware_parse(&hw, "<domain><memory>4096</memory><vcpu>3</vcpu></domain>", "/"));
	assert_int_equal(hw.memory, MIB(4));
	assert_int_equal(hw.cpus, 3);
	assert_int_equal(hw.cable, CABLE_NONE);
	assert_false(hw.balloon || hw.takes_cpus);
	hardware_clear(&hw);
	/* The cable is that of the interface that has one. */
	assert_true(hardware_parse(&hw, "<domain><memory>4096</memory><devices><interface/><interface>"
					"<link state='down'/></interface></devices></domain>", "/"));
	assert_int_equal(hw.cable, CABLE_OUT);
	hardware_clear(&hw);
}

static void assert_screens(const char *text, const char *first, const char *second)
{
	struct xml *xml = xml_parse(text);
	const struct xml *screen = xml_find(xml, "devices/video");

	assert_true(xml_get_is(xml_find(screen, "model"), "type", first));
	assert_true(xml_get_is(xml_find(xml_next(screen), "model"), "type", second));
	xml_free(xml);
}

static void screens_come_and_go(void **unused)
{
	char *one = hardware_with_screens(definition, 1), *two = hardware_with_screens(one, 2);
	struct vm_hardware hw;

	(void)unused;
	assert_true(hardware_parse(&hw, one, "/w/box."));
	assert_int_equal(hw.screens, 1);
	assert_true(hw.balloon && strstr(one, "\"vga\""));
	hardware_clear(&hw);
	assert_true(hardware_parse(&hw, two, "/w/box."));
	assert_int_equal(hw.screens, 2);
	assert_screens(two, "vga", "virtio");
	hardware_clear(&hw);
	free(one);
	/* As many as there are, and nothing else of it, stay as they are. */
	one = hardware_with_screens(two, 2);
	assert_string_equal(one, two);
	free(one);
	free(two);
	assert_null(hardware_with_screens("<domain>", 2));
	assert_null(hardware_with_screens("<domain><memory>4096</memory></domain>", 2));
}

static struct vm_machine machine(void)
{
	struct vm_hardware hw = { .known = true, .balloon = true, .takes_cpus = true,
				  .memory = MIB(96), .max_memory = MIB(160), .cpus = 1,
				  .max_cpus = 2, .screens = 1, .cable = CABLE_IN, .disks = S(" attic ") };
	struct vm_machine m = { .name = S("box"), .state = STATE_RUNNING, .now = hw, .next = hw };

	return m;
}

static void assert_command(struct action action, struct vm_machine m, const char *wanted)
{
	struct vm_picture picture = { .machines = &m, .n_machines = 1, .uri = S("") };
	char *text;

	action.machine = S("box");
	text = command_text(&action, &picture);
	assert_string_equal(text, wanted);
	free(text);
}

#define SET(...) ((struct action){ .verb = VERB_SET, __VA_ARGS__ })

static void what_can_be_is_done_at_once(void **unused)
{
	struct vm_machine m = machine();

	(void)unused;
	assert_command(SET(.cpus = 2), m, "virsh setvcpus box 2 --live --config");
	assert_command(SET(.memory = MIB(128)), m, "virsh setmem box 128MiB --live --config");
	assert_command(SET(.memory = MIB(64), .cpus = 2), m,
		       "virsh setmem box 64MiB --live --config && virsh setvcpus box 2 --live --config");
	/* More than its maximum. */
	assert_command(SET(.cpus = 3), m, "virsh setvcpus box 3 --config --maximum && "
					  "virsh setvcpus box 3 --config");
	assert_command(SET(.memory = MIB(256)), m, "virsh setmaxmem box 256MiB --config && "
						   "virsh setmem box 256MiB --config");
	/* A processor cannot be removed from a running machine. */
	m.now.cpus = 2;
	assert_command(SET(.cpus = 1), m, "virsh setvcpus box 1 --config");
	m = machine();
	m.now.takes_cpus = false;
	assert_command(SET(.cpus = 2), m, "virsh setvcpus box 2 --config");
	m = machine();
	m.state = STATE_SHUTOFF;
	assert_command(SET(.cpus = 2), m, "virsh setvcpus box 2 --config");
	assert_command(SET(.memory = MIB(128)), m, "virsh setmem box 128MiB --config");
	/* Without a balloon it would have all that it can have. */
	m.next.balloon = false;
	assert_command(SET(.memory = MIB(128)), m, "virsh setmaxmem box 128MiB --config && "
						   "virsh setmem box 128MiB --config");
}

static void assert_plan(struct action action, struct vm_machine m, enum set_way memory,
			enum set_way cpus, enum set_way screens)
{
	struct set_plan plan = hardware_plan(&action, m.state, &m.now, &m.next);

	assert_int_equal(plan.memory, memory);
	assert_int_equal(plan.cpus, cpus);
	assert_int_equal(plan.screens, screens);
}

/* Up to what it can have at most, which it knows only if its hardware was read. */
static void each_change_has_its_way(void **unused)
{
	struct vm_machine m = machine();

	(void)unused;
	assert_plan(SET(.memory = 0), m, SET_NOT, SET_NOT, SET_NOT);
	assert_plan(SET(.memory = MIB(160), .cpus = 2, .screens = 1), m, SET_LIVE, SET_LIVE, SET_LATER);
	assert_plan(SET(.memory = MIB(161), .cpus = 3), m, SET_MORE, SET_MORE, SET_NOT);
	assert_plan(SET(.cpus = 1), m, SET_NOT, SET_LIVE, SET_NOT); /* as many as it has */
	m.state = STATE_PAUSED;
	assert_plan(SET(.memory = MIB(64), .cpus = 2), m, SET_LATER, SET_LATER, SET_NOT);
	m = machine();
	m.now.max_memory = MIB(128); /* more from its next start on */
	m.now.max_cpus = 1;
	assert_plan(SET(.memory = MIB(128), .cpus = 2), m, SET_LIVE, SET_LATER, SET_NOT);
	assert_plan(SET(.memory = MIB(129)), m, SET_LATER, SET_NOT, SET_NOT);
	m = machine();
	m.now.balloon = false;
	assert_plan(SET(.memory = MIB(64)), m, SET_LATER, SET_NOT, SET_NOT);
	m = machine();
	m.now.known = false;
	assert_plan(SET(.memory = MIB(64), .cpus = 2), m, SET_LATER, SET_LATER, SET_NOT);
	m.next.known = false;
	assert_plan(SET(.memory = MIB(64), .cpus = 2), m, SET_MORE, SET_MORE, SET_NOT);
}

static void assert_size(uint64_t bytes, const char *text)
{
	char *size = hardware_size(bytes);

	assert_string_equal(size, text);
	free(size);
}

static void sizes_are_short(void **unused)
{
	(void)unused;
	assert_size(0, "0 B");
	assert_size(1023, "1023 B");
	assert_size(1024, "1 KiB");
	assert_size(1025, "1025 B"); /* not rounded before there are five digits */
	assert_size(10239, "10239 B");
	assert_size(10240, "10 KiB");
	assert_size(10241, "10 KiB");
	assert_size(MIB(1), "1 MiB");
	assert_size(MIB(1536), "1536 MiB");
	assert_size(MIB(2048), "2 GiB");
	assert_size(MIB(1) * MIB(1), "1 TiB");
	assert_size(MIB(1) * MIB(4096), "4096 TiB"); /* no unit is larger */
	assert_true(hardware_same_size(MIB(4), MIB(4)));
	assert_true(hardware_same_size(MIB(4), MIB(5) - 1));
	assert_true(hardware_same_size(MIB(5) - 1, MIB(4)));
	assert_false(hardware_same_size(MIB(4), MIB(5)));
	assert_false(hardware_same_size(MIB(5), MIB(4)));
}

static void a_screen_is_written_into_the_definition(void **unused)
{
	(void)unused;
	assert_command(SET(.screens = 2), machine(),
		       "virsh dumpxml --inactive box | sed -z 's|</video>.*</video>|</video>|;"
		       "s|</devices>|<video><model type=\"virtio\"/></video>&|' | "
		       "virsh define /dev/stdin");
	assert_command(SET(.screens = 1), machine(),
		       "virsh dumpxml --inactive box | sed -z 's|</video>.*</video>|</video>|' | "
		       "virsh define /dev/stdin");
}

static struct vm_result outcome(struct action action, struct vm_machine m)
{
	struct vm_result result = { .verb = VERB_SET };

	hardware_outcome(&action, &m, &result);
	return result;
}

static void what_came_of_it_is_what_was_read(void **unused)
{
	struct vm_machine m = machine();
	struct vm_result r;

	(void)unused;
	m.now.cpus = m.next.cpus = 2;
	m.next.screens = 2;
	r = outcome(SET(.cpus = 2, .screens = 2), m);
	assert_int_equal(r.at_once, 1);
	assert_int_equal(r.later, 1);
	assert_false(r.held);
	/* It was asked for 64 MiB, and holds 96. */
	m.next.memory = MIB(64);
	r = outcome(SET(.memory = MIB(64)), m);
	assert_true(r.held);
	assert_int_equal(r.later + r.at_once, 0);
	assert_true(r.changed);
	m.now.balloon = false;
	r = outcome(SET(.memory = MIB(64)), m);
	assert_false(r.held);
	assert_int_equal(r.later, 1);
	/* It has less than it was asked for, or its next start has not what was asked for. */
	m = machine();
	m.next.memory = MIB(128);
	r = outcome(SET(.memory = MIB(128)), m);
	assert_false(r.held);
	assert_int_equal(r.later, 1);
	r = outcome(SET(.memory = MIB(64)), m);
	assert_false(r.held);
	m.next.cpus = 2;
	m.next.screens = 2;
	r = outcome(SET(.memory = MIB(128), .cpus = 2, .screens = 2), m);
	assert_int_equal(r.later, 3);
	assert_int_equal(r.at_once, 0);
	r = outcome(SET(.memory = MIB(128), .cpus = 1, .screens = 2), m);
	assert_int_equal(r.later, 2);
	assert_int_equal(r.at_once, 1);
	/* All of it at once. */
	r = outcome(SET(.memory = MIB(96), .cpus = 1, .screens = 1), machine());
	assert_int_equal(r.at_once, 3);
	assert_int_equal(r.later, 0);
	r = outcome(SET(.screens = 2), machine());
	assert_int_equal(r.later, 1);
	/* What was not read tells nothing. */
	m = machine();
	m.now.known = false;
	r = outcome(SET(.cpus = 1), m);
	assert_int_equal(r.at_once + r.later, 0);
	m = machine();
	m.next.known = false;
	r = outcome(SET(.cpus = 1), m);
	assert_int_equal(r.at_once + r.later, 0);
}

static bool changes(struct action action, uint64_t memory, int cpus, int screens)
{
	struct vm_machine m = machine();
	struct vm_result result = { .verb = VERB_SET };

	result.before = m.next;
	result.before.memory = memory;
	result.before.cpus = cpus;
	result.before.screens = screens;
	hardware_outcome(&action, &m, &result);
	return result.changed;
}

/* Only what was asked for counts. */
static void what_was_so_before_is_no_change(void **unused)
{
	(void)unused;
	assert_false(changes(SET(.memory = MIB(96), .cpus = 1, .screens = 1), MIB(96), 1, 1));
	assert_true(changes(SET(.memory = MIB(96)), MIB(64), 1, 1));
	assert_false(changes(SET(.memory = MIB(96)), MIB(96), 2, 2));
	assert_true(changes(SET(.cpus = 1), MIB(96), 2, 1));
	assert_false(changes(SET(.cpus = 1), MIB(64), 1, 2));
	assert_true(changes(SET(.screens = 1), MIB(96), 1, 2));
	assert_false(changes(SET(.screens = 1), MIB(64), 2, 1));
}

/* Nothing of it belongs to the other. */
static void a_copy_is_a_picture_of_its_own(void **unused)
{
	struct vm_snapshot snapshot = { .name = S("a"), .parent = S("b"), .description = S("c"), .current = true };
	struct vm_console_line line = { .seq = 3, .text = S("tick"), .said = 2 };
	struct vm_machine m = machine();
	struct vm_picture from = { .machines = &m, .n_machines = 1, .uri = S("u"), .folder = S("f"),
				   .workshop = S("w"), .version = 9 };
	struct vm_picture *copy;
	const struct vm_machine *box;

	(void)unused;
	m.snapshots = &snapshot;
	m.n_snapshots = 1;
	m.console = &line;
	m.n_console = 1;
	m.console_tail = S("t");
	m.console_problem = S("p");
	m.not_ours_why = S("n");
	machine_watch(&m, "x", false);
	copy = vm_picture_copy(&from);
	assert_null(vm_picture_machine(copy, "bo"));
	assert_null(vm_picture_machine(copy, NULL));
	box = vm_picture_machine(copy, "box");
	assert_true(copy->version == 9 && copy->n_machines == 1 && box != &m);
	assert_true(copy->uri != from.uri && copy->folder != from.folder && copy->workshop != from.workshop);
	assert_string_equal(copy->uri, "u");
	assert_string_equal(copy->folder, "f");
	assert_string_equal(copy->workshop, "w");
	assert_true(box->name != m.name && box->console_tail != m.console_tail);
	assert_string_equal(box->console_tail, "t");
	assert_string_equal(box->console_problem, "p");
	assert_string_equal(box->not_ours_why, "n");
	assert_string_equal(box->now.disks, " attic ");
	assert_true(box->now.disks != m.now.disks && box->next.disks != m.next.disks);
	assert_int_equal(box->n_console, 1);
	assert_true(box->console[0].seq == 3 && box->console[0].said == 2);
	assert_string_equal(box->console[0].text, "tick");
	assert_string_equal(vm_machine_snapshot(box, "a")->parent, "b");
	assert_string_equal(vm_machine_snapshot(box, "a")->description, "c");
	assert_true(vm_machine_snapshot(box, "a")->current);
	assert_null(vm_machine_snapshot(box, NULL));
	assert_non_null(vm_machine_match(box, "x"));
	assert_null(vm_machine_match(box, "y"));
	vm_picture_free(copy);
	vm_picture_free(NULL);
	machine_unwatch(&m, 0);
	free(m.matches);
}

static void patterns_are_watched_for_once(void **unused)
{
	struct vm_machine m = machine();
	struct vm_match *first;

	(void)unused;
	machine_watch(&m, "a", false);
	machine_watch(&m, "b", true);
	machine_watch(&m, "a", false);
	assert_int_equal(m.n_matches, 2);
	first = &m.matches[0];
	assert_false(first->for_job);
	first->too_slow = true;
	machine_watch(&m, "a", false);
	assert_true(first->too_slow && !first->for_job);
	machine_watch(&m, "a", true); /* once more for a job */
	assert_true(!first->too_slow && first->for_job);
	machine_watch(&m, "a", false);
	assert_true(first->for_job);
	machine_watch(&m, "c", false);
	machine_unwatch(&m, 0);
	assert_int_equal(m.n_matches, 2);
	assert_null(vm_machine_match(&m, "a"));
	assert_true(vm_machine_match(&m, "b") && vm_machine_match(&m, "c"));
	machine_unwatch(&m, 1);
	machine_unwatch(&m, 0);
	assert_int_equal(m.n_matches, 0);
	free(m.matches);
}

static void a_promise_is_held_against_the_next_start(void **unused)
{
	struct vm_request request = { .action = SET(.cpus = 2) };
	struct vm_machine m = machine();
	struct error err = { 0 };

	(void)unused;
	assert_false(outcome_kept(&request, STATE_RUNNING, &m, &err));
	m.next.cpus = 2;
	assert_true(outcome_kept(&request, STATE_RUNNING, &m, &err));
	/* All that was asked for, and each of them by itself. */
	request.action = SET(.cpus = 2, .screens = 2);
	assert_false(outcome_kept(&request, STATE_RUNNING, &m, &err));
	m.next.screens = 2;
	assert_true(outcome_kept(&request, STATE_RUNNING, &m, &err));
	m.next.cpus = 1;
	assert_false(outcome_kept(&request, STATE_RUNNING, &m, &err));
	request.action = SET(.cpus = 1, .screens = 1);
	assert_false(outcome_kept(&request, STATE_RUNNING, &m, &err));
	m.next.screens = 1;
	assert_true(outcome_kept(&request, STATE_RUNNING, &m, &err));
	m.next.cpus = 2;
	assert_false(outcome_kept(&request, STATE_RUNNING, &m, &err));
	request.action = SET(.memory = MIB(64));
	m.next.memory = MIB(64);
	assert_true(outcome_kept(&request, STATE_RUNNING, &m, &err));
	m.next.memory = MIB(32);
	assert_false(outcome_kept(&request, STATE_RUNNING, &m, &err));
	/* What could not be read proves nothing. */
	m.next.old = true;
	assert_true(outcome_kept(&request, STATE_RUNNING, &m, &err));
	m.next.old = false;
	m.next.known = false;
	assert_true(outcome_kept(&request, STATE_RUNNING, &m, &err));
}

/* Was the action done, and if the call failed, was it done all the same?  If not, *err says
 * why. */
static bool comes_out(struct action action, struct vm_machine was, struct vm_machine is,
		      bool *anyway, struct error *err)
{
	struct vm_request request = { .action = action };
	struct outcome_past past = { 0 };

	error_clear(err);
	outcome_remember(&past, &request, &was);
	*anyway = outcome_done_anyway(&request, &past, &is);
	outcome_forget(&past);
	return outcome_kept(&request, was.state, &is, err);
}

static void a_disk_is_where_it_was_read(void **unused)
{
	struct action attach = { .verb = VERB_ATTACH, .disk = S("b") };
	struct action detach = { .verb = VERB_DETACH, .disk = S("b") };
	struct vm_machine without = machine(), with = machine(), half = machine();
	struct error err;
	bool anyway;

	(void)unused;
	with.now.disks = with.next.disks = half.now.disks = S(" attic b ");
	assert_true(comes_out(attach, without, with, &anyway, &err) && anyway);
	assert_false(comes_out(attach, without, half, &anyway, &err) || anyway);
	assert_string_equal(err.message, "The disk \"b\" is not in box.");
	/* It was there before, so the call that failed did nothing. */
	assert_true(comes_out(attach, with, with, &anyway, &err) && !anyway);
	assert_true(comes_out(detach, with, without, &anyway, &err) && anyway);
	assert_false(comes_out(detach, with, with, &anyway, &err) || anyway);
	assert_string_equal(err.message, "The disk \"b\" is still in box.");
	assert_false(comes_out(detach, with, half, &anyway, &err) || anyway);
	assert_string_equal(err.message, "box was asked to let go of the disk \"b\", and holds it "
					 "still: its system need not listen.");
	assert_string_equal(err.remedy, "From its next start on the disk is gone.");
}

static void a_cable_is_where_it_was_read(void **unused)
{
	struct action plug = { .verb = VERB_PLUG }, unplug = { .verb = VERB_UNPLUG };
	struct vm_machine in = machine(), out = machine(), none = machine();
	struct error err;
	bool anyway;

	(void)unused;
	out.now.cable = CABLE_OUT;
	none.now.cable = CABLE_NONE;
	assert_true(comes_out(unplug, in, out, &anyway, &err) && anyway);
	assert_true(comes_out(plug, out, in, &anyway, &err) && anyway);
	assert_true(comes_out(plug, in, in, &anyway, &err) && !anyway);
	assert_false(comes_out(unplug, in, in, &anyway, &err) || anyway);
	assert_string_equal(err.message, "The network cable of box did not move.");
	assert_false(comes_out(unplug, none, none, &anyway, &err) || anyway);
}

/* What could not be read speaks neither for an action nor against it. */
static void hardware_that_was_not_read_proves_nothing(void **unused)
{
	struct action attach = { .verb = VERB_ATTACH, .disk = S("b") };
	struct vm_machine was = machine(), is = machine();
	struct error err;
	bool anyway;

	(void)unused;
	is.now.old = is.next.old = true;
	assert_true(comes_out(attach, was, is, &anyway, &err) && !anyway);
	assert_false(outcome_known(VERB_ATTACH, &is));
	assert_true(outcome_known(VERB_PAUSE, &is));
	was.next.known = false;
	is = machine();
	is.now.disks = is.next.disks = S(" b ");
	assert_true(comes_out(attach, was, is, &anyway, &err) && !anyway);
	/* A change of several things tells itself how far it came. */
	is.next.cpus = 2;
	assert_true(comes_out(SET(.cpus = 2), machine(), is, &anyway, &err) && !anyway);
}

static struct check_answer ask(struct check check, struct vm_machine m)
{
	struct vm_picture picture = { .machines = &m, .n_machines = 1, .uri = S("") };

	check.machine = S("box");
	return check_evaluate(&check, &picture, 0);
}

static void assert_asked(struct check check, bool holds, const char *found, const char *words)
{
	struct check_answer a = ask(check, machine());
	char *text = check_text(&check, "the box");

	assert_int_equal(a.holds, holds);
	assert_true(a.certain);
	assert_string_equal(a.found, found);
	assert_string_equal(text, words);
	free(text);
}

static void hardware_is_checked(void **unused)
{
	struct vm_machine m = machine();
	struct check_answer a;

	(void)unused;
	assert_asked((struct check){ .memory = MIB(96) }, true, "", "the box has 96 MiB of memory");
	assert_asked((struct check){ .memory = MIB(64) }, false,
		     "expected 64 MiB of memory, found 96 MiB", "the box has 64 MiB of memory");
	assert_asked((struct check){ .cpus = 1 }, true, "", "the box has 1 processor");
	assert_asked((struct check){ .cpus = 2 }, false, "processors: expected 2, found 1",
		     "the box has 2 processors");
	assert_asked((struct check){ .screens = 2 }, false, "screens: expected 2, found 1",
		     "the box has 2 screens");
	assert_asked((struct check){ .disk = S("attic") }, true, "", "the disk \"attic\" is in the box");
	assert_asked((struct check){ .disk = S("cellar") }, false,
		     "expected the disk \"cellar\" in it, found it out",
		     "the disk \"cellar\" is in the box");
	assert_asked((struct check){ .no_disk = S("cellar") }, true, "",
		     "the disk \"cellar\" is out of the box");
	assert_asked((struct check){ .no_disk = S("attic") }, false,
		     "expected the disk \"attic\" out of it, found it in",
		     "the disk \"attic\" is out of the box");
	assert_asked((struct check){ .cable = CABLE_IN }, true, "", "the network cable of the box is in");
	assert_asked((struct check){ .cable = CABLE_OUT, .cpus = 1 }, false,
		     "expected the network cable out, found it in",
		     "the box has 1 processor, and the network cable of the box is out");
	m.next.screens = 2;
	a = ask((struct check){ .screens = 2 }, m);
	assert_false(a.holds);
	assert_string_equal(a.found, "screens: expected 2, found 1 until its next start");
	m.now.known = false;
	a = ask((struct check){ .cpus = 1 }, m);
	assert_false(a.holds || a.certain);
	m.state = STATE_ABSENT;
	a = ask((struct check){ .no_disk = S("attic") }, m);
	assert_false(a.holds);
	assert_string_equal(a.found, "there is no such machine");
}

static void sizes_are_said_in_units(void **unused)
{
	static const struct {
		uint64_t bytes;
		const char *text;
	} cases[] = {
		{ 512, "512 B" }, { 1536, "1536 B" }, { 4096, "4 KiB" }, { MIB(64), "64 MiB" },
		{ 67916 * 1024, "66 MiB" }, { MIB(1536), "1536 MiB" }, { MIB(2048), "2 GiB" },
	};
	size_t i;

	(void)unused;
	for (i = 0; i < ARRAY_LEN(cases); i++) {
		char *text = hardware_size(cases[i].bytes);

		assert_string_equal(text, cases[i].text);
		free(text);
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_found_in_a_definition),
		cmocka_unit_test(screens_come_and_go),
		cmocka_unit_test(what_can_be_is_done_at_once),
		cmocka_unit_test(each_change_has_its_way),
		cmocka_unit_test(sizes_are_short),
		cmocka_unit_test(what_was_so_before_is_no_change),
		cmocka_unit_test(a_copy_is_a_picture_of_its_own),
		cmocka_unit_test(patterns_are_watched_for_once),
		cmocka_unit_test(a_screen_is_written_into_the_definition),
		cmocka_unit_test(what_came_of_it_is_what_was_read),
		cmocka_unit_test(a_promise_is_held_against_the_next_start),
		cmocka_unit_test(a_disk_is_where_it_was_read),
		cmocka_unit_test(a_cable_is_where_it_was_read),
		cmocka_unit_test(hardware_that_was_not_read_proves_nothing),
		cmocka_unit_test(hardware_is_checked),
		cmocka_unit_test(sizes_are_said_in_units),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
