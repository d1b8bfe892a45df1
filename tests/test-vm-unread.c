// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading two machines of test:///default while a call of libvirt fails: one that cannot be
 * read leaves the other one as it is, and only a connection that fails leaves nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"
#include "base/str.h"
#include "fault-libvirt.h"
#include "vm-support.h"
#include "vm/backend.h"
#include "vm/libvirt/backend-libvirt.h"
#include "vm/machine.h"

#define URI "test:///default"

static const char *const names[] = { "dreamer", "sleeper" };

static struct workshop *workshop;
static struct vm_conn *conn;

/* ---- the machines -------------------------------------------------------------------- */

static void ignore_change(void *unused, const char *domain)
{
	(void)unused;
	(void)domain;
}

static void ignore_console(void *unused, const char *machine, const char *bytes, size_t n)
{
	(void)unused;
	(void)machine;
	(void)bytes;
	(void)n;
}

static void does(const char *machine, enum verb verb, const char *name)
{
	struct vm_request request = { .action = { .verb = verb, .machine = (char *)machine,
						  .name = (char *)name } };
	struct error err = { 0 };

	if (!backend_libvirt.act(conn, &request, &err))
		fail_msg("%s", err.message);
}

/* Both run, and each has a snapshot. */
static int setup(void **unused)
{
	char data[] = "/tmp/im-unread-XXXXXX";
	struct vm_open_args args = { .uri = URI, .prefix = "", .workshop_id = "unread",
				     .watch = { NULL, ignore_change, ignore_change, ignore_console } };
	struct error err = { 0 };
	size_t i;

	(void)unused;
	if (!mkdtemp(data))
		return -1;
	setenv("XDG_DATA_HOME", data, 1);
	workshop = support_workshop("unread", names[0], NULL);
	support_add_clone(workshop, names[1]);
	free(workshop->machines[1].clone_of); /* a machine of its own */
	workshop->machines[1].clone_of = NULL;
	args.specs = workshop->machines;
	args.n_specs = workshop->n_machines;
	conn = backend_libvirt.open(&args, &err);
	for (i = 0; conn && i < 2; i++) {
		does(names[i], VERB_DEFINE, NULL);
		does(names[i], VERB_START, NULL);
		does(names[i], VERB_SNAPSHOT, "first");
	}
	return conn ? 0 : -1;
}

static int teardown(void **unused)
{
	struct error err;

	(void)unused;
	fault_decide_by(NULL);
	backend_libvirt.reset(conn, &err);
	backend_libvirt.close(conn);
	support_workshop_free(workshop);
	return system("rm -r \"$XDG_DATA_HOME\"");
}

static void fresh(struct vm_machine *machines)
{
	size_t i;

	for (i = 0; i < 2; i++)
		machines[i] = (struct vm_machine){ .name = mem_dup(names[i]), .cpu_percent = -1 };
}

static void drop(struct vm_machine *machines)
{
	machine_free_read(&machines[0]);
	machine_free_read(&machines[1]);
}

static bool is_whole(const struct vm_machine *machine)
{
	return !machine->unread && !machine->not_ours && machine->state == STATE_RUNNING &&
	       machine->n_snapshots == 1 && str_eq(machine->snapshots[0].name, "first") &&
	       machine->now.known && machine->next.known;
}

/* ---- calls that fail ------------------------------------------------------------------ */

/* Reads while the nth call fails.  Returns false once there is no such call.  Counts in
 * unread[] whose reading it made fail. */
static bool read_without(int nth, int *unread)
{
	struct vm_machine machines[2];
	struct error err = { 0 };
	const char *failed;
	bool ok;
	size_t i;

	fresh(machines);
	fault_arm(FAULT_BEFORE, nth, true);
	ok = backend_libvirt.read(conn, machines, 2, true, &err);
	failed = fault_name();
	fault_arm(FAULT_NONE, 0, false);
	print_message("call %d, %s: %s, %s\n", nth, failed ? failed : "none",
		      machines[0].unread ? machines[0].unread : "read",
		      machines[1].unread ? machines[1].unread : "read");
	assert_true(ok);
	assert_string_equal(err.message, "");
	for (i = 0; i < 2; i++) {
		unread[i] += machines[i].unread != NULL;
		assert_true(is_whole(&machines[!machines[i].unread ? i : !i]));
		if (machines[i].unread)
			assert_non_null(strstr(machines[i].unread, "this call was made to fail"));
	}
	drop(machines);
	return failed != NULL;
}

static void a_machine_that_cannot_be_read_hides_no_other(void **unused)
{
	int unread[2] = { 0, 0 }, nth = 1;

	(void)unused;
	while (read_without(nth, unread))
		nth++;
	assert_true(nth > 10);
	assert_true(unread[0] > 3);
	assert_int_equal(unread[0], unread[1]);
}

static enum fault all_fail(const char *name)
{
	(void)name;
	return FAULT_BEFORE;
}

static void nothing_is_read_without_a_connection(void **unused)
{
	struct vm_machine machines[2];
	struct error err = { 0 };

	(void)unused;
	fresh(machines);
	fault_decide_by(all_fail);
	assert_false(backend_libvirt.read(conn, machines, 2, true, &err));
	fault_decide_by(NULL);
	assert_non_null(strstr(err.message, "this call was made to fail"));
	drop(machines);
	fresh(machines);
	assert_true(backend_libvirt.read(conn, machines, 2, true, &err));
	assert_true(is_whole(&machines[0]) && is_whole(&machines[1]));
	drop(machines);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_machine_that_cannot_be_read_hides_no_other),
		cmocka_unit_test(nothing_is_read_without_a_connection),
	};

	return cmocka_run_group_tests_name("machines that cannot be read", tests, setup, teardown);
}
