// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a session shows of guests that are not made: seen by a thread of its own, so
 * that no view waits for the disk.  access() is the test's, which counts the screen's
 * calls and hides all files but those of the test. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "lesson-support.h"
#include "session/parts.h"
#include "session/session.h"
#include "vm/files/guests.h"
#include "vm/libvirt/backend-libvirt.h"

#define WAIT_MS 60000 /* never waited for when all is well */

static const char cover[] =
	"---\ntitle: A guest\nmachines:\n"
	"  penguin: {title: P, kernel: guests/linux.kernel, initrd: guests/linux.initrd, memory: 64 MiB}\n"
	"  dreamer: {title: D, image: tick.img, memory: 4 MiB}\n---\nMachines.\n";
static const char lesson[] =
	"---\ntitle: One\nmachines: [penguin]\nneeds: {penguin: shutoff}\n---\nText.\n\n"
	"## Make it\n\nText.\n\n```vm:define\nmachine: penguin\n```\n";

static pthread_t screen;
static int calls; /* on the screen's thread */
static char *folder;
static struct session *session;

int access(const char *path, int mode)
{
	if (pthread_equal(pthread_self(), screen))
		calls++;
	if (folder && strncmp(path, folder, strlen(folder)) != 0) {
		errno = ENOENT;
		return -1;
	}
	return faccessat(AT_FDCWD, path, mode, 0);
}

static int setup(void **by_line)
{
	struct session_options options = { .uri = "test:///default", .forget = true, .step = "1.1",
					   .backend = &backend_libvirt,
					   .by_line = *by_line != NULL,
					   .on_screen = *by_line == NULL };
	struct error err = { 0 };

	screen = pthread_self();
	folder = support_folder();
	setenv("XDG_CACHE_HOME", folder, 1);
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	support_text(folder, "workshop.md", cover);
	support_text(folder, "01-one.md", lesson);
	support_text(folder, "tick.img", "an image");
	options.path = folder;
	session = session_open(&options, &err);
	if (!session || !session_wait_ready(session, WAIT_MS, &err))
		return -1;
	host_look_wait(session->look);
	session_turn(session);
	/* On simulated machines nothing boots from files. */
	session->machines.picture->simulated = false;
	calls = 0;
	return 0;
}

static int teardown(void **unused)
{
	(void)unused;
	session_close(session);
	support_remove(folder);
	free(folder);
	folder = NULL;
	return 0;
}

static void make_guest(void)
{
	support_text(folder, "guests/linux.kernel", "a kernel");
	support_text(folder, "guests/linux.initrd", "a ramdisk");
}

static void is_lacking(bool lacking)
{
	struct view view;

	session_view(session, &view);
	assert_int_equal(view.guests_lacking, lacking);
	assert_int_equal(view.guest_needed, lacking);
	assert_int_equal(view.n_buttons, 1);
	assert_int_equal(view.buttons[0].refused != NULL, lacking);
}

static bool is_shown_as_lacking(void)
{
	struct view view;

	session_view(session, &view);
	return view.guests_lacking || view.guest_needed;
}

/* As often as the screen is drawn. */
static bool is_seen_to_be_made(void)
{
	int64_t until = clock_mono_ms() + WAIT_MS;
	struct view view;

	do {
		session_view(session, &view);
		usleep(1000);
	} while (view.guests_lacking && clock_mono_ms() < until);
	return !view.guests_lacking;
}

static void a_view_reads_no_file(void **unused)
{
	(void)unused;
	is_lacking(true);
	make_guest();
	assert_false(host_look_has_news(session->look));
	host_look_outdate(session->look);
	assert_true(is_seen_to_be_made());
	assert_true(host_look_has_news(session->look));
	assert_false(host_look_has_news(session->look));
	is_lacking(false);
	assert_int_equal(calls, 0);
}

/* Made by another program: nobody says so. */
static void it_is_looked_at_again_by_itself(void **unused)
{
	(void)unused;
	is_lacking(true);
	make_guest();
	assert_true(is_seen_to_be_made());
	assert_int_equal(calls, 0);
}

/* A machine that is there has all that it needs. */
static void a_machine_that_is_there_lacks_nothing(void **unused)
{
	(void)unused;
	session->machines.picture->machines[0].state = STATE_SHUTOFF;
	host_look_now(session->look);
	calls = 0;
	assert_true(host_look_lacks(session->look, 0));
	assert_false(is_shown_as_lacking());
	assert_int_equal(calls, 0);
}

/* Nobody's turn brings news while a line is waited for. */
static void a_line_is_answered_by_what_is_so(void **unused)
{
	(void)unused;
	is_lacking(true);
	make_guest();
	is_lacking(false);
	assert_true(calls > 0);
}

static void a_look_can_be_waited_for(void **unused)
{
	struct host_look *look = session->look;

	(void)unused;
	make_guest();
	assert_true(host_look_lacks(look, 0));
	host_look_now(look);
	assert_false(host_look_lacks(look, 0));
	assert_false(host_look_lacks(look, 1));
	assert_false(host_look_lacks(look, 2));
	host_look_outdate(look);
	host_look_refresh(look);
	host_look_wait(look);
	assert_false(host_look_lacks(look, 0));
	assert_false(host_look_lacks(NULL, 0));
	assert_false(host_look_has_news(NULL));
}

/* As when the lesson is opened on a real hypervisor of this host. */
static void open_lesson(void)
{
	free(session->machines.picture->uri);
	session->machines.picture->uri = mem_dup("qemu:///session");
	session->looked_for = 0;
	session_go(session, 0, 0);
}

static bool is_answered(bool says)
{
	int64_t until = clock_mono_ms() + WAIT_MS;
	bool said = false;

	host_look_wait(session->look);
	while (!said && says && clock_mono_ms() < until)
		said = session_say_missing(session);
	return says ? said : !session_say_missing(session);
}

/* The emulator, which this test hides, and the guests are looked for elsewhere. */
static void an_opened_lesson_reads_no_file(void **unused)
{
	(void)unused;
	open_lesson();
	/* The answer may have been there at once. */
	if (!session_said(session)[0]) {
		assert_true(session_due_ms(session) <= clock_mono_ms() + 200);
		assert_true(is_answered(true));
	}
	assert_non_null(strstr(session_said(session), "qemu-system-"));
	assert_int_equal(calls, 0);
}

static void what_is_lacking_hides_nothing_newer(void **unused)
{
	(void)unused;
	open_lesson();
	session_say(session, TONE_GOOD, "Something else.", "");
	assert_true(is_answered(false));
	assert_string_equal(session_said(session), "Something else.");
}

static void a_lesson_on_a_line_says_it_at_once(void **unused)
{
	(void)unused;
	open_lesson();
	assert_non_null(strstr(session_said(session), "qemu-system-"));
}

static void a_press_reads_no_file(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	assert_true(session_press(session, 1, false, &err) == 0);
	assert_non_null(strstr(err.message, "not made yet"));
	assert_true(session_set_stage(session, &err) == 0);
	assert_non_null(strstr(err.message, "not made yet"));
	assert_int_equal(calls, 0);
}

/* What was seen long ago keeps nothing from being done: the worker looks again. */
static void an_old_look_refuses_nothing(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	assert_false(host_look_can_boot(session->look, 0, &err));
	host_look_outdate(session->look);
	assert_true(host_look_can_boot(session->look, 0, &err));
	assert_true(host_look_can_boot(NULL, 0, &err));
}

/* Where nobody looks for guests, nothing is due; where one is lacking, a look every few
 * seconds. */
static void a_look_is_due_in_its_time(void **state)
{
	struct view view;
	int64_t now;

	(void)state;
	session->machines.picture->simulated = true;
	session_view(session, &view);
	assert_true(session_due_ms(session) == INT64_MAX);
	session->machines.picture->simulated = false;
	session_view(session, &view);
	now = clock_mono_ms();
	assert_true(session_due_ms(session) >= now);
	assert_true(session_due_ms(session) <= now + 3100);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	static char yes[] = "yes";
	const struct CMUnitTest tests[] = {
		TEST(a_view_reads_no_file),
		TEST(it_is_looked_at_again_by_itself),
		TEST(a_machine_that_is_there_lacks_nothing),
		TEST(a_look_can_be_waited_for),
		cmocka_unit_test_prestate_setup_teardown(a_line_is_answered_by_what_is_so, setup,
							 teardown, yes),
		TEST(a_look_is_due_in_its_time),
		TEST(an_opened_lesson_reads_no_file),
		TEST(what_is_lacking_hides_nothing_newer),
		cmocka_unit_test_prestate_setup_teardown(a_lesson_on_a_line_says_it_at_once, setup,
							 teardown, yes),
		TEST(a_press_reads_no_file),
		TEST(an_old_look_refuses_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
