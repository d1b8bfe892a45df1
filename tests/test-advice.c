// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The last hint: the exact key, for what is seen. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "session/advice.h"
#include "ui-fixture.h"

static struct fixture *f;

static int make(void **state)
{
	(void)state;
	f = fixture_new();
	return 0;
}

static int drop(void **state)
{
	(void)state;
	f->workshop->lessons[f->view.lesson].needs = NULL;
	f->workshop->lessons[f->view.lesson].n_needs = 0;
	fixture_free(f);
	return 0;
}

static void expect(const char *wanted)
{
	char *text = advice_for(&f->view, &(bool){ false });

	assert_non_null(text);
	assert_string_equal(text, wanted);
	free(text);
}

static bool comes_first(void)
{
	bool first;

	free(advice_for(&f->view, &first));
	return first;
}

/* The lesson's own hints would name a button that cannot be pressed. */
static void advice_is_first_where_hints_cannot_be_followed(void **state)
{
	(void)state;
	assert_false(comes_first());
	f->buttons[1] = (struct view_button){ .number = 2, .label = "Let it go on", .command = "virsh resume dreamer" };
	f->view.n_buttons = 2;
	f->checks[0].after = f->checks[1].after = 2;
	assert_false(comes_first());
	f->buttons[0].refused = "It is paused already.";
	expect("Press 2: Let it go on.");
	assert_true(comes_first());
	f->buttons[1].done = true;
	f->buttons[1].refused = "It runs already.";
	assert_true(comes_first());
	f->view.guest_needed = true;
	assert_true(comes_first());
}

/* The hint of the first check says to press 1. */
static void the_first_hint_names_a_button_that_works(void **state)
{
	(void)state;
	f->checks[0].hint = "Press 1 and wait for the next line, 2.5 s or 10 s later.";
	assert_false(comes_first());
	/* It was pressed and worked: now it has to be waited for. */
	f->buttons[0].done = true;
	f->buttons[0].refused = "It is paused already.";
	assert_true(comes_first());
	f->checks[0].hint = "Look at 1.1, and at 10 ticks.";
	assert_false(comes_first());
	f->checks[0].hint = "Press 1.";
	assert_true(comes_first());
	/* What the step's own hint says to press is done, too. */
	f->checks[0].passed = f->checks[1].passed = true;
	assert_true(comes_first());
	f->buttons[0].refused = NULL;
	assert_false(comes_first());
	/* While something is done, another button waits for its turn. */
	f->checks[0].passed = false;
	f->picture->machines[0].doing = VERB_START;
	assert_false(comes_first());
	f->buttons[0].doing = true;
	assert_true(comes_first());
	f->view.picture = NULL;
	assert_true(comes_first());
}

static void a_button_that_waits(void **state)
{
	(void)state;
	expect("Press 1: Pause the dreamer.");
}

static void a_guest_that_is_missing(void **state)
{
	(void)state;
	f->view.guest_needed = true;
	expect("Press G: a guest that is needed here is not made yet.");
	f->view.making = "The guest linux is being packed.";
	expect("Wait: the guest that is needed here is being made.");
	f->view.guest_needed = false;
	expect("Press 1: Pause the dreamer.");
}

static void all_is_done(void **state)
{
	(void)state;
	f->checks[0].passed = f->checks[1].passed = true;
	expect("All is done: press n.");
}

static void a_step_to_read(void **state)
{
	(void)state;
	f->view.n_buttons = f->view.n_checks = 0;
	f->view.picture = NULL;
	expect("All is done: press n.");
}

static void a_button_without_a_check(void **state)
{
	(void)state;
	f->view.n_checks = 0;
	expect("Press 1: Pause the dreamer.");
	f->buttons[0].done = true;
	expect("All is done: press n.");
}

static void a_machine_that_is_busy(void **state)
{
	(void)state;
	f->picture->machines[0].doing = VERB_START;
	expect("Wait: dreamer is not done yet (starting).");
}

static void pressed_and_not_so_yet(void **state)
{
	(void)state;
	f->buttons[0].done = true;
	f->buttons[0].refused = "The machine is paused already.";
	expect("Wait: \"the dreamer is paused\" is ticked off by itself as soon as it is so.");
}

static void no_machines_yet(void **state)
{
	(void)state;
	f->view.picture = NULL;
	expect("Wait: the machines are still being looked for.");
	f->view.picture = f->picture;
	f->picture->link = VM_STALLED;
	expect("Wait: the hypervisor has not answered yet.");
	f->picture->link = VM_LOST;
	expect("Wait: there is no connection, and it is tried again by itself. In another window, "
	       "this says what stands in the way: imitation doctor");
}

static void a_check_that_no_button_makes(void **state)
{
	(void)state;
	f->checks[0].after = 0;
	f->view.n_buttons = 0;
	expect("No key here does it: do what the text says, and \"the dreamer is paused\" is ticked off "
	       "by itself.");
}

static void what_passed_is_behind(void **state)
{
	(void)state;
	f->buttons[1] = (struct view_button){ .number = 2, .label = "Let it go on" };
	f->view.n_buttons = 2;
	f->checks[0].passed = true;
	f->checks[1].after = 2;
	expect("Press 2: Let it go on.");
}

static void the_first_of_two_buttons(void **state)
{
	(void)state;
	f->buttons[1] = (struct view_button){ .number = 2, .label = "Let it go on" };
	f->view.n_buttons = 2;
	f->checks[0].after = 2;
	expect("Press 1: Pause the dreamer.");
	f->buttons[0].done = true;
	expect("Press 2: Let it go on.");
	f->buttons[0].done = false;
	f->buttons[0].refused = "It cannot be pressed.";
	expect("Press 2: Let it go on.");
	f->buttons[0].refused = NULL;
	f->buttons[0].doing = true;
	expect("Press 2: Let it go on.");
	/* A button behind the check is not for it. */
	f->buttons[0].doing = false;
	f->buttons[0].done = true;
	f->checks[0].after = 1;
	expect("Wait: \"the dreamer is paused\" is ticked off by itself as soon as it is so.");
}

static void set_need(enum machine_state is, enum machine_state needed)
{
	struct lesson *lesson = &f->workshop->lessons[f->view.lesson];
	static struct need need;

	need = (struct need){ .machine = f->picture->machines[0].name, .state = needed };
	lesson->needs = &need;
	lesson->n_needs = 1;
	f->picture->machines[0].state = is;
}

static void a_stage_that_is_not_set(void **state)
{
	(void)state;
	f->view.stage_needed = true;
	set_need(STATE_ABSENT, STATE_RUNNING);
	expect("Press 0: dreamer is not there yet.");
	set_need(STATE_SHUTOFF, STATE_RUNNING);
	expect("Press 0: dreamer is off, and this lesson starts with it running.");
	set_need(STATE_SHUTOFF, STATE_ABSENT); /* what is there is not thrown away on advice */
	expect("Press 1: Pause the dreamer.");
}

/* What helps the machine comes before what the lesson wants of it. */
static void a_machine_in_trouble(void **state)
{
	(void)state;
	set_need(STATE_PAUSED, STATE_PAUSED);
	f->picture->machines[0].trouble = TROUBLE_DISK_FULL;
	expect("dreamer is stopped: this computer's disk is full. Make room on this computer's disk, "
	       "then resume the machine: it goes on where it stopped.");
	f->view.stage_needed = true;
	f->picture->machines[0].trouble = TROUBLE_ASLEEP;
	expect("dreamer is asleep: its system has put it to sleep. Resume the machine: that wakes it. "
	       "Press 0 to do it.");
	set_need(STATE_SHUTOFF, STATE_RUNNING);
	f->picture->machines[0].trouble = TROUBLE_ENDED;
	expect("Press 0: dreamer is off, because it crashed, and this lesson starts with it running.");
	f->picture->machines[0].trouble = TROUBLE_NONE;
}

static void a_button_that_is_barred(void **state)
{
	(void)state;
	f->buttons[0].refused = "The machine is off: start it first.";
	set_need(STATE_SHUTOFF, STATE_RUNNING);
	expect("Press 0: button 1 cannot be pressed as things are. The machine is off: start it first.");
	set_need(STATE_RUNNING, STATE_RUNNING);
	expect("Press p: button 1 cannot be pressed as things are, and an earlier step sees to that. The "
	       "machine is off: start it first.");
	set_need(STATE_RUNNING, STATE_ABSENT);
	expect("Press p: button 1 cannot be pressed as things are, and an earlier step sees to that. The "
	       "machine is off: start it first.");
}

/* Pressed before, undone since by somebody: once more. */
static void once_more(void **state)
{
	struct step *step = &f->workshop->lessons[f->view.lesson].steps[f->view.step];
	struct action pause = { .verb = VERB_PAUSE, .machine = f->picture->machines[0].name };
	struct check paused = { .machine = f->picture->machines[0].name, .state = STATE_PAUSED };

	(void)state;
	step->actions = &pause;
	step->n_actions = 1;
	step->checks = &paused;
	step->n_checks = 1;
	f->buttons[0].done = true;
	expect("Press 1: Pause the dreamer.");
	step->actions = NULL;
	step->checks = NULL;
	step->n_actions = step->n_checks = 0;
}

/* Is the button that was pressed before advised for this check once more? */
static bool is_advised(struct action action, struct check check)
{
	struct step *step = &f->workshop->lessons[f->view.lesson].steps[f->view.step];
	char *text;
	bool advised;

	if (!action.machine)
		action.machine = f->picture->machines[0].name;
	check.machine = f->picture->machines[0].name;
	step->actions = &action;
	step->checks = &check;
	step->n_actions = step->n_checks = 1;
	f->buttons[0].done = true;
	text = advice_for(&f->view, &(bool){ false });
	advised = strncmp(text, "Press 1", 7) == 0;
	free(text);
	step->actions = NULL;
	step->checks = NULL;
	step->n_actions = step->n_checks = 0;
	return advised;
}

static void once_more_only_what_leads_there(void **state)
{
	static const enum machine_state leads[VERB_COUNT] = {
		[VERB_START] = STATE_RUNNING, [VERB_RESUME] = STATE_RUNNING, [VERB_PAUSE] = STATE_PAUSED,
		[VERB_SHUTDOWN] = STATE_SHUTOFF, [VERB_POWEROFF] = STATE_SHUTOFF,
		[VERB_FORGET] = STATE_SHUTOFF, [VERB_SAVE] = STATE_SAVED, [VERB_REMOVE] = STATE_ABSENT,
	};
	struct vm_machine *dreamer = &f->picture->machines[0];
	struct vm_snapshot *there = &dreamer->snapshots[0];
	bool was = there->current;

	(void)state;
	for (int verb = VERB_NONE + 1; verb < VERB_COUNT; verb++)
		for (int wanted = STATE_ABSENT; wanted < STATE_COUNT; wanted++)
			assert_int_equal(is_advised((struct action){ .verb = (enum verb)verb, .name = (char *)"n" },
						    (struct check){ .state = (enum machine_state)wanted }),
					 wanted == (int)leads[verb]);
	assert_false(is_advised((struct action){ .verb = VERB_PAUSE, .machine = (char *)"another" },
				(struct check){ .state = STATE_PAUSED }));
	assert_true(is_advised((struct action){ .verb = VERB_RESTORE, .name = there->name },
			       (struct check){ .current = there->name }));
	assert_false(is_advised((struct action){ .verb = VERB_RESTORE, .name = there->name },
				(struct check){ .current = (char *)"another" }));
	assert_true(is_advised((struct action){ .verb = VERB_DELETE, .name = there->name },
			       (struct check){ .no_snapshot = there->name }));
	assert_false(is_advised((struct action){ .verb = VERB_DELETE, .name = there->name },
				(struct check){ .no_snapshot = (char *)"another" }));
	/* A snapshot that is there, but where the machine does not stand any more. */
	there->current = false;
	assert_true(is_advised((struct action){ .verb = VERB_SNAPSHOT, .name = there->name },
			       (struct check){ .snapshot = there->name, .current = there->name }));
	there->current = true;
	assert_false(is_advised((struct action){ .verb = VERB_SNAPSHOT, .name = there->name },
				(struct check){ .snapshot = there->name, .current = there->name }));
	there->current = was;
	/* What cannot be pressed, or is being done, is not advised. */
	f->buttons[0].refused = "It cannot be.";
	assert_false(is_advised((struct action){ .verb = VERB_PAUSE }, (struct check){ .state = STATE_PAUSED }));
	f->buttons[0].refused = NULL;
	f->buttons[0].doing = true;
	assert_false(is_advised((struct action){ .verb = VERB_PAUSE }, (struct check){ .state = STATE_PAUSED }));
	f->buttons[0].doing = false;
}

static void nothing_is_said_of_machines_that_do_not_matter(void **state)
{
	struct lesson *lesson = &f->workshop->lessons[f->view.lesson];
	size_t machines = lesson->n_machines;

	(void)state;
	/* Without machines in the workshop, or anything to do with them, nothing is waited for. */
	f->picture->link = VM_STALLED;
	f->view.n_buttons = 0;
	f->view.n_checks = 0;
	expect("All is done: press n.");
	f->view.n_checks = 1;
	expect("Wait: the hypervisor has not answered yet.");
	f->view.n_buttons = 1;
	expect("Wait: the hypervisor has not answered yet.");
	f->view.n_checks = 0;
	expect("Wait: the hypervisor has not answered yet.");
	f->picture->link = VM_CONNECTING;
	expect("Wait: the machines are still being looked for.");
	f->picture->link = VM_ALIVE;
	f->view.n_checks = 2;
	/* A machine in trouble that is none of the lesson's. */
	f->picture->machines[0].trouble = TROUBLE_MOVING;
	lesson->n_machines = 0;
	expect("Press 1: Pause the dreamer.");
	set_need(STATE_RUNNING, STATE_RUNNING);
	f->view.stage_needed = true; /* which cannot help it */
	expect("dreamer is being moved to another computer. Wait until the machine has moved to the other "
	       "computer.");
	f->picture->machines[0].trouble = TROUBLE_SAVING;
	expect("Press 1: Pause the dreamer.");
	f->picture->machines[0].trouble = TROUBLE_NONE;
	lesson->n_machines = machines;
}

/* The check lacks what the console shall say, not the snapshot: taking that once more would
 * replace it. */
static void a_snapshot_that_is_there_is_not_taken_again(void **state)
{
	struct step *step = &f->workshop->lessons[f->view.lesson].steps[f->view.step];
	struct vm_machine *dreamer = &f->picture->machines[0];
	struct action take = { .verb = VERB_SNAPSHOT, .machine = dreamer->name };
	struct check both = { .machine = dreamer->name, .console = (char *)"hello" };

	(void)state;
	assert_true(dreamer->n_snapshots > 0);
	take.name = both.snapshot = dreamer->snapshots[0].name;
	step->actions = &take;
	step->checks = &both;
	step->n_actions = step->n_checks = 1;
	f->buttons[0].done = true;
	expect("Wait: \"the dreamer is paused\" is ticked off by itself as soon as it is so.");
	take.name = both.snapshot = (char *)"another";
	expect("Press 1: Pause the dreamer.");
	step->actions = NULL;
	step->checks = NULL;
	step->n_actions = step->n_checks = 0;
}

/* It stands there, and what was done since then may have been taken too late. */
static void a_restore_that_did_not_help(void **state)
{
	struct step *step = &f->workshop->lessons[f->view.lesson].steps[f->view.step];
	struct vm_machine *dreamer = &f->picture->machines[0];
	struct action restore = { .verb = VERB_RESTORE, .machine = dreamer->name, .button = 1 };
	struct check both = { .machine = dreamer->name, .console = (char *)"hello" };
	bool was = dreamer->snapshots[0].current;

	(void)state;
	restore.name = both.current = dreamer->snapshots[0].name;
	step->actions = &restore;
	step->checks = &both;
	step->n_actions = step->n_checks = 1;
	f->buttons[0].done = true;
	dreamer->snapshots[0].current = false;
	expect("Press 1: Pause the dreamer.");
	dreamer->snapshots[0].current = true;
	expect("Press 1 once more: Pause the dreamer. If that does not help, o starts this lesson over.");
	dreamer->snapshots[0].current = was;
	step->actions = NULL;
	step->checks = NULL;
	step->n_actions = step->n_checks = 0;
}

static void a_console_of_a_paused_machine(void **state)
{
	struct step *step = &f->workshop->lessons[f->view.lesson].steps[f->view.step];
	struct check tick = { .machine = f->picture->machines[0].name, .console = (char *)(uintptr_t)"tick" };

	(void)state;
	step->checks = &tick;
	step->n_checks = 1;
	f->buttons[0].done = true;
	f->picture->machines[0].state = STATE_PAUSED;
	expect("A paused machine writes nothing: let dreamer go on first.");
	step->checks = NULL;
	step->n_checks = 0;
}

static void no_step_no_advice(void **state)
{
	(void)state;
	f->view.cover = true;
	assert_null(advice_for(&f->view, &(bool){ false }));
	f->view.cover = false;
	f->view.finished = true;
	assert_null(advice_for(&f->view, &(bool){ false }));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, make, drop)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(advice_is_first_where_hints_cannot_be_followed),	   TEST(all_is_done),
		TEST(the_first_hint_names_a_button_that_works),
		TEST(a_button_that_waits),	   TEST(all_is_done),
		TEST(a_guest_that_is_missing),	   TEST(all_is_done),
		TEST(a_step_to_read),		   TEST(a_button_without_a_check),
		TEST(a_machine_that_is_busy),	   TEST(pressed_and_not_so_yet),
		TEST(no_machines_yet),		   TEST(a_check_that_no_button_makes),
		TEST(what_passed_is_behind),	   TEST(a_stage_that_is_not_set),
		TEST(a_machine_in_trouble),	   TEST(a_button_that_is_barred),
		TEST(once_more),
		TEST(the_first_of_two_buttons),
		TEST(once_more_only_what_leads_there),
		TEST(nothing_is_said_of_machines_that_do_not_matter),
		TEST(a_snapshot_that_is_there_is_not_taken_again),
		TEST(a_restore_that_did_not_help),
		TEST(a_console_of_a_paused_machine), TEST(no_step_no_advice),
	};

	return cmocka_run_group_tests_name("advice", tests, NULL, NULL);
}
