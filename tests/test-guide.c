// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A beginner is guided: a step that is left open is named, what a step waits for is looked for
 * in earlier steps, and what comes late still counts.  On a hypervisor of this test's own. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/str.h"
#include "idle-backend.h"
#include "lesson-support.h"
#include "session/session.h"
#include "vm/backend.h"
#include "vm/machine.h"

#define WAIT_MS 60000 /* never waited for when all is well */

static const char cover[] =
	"---\ntitle: Guide\nmachines:\n  ann: {title: Ann, memory: 4 MiB}\n"
	"  bob: {title: Bob, memory: 4 MiB}\n---\nTwo machines.\n";
static const char lesson[] =
	"---\ntitle: One\nmachines: [ann]\nneeds: {ann: running}\n---\nText.\n\n"
	"## Open it\n\n```vm:type\ntext: \"open\\n\"\n```\n\n```check\nconsole: ^opened\n```\n\n"
	"```vm:type\ntext: \"write\\n\"\n```\n\n```check\nconsole: ^written\n```\n\n"
	"## Read it\n\n```vm:type\ntext: \"read\\n\"\n```\n\n```check\nconsole: ^contents\n```\n\n"
	"## Stop it\n\n```vm:pause\n```\n\n```check\nstate: paused\n```\n";
/* Its first step has a check and no button. */
static const char words[] =
	"---\ntitle: One\nmachines: [ann]\nneeds: {ann: running}\n---\nText.\n\n"
	"## Wait\n\n```check\nconsole: ^seen\n```\n\n"
	"## Write it\n\n```vm:type\ntext: \"write\\n\"\n```\n\n```check\nconsole: ^written\n```\n";
static const char second[] =
	"---\ntitle: Two\nmachines: [bob]\n---\nText.\n\n"
	"## Make it\n\n```vm:define\n```\n\n```vm:start\n```\n\n```check\nstate: running\n```\n\n"
	"## Keep it\n\n```vm:snapshot\nname: good\n```\n\n```check\nsnapshot: good\n```\n\n"
	"## Bring it back\n\n```vm:restore\nname: good\n```\n\n```check\ncurrent: good\n```\n\n"
	"## Stop it\n\n```vm:pause\n```\n\n```check\nstate: paused\n```\n\n"
	"## Throw it away\n\n```vm:delete\nname: good\n```\n\n```check\nno-snapshot: good\n```\n";

static char *folder;
static struct session *session;

/* ---- the hypervisor ------------------------------------------------------------------ */

struct vm_conn {
	struct vm_watch watch;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static enum machine_state states[2]; /* ann's and bob's */
static bool snapshot;                /* bob has one */
static bool holds;                   /* actions are held */
static struct vm_watch *told;        /* of the open connection; NULL: none */

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

static bool fake_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
		      struct error *err)
{
	size_t i;

	(void)conn;
	(void)full;
	(void)err;
	pthread_mutex_lock(&lock);
	for (i = 0; i < n; i++) {
		bool bob = str_eq(machines[i].name, "bob");

		if (machines[i].in_hand)
			continue;
		machines[i].state = states[bob];
		machine_free_snapshots(&machines[i]);
		if (bob && snapshot)
			*MEM_PUSH(machines[i].snapshots, machines[i].n_snapshots) = (struct vm_snapshot){
				.name = mem_dup("good"), .current = true, .state = STATE_RUNNING };
	}
	pthread_mutex_unlock(&lock);
	return true;
}

static const char *writes_while_typed; /* ann does; NULL: nothing */

static bool fake_act(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	static const enum machine_state leads[VERB_COUNT] = {
		[VERB_DEFINE] = STATE_SHUTOFF, [VERB_START] = STATE_RUNNING, [VERB_PAUSE] = STATE_PAUSED,
	};
	enum verb verb = request->action.verb;

	(void)conn;
	(void)err;
	pthread_mutex_lock(&lock);
	while (holds)
		pthread_cond_wait(&changed, &lock);
	if (leads[verb])
		states[str_eq(request->action.machine, "bob")] = leads[verb];
	snapshot = snapshot || verb == VERB_SNAPSHOT;
	if (verb == VERB_TYPE && writes_while_typed)
		told->console(told->context, "ann", writes_while_typed, strlen(writes_while_typed));
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

static const struct vm_backend fake = IDLE_BACKEND;

static void hold(bool is)
{
	pthread_mutex_lock(&lock);
	holds = is;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

static void ann_writes(const char *text)
{
	pthread_mutex_lock(&lock);
	told->console(told->context, "ann", text, strlen(text));
	pthread_mutex_unlock(&lock);
}

static void pause_ann_elsewhere(void)
{
	pthread_mutex_lock(&lock);
	states[0] = STATE_PAUSED;
	told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
}

/* Somebody deletes it in another window. */
static void lose_snapshot(void)
{
	pthread_mutex_lock(&lock);
	snapshot = false;
	told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
}

/* ---- the session ----------------------------------------------------------------------- */

static int open_lesson(const char *uri, const char *first, bool forget)
{
	struct session_options options = { .uri = uri, .forget = forget, .step = "1.1",
					   .backend = &fake, .on_screen = true };
	struct error err = { 0 };

	folder = support_folder();
	setenv("XDG_DATA_HOME", folder, 1);
	/* What is remembered finds no room. */
	setenv("XDG_STATE_HOME", forget ? folder : "/dev/null", 1);
	support_text(folder, "workshop.md", cover);
	support_text(folder, "01-one.md", first);
	support_text(folder, "02-two.md", second);
	states[0] = STATE_RUNNING;
	states[1] = STATE_ABSENT;
	snapshot = holds = false;
	options.path = folder;
	session = session_open(&options, &err);
	return session && session_wait_ready(session, WAIT_MS, &err) ? 0 : -1;
}

/* Not simulated, as far as the session knows. */
static int setup(void **unused)
{
	(void)unused;
	return open_lesson("fake:///session", lesson, true);
}

static int setup_words(void **unused)
{
	(void)unused;
	return open_lesson("fake:///session", words, true);
}

static int setup_unsaved(void **unused)
{
	(void)unused;
	return open_lesson("fake:///session", lesson, false);
}

static int setup_simulated(void **unused)
{
	(void)unused;
	return open_lesson("test:///default", lesson, true);
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

static uint64_t press(int button)
{
	struct error err = { 0 };
	uint64_t ticket = session_press(session, button, false, &err);

	assert_string_equal(err.message, "");
	assert_true(ticket != 0);
	return ticket;
}

static void do_button(int button)
{
	struct vm_result result;

	assert_true(session_wait_result(session, press(button), WAIT_MS, &result));
	assert_string_equal(result.error.message, "");
}

static bool step_is_done(size_t step)
{
	return session_step_done(session, session_lesson(session), step);
}

static bool first_is_done(void)
{
	return step_is_done(0);
}

/* As often as the loop does, until it holds. */
static bool comes(bool (*holds_now)(void))
{
	int64_t until = clock_mono_ms() + WAIT_MS;

	while (!holds_now() && clock_mono_ms() < until) {
		usleep(2000);
		session_turn(session);
	}
	return holds_now();
}

static void turns(void)
{
	for (int i = 0; i < 100; i++) {
		usleep(2000);
		session_turn(session);
	}
}

/* All that is said: the message, and what stands in place of its remedy. */
static const char *said(void)
{
	static char all[1000];
	struct view view;

	session_view(session, &view);
	snprintf(all, sizeof all, "%s%s%s", view.message, view.remedy[0] ? " " : "", view.remedy);
	return all;
}

static void assert_said(const char *text)
{
	assert_string_equal(session_said(session), text);
}

/* Of the simulation's limits something may be said at any time. */
static void assert_names_no_open_step(void)
{
	assert_null(strstr(said(), "is not done"));
}

static void assert_advice(const char *text)
{
	struct view view;

	session_view(session, &view);
	assert_string_equal(view.advice, text);
}

static const char *refusal(int button)
{
	struct view view;

	session_view(session, &view);
	return view.buttons[button - 1].refused ? view.buttons[button - 1].refused : "";
}

/* Does the first step as it is meant. */
static void do_first(void)
{
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	do_button(2);
	ann_writes("written\r\n");
	assert_true(session_wait_check(session, 1, WAIT_MS));
}

/* ---- a step that is left open ------------------------------------------------------------- */

static void a_step_that_is_left_open_is_named_once(void **unused)
{
	struct view view;

	(void)unused;
	assert_true(session_next(session));
	assert_said("1.1 is not done: button 1.");
	session_view(session, &view);
	assert_string_equal(view.remedy, "p goes back to 1.1.");
	/* Not when going back, and not once more. */
	assert_true(session_previous(session));
	assert_names_no_open_step();
	assert_true(session_next(session));
	assert_names_no_open_step();
	assert_true(session_next(session));
	assert_said("1.2 is not done: button 1.");
	/* At the end of the lesson, too; and it is another visit then. */
	assert_true(session_next(session));
	assert_said("1.3 is not done: button 1.");
	session_go(session, 0, 0);
	assert_names_no_open_step();
	assert_true(session_next(session));
	assert_said("1.1 is not done: button 1.");
}

static void the_way_back_from_the_end_unsays_it(void **unused)
{
	(void)unused;
	session_go(session, 1, 4);
	assert_true(session_next(session));
	assert_true(session_finished(session));
	assert_said("2.5 is not done: button 1.");
	assert_true(session_previous(session));
	assert_int_equal(session_step_index(session), 4);
	assert_names_no_open_step();
}

static void the_button_that_it_lacks_is_named(void **unused)
{
	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_true(session_next(session));
	assert_said("1.1 is not done: button 2.");
}

static void a_check_that_is_waited_for_is_named(void **unused)
{
	struct view view;

	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	do_button(2);
	assert_true(session_next(session));
	assert_said("1.1 is not done: \"the console of Ann says \"^written\"\" is ticked off by itself as "
		    "soon as it is so.");
	session_view(session, &view);
	assert_int_equal(view.tone, TONE_INFO);
}

static void what_is_not_looked_at_later_is_said(void **unused)
{
	(void)unused;
	/* Nothing that is seen later comes of a button of this step. */
	assert_true(session_next(session));
	assert_said("1.1 is not done: \"the console of Ann says \"^seen\"\" is ticked off only while "
		    "that step is open.");
	/* Another lesson comes next. */
	do_button(1);
	assert_true(session_next(session));
	assert_said("1.2 is not done: \"the console of Ann says \"^written\"\" is ticked off only while "
		    "that step is open.");
}

static bool is_second(void)
{
	return session_step_index(session) == 1;
}

static void nothing_is_said_of_a_step_that_is_done_or_skipped(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	assert_true(session_skip(session, &err));
	assert_true(comes(is_second));
	assert_non_null(strstr(said(), "Step 1.1 is skipped"));
	session_go(session, 0, 0);
	assert_true(session_next(session));
	assert_names_no_open_step();
	session_go(session, 0, 2);
	do_button(1);
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_true(session_next(session));
	assert_names_no_open_step();
}

/* ---- a step that is only looked at --------------------------------------------------------- */

static struct view now(void)
{
	struct view view;

	session_view(session, &view);
	return view;
}

static void look_at(size_t lesson_at, size_t step)
{
	struct error err = { 0 };

	assert_true(session_look(session, lesson_at, step, &err));
	assert_string_equal(err.message, "");
}

static bool button_is_done(void)
{
	return now().n_buttons > 1 && now().buttons[1].done;
}

/* The visit of the step goes on where it was, though buttons worked meanwhile. */
static void looking_leaves_nothing(void **unused)
{
	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	look_at(1, 1);
	assert_string_equal(said(), "Found in 2.2 Keep it: you only look at it. N goes to the next place, "
				    "Esc back to 1.1; g and Enter stay here.");
	assert_true(now().looking && now().lesson == 1 && now().step == 1);
	look_at(0, 2);
	assert_non_null(strstr(said(), "Esc back to 1.1"));
	assert_true(session_look_back(session));
	assert_string_equal(said(), "");
	assert_false(now().looking);
	assert_true(now().lesson == 0 && now().step == 0 && now().buttons[0].done);
	assert_true(now().done[1][1] == STEP_UNSEEN && now().done[0][2] == STEP_UNSEEN);
	assert_false(session_look_back(session));
	/* It comes round to where it began. */
	hold(true);
	press(2);
	look_at(1, 0);
	hold(false);
	turns();
	look_at(0, 0);
	assert_string_equal(said(), "This is 1.1 again, where you were.");
	assert_true(button_is_done());
	ann_writes("written\r\n");
	assert_true(session_wait_check(session, 1, WAIT_MS));
}

static void what_holds_does_not_pass_by_looking(void **unused)
{
	(void)unused;
	look_at(0, 2);
	pause_ann_elsewhere();
	turns();
	assert_false(now().checks[0].passed);
	assert_non_null(strstr(now().checks[0].found, "you only look at this step"));
	/* Whoever stays is there: what holds then may pass, as always. */
	session_go(session, 0, 2);
	assert_false(now().looking);
	assert_true(now().done[0][2] != STEP_UNSEEN);
	/* What is done on the page, such as pressing a button. */
	look_at(1, 0);
	assert_true(session_stay(session));
	assert_false(now().looking || session_stay(session));
	assert_int_equal(session_lesson(session), 1);
}

static void going_on_from_there_leaves_no_step_open(void **unused)
{
	(void)unused;
	look_at(0, 1);
	assert_true(session_next(session));
	assert_names_no_open_step();
	assert_false(now().looking);
	assert_int_equal(session_step_index(session), 2);
	/* The cover, and back from it. */
	look_at(SIZE_MAX, 0);
	assert_true(now().cover && now().looking);
	assert_string_equal(session_said(session), "Found on the first page: you only look at it.");
	assert_true(session_look_back(session));
	assert_int_equal(session_step_index(session), 2);
	look_at(0, 1);
	assert_true(session_previous(session));
	assert_int_equal(session_step_index(session), 0);
	/* From the end. */
	session_go(session, 1, 4);
	session_next(session);
	look_at(1, 4);
	assert_true(now().looking);
	assert_non_null(strstr(said(), "Esc back to where you were"));
	assert_true(session_look_back(session));
	assert_true(session_finished(session));
}

/* ---- a step that is done ------------------------------------------------------------------ */

static bool says_that_it_is_done(void)
{
	return strstr(said(), "Step 1.1 is done. n goes on to 1.2 Read it.") != NULL;
}

static void a_step_says_once_that_it_is_done(void **unused)
{
	struct view view;

	(void)unused;
	do_first();
	assert_true(comes(says_that_it_is_done));
	session_go(session, 0, 0);
	turns();
	assert_false(says_that_it_is_done());
	/* After what came of the button. */
	session_go(session, 0, 2);
	do_button(1);
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_non_null(strstr(said(), "ann stands still; all it had"));
	assert_non_null(strstr(said(), "s) Step 1.3 is done. n goes on to 2.1 Make it."));
	session_go(session, 1, 0);
	do_button(1);
	do_button(2);
	session_go(session, 1, 1);
	do_button(1);
	/* The snapshot's way back comes first. */
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_non_null(strstr(said(), "whatever happens from now on. Step 2.2 is done."));
	session_view(session, &view);
	assert_string_equal(view.remedy, "Step 2.2 is done. n goes on to 2.3 Bring it back.");
	session_go(session, 1, 2);
	turns();
	assert_said("Step 2.3 is done. n goes on to 2.4 Stop it.");
	session_go(session, 1, 3);
	do_button(1);
	session_go(session, 1, 4);
	lose_snapshot();
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_said("Step 2.5 is done. It was the last one.");
}

static void bad_news_stays_beside_it(void **unused)
{
	struct view view;

	(void)unused;
	session_go(session, 0, 1);
	do_button(1);
	session_say(session, TONE_BAD, "It breaks them.", "Cut its power.");
	ann_writes("contents\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	session_view(session, &view);
	assert_string_equal(view.message, "It breaks them. Cut its power.");
	assert_string_equal(view.remedy, "Step 1.2 is done. n goes on to 1.3 Stop it.");
	assert_int_equal(view.tone, TONE_BAD);
}

/* Asks what was said since, which is all of it or only what was added. */
static void assert_news(char **before, const char *wanted)
{
	char *news = session_said_since(session, before);

	assert_true(news || !wanted);
	assert_true(!news || wanted);
	if (wanted)
		assert_string_equal(news, wanted);
	free(news);
}

static void what_is_added_is_told_alone(void **unused)
{
	char *before = NULL;

	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	/* Without a remedy, then with one. */
	for (int i = 0; i < 2; i++) {
		session_forget_progress(session, NULL);
		session_go(session, 0, 1);
		do_button(1);
		session_say(session, TONE_GOOD, "It is typed.", i > 0 ? "u takes it back." : NULL);
		assert_news(&before, i > 0 ? "It is typed.\nu takes it back." : "It is typed.");
		assert_news(&before, NULL);
		ann_writes("contents\r\n");
		assert_true(session_wait_check(session, 0, WAIT_MS));
		assert_news(&before, "Step 1.2 is done. n goes on to 1.3 Stop it.");
		assert_news(&before, NULL);
	}
	/* Other news is told as a whole. */
	session_say(session, TONE_BAD, "It failed.", "Try again.");
	assert_news(&before, "It failed.\nTry again.");
	session_say(session, TONE_INFO, "", "");
	assert_news(&before, NULL);
	free(before);
}

/* ---- what comes late ----------------------------------------------------------------------- */

static void what_comes_after_a_step_was_left_counts(void **unused)
{
	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	do_button(2);
	assert_true(session_next(session));
	turns();
	assert_false(step_is_done(0));
	ann_writes("written\r\n");
	assert_true(comes(first_is_done));
	assert_said("1.1 is done.");
}

/* On this visit of the lesson only the second button is pressed. */
static void what_was_pressed_on_an_earlier_visit_counts(void **unused)
{
	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	session_go(session, 1, 0);
	session_go(session, 0, 0);
	do_button(2);
	assert_true(session_next(session));
	assert_said("1.1 is not done: \"the console of Ann says \"^written\"\" is ticked off by itself as "
		    "soon as it is so.");
	ann_writes("written\r\n");
	assert_true(comes(first_is_done));
}

/* The button is still being pressed when the step is left. */
static void a_button_in_hand_counts(void **unused)
{
	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	hold(true);
	press(2);
	assert_true(session_next(session));
	assert_said("1.1 is not done: \"the console of Ann says \"^written\"\" is ticked off by itself as "
		    "soon as it is so.");
	hold(false);
	session_wait_end(session, WAIT_MS);
	ann_writes("written\r\n");
	assert_true(comes(first_is_done));
}

/* What another step makes its machine say is not what this one waited for. */
static void what_no_button_of_it_made_does_not_count(void **unused)
{
	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_true(session_next(session));
	ann_writes("written\r\n");
	turns();
	assert_false(step_is_done(0));
	/* Nor in another lesson. */
	assert_true(session_previous(session));
	do_button(2);
	session_go(session, 1, 0);
	ann_writes("written\r\n");
	turns();
	assert_false(session_step_done(session, 0, 0));
	/* Nor once the step is open again, or one before it. */
	session_go(session, 0, 1);
	do_button(1);
	session_go(session, 0, 2);
	session_go(session, 0, 0);
	ann_writes("contents\r\n");
	turns();
	assert_false(step_is_done(1));
}

/* Starting the second lesson over has a snapshot to delete from now on. */
static void keep_bob(void)
{
	session_go(session, 1, 0);
	do_button(1);
	do_button(2);
	session_go(session, 1, 1);
	do_button(1);
}

/* The lesson is left standing as it was before, and its step was not done since. */
static void what_was_before_a_lesson_starts_over_does_not_count(void **unused)
{
	struct error err = { 0 };
	struct view view;

	(void)unused;
	keep_bob();
	session_go(session, 1, 3);
	do_button(1);
	assert_true(session_wait_check(session, 0, WAIT_MS));
	hold(true);
	assert_true(session_start_over(session, &err));
	assert_true(session_is_at_it(session));
	assert_int_equal(session_step_index(session), 3);
	session_view(session, &view);
	assert_false(view.buttons[0].done);
	assert_true(session_next(session));
	turns();
	assert_false(step_is_done(3));
}

/* The button was still being pressed when the lesson began to start over. */
static void a_button_in_hand_before_that_does_not_count(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	keep_bob();
	session_go(session, 1, 3);
	hold(true);
	press(1);
	turns();
	assert_true(session_start_over(session, &err));
	assert_true(session_is_at_it(session));
	assert_int_equal(session_step_index(session), 3);
	assert_true(session_next(session));
	hold(false);
	session_wait_end(session, WAIT_MS);
	turns();
	assert_false(step_is_done(3));
}

/* ---- what a step waits for ----------------------------------------------------------------- */

static void a_hint_looks_back(void **unused)
{
	(void)unused;
	do_button(1);
	ann_writes("opened\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_true(session_next(session));
	assert_advice("Press 1: Type into Ann.");
	do_button(1);
	assert_advice("1.2 waits for 1.1: p, then 2.");
	assert_true(session_previous(session));
	assert_advice("Press 2: Type into Ann.");
	do_button(2);
	ann_writes("written\r\n");
	assert_true(session_wait_check(session, 1, WAIT_MS));
	assert_true(session_next(session));
	do_button(1);
	assert_advice("Wait: \"the console of Ann says \"^contents\"\" is ticked off by itself as soon as "
		      "it is so.");
}

static void what_is_missing_is_said_beside_the_button(void **unused)
{
	(void)unused;
	session_go(session, 1, 0);
	assert_string_equal(refusal(2), "There is no machine bob yet: button 1 makes it.");
	session_go(session, 1, 1);
	assert_string_equal(refusal(1), "There is no machine bob yet: p, then 1 (step 2.1).");
	assert_advice("2.2 waits for 2.1: p, then 1.");
	session_go(session, 1, 2);
	assert_string_equal(refusal(1), "There is no machine bob yet: p 2 times, then 1 (step 2.1).");
	assert_advice("2.3 waits for 2.1: p 2 times, then 1.");
	session_go(session, 1, 0);
	do_button(1);
	session_go(session, 1, 2);
	assert_string_equal(refusal(1), "There is no snapshot good yet: p, then 1 (step 2.2).");
	assert_advice("2.3 waits for 2.2: p, then 1.");
	/* Of a machine that was not read nothing is known. */
	pthread_mutex_lock(&lock);
	states[1] = STATE_UNKNOWN;
	told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
	turns();
	assert_string_equal(refusal(1), "The machine has not been read yet.");
}

static void what_the_simulation_cannot_answer_is_not_waited_for(void **unused)
{
	(void)unused;
	do_button(1);
	do_button(2);
	assert_true(session_next(session));
	assert_names_no_open_step();
	do_button(1);
	assert_advice("Wait: \"the console of Ann says \"^contents\"\" is ticked off by itself as soon as "
		      "it is so.");
	session_go(session, 0, 2);
	assert_true(session_next(session));
	assert_said("1.3 is not done: button 1.");
}

/* ---- what holds only because something was left out ------------------------------------------ */

static void a_check_that_holds_too_early_does_not_pass(void **unused)
{
	const struct session_check *check;
	size_t n;

	(void)unused;
	session_go(session, 1, 0);
	do_button(1);
	do_button(2);
	/* The snapshot was never taken. */
	session_go(session, 1, 4);
	turns();
	check = session_checks(session, &n);
	assert_true(check->answer.holds);
	assert_false(check->passed);
	assert_string_equal(check->answer.found,
			    "it is so already, and an earlier step of this lesson is not done");
	assert_advice("2.5 waits for 2.2: p 3 times, then 1.");
	/* It was taken, and somebody deletes it in another window while the step is open. */
	session_go(session, 1, 1);
	do_button(1);
	session_go(session, 1, 4);
	turns();
	assert_false(session_checks(session, &n)->passed);
	lose_snapshot();
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

static void a_button_makes_it_pass(void **unused)
{
	size_t n;

	(void)unused;
	session_go(session, 1, 0);
	do_button(1);
	do_button(2);
	session_go(session, 1, 1);
	do_button(1);
	/* The machine stands there already, as the step in which it moves on was left out. */
	session_forget_progress(session, NULL);
	session_go(session, 1, 2);
	turns();
	assert_false(session_checks(session, &n)->passed);
	assert_advice("Press 1: Take Bob back to \"good\".");
	do_button(1);
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

static bool bob_is_busy(void)
{
	return vm_picture_machine(session_picture(session), "bob")->doing != VERB_NONE;
}

static void it_passes_when_the_button_is_done_and_not_before(void **unused)
{
	struct vm_result result;
	uint64_t ticket;
	size_t n;

	(void)unused;
	session_go(session, 1, 0);
	do_button(1);
	do_button(2);
	session_go(session, 1, 1);
	do_button(1);
	session_forget_progress(session, NULL);
	session_go(session, 1, 2);
	turns();
	hold(true);
	ticket = press(1);
	assert_true(comes(bob_is_busy));
	turns();
	assert_false(session_checks(session, &n)->passed);
	hold(false);
	assert_true(session_wait_result(session, ticket, WAIT_MS, &result));
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

static bool hears_contents(void)
{
	const struct vm_machine *ann = vm_picture_machine(session_picture(session), "ann");

	return ann->n_console > 0 && strcmp(ann->console[ann->n_console - 1].text, "contents") == 0;
}

/* It said that before the step was opened, and says it again by itself. */
static void what_a_console_says_all_the_time_needs_the_button(void **unused)
{
	(void)unused;
	ann_writes("contents\r\n");
	assert_true(comes(hears_contents));
	session_go(session, 0, 1);
	turns();
	ann_writes("contents\r\n");
	turns();
	assert_false(step_is_done(1));
	assert_advice("Press 1: Type into Ann.");
	do_button(1);
	ann_writes("contents\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

/* Somebody has typed it in the console. */
static void what_a_console_says_only_then_needs_none(void **unused)
{
	(void)unused;
	session_go(session, 0, 1);
	turns();
	ann_writes("contents\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

static void without_an_open_step_what_holds_passes(void **unused)
{
	(void)unused;
	session_go(session, 1, 0);
	do_button(1);
	do_button(2);
	session_go(session, 1, 1);
	do_button(1);
	assert_true(session_wait_check(session, 0, WAIT_MS));
	session_go(session, 1, 2);
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

/* ---- the end ------------------------------------------------------------------------------ */

static bool both_run(void)
{
	return vm_picture_machine(session_picture(session), "bob")->state == STATE_RUNNING;
}

static void machines_that_run_on_are_named(void **unused)
{
	char *text = session_run_on(session);

	(void)unused;
	assert_true(str_starts(text, "ann runs on, and is there when you come back. This removes it, and your "
			       "place: imitation reset"));
	free(text);
	pthread_mutex_lock(&lock);
	states[1] = STATE_RUNNING;
	told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
	assert_true(comes(both_run));
	text = session_run_on(session);
	assert_true(strncmp(text, "ann, bob run on,", 16) == 0);
	free(text);
}

static void what_is_still_being_done_counts_at_the_end(void **unused)
{
	struct error err = { 0 };
	char *text;

	(void)unused;
	session_go(session, 0, 2);
	hold(true);
	press(1);
	assert_null(session_run_on(session));
	hold(false);
	assert_true(session_end(session, &err));
	text = session_run_on(session);
	assert_true(str_starts(text, "ann stays paused,"));
	free(text);
}

static void it_is_known_once_the_machines_are_closed(void **unused)
{
	struct error err = { 0 };
	char *text;

	(void)unused;
	assert_true(session_end(session, &err));
	text = session_run_on(session);
	assert_non_null(text);
	assert_true(strncmp(text, "ann runs on,", 12) == 0);
	free(text);
}

/* Nor if it was started and is simulated: that ends with the program. */
static void nothing_is_said_of_what_is_simulated(void **unused)
{
	(void)unused;
	assert_null(session_run_on(session));
}

/* They have memory, and a process on this computer. */
static void machines_that_stand_still_are_named(void **unused)
{
	char *text;

	(void)unused;
	session_go(session, 0, 2);
	do_button(1);
	text = session_run_on(session);
	assert_true(str_starts(text, "ann stays paused, and is there when you come back."));
	free(text);
}

/* ---- the progress -------------------------------------------------------------------------- */

static bool is_unsaved(void)
{
	struct view view;

	session_view(session, &view);
	return view.unsaved != NULL;
}

static void why_it_is_not_saved_is_the_newest_reason(void **unused)
{
	struct error full = { 0 };
	struct view view;

	(void)unused;
	assert_true(comes(is_unsaved)); /* as soon as it was tried */
	error_set(&full, ERROR_SYSTEM, "The disk is full.");
	session_say(session, TONE_INFO, "", "");
	session_saved(session, false, &full);
	session_view(session, &view);
	assert_true(strncmp(view.unsaved, "The disk is full.", 17) == 0);
}

/* ---- the language ------------------------------------------------------------------------- */

static void a_question_changes_no_language(void **unused)
{
	char *lessons = mem_printf("%s/fr", folder), *question;
	struct error err = { 0 };
	struct session *one;
	struct session_options options = { .path = folder, .forget = true, .no_machines = true };

	(void)unused;
	support_text(folder, "workshop.md", "---\ntitle: Guide\nlang: en\n---\nWords.\n");
	support_text(folder, "01-one.md", "---\ntitle: One\n---\n## Read\n\nWords.\n");
	support_text(folder, "02-two.md", "---\ntitle: Two\n---\n## Read\n\nWords.\n");
	assert_int_equal(mkdir(lessons, 0700), 0);
	support_text(lessons, "01-one.md", "---\ntitle: Un\n---\n## Lis\n\nMots.\n");
	one = session_open(&options, &err);
	assert_string_equal(err.message, "");
	language_use("xx");
	question = session_language_question(one);
	assert_string_equal(question, "Change to the language fr?");
#ifdef __GLIBC__
	assert_string_equal(getenv("LANGUAGE"), "xx");
#endif
	language_use(NULL);
	free(question);
	free(lessons);
	session_close(one);
}

#define SIMULATED(function) cmocka_unit_test_setup_teardown(function, setup_simulated, teardown)
#define WORDS(function) cmocka_unit_test_setup_teardown(function, setup_words, teardown)
#define UNSAVED(function) cmocka_unit_test_setup_teardown(function, setup_unsaved, teardown)
#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

/* ---- what a machine answers ------------------------------------------------------------- */

static bool it_answers(void)
{
	return strstr(said(), "It writes: ") != NULL;
}

static void what_was_typed_is_answered(void **unused)
{
	(void)unused;
	ann_writes("before\r\n");
	turns();
	do_button(1);
	assert_false(it_answers());
	ann_writes("\x1b[1mone\x1b[0m\r\nopened\r\nnot whole");
	assert_true(comes(it_answers));
	assert_non_null(strstr(said(), "Typed into ann."));
	assert_non_null(strstr(said(), "It writes: \"opened\""));
	assert_null(strstr(said(), "not whole"));
	/* What comes later is not its answer. */
	ann_writes(" so far\r\n");
	turns();
	assert_non_null(strstr(said(), "It writes: \"opened\""));
}

/* Its next lines show what it has read; those that it wrote in the middle do not. */
static void what_came_while_it_was_typed_is_no_answer(void **unused)
{
	(void)unused;
	ann_writes("before\r\n");
	turns();
	writes_while_typed = "tick 1 memory: op\r\n";
	do_button(1);
	writes_while_typed = NULL;
	turns();
	assert_false(it_answers());
	ann_writes("tick 2 memory: open\r\n");
	assert_true(comes(it_answers));
	assert_non_null(strstr(said(), "It writes: \"tick 2 memory: open\""));
}

/* One that wrote its answer before all was known to be typed, and then no more. */
static void an_answer_that_was_quick_is_found(void **unused)
{
	(void)unused;
	writes_while_typed = "opened\r\n";
	do_button(1);
	writes_while_typed = NULL;
	assert_true(comes(it_answers));
	assert_non_null(strstr(said(), "It writes: \"opened\""));
}

static void only_the_console_answers(void **unused)
{
	(void)unused;
	ann_writes("before\r\n");
	turns();
	do_button(1);
	turns();
	assert_false(it_answers());
	session_next(session);
	ann_writes("opened\r\n");
	turns();
	assert_false(it_answers());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_step_that_is_left_open_is_named_once),
		TEST(the_way_back_from_the_end_unsays_it),
		TEST(the_button_that_it_lacks_is_named),
		TEST(a_check_that_is_waited_for_is_named),
		WORDS(what_is_not_looked_at_later_is_said),
		TEST(nothing_is_said_of_a_step_that_is_done_or_skipped),
		TEST(looking_leaves_nothing),
		TEST(what_holds_does_not_pass_by_looking),
		TEST(going_on_from_there_leaves_no_step_open),
		TEST(a_step_says_once_that_it_is_done),
		TEST(bad_news_stays_beside_it),
		TEST(what_is_added_is_told_alone),
		TEST(what_comes_after_a_step_was_left_counts),
		TEST(what_was_pressed_on_an_earlier_visit_counts),
		TEST(a_button_in_hand_counts),
		TEST(what_no_button_of_it_made_does_not_count),
		TEST(what_was_before_a_lesson_starts_over_does_not_count),
		TEST(a_button_in_hand_before_that_does_not_count),
		TEST(a_hint_looks_back),
		TEST(what_is_missing_is_said_beside_the_button),
		TEST(a_check_that_holds_too_early_does_not_pass),
		TEST(a_button_makes_it_pass),
		TEST(it_passes_when_the_button_is_done_and_not_before),
		TEST(what_a_console_says_all_the_time_needs_the_button),
		TEST(what_a_console_says_only_then_needs_none),
		TEST(without_an_open_step_what_holds_passes),
		SIMULATED(what_the_simulation_cannot_answer_is_not_waited_for),
		SIMULATED(nothing_is_said_of_what_is_simulated),
		UNSAVED(why_it_is_not_saved_is_the_newest_reason),
		TEST(a_question_changes_no_language),
		TEST(what_was_typed_is_answered),
		TEST(what_came_while_it_was_typed_is_no_answer),
		TEST(an_answer_that_was_quick_is_found),
		TEST(only_the_console_answers),
		TEST(machines_that_run_on_are_named),
		TEST(machines_that_stand_still_are_named),
		TEST(what_is_still_being_done_counts_at_the_end),
		TEST(it_is_known_once_the_machines_are_closed),
	};

	return cmocka_run_group_tests_name("guide", tests, NULL, NULL);
}
