// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said while an action takes its time, what came of it, and the way
 * back: for every verb. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "session/narrate.h"
#include "vm/rules.h"

#define TEXT(s) ((char *)(uintptr_t)(s))

static void every_verb_has_a_story(void **state)
{
	int verb;

	(void)state;
	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		struct action action = { .verb = (enum verb)verb, .machine = TEXT("lamp"),
					 .name = TEXT("before") };
		struct vm_result result = { .verb = (enum verb)verb, .machine = "lamp", .ok = true,
					    .now = STATE_RUNNING, .undo = "undo-1" };
		char *sentence = narrate_of(&action, NULL), *words = narrate_result(&result, "before");

		assert_non_null(strstr(sentence, "lamp"));
		assert_null(strstr(sentence, "it is being done"));
		assert_non_null(strstr(words, "lamp"));
		assert_null(strstr(words, "lamp: done"));
		free(sentence);
		free(words);
	}
}

static void last_time_is_said(void **state)
{
	struct action restore = { .verb = VERB_RESTORE, .machine = TEXT("lamp"), .name = TEXT("before") };
	struct vm_machine lamp = { .state = STATE_RUNNING };
	char *sentence = narrate_of(&restore, &lamp), *text = narrate_times(sentence, -1, 460);

	(void)state;
	assert_string_equal(text, "The current state of lamp is being kept; then its process is replaced by one "
				  "with the memory of before. (last time 0.5 s)");
	free(text);
	text = narrate_times("It happens.", 400, 460);
	assert_string_equal(text, "It happens. (0.4 s; last time 0.5 s)");
	free(text);
	text = narrate_times("It happens.", 12400, 0);
	assert_string_equal(text, "It happens. (12 s)");
	free(text);
	text = narrate_times("It happens.", -1, 0);
	assert_string_equal(text, "It happens.");
	free(text);
	free(sentence);
}

static void the_state_tells(void **state)
{
	struct action start = { .verb = VERB_START, .machine = TEXT("lamp") };
	struct vm_machine lamp = { .state = STATE_SAVED };
	char *text = narrate_of(&start, &lamp);

	(void)state;
	assert_non_null(strstr(text, "read back from the disk"));
	free(text);
}

static struct action actions[] = {
	{ .verb = VERB_PAUSE, .button = 1, .machine = TEXT("lamp") },
	{ .verb = VERB_RESUME, .button = 2, .machine = TEXT("lamp"), .label = TEXT("Let it go on") },
	{ .verb = VERB_RESUME, .button = 3, .machine = TEXT("other") },
};
static struct need need = { .machine = TEXT("lamp"), .state = STATE_RUNNING };

static char *way_back(struct vm_result result, bool by_line)
{
	struct step step = { .actions = actions, .n_actions = 3 };
	struct lesson lesson = { .needs = &need, .n_needs = 1 };

	strcpy(result.machine, "lamp");
	result.ok = true;
	return narrate_way_back(&lesson, &step, &result, by_line);
}

static void a_button_takes_it_back(void **state)
{
	char *text = way_back((struct vm_result){ .verb = VERB_PAUSE, .was = STATE_RUNNING,
						  .now = STATE_PAUSED }, false);

	(void)state;
	assert_string_equal(text, "The way back is 2: Let it go on.");
	free(text);
}

/* Only where that button may be pressed now. */
static void a_barred_button_does_not(void **state)
{
	char *text = way_back((struct vm_result){ .verb = VERB_PAUSE, .was = STATE_RUNNING,
						  .now = STATE_RUNNING }, false);

	(void)state;
	assert_null(text);
}

static void the_stage_takes_it_back(void **state)
{
	char *text = way_back((struct vm_result){ .verb = VERB_POWEROFF, .was = STATE_RUNNING,
						  .now = STATE_SHUTOFF }, false);

	(void)state;
	assert_string_equal(text, "The way back is 0: where this lesson starts.");
	free(text);
}

static void a_snapshot_is_in_the_timeline(void **state)
{
	struct vm_result taken = { .verb = VERB_SNAPSHOT, .was = STATE_RUNNING, .now = STATE_RUNNING };
	char *text = way_back(taken, false);

	(void)state;
	assert_non_null(strstr(text, "t and Enter"));
	free(text);
	assert_null(way_back(taken, true));
}

/* The sentence says u already, and only where it is true. */
static void undo_is_said_once(void **state)
{
	struct vm_result result = { .verb = VERB_RESTORE, .machine = "lamp", .ok = true,
				    .was = STATE_RUNNING, .now = STATE_SHUTOFF, .undo = "undo-1" };
	char *text;

	(void)state;
	assert_null(way_back(result, false));
	text = narrate_result(&result, "before");
	assert_non_null(strstr(text, "u brings back"));
	free(text);
	result.undo[0] = '\0';
	text = narrate_result(&result, "before");
	assert_null(strstr(text, "u brings back"));
	free(text);
}

static void the_shell_has_a_way_back(void **state)
{
	struct vm_snapshot snapshots[] = { { .name = TEXT("undo-1"), .safety = true },
				       { .name = TEXT("undo-2"), .safety = true } };
	struct vm_hardware before = { .known = true, .balloon = true, .memory = 4 << 20,
				      .max_memory = 4 << 20, .cpus = 1, .max_cpus = 2, .screens = 1 };
	struct vm_machine lamp = { .name = TEXT("lamp"), .state = STATE_SHUTOFF, .snapshots = snapshots,
				   .n_snapshots = 2, .now = before, .next = before };
	struct vm_picture picture = { .machines = &lamp, .n_machines = 1, .uri = TEXT("") };
	struct vm_result result = { .verb = VERB_RESTORE, .machine = "lamp", .ok = true,
				    .undo = "undo-2" };
	struct action set = { .verb = VERB_SET, .machine = TEXT("lamp"), .cpus = 2, .button = 1 };
	struct action back = { .verb = VERB_SET, .machine = TEXT("lamp"), .cpus = 1, .button = 2,
			       .label = TEXT("One again") };
	struct step step = { .actions = &back, .n_actions = 1 };
	struct lesson lesson = { .title = TEXT("") };
	char *text = narrate_in_shell(&result, NULL, &picture);

	(void)state;
	assert_string_equal(text, "In a shell, u is: virsh snapshot-revert lamp undo-2");
	free(text);
	result = (struct vm_result){ .verb = VERB_SET, .machine = "lamp", .ok = true,
				     .now = STATE_SHUTOFF, .before = before, .changed = true };
	text = narrate_in_shell(&result, &set, &picture);
	assert_string_equal(text, "In a shell, the way back is: virsh setvcpus lamp 1 --config");
	free(text);
	/* A button is nearer. */
	text = narrate_way_back(&lesson, &step, &result, false);
	assert_string_equal(text, "The way back is 2: One again.");
	free(text);
	step.actions = &set;
	assert_null(narrate_way_back(&lesson, &step, &result, false));
	/* It was so before. */
	result.changed = false;
	assert_null(narrate_in_shell(&result, &set, &picture));
	result.changed = true;
	result.ok = false;
	assert_null(narrate_in_shell(&result, &set, &picture));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_verb_has_a_story),
		cmocka_unit_test(last_time_is_said),
		cmocka_unit_test(the_state_tells),
		cmocka_unit_test(a_button_takes_it_back),
		cmocka_unit_test(a_barred_button_does_not),
		cmocka_unit_test(the_stage_takes_it_back),
		cmocka_unit_test(a_snapshot_is_in_the_timeline),
		cmocka_unit_test(undo_is_said_once),
		cmocka_unit_test(the_shell_has_a_way_back),
	};

	return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
