// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a person finds when they come back: what they looked at, and what came of an action that
 * was not over when their line was lost.  On test:///default, which lives in this process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libvirt/libvirt.h>

#include "base/clock.h"
#include "base/mem.h"
#include "lesson-support.h"
#include "progress/progress.h"
#include "session/session.h"
#include "vm/libvirt/backend-libvirt.h"

#define URI "test:///default"
#define WAIT_MS 60000 /* never waited for when all is well */

static char *folder;
static virConnectPtr window; /* keeps the machines while no session is open */

static int setup(void **state)
{
	(void)state;
	folder = support_folder();
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	support_text(folder, "workshop.md", "---\ntitle: Back\nmachines:\n"
		     "  ann: {title: Ann, image: ann.img, memory: 4 MiB, network: none}\n---\nText.\n");
	support_text(folder, "01-one.md", "---\ntitle: One\nmachines: [ann]\n---\n"
		     "## Start it\n\nText.\n\n```vm:define\n```\n\n```vm:start\n```\n\n"
		     "```vm:snapshot\nname: before\n```\n\n## Look\n\nText.\n\n"
		     "```vm:restore\nname: before\n```\n");
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

static struct session *come(void)
{
	struct session_options options = { .path = folder, .uri = URI, .by_line = true,
					   .backend = &backend_libvirt };
	struct session *session = session_open(&options, NULL);

	assert_non_null(session);
	return session;
}

static struct session *come_and_wait(void)
{
	struct session *session = come();

	assert_true(session_wait_ready(session, WAIT_MS, NULL));
	session_turn(session);
	return session;
}

static void go_to(struct session *session, size_t step)
{
	session_go(session, 0, step);
	assert_true(session_flush(session, NULL));
}

static const struct view_kept looked_at = {
	.offset = 1830, .hints = 2, .pane = "console+zoom", .machine = "ann",
};

static void what_was_looked_at_is_known(void **state)
{
	struct session *session = come();
	struct view_kept kept;

	(void)state;
	go_to(session, 1);
	assert_false(session_kept_view(session, &kept));
	session_keep_view(session, &looked_at);
	session_close(session);
	session = come();
	assert_int_equal(session_step_index(session), 1);
	assert_true(session_kept_view(session, &kept));
	assert_int_equal(kept.offset, 1830);
	assert_int_equal(kept.hints, 2);
	assert_string_equal(kept.pane, "console+zoom");
	assert_string_equal(kept.machine, "ann");
	/* Another step begins at its top. */
	go_to(session, 0);
	assert_false(session_kept_view(session, &kept));
	session_close(session);
}

/* A page that is only looked at is not where the person is. */
static void a_page_that_is_only_looked_at_is_not_kept(void **state)
{
	struct session *session = come();
	struct view_kept kept;

	(void)state;
	go_to(session, 0);
	assert_true(session_look(session, 0, 1, NULL));
	session_keep_view(session, &looked_at);
	session_look_back(session);
	assert_false(session_kept_view(session, &kept));
	session_close(session);
}

/* As a hang-up does: nobody waits for what was begun. */
static void leave_in_the_middle(struct session *session, int button)
{
	struct error err = { 0 };

	if (!session_press(session, button, false, &err))
		fail_msg("%s", err.message);
	session_keep_unfinished(session);
	session_close(session);
}

/* How often it is said, of this many who come. */
static void is_said_once(const char *expected)
{
	for (int i = 0; i < 2; i++) {
		struct session *session = come_and_wait();
		bool said = strstr(session_said(session), expected) != NULL;

		if (said != (i == 0))
			fail_msg("number %d is told \"%s\"", i, session_said(session));
		session_close(session);
	}
}

static void what_came_of_it_is_said(void **state)
{
	struct session *session;

	(void)state;
	session = come_and_wait();
	go_to(session, 0);
	leave_in_the_middle(session, 1);
	is_said_once("While you were away: ann exists now and is switched off.");
	leave_in_the_middle(come_and_wait(), 2);
	is_said_once("While you were away: ann is running.");
	leave_in_the_middle(come_and_wait(), 3);
	is_said_once("While you were away: The snapshot before of ann is kept.");
}

/* The snapshot was current before, so nobody knows whether the machine went back to it. */
static void what_nobody_knows_is_not_said(void **state)
{
	int64_t until = clock_mono_ms() + WAIT_MS;
	struct session *session = come_and_wait();

	(void)state;
	go_to(session, 1);
	leave_in_the_middle(session, 1);
	session = come_and_wait();
	while (!strstr(session_said(session), "While you were away") && clock_mono_ms() < until) {
		usleep(10000);
		session_turn(session);
	}
	assert_string_equal(session_said(session), "While you were away: ann is running.");
	session_close(session);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_looked_at_is_known),
		cmocka_unit_test(a_page_that_is_only_looked_at_is_not_kept),
		cmocka_unit_test(what_came_of_it_is_said),
		cmocka_unit_test(what_nobody_knows_is_not_said),
	};

	return cmocka_run_group_tests_name("coming back", tests, setup, teardown);
}
