// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A session on a hypervisor of this test's own that does not answer, is slow, or goes
 * away in the middle: what the session says, and which buttons can be pressed then. */
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
#include "base/str.h"
#include "idle-backend.h"
#include "lesson-support.h"
#include "session/session.h"
#include "vm/backend.h"
#include "vm/core/exchange.h"
#include "vm/core/serial.h"
#include "vm/machine.h"
#include "vm/rules.h"

#define WAIT_MS 60000 /* never waited for when all is well */

/* As slow as the limits allow: libtre takes some milliseconds to compare it with a line of
 * 4000 characters. */
#define SLOW_PATTERN "^(.{0,20}){20}x$"

static const char cover[] =
	"---\ntitle: Faults\nmachines:\n"
	"  ann: {title: Ann, memory: 4 MiB}\n"
	"  bob: {title: Bob, memory: 4 MiB, kernel: guests/linux.kernel}\n---\nTwo machines.\n";
static const char lesson[] =
	"---\ntitle: One\nmachines: [ann, bob]\n---\nText.\n\n"
	"## Do it\n\nText.\n\n"
	"```vm:define\nmachine: ann\n```\n\n```vm:start\nmachine: ann\n```\n\n"
	"```vm:pause\nmachine: ann\n```\n\n```vm:poweroff\nmachine: ann\n```\n\n"
	"```vm:pause\nmachine: bob\n```\n\n"
	"## Listen\n\nText.\n\n```vm:pause\nmachine: bob\n```\n\n"
	"```check\nmachine: bob\nconsole: \"^ready [0-9]+$\"\n```\n\n"
	"```check\nmachine: bob\nconsole: \"login: $\"\n```\n\n"
	"```check\nmachine: bob\nconsole: \"" SLOW_PATTERN "\"\n```\n\n"
	"## Ask\n\nText.\n\n```vm:type\nmachine: bob\ntext: \"make || echo DONE\\n\"\n```\n\n"
	"```check\nmachine: bob\nconsole: DONE\n```\n\n"
	"## Clone\n\nText.\n\n"
	"```vm:clone\nmachine: ann\nas: eve\n```\n\n```vm:start\nmachine: eve\n```\n\n"
	"## Wake it\n\nText.\n\n"
	"```vm:start\nmachine: ann\n```\n\n```vm:forget\nmachine: ann\n```\n";
static const char second[] =
	"---\ntitle: Two\nmachines: [ann]\nneeds: {ann: running}\n---\nText.\n\n"
	"## Stop it\n\nText.\n\n```vm:pause\nmachine: ann\n```\n\n"
	"```check\nmachine: ann\nstate: paused\n```\n\n"
	"## Start it\n\nText.\n\n```vm:start\nmachine: ann\n```\n";

static const char third[] =
	"---\ntitle: Three\nmachines: [bob]\n---\nText.\n\n"
	"## See it\n\nText.\n\n```check\nmachine: bob\nstate: running\n```\n\n"
	"```check\nmachine: bob\nconsole: \"^ready [0-9]+$\"\n```\n\n"
	"```check\nmachine: bob\nstate: running\nconsole: \"^ready [0-9]+$\"\n```\n";

enum { DEFINE = 1, START, PAUSE, POWEROFF, PAUSE_BOB };

static char *folder;
static struct session *session;

/* ---- the hypervisor ------------------------------------------------------------------ */

struct vm_conn {
	struct vm_watch watch;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static enum machine_state states[2]; /* ann's and bob's */
static enum verb holds;              /* calls for this verb on ann are held */
static bool held;                    /* one of them is */
static bool gone;                    /* the daemon */
static bool unread[2];               /* ann and bob cannot be read */
static bool stalls, fails;            /* its reading: it does not come back, or says that it failed */
static bool denies;                  /* it does what it is asked, and says that it did not */
static bool damaged;                 /* ann's saved memory is */
static enum disk_trouble disk;       /* ann's */
static bool agreed;                  /* a disk that may be good may be replaced */
static struct str to_bob, to_others; /* what their consoles were sent */
static size_t most_at_once;          /* bytes of that, in one call */
static struct vm_watch *told;        /* of the open connection; NULL: none */

static bool is_gone(struct error *err)
{
	bool yes;

	pthread_mutex_lock(&lock);
	yes = gone;
	pthread_mutex_unlock(&lock);
	return yes && !error_set(err, ERROR_CONNECTION, "The daemon is gone.");
}

static struct vm_conn *fake_open(const struct vm_open_args *args, struct error *err)
{
	struct vm_conn *conn;

	if (is_gone(err))
		return NULL;
	conn = mem_alloc(sizeof *conn);
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
	return !is_gone(NULL);
}

static bool fake_read(struct vm_conn *conn, struct vm_machine *machines, size_t n, bool full,
		      struct error *err)
{
	bool failed;
	size_t i;

	(void)conn;
	(void)full;
	if (is_gone(err))
		return false;
	pthread_mutex_lock(&lock);
	while (stalls)
		pthread_cond_wait(&changed, &lock);
	failed = fails;
	for (i = 0; i < n; i++) {
		bool bob = str_eq(machines[i].name, "bob");

		if (machines[i].in_hand)
			continue;
		machines[i].state = states[bob];
		machines[i].disk = bob ? DISK_WELL : disk;
		if (unread[bob])
			machines[i].unread = mem_dup("cannot acquire state change lock");
	}
	pthread_mutex_unlock(&lock);
	return !failed || error_set(err, ERROR_FAILED, "Too many open files.");
}

static enum machine_state state_after(enum verb verb)
{
	return verb == VERB_START || verb == VERB_STAGE ? STATE_RUNNING : verb == VERB_PAUSE ? STATE_PAUSED : STATE_SHUTOFF;
}

/* As the backend for libvirt does it.  With the lock. */
static bool refuse_memory(enum verb verb, struct error *err)
{
	if (!damaged || verb != VERB_START)
		return false;
	error_set(err, ERROR_DAMAGED, "The saved memory of ann is damaged.");
	error_remedy(err, "Press 0 or o.");
	return true;
}

static void note_memory(enum verb verb, struct error *err)
{
	if (damaged && verb == VERB_STAGE)
		error_set(err, ERROR_NOTE, "The saved memory of ann was thrown away.");
	damaged = damaged && verb != VERB_STAGE && verb != VERB_FORGET;
}

static bool fake_act(struct vm_conn *conn, const struct vm_request *request, struct error *err)
{
	enum verb verb = request->action.verb;
	bool ann = str_eq(request->action.machine, "ann"), was_held = false, lost, denied, refused;

	(void)conn;
	pthread_mutex_lock(&lock);
	refused = ann && refuse_memory(verb, err);
	agreed = request->remake;
	for (; ann && verb == holds && !gone; was_held = true) {
		held = true;
		pthread_cond_wait(&changed, &lock);
	}
	held = false;
	lost = gone;
	denied = denies;
	/* A machine whose power was cut in the meantime did not do what it was asked. */
	if (!lost && !(was_held && verb == VERB_PAUSE) && verb != VERB_TYPE && !refused)
		states[!ann] = state_after(verb);
	if (ann)
		note_memory(verb, err);
	if (verb == VERB_POWEROFF)
		holds = VERB_NONE;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
	if (lost)
		return error_set(err, ERROR_CONNECTION, "The daemon is gone.");
	if (denied)
		return error_set(err, ERROR_FAILED, "It was not done.");
	if (refused)
		return false;
	return !(was_held && verb == VERB_PAUSE) ||
	       error_set(err, ERROR_FAILED, "The machine is not running any more.");
}

static bool fake_console_open(struct vm_conn *conn, const char *machine, struct error *err)
{
	(void)conn;
	if (str_eq(machine, "bob"))
		return true;
	return error_set(err, ERROR_UNSUPPORTED, "It has no console.");
}

static ssize_t fake_console_write(struct vm_conn *conn, const char *machine, const char *bytes,
				  size_t n, struct error *err)
{
	bool bob = str_eq(machine, "bob");

	(void)conn;
	pthread_mutex_lock(&lock);
	str_addn(bob ? &to_bob : &to_others, bytes, n);
	most_at_once = n > most_at_once ? n : most_at_once;
	pthread_mutex_unlock(&lock);
	if (bob)
		return (ssize_t)n;
	error_set(err, ERROR_UNSUPPORTED, "It has no console.");
	return -1;
}

static const struct vm_backend fake = IDLE_BACKEND;

/* From now on calls for this verb on ann are held, or go on: VERB_NONE. */
static void hold(enum verb verb)
{
	pthread_mutex_lock(&lock);
	holds = verb;
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

static void set_gone(bool is)
{
	pthread_mutex_lock(&lock);
	gone = is;
	if (gone && told)
		told->lost(told->context, "The daemon is gone.");
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

/* ---- the session ----------------------------------------------------------------------- */

static int open_only(void **unused)
{
	struct session_options options = { .uri = "test:///default", .forget = true, .step = "1.1",
					   .backend = &fake, .on_screen = true };
	struct error err = { 0 };

	(void)unused;
	folder = support_folder();
	setenv("XDG_DATA_HOME", folder, 1);
	setenv("XDG_STATE_HOME", folder, 1);
	support_text(folder, "workshop.md", cover);
	support_text(folder, "01-one.md", lesson);
	support_text(folder, "02-two.md", second);
	support_text(folder, "03-three.md", third);
	states[0] = STATE_ABSENT;
	states[1] = STATE_RUNNING;
	holds = VERB_NONE;
	gone = denies = damaged = stalls = fails = false;
	unread[0] = unread[1] = false;
	disk = DISK_WELL;
	options.path = folder;
	session = session_open(&options, &err);
	return session ? 0 : -1;
}

static int setup(void **unused)
{
	struct error err = { 0 };

	return open_only(unused) == 0 && session_wait_ready(session, WAIT_MS, &err) ? 0 : -1;
}

static int teardown(void **unused)
{
	(void)unused;
	hold(VERB_NONE);
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

static struct vm_result result_of(uint64_t ticket)
{
	struct vm_result result;

	assert_true(session_wait_result(session, ticket, WAIT_MS, &result));
	return result;
}

static void runs(void)
{
	assert_true(result_of(press(DEFINE)).ok);
	assert_true(result_of(press(START)).ok);
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

static const char *refusal(int button)
{
	struct view view;

	session_view(session, &view);
	return view.buttons[button - 1].refused;
}

static bool is_doing(int button)
{
	struct view view;

	session_view(session, &view);
	return view.buttons[button - 1].doing;
}

static bool says(const char *part)
{
	return strstr(session_said(session), part) != NULL;
}

/* ---- a machine that does not answer ------------------------------------------------------ */

static bool is_silent(void)
{
	return strstr(session_picture(session)->problem.message, "ann does not answer") != NULL;
}

static void power_is_cut_of_a_machine_that_does_not_answer(void **unused)
{
	struct error err = { 0 };
	uint64_t pause, cut;

	(void)unused;
	runs();
	hold(VERB_PAUSE);
	pause = press(PAUSE);
	assert_true(is_doing(PAUSE));
	assert_true(session_button_waits(session, POWEROFF));
	assert_true(comes(is_silent));
	/* The others go on. */
	assert_true(result_of(press(PAUSE_BOB)).ok);
	/* Nothing but cutting its power reaches it, and that does not wait for it. */
	assert_false(session_press(session, START, false, &err));
	assert_null(refusal(POWEROFF));
	assert_false(session_button_waits(session, POWEROFF));
	cut = press(POWEROFF);
	assert_true(result_of(cut).ok);
	assert_false(result_of(pause).ok);
	assert_false(session_is_doing(session));
	assert_true(is_doing(PAUSE) == false && is_doing(POWEROFF) == false);
	assert_null(refusal(START));
	assert_non_null(refusal(PAUSE));
	assert_non_null(refusal(POWEROFF));
	assert_true(says("The machine is not running any more.") || says("ann is off"));
}

/* ---- a machine that cannot be read -------------------------------------------------------- */

static void set_unread(bool ann, bool bob)
{
	pthread_mutex_lock(&lock);
	unread[0] = ann;
	unread[1] = bob;
	told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
}

static const struct vm_machine *seen(const char *name)
{
	return vm_picture_machine(session_picture(session), name);
}

static bool is_bob_unread(void)
{
	return seen("bob")->unread != NULL;
}

static bool is_ann_unread(void)
{
	return seen("ann")->unread != NULL;
}

static bool are_both_read(void)
{
	return !is_ann_unread() && !is_bob_unread();
}

static void a_machine_that_cannot_be_read_hides_no_other(void **unused)
{
	char *text;

	(void)unused;
	set_unread(false, true);
	assert_true(comes(is_bob_unread));
	/* The other one is made, started and judged by what is read of it. */
	runs();
	assert_int_equal(seen("ann")->state, STATE_RUNNING);
	assert_null(seen("ann")->unread);
	/* What is said of the one that cannot be read. */
	assert_int_equal(seen("bob")->state, STATE_UNKNOWN);
	assert_string_equal(machine_word(seen("bob")), "not known");
	text = machine_trouble(seen("bob"));
	assert_non_null(strstr(text, "bob"));
	assert_non_null(strstr(text, "cannot acquire state change lock"));
	free(text);
	assert_non_null(strstr(refusal(PAUSE_BOB), "could not be read"));
	set_unread(false, false);
	assert_true(comes(are_both_read));
	assert_int_equal(seen("bob")->state, STATE_RUNNING);
	assert_null(refusal(PAUSE_BOB));
}

/* What came of an action is not judged by what was read before it. */
static void what_came_of_an_action_is_not_known(void **unused)
{
	struct vm_result result;

	(void)unused;
	runs();
	set_unread(true, false);
	assert_true(comes(is_ann_unread));
	/* Its power can be cut all the same. */
	assert_null(refusal(POWEROFF));
	result = result_of(press(POWEROFF));
	assert_false(result.ok);
	assert_int_equal(result.now, STATE_UNKNOWN);
	assert_true(says("what came of it is not known, because ann could not be read: "
			 "cannot acquire state change lock"));
	set_unread(false, false);
	assert_true(comes(are_both_read));
	assert_int_equal(seen("ann")->state, STATE_SHUTOFF);
	assert_false(says("not known"));
}

/* ---- a machine that is not there yet ------------------------------------------------------ */

static void the_button_that_makes_it_is_named(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	assert_int_equal(session_press(session, PAUSE, false, &err), 0);
	assert_string_equal(err.message, "There is no machine ann yet: button 1 makes it.");
	assert_string_equal(err.remedy, "");
	assert_string_equal(refusal(PAUSE), err.message);
	session_go(session, 0, 3);
	assert_int_equal(session_press(session, 1, false, &err), 0);
	assert_string_equal(err.message, "There is no machine ann yet: p 3 times, then 1 (step 1.1).");
	/* It is a clone. */
	assert_int_equal(session_press(session, 2, false, &err), 0);
	assert_string_equal(err.message, "There is no machine eve yet: button 1 makes it.");
	/* Its lesson starts with it. */
	session_go(session, 1, 0);
	assert_int_equal(session_press(session, 1, false, &err), 0);
	assert_string_equal(err.message, "There is no machine ann yet: 0 makes it.");
}

/* ---- a saved memory that is damaged ------------------------------------------------------- */

/* As it is in the step of the second lesson, or in the last one of the first. */
static void spoil_memory(size_t lesson_at, size_t step)
{
	pthread_mutex_lock(&lock);
	states[0] = STATE_SAVED;
	damaged = true;
	if (told)
		told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
	session_go(session, lesson_at, step);
}

static bool ann_is_saved(void)
{
	return vm_picture_machine(session_picture(session), "ann")->state == STATE_SAVED;
}

static const char *remedy_said(void)
{
	static struct view view;

	session_view(session, &view);
	return view.remedy;
}

static void the_button_that_forgets_a_damaged_memory_is_named(void **unused)
{
	(void)unused;
	spoil_memory(0, 4);
	assert_true(comes(ann_is_saved));
	assert_false(result_of(press(1)).ok);
	assert_true(says("The saved memory of ann is damaged."));
	assert_string_equal(remedy_said(), "Button 2 throws that memory away: then the machine starts anew.");
	/* Where the step has none, what the machine's error names. */
	session_go(session, 1, 1);
	assert_false(result_of(press(1)).ok);
	assert_string_equal(remedy_said(), "Press 0 or o.");
}

static bool is_calm(void)
{
	return !session_is_doing(session) && !session_is_at_it(session);
}

static void that_a_memory_was_thrown_away_is_told(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	spoil_memory(1, 0);
	assert_true(comes(ann_is_saved));
	assert_true(result_of(session_set_stage(session, &err)).ok);
	assert_true(says("The stage is set: ann is running."));
	assert_true(says("The saved memory of ann was thrown away."));
	spoil_memory(1, 0);
	assert_true(comes(ann_is_saved));
	assert_true(session_start_over(session, &err));
	assert_true(comes(is_calm));
	assert_true(says("starts over: its stage is set. The saved memory of ann was thrown away."));
	/* It is said once. */
	assert_true(result_of(press(1)).ok);
	assert_false(says("thrown away"));
}

/* ---- a disk that is lost ------------------------------------------------------------------ */

static bool is_disk_known(void)
{
	return vm_picture_machine(session_picture(session), "ann")->disk == disk;
}

/* The question of starting over says what becomes of it; without an answer nothing that may be
 * good is replaced. */
static void assert_over(enum disk_trouble trouble, const char *asked, bool agrees)
{
	struct error err = { 0 };
	char *question;

	pthread_mutex_lock(&lock);
	states[0] = STATE_SHUTOFF;
	disk = trouble;
	agreed = !agrees;
	if (told)
		told->changed(told->context, NULL);
	pthread_mutex_unlock(&lock);
	assert_true(comes(is_disk_known));
	question = session_over_question(session);
	if (asked)
		assert_non_null(strstr(question, asked));
	else
		assert_null(strstr(question, "Made anew"));
	free(question);
	assert_true(session_start_over(session, &err));
	assert_true(comes(is_calm));
	assert_int_equal(agreed, agrees);
}

static void starting_over_asks_about_a_disk(void **unused)
{
	(void)unused;
	session_go(session, 1, 0);
	assert_over(DISK_WELL, NULL, false);
	assert_over(DISK_GONE, "Made anew, because the disk is gone or damaged: ann.", false);
	assert_over(DISK_DAMAGED, "Made anew, because the disk is gone or damaged: ann.", false);
	assert_over(DISK_BARRED, "Made anew, though the disk only cannot be reached and may be good: ann.", true);
	assert_over(DISK_AWAY, "Made anew, though the disk only cannot be reached and may be good: ann.", true);
}

/* ---- a define that is slow --------------------------------------------------------------- */

static bool is_time_shown(void)
{
	struct view view;

	session_view(session, &view);
	return view.tone == TONE_BUSY && strstr(view.message, "0.3") != NULL;
}

static void a_slow_define_is_told_of(void **unused)
{
	uint64_t ticket;

	(void)unused;
	hold(VERB_DEFINE);
	ticket = press(DEFINE);
	assert_true(says("A disk is being made for ann"));
	assert_true(is_doing(DEFINE));
	assert_non_null(refusal(START));
	assert_true(session_due_ms(session) <= clock_mono_ms() + 1000);
	assert_true(comes(is_time_shown));
	assert_true(session_is_doing(session));
	hold(VERB_NONE);
	assert_true(result_of(ticket).ok);
	assert_true(says("ann exists now"));
	assert_false(is_doing(DEFINE));
	assert_null(refusal(START));
	assert_non_null(refusal(DEFINE));
	assert_int_equal(session_failed(session), 0);
}

/* ---- a daemon that goes away --------------------------------------------------------------- */

static bool is_cut_off(void)
{
	enum vm_link link = session_picture(session)->link;

	return link == VM_LOST || link == VM_FAILED;
}

static bool is_closed(void)
{
	bool is;

	pthread_mutex_lock(&lock);
	is = !told;
	pthread_mutex_unlock(&lock);
	return is;
}

static bool is_held(void)
{
	bool is;

	pthread_mutex_lock(&lock);
	is = held;
	pthread_mutex_unlock(&lock);
	return is;
}

static bool is_back(void)
{
	return session_picture(session)->link == VM_ALIVE;
}

static void a_daemon_is_lost_in_mid_action(void **unused)
{
	struct error err = { 0 };
	struct vm_result result;
	uint64_t ticket;

	(void)unused;
	runs();
	hold(VERB_PAUSE);
	ticket = press(PAUSE);
	assert_true(comes(is_held));
	set_gone(true);
	assert_true(comes(is_cut_off));
	assert_string_equal(refusal(START), "There is no connection to the hypervisor.");
	assert_string_equal(refusal(POWEROFF), "There is no connection to the hypervisor.");
	assert_false(session_press(session, PAUSE_BOB, false, &err));
	assert_int_equal(err.kind, ERROR_CONNECTION);
	hold(VERB_NONE);
	set_gone(false);
	assert_true(comes(is_back));
	result = result_of(ticket);
	assert_false(result.ok);
	assert_int_equal(result.error.kind, ERROR_CONNECTION);
	assert_true(says("The connection broke in the middle of this"));
	assert_false(session_is_doing(session));
	assert_int_equal(session_failed(session), 1);
	/* It runs still, and everything can be asked for again. */
	assert_false(is_doing(PAUSE));
	assert_null(refusal(PAUSE));
	assert_null(refusal(POWEROFF));
	assert_non_null(refusal(START));
	assert_true(result_of(press(PAUSE)).ok);
}

/* ---- what a console says ---------------------------------------------------------------- */

static void bob_writes(const char *text)
{
	pthread_mutex_lock(&lock);
	told->console(told->context, "bob", text, strlen(text));
	pthread_mutex_unlock(&lock);
}

static const struct session_check *check(size_t i)
{
	size_t n;
	const struct session_check *checks = session_checks(session, &n);

	assert_true(i < n);
	return &checks[i];
}

static bool heard_one(void)
{
	return vm_picture_machine(session_picture(session), "bob")->n_console == 1;
}

static bool heard_all(void)
{
	const struct vm_machine *bob = vm_picture_machine(session_picture(session), "bob");
	const struct vm_match *match = vm_machine_match(bob, "login: $");

	return match && match->version == bob->console_version;
}

static bool was_compared(void)
{
	return check(0)->answer.certain;
}

static bool saw_last(void)
{
	return strstr(check(0)->answer.found, "\"end\"") != NULL;
}

static void lines_of_a_console_are_compared_once_the_step_is_open(void **unused)
{
	(void)unused;
	bob_writes("ready 1\r\n");
	assert_true(comes(heard_one));
	session_go(session, 0, 1);
	assert_true(comes(was_compared));
	bob_writes("not ready 2\r\nend\r\n");
	assert_true(comes(saw_last));
	assert_false(check(0)->passed); /* it was ready before the step was opened */
	bob_writes("rea");
	bob_writes("dy 3\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_false(check(1)->passed);
	/* A line that has not ended counts once no more comes for it. */
	bob_writes("bob login: ");
	bob_writes("x\r\nend\r\n");
	assert_true(comes(heard_all));
	assert_false(check(1)->passed);
	bob_writes("bob login: ");
	assert_true(session_wait_check(session, 1, WAIT_MS));
}

/* ---- what is not known to be so now -------------------------------------------------------- */

enum { SEE = 2 }; /* the lesson */

static void set_reading(bool is_stalled, bool is_failing)
{
	pthread_mutex_lock(&lock);
	stalls = is_stalled;
	fails = is_failing;
	told->changed(told->context, NULL);
	pthread_cond_broadcast(&changed);
	pthread_mutex_unlock(&lock);
}

static bool is_stalled(void)
{
	return session_picture(session)->link == VM_STALLED;
}

static bool is_old(void)
{
	return session_picture(session)->old;
}

/* Opens the step, and says of its checks of the state that nothing is known now; and the same
 * while the console says what is waited for, which did come. */
static void nothing_passes_now(const char *why)
{
	size_t i;

	session_go(session, SEE, 0);
	for (i = 0; i < 3; i++) {
		assert_false(check(i)->passed);
		assert_false(check(i)->answer.certain);
		assert_string_equal(check(i)->answer.found, why);
	}
	if (told) {
		bob_writes("ready 1\r\n");
		assert_true(session_wait_check(session, 1, WAIT_MS));
	}
	assert_false(session_wait_check(session, 0, 100));
	assert_false(check(2)->passed);
}

static void all_passes_now(void)
{
	assert_true(session_wait_check(session, 0, WAIT_MS));
	bob_writes("ready 2\r\n");
	assert_true(session_wait_check(session, 1, WAIT_MS));
	assert_true(session_wait_check(session, 2, WAIT_MS));
}

static void a_lost_connection_passes_no_check(void **unused)
{
	(void)unused;
	set_gone(true);
	assert_true(comes(is_cut_off));
	assert_true(comes(is_closed));
	nothing_passes_now("not known now: there is no connection");
	set_gone(false);
	assert_true(comes(is_back));
	all_passes_now();
}

static void a_hypervisor_that_does_not_answer_passes_no_check(void **unused)
{
	(void)unused;
	set_reading(true, false);
	assert_true(comes(is_stalled));
	nothing_passes_now("not known now: the hypervisor does not answer");
	set_reading(false, false);
	assert_true(comes(is_back));
	all_passes_now();
	/* What has passed stays so. */
	set_reading(true, false);
	assert_true(comes(is_stalled));
	assert_true(check(0)->passed && check(2)->passed);
	set_reading(false, false);
}

static void a_reading_that_failed_passes_no_check(void **unused)
{
	(void)unused;
	set_reading(false, true);
	assert_true(comes(is_old));
	nothing_passes_now("not known now: the hypervisor does not answer");
	set_reading(false, false);
	all_passes_now();
}

static void a_machine_that_cannot_be_read_passes_no_check(void **unused)
{
	(void)unused;
	set_unread(false, true);
	assert_true(comes(is_bob_unread));
	nothing_passes_now("not known now: it could not be read");
	set_unread(false, false);
	all_passes_now();
}

static int64_t spent_ms(void)
{
	struct timespec spent;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &spent);
	return spent.tv_sec * 1000 + spent.tv_nsec / 1000000;
}

/* The line that matches was reached, or one before it took so long that the pattern was given
 * up. */
static bool slow_one_was_compared(void)
{
	const struct vm_machine *bob = vm_picture_machine(session_picture(session), "bob");
	const struct vm_match *match = vm_machine_match(bob, SLOW_PATTERN);

	return check(2)->passed || (match && match->too_slow);
}

static void a_slow_pattern_holds_up_nothing(void **unused)
{
	int64_t began = spent_ms();
	char line[4000];
	int i;

	(void)unused;
	session_go(session, 0, 1);
	memset(line, 'a', sizeof line);
	memcpy(line + sizeof line - 3, "\r\n", 3);
	for (i = 0; i < 80; i++)
		bob_writes(line);
	/* Buttons work, and so does the other check. */
	assert_true(result_of(press(1)).ok);
	bob_writes("ready 1\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
	assert_false(check(2)->passed);
	/* It was compared all the while, and is slow. */
	bob_writes("x\r\n");
	assert_true(comes(slow_one_was_compared));
	assert_true(spent_ms() - began >= 100);
}

static bool heard_a_beginning(void)
{
	return strcmp(vm_picture_machine(session_picture(session), "bob")->console_tail, "ready 1") == 0;
}

static void a_line_that_had_begun_does_not_count(void **unused)
{
	(void)unused;
	bob_writes("ready 1");
	assert_true(comes(heard_a_beginning));
	session_go(session, 0, 1);
	bob_writes("\r\nend\r\n");
	assert_true(comes(saw_last));
	assert_false(session_wait_check(session, 0, 100));
	bob_writes("ready 2\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

/* Its echo passes no check; what it writes itself does, even in the same words. */
static void an_echo_passes_no_check(void **unused)
{
	(void)unused;
	bob_writes("bob is ready\r\nbob# ");
	session_go(session, 0, 2);
	assert_true(result_of(press(1)).ok);
	bob_writes("make ||");
	bob_writes(" echo DONE");
	bob_writes("\r\nend\r\n");
	assert_true(comes(saw_last));
	assert_false(session_wait_check(session, 0, 100));
	bob_writes("make || echo DONE\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

static bool bob_got_an_answer(void)
{
	bool got;

	pthread_mutex_lock(&lock);
	got = to_bob.len > 0;
	pthread_mutex_unlock(&lock);
	return got;
}

static bool bob_got_many(void)
{
	bool many;

	pthread_mutex_lock(&lock);
	many = to_bob.len > 100;
	pthread_mutex_unlock(&lock);
	return many;
}

/* What a guest makes its terminal answer goes to that guest alone, as answers, and not more
 * of it than is kept for a machine that does not read. */
static void answers_go_to_their_own_machine(void **unused)
{
	struct str questions = { 0 };
	size_t others, answers, all;

	(void)unused;
	most_at_once = 0;
	for (int i = 0; i < 5000; i++)
		str_add(&questions, "\033[6n\033[c\033[21t\033]52;c;?\a\033]10;?\a\005");
	str_cut(&to_bob, 0);
	str_cut(&to_others, 0);
	bob_writes("\033[6n");
	assert_true(comes(bob_got_an_answer));
	bob_writes(str_text(&questions));
	for (int i = 0; i < 5000; i++)
		bob_writes("\033[6n");
	assert_true(comes(bob_got_many));
	pthread_mutex_lock(&lock);
	others = to_others.len;
	all = to_bob.len;
	answers = strspn(str_text(&to_bob), "\033[?;0123456789Rc");
	pthread_mutex_unlock(&lock);
	assert_int_equal(others, 0);
	assert_int_equal(answers, all);
	print_message("%zu bytes of answers, %zu at once\n", all, most_at_once);
	assert_true(most_at_once <= 8192);
	str_free(&questions);
}

static void keys_of_a_person_pass_no_check(void **unused)
{
	static const char keys[] = "ready 5\r";
	struct error err = { 0 };
	size_t i;

	(void)unused;
	bob_writes("> ");
	session_go(session, 0, 1);
	for (i = 0; keys[i]; i++) {
		char key[] = { keys[i], '\0' };

		assert_true(vm_console_key(session_vm(session), "bob", (uint32_t)keys[i], &err));
		bob_writes(key[0] == '\r' ? "\r\n" : key);
	}
	bob_writes("not ready 2\r\nend\r\n");
	assert_true(comes(saw_last));
	assert_false(session_wait_check(session, 0, 100));
	bob_writes("ready 5\r\n");
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

/* What is read counts, not what was said. */
static void what_was_done_counts(void **unused)
{
	struct vm_result result;

	(void)unused;
	runs();
	denies = true;
	result = result_of(press(PAUSE));
	assert_true(result.ok);
	assert_int_equal(result.now, STATE_PAUSED);
	assert_string_equal(result.error.message, "");
	result = result_of(press(POWEROFF));
	assert_true(result.ok);
	denies = false;
}

static bool is_connected(void)
{
	bool yes;

	pthread_mutex_lock(&lock);
	yes = told != NULL;
	pthread_mutex_unlock(&lock);
	return yes;
}

/* A hypervisor's libraries take longer to load than the first frame to draw. */
static void the_first_frame_comes_before_the_hypervisor(void **unused)
{
	struct view view;

	(void)unused;
	session_view(session, &view);
	usleep(100000);
	assert_false(is_connected());
	assert_true(comes(is_connected));
	session_view(session, &view);
}

/* ---- starting over ----------------------------------------------------------------------- */

static bool is_over(void)
{
	return !session_is_at_it(session);
}

static bool first_passed(void)
{
	size_t n;

	return session_checks(session, &n)[0].passed;
}

/* Until the stage is set, what the lesson's earlier time left passes no check. */
static void a_lesson_that_starts_over_has_passed_nothing(void **unused)
{
	struct error err = { 0 };

	(void)unused;
	runs();
	session_go(session, 1, 0);
	assert_true(result_of(press(1)).ok);
	assert_true(session_wait_check(session, 0, WAIT_MS));
	hold(VERB_STAGE);
	assert_true(session_start_over(session, &err));
	assert_false(first_passed());
	assert_true(comes(is_held));
	assert_false(session_wait_check(session, 0, 100));
	hold(VERB_NONE);
	assert_true(comes(is_over));
	assert_false(first_passed());
	assert_true(result_of(press(1)).ok);
	assert_true(session_wait_check(session, 0, WAIT_MS));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(power_is_cut_of_a_machine_that_does_not_answer),
		TEST(a_machine_that_cannot_be_read_hides_no_other),
		TEST(what_came_of_an_action_is_not_known),
		TEST(the_button_that_makes_it_is_named),
		TEST(the_button_that_forgets_a_damaged_memory_is_named),
		TEST(that_a_memory_was_thrown_away_is_told),
		TEST(starting_over_asks_about_a_disk),
		TEST(a_slow_define_is_told_of),
		TEST(a_daemon_is_lost_in_mid_action),
		TEST(lines_of_a_console_are_compared_once_the_step_is_open),
		TEST(a_lost_connection_passes_no_check),
		TEST(a_hypervisor_that_does_not_answer_passes_no_check),
		TEST(a_reading_that_failed_passes_no_check),
		TEST(a_machine_that_cannot_be_read_passes_no_check),
		TEST(a_slow_pattern_holds_up_nothing),
		TEST(a_line_that_had_begun_does_not_count),
		TEST(an_echo_passes_no_check),
		TEST(answers_go_to_their_own_machine),
		TEST(keys_of_a_person_pass_no_check),
		TEST(what_was_done_counts),
		cmocka_unit_test_setup_teardown(the_first_frame_comes_before_the_hypervisor, open_only,
						teardown),
		TEST(a_lesson_that_starts_over_has_passed_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
