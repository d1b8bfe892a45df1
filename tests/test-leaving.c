// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A person leaves while machines run: which are named, what becomes of each, and that nobody has
 * to wait.  The whole workshop is started over.  What is asked before something goes, and what is
 * shown as long as a machine is at risk.  On a hypervisor of this test's own. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "idle-backend.h"
#include "lesson-support.h"
#include "session/session.h"
#include "vm/backend.h"
#include "vm/machine.h"

#define WAIT_MS 60000 /* never waited for when all is well */

static const char cover[] =
	"---\ntitle: Leave\nmachines:\n  ann: {memory: 4 MiB}\n  bob: {memory: 4 MiB}\n"
	"  carl: {memory: 4 MiB}\n---\nThree machines.\n";
static const char lesson[] =
	"---\ntitle: One\nmachines: [ann]\nneeds: {ann: running}\n---\nText.\n\n"
	"## Pause it\n\n```vm:pause\n```\n\n```check\nstate: paused\n```\n\n"
	"## Keep it\n\n```vm:snapshot\nname: good\n```\n\n```check\nsnapshot: good\n```\n";

static const char lesson_two[] =
	"---\ntitle: Two\nmachines: [bob]\nneeds: {bob: absent}\n---\nText.\n\n"
	"## Make it\n\n```vm:define\n```\n\n```check\nstate: shutoff\n```\n";

static char *folder;
static struct session *session;
static bool in_seat; /* of a class */

/* ---- the hypervisor ------------------------------------------------------------------ */

enum { ANN, BOB, CARL, MACHINES };

struct vm_conn {
	struct vm_watch watch;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static enum machine_state states[MACHINES];
static bool foreign[MACHINES]; /* somebody else's */
static bool deaf[MACHINES];    /* it does not obey when it is asked to shut down */
static bool snapshots;         /* bob has two */
static bool holds;             /* actions are held */
static unsigned acted[MACHINES], given_back;
static bool keeps; /* nothing is given back */
static bool base;  /* clones build on bob's disk */
static bool stopped; /* bob stands still because the disk is full */
static struct vm_watch *told;

static struct vm_conn *fake_open(const struct vm_open_args *args, struct error *err)
{
	struct vm_conn *conn = mem_alloc(sizeof *conn);

	(void)err;
	conn->watch = args->watch;
	pthread_mutex_lock(&lock);
	told = &conn->watch;
	pthread_mutex_unlock(&lock);
	return conn;
}

static void fake_close(struct vm_conn *conn)
{
	pthread_mutex_lock(&lock);
	told = NULL;
	pthread_mutex_unlock(&lock);
	free(conn);
}

static bool fake_alive(struct vm_conn *conn)
{
	(void)conn;
	return true;
}

static int index_of(const char *name)
{
	return str_eq(name, "ann") ? ANN : str_eq(name, "bob") ? BOB : CARL;
}

static void add_snapshot(struct vm_machine *machine, const char *name)
{
	*MEM_PUSH(machine->snapshots, machine->n_snapshots) = (struct vm_snapshot){
		.name = mem_dup(name), .state = STATE_RUNNING };
}

static bool fake_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
		      struct error *err)
{
	(void)conn;
	(void)full;
	(void)err;
	pthread_mutex_lock(&lock);
	for (size_t i = 0; i < n; i++) {
		int at = index_of(machines[i].name);

		if (machines[i].in_hand)
			continue;
		machines[i].state = states[at];
		machines[i].not_ours = foreign[at];
		machines[i].is_base = at == BOB && base;
		machines[i].trouble = at == BOB && stopped ? TROUBLE_DISK_FULL : TROUBLE_NONE;
		machine_free_snapshots(&machines[i]);
		if (at == BOB && snapshots) {
			add_snapshot(&machines[i], "monday");
			add_snapshot(&machines[i], "tuesday");
		}
	}
	pthread_mutex_unlock(&lock);
	return true;
}

static bool fake_act(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	static const enum machine_state leads[VERB_COUNT] = {
		[VERB_SAVE] = STATE_SAVED, [VERB_SHUTDOWN] = STATE_SHUTOFF, [VERB_PAUSE] = STATE_PAUSED,
		[VERB_RESUME] = STATE_RUNNING,
	};
	enum verb verb = request->action.verb;
	int at = index_of(request->action.machine);

	(void)conn;
	(void)err;
	pthread_mutex_lock(&lock);
	while (holds)
		pthread_cond_wait(&changed, &lock);
	acted[at]++;
	if (leads[verb] && !(verb == VERB_SHUTDOWN && deaf[at]))
		states[at] = leads[verb];
	pthread_mutex_unlock(&lock);
	return true;
}

static bool fake_console_open(struct vm_conn *conn, const char *machine, struct error *err)
{
	(void)conn;
	(void)machine;
	(void)err;
	return true;
}

static ssize_t fake_console_write(struct vm_conn *conn, const char *machine, const char *bytes,
				  size_t n, struct error *err)
{
	(void)conn;
	(void)machine;
	(void)bytes;
	(void)err;
	return (ssize_t)n;
}

static bool fake_reset(struct vm_conn *conn, struct error *err)
{
	if (keeps)
		return error_set(err, ERROR_FAILED, "It cannot be given back.");
	given_back++;
	pthread_mutex_lock(&lock);
	states[ANN] = states[BOB] = STATE_ABSENT;
	pthread_mutex_unlock(&lock);
	return idle_reset(conn, err);
}

#define idle_reset fake_reset
static const struct vm_backend fake = IDLE_BACKEND;

static void hold(bool is)
{
	pthread_mutex_lock(&lock);
	holds = is;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

/* It happens in another window. */
static void becomes(int machine, enum machine_state state)
{
	pthread_mutex_lock(&lock);
	states[machine] = state;
	told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
}

/* ---- the session ----------------------------------------------------------------------- */

static int open_at(const char *uri, const char *step)
{
	struct session_options options = { .uri = uri, .step = step, .backend = &fake,
					   .on_screen = true, .seat = in_seat };
	struct error err = { 0 };

	folder = support_folder();
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	support_text(folder, "workshop.md", cover);
	support_text(folder, "01-one.md", lesson);
	support_text(folder, "02-two.md", lesson_two);
	states[ANN] = states[BOB] = states[CARL] = STATE_RUNNING;
	for (int i = 0; i < MACHINES; i++)
		foreign[i] = deaf[i] = false, acted[i] = 0;
	foreign[CARL] = true;
	holds = snapshots = keeps = base = stopped = false;
	given_back = 0;
	options.path = folder;
	session = session_open(&options, &err);
	return session && session_wait_ready(session, WAIT_MS, &err) ? 0 : -1;
}

static int setup(void **unused)
{
	(void)unused;
	return open_at("fake:///session", "1.1");
}

static int setup_seat(void **unused)
{
	int result;

	in_seat = true;
	result = setup(unused);
	in_seat = false;
	return result;
}

/* Nobody was here before. */
static int setup_fresh(void **unused)
{
	(void)unused;
	return open_at("fake:///session", NULL);
}

static int setup_simulated(void **unused)
{
	(void)unused;
	return open_at("test:///default", "1.1");
}

static int teardown(void **unused)
{
	(void)unused;
	hold(false);
	session_close(session);
	support_remove(folder);
	free(folder);
	return 0;
}

/* As often as the loop does, until it holds. */
static bool comes(bool (*holds_now)(const struct session *session))
{
	int64_t until = clock_mono_ms() + WAIT_MS;

	while (!holds_now(session) && clock_mono_ms() < until) {
		usleep(2000);
		session_turn(session);
	}
	return holds_now(session);
}

static void assert_question(const char *wanted)
{
	char *question = session_leaving_question(session);

	if (wanted)
		assert_string_equal(question, wanted);
	else
		assert_null(question);
	free(question);
}

static void assert_reported(const char *first, const char *second)
{
	char *report = session_left_report(session);

	assert_non_null(report);
	assert_non_null(strstr(report, first));
	if (second)
		assert_non_null(strstr(report, second));
	free(report);
}

static void shows(const char *message, const char *remedy)
{
	struct view view;

	session_view(session, &view);
	assert_non_null(strstr(view.message, message));
	assert_string_equal(view.remedy, remedy);
	assert_true(view.leaving);
}

/* ---- leaving --------------------------------------------------------------------------- */

static void those_that_run_are_named(void **unused)
{
	(void)unused;
	assert_question("ann, bob are running. Save their memory, shut them down, or let them run?");
	pthread_mutex_lock(&lock);
	states[ANN] = STATE_SHUTOFF;
	pthread_mutex_unlock(&lock);
	session_leave_machines(session, VERB_SAVE);
	assert_true(comes(session_has_left));
	assert_question(NULL);
}

static bool bob_is_paused(const struct session *of)
{
	return session_picture(of)->machines[BOB].state == STATE_PAUSED;
}

static bool both_are_paused(const struct session *of)
{
	return bob_is_paused(of) && session_picture(of)->machines[ANN].state == STATE_PAUSED;
}

static void assert_runs_on(const char *begins)
{
	char *text = session_run_on(session);

	assert_non_null(text);
	assert_memory_equal(text, begins, strlen(begins));
	free(text);
}

/* They have memory to lose, and a process on this computer. */
static void those_that_are_paused_are_named_too(void **unused)
{
	(void)unused;
	assert_false(session_leaves_still(session));
	becomes(BOB, STATE_PAUSED);
	assert_true(comes(bob_is_paused));
	assert_question("Running: ann. Paused: bob. Save their memory, shut them down, or leave them as "
			"they are?");
	assert_true(session_leaves_still(session));
	assert_runs_on("Running: ann. Paused: bob. They stay so, and are there when you come back. This removes");
	becomes(ANN, STATE_PAUSED);
	assert_true(comes(both_are_paused));
	assert_question("ann, bob are paused. Save their memory, shut them down, or leave them as they are?");
	assert_runs_on("ann, bob stay paused, and are there");
}

static void assert_runs_on_exactly(const char *wanted)
{
	char *text = session_run_on(session);

	assert_string_equal(text, wanted);
	free(text);
}

static void in_a_seat_no_command_is_named(void **unused)
{
	struct view view;

	(void)unused;
	session_view(session, &view);
	assert_null(view.give_back);
	assert_runs_on_exactly("ann, bob run on, and are there when you come back.");
	becomes(BOB, STATE_PAUSED);
	assert_true(comes(bob_is_paused));
	assert_runs_on_exactly("Running: ann. Paused: bob. They stay so, and are there when you come back.");
	becomes(ANN, STATE_PAUSED);
	assert_true(comes(both_are_paused));
	assert_runs_on_exactly("ann, bob stay paused, and are there when you come back.");
}

static void why_one_is_stopped_is_said(void **unused)
{
	(void)unused;
	stopped = true;
	becomes(BOB, STATE_PAUSED);
	assert_true(comes(bob_is_paused));
	assert_question("Running: ann. Stopped: bob (disk full). Save their memory, shut them down, or leave "
			"them as they are?");
	assert_runs_on("Running: ann. Stopped: bob (disk full). They stay so, and are there");
}

static void a_paused_one_is_saved(void **unused)
{
	(void)unused;
	becomes(BOB, STATE_PAUSED);
	assert_true(comes(bob_is_paused));
	session_leave_machines(session, VERB_SAVE);
	assert_true(comes(session_has_left));
	assert_int_equal(states[BOB], STATE_SAVED);
	assert_reported("bob is off and its memory is saved on disk", NULL);
}

static void a_paused_one_goes_on_to_shut_down(void **unused)
{
	(void)unused;
	becomes(BOB, STATE_PAUSED);
	assert_true(comes(bob_is_paused));
	session_leave_machines(session, VERB_SHUTDOWN);
	assert_true(comes(session_has_left));
	assert_int_equal(states[BOB], STATE_SHUTOFF);
	assert_int_equal(acted[BOB], 2);
	assert_reported("bob has shut itself down", NULL);
}

static void the_simulation_asks_nothing(void **unused)
{
	(void)unused;
	assert_question(NULL);
}

static void each_is_saved_and_said(void **unused)
{
	(void)unused;
	hold(true);
	session_leave_machines(session, VERB_SAVE);
	assert_true(session_is_leaving(session));
	assert_false(session_has_left(session));
	shows("Saving ann, bob … 0 s", "q or Esc leaves without waiting for it.");
	hold(false);
	assert_true(comes(session_has_left));
	assert_int_equal(states[ANN], STATE_SAVED);
	assert_int_equal(states[BOB], STATE_SAVED);
	assert_reported("ann is off and its memory is saved on disk",
			"bob is off and its memory is saved on disk");
}

static void a_foreign_machine_is_left_alone(void **unused)
{
	(void)unused;
	session_leave_machines(session, VERB_SHUTDOWN);
	assert_true(comes(session_has_left));
	assert_int_equal(acted[CARL], 0);
	assert_int_equal(states[CARL], STATE_RUNNING);
}

static void what_does_not_obey_is_left_and_said(void **unused)
{
	char *run_on;

	(void)unused;
	deaf[BOB] = true;
	session_leave_machines(session, VERB_SHUTDOWN);
	assert_true(comes(session_has_left));
	assert_reported("ann has shut itself down",
			"bob was asked to shut down, and goes on: its system need not listen.");
	run_on = session_run_on(session);
	assert_non_null(strstr(run_on, "bob runs on"));
	free(run_on);
}

/* The person presses q again: it is said of each what is not over. */
static void it_can_be_given_up(void **unused)
{
	(void)unused;
	hold(true);
	session_leave_machines(session, VERB_SAVE);
	session_end_by(session, clock_mono_ms() + 600);
	session_end(session, NULL);
	assert_reported("ann was still being saved when you left.",
			"bob was still being saved when you left.");
}

/* A paused one is being resumed, and only then asked to shut down. */
static void what_was_not_asked_yet_is_said_so(void **unused)
{
	(void)unused;
	becomes(BOB, STATE_PAUSED);
	assert_true(comes(bob_is_paused));
	hold(true);
	session_leave_machines(session, VERB_SHUTDOWN);
	session_end_by(session, clock_mono_ms() + 600);
	session_end(session, NULL);
	assert_reported("ann was asked to shut down, and had not done so when you left.",
			"bob goes on again, and was not asked to shut down yet.");
}

/* What was begun before is waited for. */
static void a_busy_machine_is_asked_later(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	hold(true);
	assert_true(session_press(session, 1, false, &err) != 0);
	session_leave_machines(session, VERB_SAVE);
	assert_false(session_has_left(session));
	hold(false);
	assert_true(comes(session_has_left));
	/* It was paused, and has memory to save all the same. */
	assert_int_equal(states[ANN], STATE_SAVED);
	assert_int_equal(states[BOB], STATE_SAVED);
}

/* ---- starting the whole workshop over --------------------------------------------------- */

static bool ann_is_away(const struct session *of)
{
	return session_picture(of)->machines[ANN].state == STATE_ABSENT;
}

static void what_goes_is_named(void **unused)
{
	char *question;

	(void)unused;
	snapshots = true;
	becomes(ANN, STATE_ABSENT);
	assert_true(comes(ann_is_away));
	question = session_reset_question(session);
	assert_string_equal(question, "Start the whole workshop over? 1 machine is removed, with its "
			    "disk: bob. 2 snapshots are deleted: monday, tuesday. Your ticks and "
			    "your place go back to the beginning.");
	free(question);
}

static void all_is_forgotten_and_it_begins_at_the_cover(void **unused)
{
	struct error err = { 0 };
	struct vm_result result;
	uint64_t ticket;

	(void)unused;
	ticket = session_press(session, 1, false, &err);
	assert_true(session_wait_result(session, ticket, WAIT_MS, NULL));
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_true(session_step_done(session, 0, 0));
	session_next(session);
	ticket = session_reset(session, &err);
	assert_true(ticket != 0);
	assert_true(session_wait_result(session, ticket, WAIT_MS, &result));
	assert_true(result.ok);
	assert_int_equal(given_back, 1);
	assert_false(session_step_done(session, 0, 0));
	assert_true(session_on_cover(session));
	assert_string_equal(session_said(session),
			    "The workshop begins anew: what was made for it is given back.");
	/* n goes on from there. */
	assert_true(session_next(session));
	assert_string_equal(session_step(session)->id, "1.1");
	assert_false(session_checks(session, &(size_t){ 0 })[0].passed);
}

static void what_is_not_given_back_is_not_forgotten(void **unused)
{
	struct error err = { 0 };
	struct vm_result result;
	uint64_t ticket;

	(void)unused;
	ticket = session_press(session, 1, false, &err);
	assert_true(session_wait_result(session, ticket, WAIT_MS, NULL));
	assert_true(session_wait_check(session, 0, WAIT_MS));
	keeps = true;
	ticket = session_reset(session, &err);
	assert_true(session_wait_result(session, ticket, WAIT_MS, &result));
	assert_false(result.ok);
	assert_string_equal(session_said(session), "It cannot be given back.");
	assert_true(session_step_done(session, 0, 0));
	assert_false(session_on_cover(session));
}

/* ---- the cover --------------------------------------------------------------------------- */

static void a_fresh_person_sees_the_cover(void **unused)
{
	(void)unused;
	assert_true(session_on_cover(session));
	assert_true(session_next(session));
	assert_false(session_on_cover(session));
	assert_string_equal(session_step(session)->id, "1.1");
}

/* ---- what is asked ------------------------------------------------------------------------ */

static bool ann_is_off(const struct session *of)
{
	return session_picture(of)->machines[ANN].state == STATE_SHUTOFF;
}

/* Its memory would not be in it, which is what the lesson is about. */
static void a_snapshot_of_a_machine_that_is_off_is_asked_about(void **unused)
{
	char *question;

	(void)unused;
	session_go(session, 0, 1);
	assert_null(session_question(session, session_action(session, 1)));
	becomes(ANN, STATE_SHUTOFF);
	assert_true(comes(ann_is_off));
	question = session_question(session, session_action(session, 1));
	assert_string_equal(question, "ann is off: the snapshot keeps its disk, and no memory. Take it "
			    "all the same?");
	free(question);
}

static bool bob_has_snapshots(const struct session *of)
{
	return session_picture(of)->machines[BOB].n_snapshots == 2;
}

static void a_machine_that_runs_is_not_removed_unasked(void **unused)
{
	char *question;

	(void)unused;
	session_go(session, 1, 0);
	question = session_stage_question(session);
	assert_string_equal(question, "This lesson starts without bob. Remove it, with its disk and its "
			    "snapshots?");
	free(question);
	snapshots = true;
	becomes(BOB, STATE_RUNNING);
	assert_true(comes(bob_has_snapshots));
	question = session_stage_question(session);
	assert_string_equal(question, "This lesson starts without bob. Remove it, with its disk and its "
			    "snapshots (monday, tuesday)?");
	free(question);
	question = session_over_question(session);
	assert_non_null(strstr(question, "Its snapshots are deleted: monday, tuesday."));
	assert_non_null(strstr(question, "Removed with their disks: bob."));
	free(question);
}

static bool bob_is_off(const struct session *of)
{
	return session_picture(of)->machines[BOB].state == STATE_SHUTOFF;
}

/* It was only made: nothing is lost. */
static void one_that_was_only_made_is_removed_unasked(void **unused)
{
	(void)unused;
	session_go(session, 1, 0);
	becomes(BOB, STATE_SHUTOFF);
	assert_true(comes(bob_is_off));
	assert_null(session_stage_question(session));
}

/* ---- a machine at risk --------------------------------------------------------------------- */

static bool warns(const struct session *of)
{
	struct view view;

	session_view((struct session *)of, &view);
	return view.risk && strstr(view.risk, "bob was started, and clones build on its disk");
}

static bool warns_not(const struct session *of)
{
	return !warns(of);
}

static void a_warning_stays_as_long_as_it_is_true(void **unused)
{
	struct error err = { 0 };
	uint64_t ticket;

	(void)unused;
	base = true;
	becomes(BOB, STATE_RUNNING);
	assert_true(comes(warns));
	ticket = session_press(session, 1, false, &err);
	assert_true(session_wait_result(session, ticket, WAIT_MS, NULL));
	assert_non_null(strstr(session_said(session), "ann stands still"));
	assert_true(warns(session));
	becomes(BOB, STATE_SHUTOFF);
	assert_true(comes(warns_not));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(those_that_run_are_named, setup, teardown),
		cmocka_unit_test_setup_teardown(those_that_are_paused_are_named_too, setup, teardown),
		cmocka_unit_test_setup_teardown(in_a_seat_no_command_is_named, setup_seat, teardown),
		cmocka_unit_test_setup_teardown(why_one_is_stopped_is_said, setup, teardown),
		cmocka_unit_test_setup_teardown(a_paused_one_is_saved, setup, teardown),
		cmocka_unit_test_setup_teardown(a_paused_one_goes_on_to_shut_down, setup, teardown),
		cmocka_unit_test_setup_teardown(the_simulation_asks_nothing, setup_simulated, teardown),
		cmocka_unit_test_setup_teardown(each_is_saved_and_said, setup, teardown),
		cmocka_unit_test_setup_teardown(a_foreign_machine_is_left_alone, setup, teardown),
		cmocka_unit_test_setup_teardown(what_does_not_obey_is_left_and_said, setup, teardown),
		cmocka_unit_test_setup_teardown(it_can_be_given_up, setup, teardown),
		cmocka_unit_test_setup_teardown(what_was_not_asked_yet_is_said_so, setup, teardown),
		cmocka_unit_test_setup_teardown(a_busy_machine_is_asked_later, setup, teardown),
		cmocka_unit_test_setup_teardown(what_goes_is_named, setup, teardown),
		cmocka_unit_test_setup_teardown(all_is_forgotten_and_it_begins_at_the_cover, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_not_given_back_is_not_forgotten, setup, teardown),
		cmocka_unit_test_setup_teardown(a_fresh_person_sees_the_cover, setup_fresh, teardown),
		cmocka_unit_test_setup_teardown(a_snapshot_of_a_machine_that_is_off_is_asked_about, setup,
						teardown),
		cmocka_unit_test_setup_teardown(a_machine_that_runs_is_not_removed_unasked, setup, teardown),
		cmocka_unit_test_setup_teardown(one_that_was_only_made_is_removed_unasked, setup, teardown),
		cmocka_unit_test_setup_teardown(a_warning_stays_as_long_as_it_is_true, setup, teardown),
	};

	return cmocka_run_group_tests_name("leaving", tests, NULL, NULL);
}
