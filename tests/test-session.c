// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A session on test:///default, which lives in this process: what comes of several
 * things that were asked for at once.  A connection of the test's own is what
 * another window would be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <libvirt/libvirt.h>

#include "base/mem.h"
#include "lesson-support.h"
#include "progress/progress.h"
#include "session/session.h"
#include "session/show-edition.h"
#include "vm/libvirt/backend-libvirt.h"

#define URI "test:///default"
#define WAIT_MS 60000 /* never waited for when all is well */

static const char cover[] =
	"---\ntitle: Two at once\nmachines:\n"
	"  ann: {title: Ann, image: ann.img, memory: 4 MiB, network: none}\n"
	"  bob: {title: Bob, image: bob.img, memory: 4 MiB, network: none}\n---\nTwo machines.\n";
static const char lesson[] =
	"---\ntitle: Both run\nmachines: [ann, bob]\nneeds: {bob: running, ann: running}\n---\nText.\n\n"
	"## Pause both\n\nText.\n\n"
	"```vm:pause\nmachine: ann\n```\n\n```vm:pause\nmachine: bob\n```\n";

static virConnectPtr window; /* another one, on the same machines */
static char *folder;
static struct session *session;

static int setup(void **unused)
{
	(void)unused;
	folder = support_folder();
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	support_text(folder, "workshop.md", cover);
	support_text(folder, "01-both.md", lesson);
	window = virConnectOpen(URI);
	return window ? 0 : -1;
}

static int teardown(void **unused)
{
	(void)unused;
	virConnectClose(window);
	support_remove(folder);
	free(folder);
	return 0;
}

static int open_session(void **unused)
{
	struct session_options options = { .path = folder, .uri = URI, .forget = true,
					   .backend = &backend_libvirt };
	struct error err = { 0 };

	(void)unused;
	session = session_open(&options, &err);
	return session && session_wait_ready(session, WAIT_MS, &err) ? 0 : -1;
}

static int close_session(void **unused)
{
	static const char *const names[] = { "ann", "bob" };
	size_t i;

	(void)unused;
	session_close(session);
	for (i = 0; i < 2; i++) {
		virDomainPtr domain = virDomainLookupByName(window, names[i]);

		if (!domain)
			continue;
		virDomainDestroy(domain);
		virDomainUndefine(domain);
		virDomainFree(domain);
	}
	return 0;
}

/* A machine of this name that somebody else made. */
static void take_name(const char *name)
{
	char xml[300];
	virDomainPtr domain;

	snprintf(xml, sizeof xml, "<domain type='test'><name>%s</name><memory>4096</memory>"
		 "<os><type>hvm</type></os></domain>", name);
	domain = virDomainDefineXML(window, xml);
	assert_non_null(domain);
	virDomainFree(domain);
}

static enum machine_state state_of(const char *machine)
{
	return vm_picture_machine(session_picture(session), machine)->state;
}

static struct vm_result set_stage(void)
{
	struct vm_result result = { 0 };
	struct error err = { 0 };
	uint64_t ticket = session_set_stage(session, &err);

	assert_true(ticket != 0);
	assert_int_equal(err.kind, ERROR_NONE);
	assert_true(session_is_doing(session));
	assert_non_null(session_in_hand(session, ticket));
	assert_true(session_wait_result(session, ticket, WAIT_MS, &result));
	assert_int_equal(result.ticket, ticket);
	assert_null(session_in_hand(session, ticket));
	assert_false(session_is_doing(session));
	return result;
}

/* ---- the stage of several machines ----------------------------------------------- */

static void stage_of_two_is_set(void **unused)
{
	struct vm_result result = set_stage();

	(void)unused;
	assert_true(result.ok);
	assert_int_equal(result.verb, VERB_STAGE);
	assert_int_equal(state_of("ann"), STATE_RUNNING);
	assert_int_equal(state_of("bob"), STATE_RUNNING);
	assert_non_null(strstr(session_said(session), "bob running, ann running"));
	assert_int_equal(session_failed(session), 0);
}

static void fails_because_of_bob(void)
{
	struct vm_result result = set_stage();

	assert_false(result.ok);
	assert_true(result.error.kind != ERROR_NONE);
	assert_non_null(strstr(result.error.message, "The stage is not set"));
	assert_non_null(strstr(result.error.message, "bob"));
	assert_string_equal(session_said(session), result.error.message);
	assert_int_equal(session_failed(session), 1);
	assert_false(session_stage_holds(session));
	assert_int_equal(state_of("ann"), STATE_RUNNING);
}

/* The name is taken when nobody has seen that yet: the first of two jobs fails. */
static void stage_fails_as_one(void **unused)
{
	(void)unused;
	take_name("bob");
	fails_because_of_bob();
}

static bool is_bob_not_ours(void)
{
	return vm_picture_machine(session_picture(session), "bob")->not_ours;
}

/* It is seen before anything is asked for: what can be done is done all the same. */
static void stage_fails_where_one_is_refused(void **unused)
{
	struct vm_result none;

	(void)unused;
	take_name("bob");
	for (int ms = 0; ms < 60000 && !is_bob_not_ours(); ms += 50)
		session_wait_result(session, UINT64_MAX, 50, &none);
	assert_true(is_bob_not_ours());
	fails_because_of_bob();
}

/* Each key that is named makes the machine. */
static void a_key_that_makes_the_machine_is_named(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	assert_int_equal(session_press(session, 1, false, &err), 0);
	assert_string_equal(err.message, "There is no machine ann yet: 0 makes it.");
	assert_string_equal(err.remedy, "");
	assert_true(set_stage().ok);
	assert_true(session_press(session, 1, false, &err) != 0);
}

/* ---- tickets --------------------------------------------------------------------- */

static void each_result_is_its_tickets(void **unused)
{
	struct vm_result result;
	struct error err = { 0 };
	uint64_t first, second;

	(void)unused;
	assert_true(set_stage().ok);
	first = session_press(session, 1, false, &err);
	second = session_press(session, 2, false, &err);
	assert_true(first && second && first != second);
	assert_true(session_wait_result(session, second, WAIT_MS, &result));
	assert_int_equal(result.ticket, second);
	assert_string_equal(result.machine, "bob");
	assert_true(session_wait_result(session, first, 1000, &result));
	assert_int_equal(result.ticket, first);
	assert_string_equal(result.machine, "ann");
	assert_true(session_wait_result(session, second, 0, NULL));
	assert_false(session_wait_result(session, second + 100, 0, NULL));
}

/* ---- what an earlier version left, and lessons that change --------------------------- */

static const char two_steps[] =
	"---\ntitle: A\nduration: 1\nmachines: [ann]\n---\n"
	"## Start it\n\n```check\nstate: running\n```\n\n## Read it\n\nText.\n";
static const char three_steps[] =
	"---\ntitle: A\nduration: 1\nmachines: [ann]\n---\n"
	"## Look at it\n\n```check\nstate: running\n```\n\n"
	"## Start it\n\n```check\nstate: running\n```\n\n## Read it\n\nText.\n";

static void write_workshop(const char *name, const char *title, const char *steps)
{
	char *file = mem_printf("%s/workshop.md", name), *lesson_file = mem_printf("%s/01-a.md", name);
	char *text = mem_printf("---\ntitle: \"%s\"\nmachines: {ann: {image: a.img}}\n---\nx\n", title);

	support_text(folder, file, text);
	support_text(folder, lesson_file, steps);
	free(file);
	free(lesson_file);
	free(text);
}

static struct session *session_of(const char *name)
{
	char *path = mem_printf("%s/%s", folder, name);
	struct session_options options = { .path = path, .no_machines = true };
	struct session *opened = session_open(&options, NULL);

	assert_non_null(opened);
	free(path);
	return opened;
}

/* Closes the session, and writes a file of an earlier version: the first step of the workshop
 * is passed, and the place is the second one. */
static void close_with_old_progress(struct session *of, const char *id)
{
	char *file = mem_printf("imitation/%s.progress", id), *own;
	char *text = mem_printf("imitation-progress 1\nepoch 0\nplace 1.2\nseen 1.1\nseen 1.2\n"
				"passed 1.1 %s\nspent 5\nend\n",
				session_workshop(of)->lessons[0].steps[0].checks[0].key);

	/* The new version has not been here yet. */
	own = mem_printf("%s/imitation/%s.progress", folder, session_workshop(of)->id);
	session_close(of);
	unlink(own);
	support_text(folder, file, text);
	free(own);
	free(file);
	free(text);
}

/* ticks: an x for each step of the lesson that is done, a - for one that is not. */
static void assert_steps(const struct session *of, const char *ticks, size_t place)
{
	size_t i;

	assert_int_equal(session_workshop(of)->lessons[0].n_steps, strlen(ticks));
	for (i = 0; ticks[i]; i++)
		assert_int_equal(session_step_done(of, 0, i), ticks[i] == 'x');
	assert_int_equal(session_step_index(of), place);
}

static void a_new_step_has_no_tick(void **unused)
{
	struct session *opened;

	(void)unused;
	write_workshop("inserted", "Inserted", two_steps);
	close_with_old_progress(session_of("inserted"), "inserted");
	opened = session_of("inserted");
	assert_steps(opened, "xx", 1);
	session_close(opened);
	write_workshop("inserted", "Inserted", three_steps);
	opened = session_of("inserted");
	assert_steps(opened, "-xx", 2);
	/* The author goes on while it is open. */
	write_workshop("inserted", "Inserted", two_steps);
	assert_true(session_reload(opened));
	assert_steps(opened, "xx", 1);
	session_close(opened);
}

/* Opens the workshop and leaves it at its second step, which then counts as read. */
static void read_second_step(const char *name)
{
	struct session *opened = session_of(name);

	session_go(opened, 0, 1);
	session_close(opened);
}

/* Opens the workshop for a moment: ticks and place are these.  Returns whether it has that id. */
static bool has_id(const char *name, const char *id, const char *ticks, size_t place)
{
	struct session *opened = session_of(name);
	bool has = strcmp(session_workshop(opened)->id, id) == 0;

	assert_steps(opened, ticks, place);
	session_close(opened);
	return has;
}

/* Both titles gave the id "qemu". */
static void titles_that_share_letters_share_nothing(void **unused)
{
	struct session *opened;

	(void)unused;
	write_workshop("a", "Виртуальные машины в QEMU", two_steps);
	write_workshop("b", "Сети в QEMU", two_steps);
	read_second_step("a");
	assert_false(has_id("b", "qemu", "--", 0));
	assert_false(has_id("a", "qemu", "-x", 1));
	/* "C" has the id that "C++" had. */
	write_workshop("a", "C", two_steps);
	write_workshop("b", "C++", two_steps);
	read_second_step("a");
	assert_true(has_id("a", "c", "-x", 1));
	assert_false(has_id("b", "c", "--", 0));
	opened = session_of("b");
	assert_string_equal(session_workshop(opened)->old_id, "c");
	session_close(opened);
}

/* Progress of an earlier version, and machines with it, stay until they are given back. */
static void the_old_id_is_used_while_there_is_progress(void **unused)
{
	struct session *opened;
	int i;

	(void)unused;
	write_workshop("a", "Go, by machine!", two_steps);
	write_workshop("b", "Go: by machine?", two_steps);
	assert_false(has_id("a", "go-by-machine", "--", 0));
	close_with_old_progress(session_of("a"), "go-by-machine");
	for (i = 0; i < 2; i++) {
		assert_true(has_id("a", "go-by-machine", "xx", 1));
		/* It says now whose it is. */
		assert_false(has_id("b", "go-by-machine", "--", 0));
	}
	opened = session_of("a");
	session_forget_progress(opened, NULL);
	session_close(opened);
	assert_false(has_id("a", "go-by-machine", "--", 0));
	/* What is another workshop's stays its own. */
	write_workshop("a", "Other, machines", two_steps);
	write_workshop("b", "Other: machines", three_steps);
	support_text(folder, "imitation/other-machines.progress",
		     "imitation-progress 1\nepoch 0\nplace 1.2\npassed 1.1 0123456789abcdef\nspent 5\nend\n");
	assert_false(has_id("a", "other-machines", "--", 0));
}

/* ---- checks that passed before, or in another session ---------------------------------- */

static const char start_it[] =
	"---\ntitle: A\nduration: 1\nmachines: [ann]\n---\n"
	"## Start it\n\n```vm:define\n```\n\n```vm:start\n```\n\n```check\nstate: running\n```\n";

static const struct session_check *first_check(void)
{
	size_t n;
	const struct session_check *checks = session_checks(session, &n);

	assert_int_equal(n, 1);
	return checks;
}

/* As another session of the same person does. */
static void pass_elsewhere(void)
{
	struct error err = { 0 };
	struct progress *other = progress_open(session_workshop(session)->id, &err);

	assert_true(progress_pass(other, "1.1", first_check()->check->key, &err));
	assert_true(progress_flush(other, WAIT_MS, &err));
	progress_close(other);
}

static void press_and_wait(int button)
{
	struct error err = { 0 };
	struct vm_result result = { 0 };

	assert_true(session_wait_result(session, session_press(session, button, false, &err), WAIT_MS,
					&result));
	assert_string_equal(result.error.message, "");
	assert_true(result.ok);
}

static struct session *open_started(void)
{
	char *path = mem_printf("%s/%s", folder, "started");
	struct session_options options = { .path = path, .uri = URI, .step = "1.1",
					   .backend = &backend_libvirt };
	struct session *opened = session_open(&options, NULL);

	assert_non_null(opened);
	assert_true(session_wait_ready(opened, WAIT_MS, NULL));
	free(path);
	return opened;
}

static void what_passed_before_is_seen_to_hold_anew(void **unused)
{
	write_workshop("started", "Started", start_it);
	session = open_started();
	assert_false(first_check()->passed);
	pass_elsewhere();
	session_close(session);
	session = open_started();
	assert_true(first_check()->passed);
	assert_false(session_wait_held(session, 0, 100));
	assert_false(first_check()->answer.holds);
	assert_true(first_check()->answer.certain);
	press_and_wait(1);
	press_and_wait(2);
	assert_true(session_wait_held(session, 0, WAIT_MS));
	close_session(unused);
}

static void what_another_session_has_seen_passes(void **unused)
{
	write_workshop("started", "Started", start_it);
	session = open_started();
	session_forget_progress(session, NULL);
	session_go(session, 0, 0);
	assert_false(first_check()->passed);
	pass_elsewhere();
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_false(first_check()->held);
	close_session(unused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(stage_of_two_is_set, open_session, close_session),
		cmocka_unit_test_setup_teardown(stage_fails_as_one, open_session, close_session),
		cmocka_unit_test_setup_teardown(stage_fails_where_one_is_refused, open_session,
						close_session),
		cmocka_unit_test_setup_teardown(a_key_that_makes_the_machine_is_named, open_session,
						close_session),
		cmocka_unit_test_setup_teardown(each_result_is_its_tickets, open_session, close_session),
		cmocka_unit_test(a_new_step_has_no_tick),
		cmocka_unit_test(titles_that_share_letters_share_nothing),
		cmocka_unit_test(the_old_id_is_used_while_there_is_progress),
		cmocka_unit_test(what_passed_before_is_seen_to_hold_anew),
		cmocka_unit_test(what_another_session_has_seen_passes),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
