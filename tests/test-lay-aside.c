// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* In a seat of a class, machines that the open lesson is not about are saved after a minute, and
 * the stage of their own lesson starts them again.  On test:///default, in this process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <unistd.h>

#include <libvirt/libvirt.h>

#include "base/clock.h"
#include "lesson-support.h"
#include "session/lay-aside.h"
#include "session/parts.h"
#include "session/session.h"
#include "vm/libvirt/backend-libvirt.h"

#define URI "test:///default"
enum { WAIT_MS = 60000, MINUTE_MS = 60000 };

static char *folder;
static struct session *session;
static virConnectPtr window; /* keeps the machines between the tests */

static int setup(void **state)
{
	(void)state;
	folder = support_folder();
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	support_text(folder, "workshop.md", "---\ntitle: Aside\nmachines:\n"
		     "  ann: {title: Ann, image: ann.img, memory: 4 MiB, network: none}\n"
		     "  bob: {title: Bob, image: bob.img, memory: 4 MiB, network: none}\n---\nText.\n");
	support_text(folder, "01-ann.md", "---\ntitle: Ann\nmachines: [ann]\nneeds: {ann: running}\n---\n"
		     "Text.\n\n## First\n\nText.\n");
	support_text(folder, "02-bob.md", "---\ntitle: Bob\nmachines: [bob]\nneeds: {bob: running}\n---\n"
		     "Text.\n\n## First\n\nText.\n");
	support_text(folder, "03-all.md", "---\ntitle: All\n---\nText.\n\n## First\n\nText.\n");
	window = virConnectOpen(URI);
	return window ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	virConnectClose(window);
	support_remove(folder);
	free(folder);
	return 0;
}

static void come(bool seat)
{
	struct session_options options = { .path = folder, .uri = URI, .by_line = true, .seat = seat,
					   .backend = &backend_libvirt };

	session = session_open(&options, NULL);
	assert_non_null(session);
	assert_true(session_wait_ready(session, WAIT_MS, NULL));
}

static enum machine_state state_of(const char *machine)
{
	return vm_picture_machine(session_picture(session), machine)->state;
}

static void set_stage(size_t lesson)
{
	struct vm_result result = { .ok = true };
	uint64_t ticket;

	session_go(session, lesson, 0);
	ticket = session_set_stage(session, NULL); /* 0: it is set already */
	assert_true(!ticket || session_wait_result(session, ticket, WAIT_MS, &result));
	assert_true(result.ok);
}

/* So much later; true: the machine got this state. */
static bool becomes(const char *machine, enum machine_state state, int64_t later_ms, int wait_ms)
{
	int64_t until = clock_mono_ms() + wait_ms;

	session_turn(session);
	if (session->aside)
		session->aside->open_ms -= later_ms;
	while (state_of(machine) != state && clock_mono_ms() < until) {
		usleep(2000);
		session_turn(session);
	}
	return state_of(machine) == state;
}

static void machines_of_other_lessons_are_saved(void **state)
{
	(void)state;
	come(true);
	set_stage(0);
	assert_int_equal(state_of("ann"), STATE_RUNNING);
	assert_false(becomes("ann", STATE_SAVED, MINUTE_MS, 300)); /* its own lesson */
	set_stage(1);
	assert_false(becomes("ann", STATE_SAVED, MINUTE_MS - 2000, 300));
	assert_true(becomes("ann", STATE_SAVED, 2000, WAIT_MS));
	assert_int_equal(state_of("bob"), STATE_RUNNING);
	session_wait_end(session, WAIT_MS);
	set_stage(0);
	assert_int_equal(state_of("ann"), STATE_RUNNING);
	session_close(session);
}

/* Nothing is due in the meantime: the loop would not sleep. */
static void a_page_that_is_no_lesson_saves_nothing(void **state)
{
	(void)state;
	come(true);
	set_stage(0);
	set_stage(1);
	session_go_cover(session);
	assert_false(becomes("ann", STATE_SAVED, MINUTE_MS, 300));
	assert_true(session_due_ms(session) > clock_mono_ms());
	session_go(session, 2, 0); /* it names no machine, and is about all */
	assert_false(becomes("ann", STATE_SAVED, MINUTE_MS, 300));
	session_close(session);
}

static void without_a_seat_they_run_on(void **state)
{
	(void)state;
	come(false);
	set_stage(0);
	set_stage(1);
	assert_false(becomes("ann", STATE_SAVED, 2 * MINUTE_MS, 300));
	session_close(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(machines_of_other_lessons_are_saved),
		cmocka_unit_test(a_page_that_is_no_lesson_saves_nothing),
		cmocka_unit_test(without_a_seat_they_run_on),
	};

	return cmocka_run_group_tests_name("laying aside", tests, setup, teardown);
}
