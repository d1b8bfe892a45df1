// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Each call of libvirt that an action makes fails in turn, on a real machine: once because
 * libvirt does nothing, and once because it does it and says that it did not.  Afterwards the
 * machine must be as it was, or the message must tell what is so now and which key helps.
 *
 * Here: making and removing machines, and their hardware.  Their states are in
 * test-vm-restores.c.
 *
 * IMITATION_FAULTS=all lets the calls fail that only read, too.  Skipped (77) where
 * real-support.h cannot have real machines. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <libvirt/libvirt.h>

#include "base/mem.h"
#include "base/str.h"
#include "fault-libvirt.h"
#include "fault-rounds.h"
#include "real-support.h"
#include "skip-why.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/machine.h"

/* ---- giving back ------------------------------------------------------------------------------- */

/* One whose power was cut and that is there still: this is said, and what helps. */
static void half_reset_is_told(const struct facts *now, bool ran, const struct error *err)
{
	if (!ran || now->state != STATE_SHUTOFF)
		return;
	assert_non_null(strstr(err->message, "is off now"));
	assert_non_null(strstr(err->message, "could not be removed"));
	assert_non_null(strstr(err->remedy, "imitation reset"));
	assert_non_null(strstr(err->remedy, "press 0"));
}

/* A reset that succeeds has removed everything; one that fails can be repeated. */
static void reset_is_told(bool ok, bool ran, const struct error *err)
{
	struct facts now;
	struct error none;

	if (!ok) {
		assert_true(err->message[0]);
		facts_read(&now);
		half_reset_is_told(&now, ran, err);
		facts_clear(&now);
		assert_true(backend_libvirt.reset(conn, &none));
	}
	facts_read(&now);
	assert_int_equal(now.state, STATE_ABSENT);
	assert_string_equal(now.files, "");
	facts_clear(&now);
}

/* That it could not be read does not make it somebody else's. */
static void try_resets(enum fault fault, bool with_reads, bool runs)
{
	struct error err;
	const char *failed;
	int nth = 0;

	assert_true(backend_libvirt.reset(conn, &err));
	do {
		bool ok;

		does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
		if (runs)
			does((struct vm_request){ .action = { .verb = VERB_START } });
		fault_arm(fault, ++nth, with_reads);
		error_clear(&err);
		ok = backend_libvirt.reset(conn, &err);
		failed = fault_name();
		fault_arm(FAULT_NONE, 0, false);
		printf("# reset, call %d, %s: %s\n", nth, failed ? failed : "none", err.message);
		assert_int_not_equal(err.kind, ERROR_NOT_OURS);
		reset_is_told(ok, runs, &err);
	} while (failed);
	assert_true(nth > 2);
}

static void a_reset_that_cannot_read_a_machine(void **unused)
{
	(void)unused;
	try_resets(FAULT_BEFORE, true, false);
}

static void a_reset_of_a_running_machine(void **unused)
{
	(void)unused;
	try_resets(FAULT_BEFORE, false, true);
	try_resets(FAULT_AFTER, false, true);
}

/* Neither of two ways to remove it works. */
static enum fault keep_definition(const char *name)
{
	return str_eq(name, "virDomainUndefineFlags") ? FAULT_BEFORE : FAULT_NONE;
}

static void a_reset_that_only_cuts_the_power(void **unused)
{
	struct error err = { 0 };
	bool ok;

	(void)unused;
	assert_true(backend_libvirt.reset(conn, &err));
	does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
	does((struct vm_request){ .action = { .verb = VERB_START } });
	fault_decide_by(keep_definition);
	ok = backend_libvirt.reset(conn, &err);
	fault_decide_by(NULL);
	assert_false(ok);
	assert_non_null(strstr(err.message, "could not be removed, and is off now"));
	reset_is_told(ok, true, &err);
}

/* ---- hardware ---------------------------------------------------------------------------------- */

/* Switched on anew, with the hardware that it was made with. */
static void arrange_running(const struct scenario *scenario)
{
	(void)scenario;
	does((struct vm_request){ .action = { .verb = VERB_STAGE }, .stage_to = STATE_RUNNING,
				  .anew = true });
	await_ticks(1);
}

/* Faster than a reset, which waits for what other programs may do. */
static void remove_all(void)
{
	struct error err;
	char *left;

	does((struct vm_request){ .action = { .verb = VERB_STAGE, .machine = (char *)TWIN },
				  .stage_to = STATE_ABSENT });
	stage(STATE_ABSENT);
	left = files();
	if (left[0])
		assert_true(backend_libvirt.reset(conn, &err));
	free(left);
}

static void arrange_off(const struct scenario *scenario)
{
	(void)scenario;
	remove_all();
	does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
}

static bool is_set(const struct facts *before, const struct facts *now)
{
	(void)before;
	return hardware_same_size(now->next.memory, 32 * MIB) && now->next.cpus == 4;
}

static void a_change_of_memory_and_processors(void **unused)
{
	struct scenario scenario = {
		.name = "set", .arrange = arrange_off, .is_done = is_set,
		.request = { .action = { .verb = VERB_SET, .machine = (char *)DREAMER,
					 .memory = 32 * MIB, .cpus = 4 } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_set_now(const struct facts *before, const struct facts *now)
{
	return hardware_same_size(now->next.memory, 8 * MIB) && now->next.cpus == 2 &&
	       now->now.cpus == 2 && now->state == before->state && now->ticks >= before->ticks;
}

/* A processor that was plugged in cannot be taken back.  It is gone once the lesson starts over. */
static bool set_is_told(const struct facts *before, const struct facts *now, const struct error *err)
{
	struct facts then;
	bool ok = now->state == before->state && now->now.cpus == 2 &&
		  same_hardware(&now->next, &before->next) &&
		  strstr(err->message, "was changed only in part") && strstr(err->remedy, "with o");

	does((struct vm_request){ .action = { .verb = VERB_STAGE }, .stage_to = STATE_RUNNING,
				  .anew = true });
	facts_read(&then);
	ok = ok && same_hardware(&then.now, &before->now) && same_hardware(&then.next, &before->next);
	facts_clear(&then);
	return ok;
}

static void a_change_of_memory_and_processors_while_it_runs(void **unused)
{
	struct scenario scenario = {
		.name = "set, running", .arrange = arrange_running, .is_done = is_set_now,
		.is_told = set_is_told,
		.request = { .action = { .verb = VERB_SET, .machine = (char *)DREAMER,
					 .memory = 8 * MIB, .cpus = 2, .screens = 2 } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_cable(const struct facts *before, const struct facts *now, enum cable cable)
{
	return now->now.cable == cable && now->state == before->state && now->ticks >= before->ticks;
}

static bool is_unplugged(const struct facts *before, const struct facts *now)
{
	return is_cable(before, now, CABLE_OUT);
}

static bool is_plugged(const struct facts *before, const struct facts *now)
{
	return is_cable(before, now, CABLE_IN);
}

static void arrange_unplugged(const struct scenario *scenario)
{
	arrange_running(scenario);
	does((struct vm_request){ .action = { .verb = VERB_UNPLUG } });
}

static void a_cable_that_is_pulled_and_plugged_in_again(void **unused)
{
	struct scenario pull = {
		.name = "unplug", .arrange = arrange_running, .is_done = is_unplugged,
		.request = { .action = { .verb = VERB_UNPLUG, .machine = (char *)DREAMER } },
	};
	struct scenario plug = {
		.name = "plug", .arrange = arrange_unplugged, .is_done = is_plugged,
		.request = { .action = { .verb = VERB_PLUG, .machine = (char *)DREAMER } },
	};

	(void)unused;
	try_all(&pull);
	try_all(&plug);
}

static bool is_attached(const struct facts *before, const struct facts *now)
{
	(void)before;
	return hardware_has_disk(&now->next, "extra") && strstr(now->files, "extra");
}

#define EXTRA                                                                                     \
	.machine = (char *)DREAMER, .disk = (char *)"extra", .format = (char *)"qcow2",           \
	.size = (char *)"1M", .nth = 1

static void a_disk_that_is_plugged_in(void **unused)
{
	struct scenario scenario = {
		.name = "attach", .arrange = arrange_off, .is_done = is_attached,
		.request = { .action = { .verb = VERB_ATTACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_attached_now(const struct facts *before, const struct facts *now)
{
	return is_attached(before, now) && hardware_has_disk(&now->now, "extra") &&
	       now->state == before->state && now->ticks >= before->ticks;
}

static void a_disk_that_is_plugged_in_while_it_runs(void **unused)
{
	struct scenario scenario = {
		.name = "attach, running", .arrange = arrange_running, .is_done = is_attached_now,
		.request = { .action = { .verb = VERB_ATTACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

static void arrange_attached(const struct scenario *scenario)
{
	arrange_off(scenario);
	does((struct vm_request){ .action = { .verb = VERB_ATTACH, EXTRA } });
}

static bool is_detached(const struct facts *before, const struct facts *now)
{
	(void)before;
	return !hardware_has_disk(&now->next, "extra") && strstr(now->files, "extra");
}

static void a_disk_that_is_pulled_out(void **unused)
{
	struct scenario scenario = {
		.name = "detach", .arrange = arrange_attached, .is_done = is_detached,
		.request = { .action = { .verb = VERB_DETACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

static void arrange_attached_running(const struct scenario *scenario)
{
	arrange_running(scenario);
	does((struct vm_request){ .action = { .verb = VERB_ATTACH, EXTRA } });
}

/* The guest of these tests does not let go of it before its next start, which the worker tells. */
static bool is_detached_next(const struct facts *before, const struct facts *now)
{
	return is_detached(before, now) && now->state == before->state && now->ticks >= before->ticks;
}

static void a_disk_that_is_pulled_out_while_it_runs(void **unused)
{
	struct scenario scenario = {
		.name = "detach, running", .arrange = arrange_attached_running,
		.is_done = is_detached_next,
		.request = { .action = { .verb = VERB_DETACH, EXTRA } },
	};

	(void)unused;
	try_all(&scenario);
}

/* ---- making and removing -------------------------------------------------------------------- */

static void arrange_nothing(const struct scenario *scenario)
{
	(void)scenario;
	remove_all();
}

static bool is_whole(enum machine_state state, const char *files_now, const char *name)
{
	char *disk = mem_printf(" %s.qcow2 ", name), *note = mem_printf(" %s.xml ", name);
	bool whole = state == STATE_SHUTOFF && strstr(files_now, disk) && strstr(files_now, note);

	free(disk);
	free(note);
	return whole;
}

static bool is_made(const struct facts *before, const struct facts *now)
{
	(void)before;
	return is_whole(now->state, now->files, DREAMER);
}

static void a_machine_that_is_made(void **unused)
{
	struct scenario scenario = {
		.name = "define", .arrange = arrange_nothing, .is_done = is_made,
		.request = { .action = { .verb = VERB_DEFINE, .machine = (char *)DREAMER } },
	};

	(void)unused;
	try_all(&scenario);
}

static bool is_cloned(const struct facts *before, const struct facts *now)
{
	(void)before;
	return is_whole(now->twin, now->files, TWIN);
}

static bool clone_is_told(const struct facts *before, const struct facts *now,
			  const struct error *err)
{
	(void)err;
	return is_cloned(before, now);
}

static void a_clone_that_is_made(void **unused)
{
	struct scenario scenario = {
		.name = "clone", .arrange = arrange_off, .is_done = is_cloned, .is_told = clone_is_told,
		.request = { .action = { .verb = VERB_CLONE, .machine = (char *)DREAMER,
					 .as = (char *)TWIN } },
	};

	(void)unused;
	try_all(&scenario);
}

/* Where it is not known whether another machine uses the disk, that stays; and the machine
 * can be made anew. */
static bool is_removed(const struct facts *before, const struct facts *now)
{
	struct facts again;
	bool whole;

	(void)before;
	if (now->state != STATE_ABSENT)
		return false;
	does((struct vm_request){ .action = { .verb = VERB_DEFINE } });
	facts_read(&again);
	whole = is_made(NULL, &again) && again.snapshots[0] == '\0';
	facts_clear(&again);
	return whole;
}

static void a_machine_that_is_removed(void **unused)
{
	struct scenario scenario = {
		.name = "remove", .arrange = arrange_off, .is_done = is_removed,
		.request = { .action = { .verb = VERB_REMOVE, .machine = (char *)DREAMER } },
	};

	(void)unused;
	try_all(&scenario);
}

/* ---- the stage -------------------------------------------------------------------------------- */

static bool is_staged_from_nothing(const struct facts *before, const struct facts *now)
{
	(void)before;
	return now->state == STATE_PAUSED && is_whole(STATE_SHUTOFF, now->files, DREAMER);
}

/* What it is now is said: it exists. */
static bool making_is_told(const struct facts *before, const struct facts *now,
			   const struct error *err)
{
	(void)before;
	return is_whole(STATE_SHUTOFF, now->files, DREAMER) && strstr(err->message, "was made") &&
	       tells_state(err, now->state) && strstr(err->remedy, "Press 0");
}

static void a_stage_from_nothing(void **unused)
{
	struct scenario scenario = {
		.name = "stage, absent", .arrange = arrange_nothing,
		.is_done = is_staged_from_nothing, .is_told = making_is_told,
		.request = { .action = { .verb = VERB_STAGE, .machine = (char *)DREAMER },
			     .stage_to = STATE_PAUSED },
	};

	(void)unused;
	try_all(&scenario);
}

/* ---- all of it ---------------------------------------------------------------------------------- */

static int tests(void)
{
	static const struct CMUnitTest all[] = {
		cmocka_unit_test(a_machine_that_is_made),
		cmocka_unit_test(a_clone_that_is_made),
		cmocka_unit_test(a_machine_that_is_removed),
		cmocka_unit_test(a_reset_that_cannot_read_a_machine),
		cmocka_unit_test(a_reset_of_a_running_machine),
		cmocka_unit_test(a_reset_that_only_cuts_the_power),
		cmocka_unit_test(a_change_of_memory_and_processors),
		cmocka_unit_test(a_change_of_memory_and_processors_while_it_runs),
		cmocka_unit_test(a_cable_that_is_pulled_and_plugged_in_again),
		cmocka_unit_test(a_disk_that_is_plugged_in),
		cmocka_unit_test(a_disk_that_is_plugged_in_while_it_runs),
		cmocka_unit_test(a_disk_that_is_pulled_out),
		cmocka_unit_test(a_disk_that_is_pulled_out_while_it_runs),
		cmocka_unit_test(a_stage_from_nothing),
	};
	const char *filter = getenv("TEST_FILTER"), *which = getenv("IMITATION_FAULTS");

	reads = which && str_eq(which, "all");
	if (filter)
		cmocka_set_test_filter(filter);
	return cmocka_run_group_tests_name("calls of libvirt that fail", all, rounds_open, rounds_close);
}

static int as_user(const struct passwd *user)
{
	return real_in_child(tests, user);
}

int main(void)
{
	int failed = real_begin();

	if (failed)
		return failed;
	failed = real_as_user(as_user);
	real_end();
	return failed;
}
