// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said while an action takes its time, what came of it, and the way
 * back: for every verb.  And how long a message stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "session/message.h"
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
	text = narrate_times("It happens.", 0, 1);
	assert_string_equal(text, "It happens. (0.1 s; last time 0.1 s)");
	free(text);
	text = narrate_times("It happens.", 0, 0);
	assert_string_equal(text, "It happens. (0.1 s)");
	free(text);
	text = narrate_times("It happens.", -1, 1);
	assert_string_equal(text, "It happens. (last time 0.1 s)");
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

static void text_waits_until_the_machine_is_ready(void **state)
{
	struct action type = { .verb = VERB_TYPE, .machine = TEXT("lamp"), .after = TEXT("# ") };
	char *text = narrate_of(&type, NULL);

	(void)state;
	assert_string_equal(text, "As soon as lamp is ready, the text is typed into it.");
	free(text);
}

static void assert_happening(enum verb verb, enum machine_state state, const char *words)
{
	struct action action = { .verb = verb, .machine = TEXT("lamp"), .name = TEXT("n") };
	struct vm_machine lamp = { .state = state };
	char *text = narrate_of(&action, &lamp);

	if (!strstr(text, words))
		fail_msg("\"%s\" does not say \"%s\"", text, words);
	free(text);
}

static void what_happens_depends_on_the_state(void **state)
{
	(void)state;
	assert_happening(VERB_START, STATE_SHUTOFF, "A process is being started that will be lamp.");
	assert_happening(VERB_SNAPSHOT, STATE_SHUTOFF, "What the disk of lamp holds is being kept as n.");
	assert_happening(VERB_SNAPSHOT, STATE_RUNNING, "lamp is held for a moment");
	assert_happening(VERB_SNAPSHOT, STATE_PAUSED, "lamp is held for a moment");
	assert_happening(VERB_RESTORE, STATE_SHUTOFF, "its disk and its memory are put back to n");
	assert_happening(VERB_RESTORE, STATE_SAVED, "its disk and its memory are put back to n");
	assert_happening(VERB_RESTORE, STATE_RUNNING, "its process is replaced");
	assert_happening(VERB_RESTORE, STATE_PAUSED, "its process is replaced");
	assert_happening(VERB_PAUSE, STATE_SAVED, "between two instructions");
	assert_happening(VERB_NONE, STATE_RUNNING, "lamp: it is being done.");
	assert_happening(VERB_COUNT, STATE_RUNNING, "lamp: it is being done.");
}

static void assert_result(struct vm_result result, const char *words)
{
	char *text;

	strcpy(result.machine, "lamp");
	result.took_ms = 1250;
	text = narrate_result(&result, "n");
	if (!strstr(text, words) || !strstr(text, " (1.2\302\240s)"))
		fail_msg("\"%s\" does not say \"%s\"", text, words);
	free(text);
}

static void what_came_of_it_is_said(void **state)
{
	(void)state;
	assert_result((struct vm_result){ .verb = VERB_SHUTDOWN, .now = STATE_SHUTOFF },
		      "lamp has shut itself down.");
	assert_result((struct vm_result){ .verb = VERB_SHUTDOWN, .now = STATE_RUNNING },
		      "lamp was asked to shut down, and goes on");
	assert_result((struct vm_result){ .verb = VERB_SNAPSHOT }, "The snapshot n of lamp is kept.");
	assert_result((struct vm_result){ .verb = VERB_STAGE, .now = STATE_PAUSED },
		      "The stage is set: lamp is paused.");
	assert_result((struct vm_result){ .verb = VERB_SCREENSHOT, .file = "/tmp/lamp.png" },
		      "The screen of lamp is kept in /tmp/lamp.png");
	assert_result((struct vm_result){ .verb = VERB_NONE }, "lamp: done.");
	assert_result((struct vm_result){ .verb = VERB_COUNT }, "lamp: done.");
	/* Hardware: at once, later, in part, or not as it was asked for. */
	assert_result((struct vm_result){ .verb = VERB_SET, .now = STATE_SHUTOFF, .at_once = 1 },
		      "The hardware of lamp is changed. (");
	assert_result((struct vm_result){ .verb = VERB_SET, .now = STATE_RUNNING, .at_once = 1 },
		      "is changed, while it runs.");
	assert_result((struct vm_result){ .verb = VERB_SET, .now = STATE_PAUSED, .at_once = 1 },
		      "is changed, while it runs.");
	assert_result((struct vm_result){ .verb = VERB_SET, .now = STATE_RUNNING, .later = 1 },
		      "The hardware of lamp changes with its next start");
	assert_result((struct vm_result){ .verb = VERB_SET, .now = STATE_RUNNING, .at_once = 1, .later = 1 },
		      "lamp has part of this already");
	assert_result((struct vm_result){ .verb = VERB_SET, .now = STATE_RUNNING, .held = true, .later = 1 },
		      "holds it still");
}

static void assert_question(struct action action, const char *question)
{
	struct vm_snapshot snapshot = { .name = TEXT("there") };
	struct vm_machine lamp = { .name = TEXT("lamp"), .snapshots = &snapshot, .n_snapshots = 1 };
	char *text;

	action.machine = TEXT("lamp");
	text = narrate_question(&action, &lamp);
	if (question)
		assert_string_equal(text, question);
	else
		assert_null(text);
	free(text);
}

static void what_cannot_be_taken_back_is_asked_for(void **state)
{
	struct action remove = { .verb = VERB_REMOVE, .machine = TEXT("gone") };
	char *text = narrate_question(&remove, NULL);

	(void)state;
	assert_true(strncmp(text, "Remove gone with", 16) == 0);
	free(text);
	assert_question((struct action){ .verb = VERB_DELETE, .name = TEXT("n") },
			"Delete the snapshot n of lamp? It cannot be brought back.");
	assert_question((struct action){ .verb = VERB_FORGET },
			"Throw away the saved memory of lamp? It cannot be brought back.");
	assert_question((struct action){ .verb = VERB_SNAPSHOT, .name = TEXT("there") },
			"lamp has a snapshot there already. Replace it? The old one cannot be brought back.");
	assert_question((struct action){ .verb = VERB_SNAPSHOT, .name = TEXT("new") }, NULL);
	assert_question((struct action){ .verb = VERB_RESTORE, .name = TEXT("there") }, NULL);
	assert_question((struct action){ .verb = VERB_PAUSE, .confirm = TEXT("Sure?") }, "Sure?");
}

static struct action actions[] = {
	{ .verb = VERB_PAUSE, .button = 1, .machine = TEXT("lamp") },
	{ .verb = VERB_START, .button = 2, .machine = TEXT("lamp"), .label = TEXT("Let it go on") },
	{ .verb = VERB_START, .button = 3, .machine = TEXT("other") },
};

static char *way_back(struct vm_result result, bool by_line)
{
	struct step step = { .actions = actions, .n_actions = 3 };

	strcpy(result.machine, "lamp");
	result.ok = true;
	return narrate_way_back(&step, &result, by_line);
}

static void a_button_takes_it_back(void **state)
{
	char *text = way_back((struct vm_result){ .verb = VERB_SAVE, .was = STATE_RUNNING,
						  .now = STATE_SAVED }, false);

	(void)state;
	assert_string_equal(text, "The way back is 2: Let it go on.");
	free(text);
}

/* Which verb takes back what another has moved, without a loss. */
static void each_verb_has_its_way_back(void **state)
{
	static const struct {
		enum verb done;
		enum machine_state now;
		enum verb back;
	} pairs[] = {
		{ VERB_DEFINE, STATE_SHUTOFF, VERB_NONE },
		{ VERB_START, STATE_RUNNING, VERB_NONE },
		{ VERB_PAUSE, STATE_PAUSED, VERB_NONE }, { VERB_RESUME, STATE_RUNNING, VERB_NONE },
		{ VERB_SAVE, STATE_SAVED, VERB_START }, { VERB_ATTACH, STATE_RUNNING, VERB_NONE },
		{ VERB_DETACH, STATE_RUNNING, VERB_ATTACH }, { VERB_PLUG, STATE_RUNNING, VERB_NONE },
		{ VERB_UNPLUG, STATE_RUNNING, VERB_PLUG }, { VERB_SHUTDOWN, STATE_SHUTOFF, VERB_NONE },
		{ VERB_POWEROFF, STATE_SHUTOFF, VERB_NONE }, { VERB_RESET, STATE_RUNNING, VERB_NONE },
		{ VERB_FORGET, STATE_SHUTOFF, VERB_NONE }, { VERB_RESTORE, STATE_RUNNING, VERB_NONE },
		{ VERB_DELETE, STATE_RUNNING, VERB_NONE }, { VERB_CLONE, STATE_SHUTOFF, VERB_NONE },
		{ VERB_REMOVE, STATE_ABSENT, VERB_NONE }, { VERB_TYPE, STATE_RUNNING, VERB_NONE },
		{ VERB_SCREENSHOT, STATE_RUNNING, VERB_NONE }, { VERB_STAGE, STATE_RUNNING, VERB_NONE },
		{ VERB_UNDO, STATE_RUNNING, VERB_NONE },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++)
		for (int verb = VERB_NONE; verb < VERB_COUNT; verb++) {
			struct action action = { .verb = (enum verb)verb, .machine = TEXT("lamp"), .button = 1 };
			struct step step = { .actions = &action, .n_actions = 1 };
			struct vm_result result = { .verb = pairs[i].done, .machine = "lamp", .ok = true,
						    .was = pairs[i].now, .now = pairs[i].now };
			char *text = narrate_way_back(&step, &result, false);
			bool back = verb != VERB_NONE && action.verb == pairs[i].back;

			if ((text != NULL) != back)
				fail_msg("after %d, %d: %s", pairs[i].done, verb, text ? text : "nothing");
			free(text);
		}
}

static void assert_none(struct vm_result result)
{
	struct step none = { .n_actions = 0 };

	strcpy(result.machine, "lamp");
	assert_null(narrate_way_back(&none, &result, false));
}

static void what_is_over_has_no_way_back(void **state)
{
	struct vm_result result = { .verb = VERB_POWEROFF, .ok = true, .was = STATE_RUNNING,
				    .now = STATE_SHUTOFF };

	(void)state;
	result.verb = VERB_STAGE;
	assert_none(result);
	result.verb = VERB_UNDO;
	assert_none(result);
	result.verb = VERB_COUNT;
	assert_none(result);
	result.verb = VERB_POWEROFF;
	result.ok = false;
	assert_none(result);
	result.ok = true;
	result.was = STATE_SHUTOFF; /* nothing has changed */
	assert_none(result);
	result.was = STATE_PAUSED;
	result.now = STATE_RUNNING;
	assert_none(result);
}

static bool sets_back(struct action action)
{
	const struct vm_hardware before = { .known = true, .memory = 4, .cpus = 1, .screens = 1 };
	struct vm_result result = { .verb = VERB_SET, .machine = "lamp", .ok = true, .was = STATE_SHUTOFF,
				    .now = STATE_SHUTOFF, .before = before, .changed = true };
	struct step step = { .actions = &action, .n_actions = 1 };
	char *text;
	bool is;

	action.verb = VERB_SET;
	action.machine = TEXT("lamp");
	action.label = TEXT("back");
	text = narrate_way_back(&step, &result, false);
	is = text != NULL;
	free(text);
	return is;
}

static void hardware_is_set_back_to_what_it_was(void **state)
{
	(void)state;
	assert_true(sets_back((struct action){ .memory = 4, .cpus = 1, .screens = 1 }));
	assert_true(sets_back((struct action){ .memory = 4 }));
	assert_true(sets_back((struct action){ .screens = 1 }));
	assert_false(sets_back((struct action){ .memory = 8, .cpus = 1 }));
	assert_false(sets_back((struct action){ .memory = 4, .cpus = 2 }));
	assert_false(sets_back((struct action){ .cpus = 1, .screens = 2 }));
}

/* Only where that button may be pressed now. */
static void a_barred_button_does_not(void **state)
{
	char *text = way_back((struct vm_result){ .verb = VERB_SAVE, .was = STATE_RUNNING,
						  .now = STATE_RUNNING }, false);

	(void)state;
	assert_null(text);
}

/* It would be taken for what is to be pressed next. */
static void the_stage_is_no_way_back(void **state)
{
	char *text = way_back((struct vm_result){ .verb = VERB_POWEROFF, .was = STATE_RUNNING,
						  .now = STATE_SHUTOFF }, false);

	(void)state;
	assert_null(text);
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
	assert_non_null(strstr(text, "u brings back what you left"));
	free(text);
	/* What was lost earlier comes first. */
	result.undo_later = true;
	text = narrate_result(&result, "before");
	assert_non_null(strstr(text, "u brings back what an earlier failure had left, and then"));
	free(text);
	result.verb = VERB_UNDO;
	text = narrate_result(&result, "before");
	assert_non_null(strstr(text, "u brings back what was lost after that"));
	free(text);
	result.verb = VERB_RESTORE;
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
	char *text = narrate_in_shell(&result, NULL, &picture);

	(void)state;
	assert_string_equal(text, "In a shell, u is: virsh snapshot-revert lamp undo-2");
	free(text);
	snapshots[0].kept.lost = true;
	text = narrate_in_shell(&result, NULL, &picture);
	assert_string_equal(text, "In a shell, u is: virsh snapshot-revert lamp undo-1");
	free(text);
	result = (struct vm_result){ .verb = VERB_SET, .machine = "lamp", .ok = true,
				     .now = STATE_SHUTOFF, .before = before, .changed = true };
	text = narrate_in_shell(&result, &set, &picture);
	assert_string_equal(text, "In a shell, the way back is: virsh setvcpus lamp 1 --config");
	free(text);
	/* A button is nearer. */
	text = narrate_way_back(&step, &result, false);
	assert_string_equal(text, "The way back is 2: One again.");
	free(text);
	step.actions = &set;
	assert_null(narrate_way_back(&step, &result, false));
	/* All that was asked for, and nothing else. */
	set.memory = 8 << 20;
	set.screens = 2;
	text = narrate_in_shell(&result, &set, &picture);
	assert_non_null(strstr(text, " setmem lamp 4MiB "));
	assert_non_null(strstr(text, " setvcpus lamp 1 "));
	assert_non_null(strstr(text, "dumpxml"));
	free(text);
	set.cpus = 0;
	set.memory = 0;
	set.screens = 1;
	result.before.screens = 2;
	text = narrate_in_shell(&result, &set, &picture);
	assert_non_null(strstr(text, "<video>"));
	assert_null(strstr(text, "setvcpus"));
	assert_null(strstr(text, "setmem"));
	free(text);
	set.cpus = 2;
	set.screens = 0;
	assert_null(narrate_in_shell(&result, NULL, &picture));
	result.before.known = false;
	assert_null(narrate_in_shell(&result, &set, &picture));
	result.before.known = true;
	result.verb = VERB_PAUSE;
	assert_null(narrate_in_shell(&result, &set, &picture));
	result.verb = VERB_SET;
	/* It was so before. */
	result.changed = false;
	assert_null(narrate_in_shell(&result, &set, &picture));
	result.changed = true;
	result.ok = false;
	assert_null(narrate_in_shell(&result, &set, &picture));
}

/* ---- the message line --------------------------------------------------------------- */

static void a_message_is_said_and_told_on(void **state)
{
	struct message message = { 0 };

	(void)state;
	assert_string_equal(message_text(&message), "");
	message_say_more(&message, "First.");
	assert_string_equal(message_text(&message), "First.");
	message_say_more(&message, "Then.");
	assert_string_equal(message_text(&message), "First. Then.");
	message_say(&message, NULL, TONE_INFO, message.text, NULL); /* itself */
	assert_string_equal(message_text(&message), "First. Then.");
	assert_string_equal(message.remedy, "");
	assert_int_equal(message.number, 1);
	message_say(&message, NULL, TONE_BAD, "a\033b\nc", "do it");
	assert_string_equal(message_text(&message), "a\xef\xbf\xbd" "b\nc");
	assert_string_equal(message.remedy, "do it");
	assert_int_equal(message.tone, TONE_BAD);
	assert_int_equal(message.number, 2); /* another one, so that it is seen */
	message_say(&message, NULL, TONE_INFO, NULL, NULL);
	assert_string_equal(message_text(&message), "");
	message_clear(&message);
	assert_null(message.text);
}

static void what_is_being_done_is_told_with_its_time(void **state)
{
	struct message message = { 0 };
	char *text;

	(void)state;
	assert_null(message_doing(&message));
	clock_freeze(10000, 10000);
	message_tell(&message, NULL, mem_dup("It happens."), 2000);
	assert_string_equal(message_text(&message), "It happens. (last time 2.0 s)");
	assert_int_equal(message.tone, TONE_BUSY);
	clock_freeze(13000, 13000);
	text = message_doing(&message);
	assert_string_equal(text, "It happens. (3.0 s; last time 2.0 s)");
	free(text);
	clock_freeze(-1, -1);
	message_say(&message, NULL, TONE_GOOD, "Done.", NULL);
	assert_null(message_doing(&message));
	message_clear(&message);
}

/* What is left of this message when the second of two machines has come into this state. */
static const char *left(struct message *message, enum machine_state to, bool is_doing)
{
	struct vm_machine machines[] = { { .state = STATE_RUNNING }, { .state = to } };
	struct vm_picture now = { .link = VM_ALIVE, .machines = machines, .n_machines = 2 };

	message_drop_old(message, &now, is_doing);
	return message_text(message);
}

static void good_news_is_old_when_a_state_changes(void **state)
{
	struct vm_machine machines[] = { { .state = STATE_RUNNING }, { .state = STATE_PAUSED } };
	struct vm_picture now = { .link = VM_ALIVE, .machines = machines, .n_machines = 2 };
	struct error refused = { .kind = ERROR_STATE, .message = "It is off." };
	struct error failed = { .kind = ERROR_FAILED, .message = "It failed." };
	struct message message = { 0 };

	(void)state;
	message_say(&message, &now, TONE_GOOD, "Good.", NULL);
	assert_string_equal(left(&message, STATE_PAUSED, false), "Good.");
	assert_string_equal(left(&message, STATE_RUNNING, true), "Good.");
	assert_string_equal(left(&message, STATE_RUNNING, false), "");
	assert_int_equal(message.tone, TONE_INFO);
	message_say(&message, &now, TONE_INFO, "Note.", NULL);
	assert_string_equal(left(&message, STATE_RUNNING, false), "Note.");
	message_say_error(&message, &now, &failed);
	assert_string_equal(left(&message, STATE_RUNNING, false), "It failed.");
	now.link = VM_LOST;
	message_say_error(&message, &now, &failed);
	assert_string_equal(left(&message, STATE_RUNNING, false), "It failed.");
	now.link = VM_ALIVE;
	machines[0].state = STATE_SHUTOFF; /* the first of them */
	message_say(&message, &now, TONE_GOOD, "Good.", NULL);
	machines[0].state = STATE_RUNNING;
	assert_string_equal(left(&message, STATE_PAUSED, false), "");
	message_say_error(&message, &now, &refused);
	assert_string_equal(left(&message, STATE_PAUSED, false), "It is off.");
	assert_string_equal(left(&message, STATE_RUNNING, false), "");
	message_clear(&message);
}

static void a_lost_connection_is_news_until_it_is_back(void **state)
{
	struct error lost = { .kind = ERROR_CONNECTION, .message = "It is lost." };
	struct vm_picture now = { .link = VM_LOST };
	struct message message = { 0 };

	(void)state;
	message_say_error(&message, &now, &lost);
	assert_int_equal(message.tone, TONE_BAD);
	message_drop_old(&message, NULL, false);
	message_drop_old(&message, &now, false);
	assert_string_equal(message_text(&message), "It is lost.");
	now.link = VM_ALIVE;
	message_drop_old(&message, &now, false);
	assert_non_null(strstr(message_text(&message), "The connection is back"));
	assert_int_equal(message.tone, TONE_GOOD);
	/* It was there again already: what was found out is old with the next state. */
	message_say_error(&message, &now, &lost);
	assert_string_equal(left(&message, STATE_RUNNING, false), "");
	message_say_error(&message, NULL, &lost); /* nothing is known of the machines */
	message_drop_old(&message, &now, false);
	assert_non_null(strstr(message_text(&message), "The connection is back"));
	message_clear(&message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_verb_has_a_story),
		cmocka_unit_test(last_time_is_said),
		cmocka_unit_test(the_state_tells),
		cmocka_unit_test(text_waits_until_the_machine_is_ready),
		cmocka_unit_test(what_happens_depends_on_the_state),
		cmocka_unit_test(what_came_of_it_is_said),
		cmocka_unit_test(what_cannot_be_taken_back_is_asked_for),
		cmocka_unit_test(each_verb_has_its_way_back),
		cmocka_unit_test(what_is_over_has_no_way_back),
		cmocka_unit_test(hardware_is_set_back_to_what_it_was),
		cmocka_unit_test(a_button_takes_it_back),
		cmocka_unit_test(a_barred_button_does_not),
		cmocka_unit_test(the_stage_is_no_way_back),
		cmocka_unit_test(a_snapshot_is_in_the_timeline),
		cmocka_unit_test(undo_is_said_once),
		cmocka_unit_test(the_shell_has_a_way_back),
		cmocka_unit_test(a_message_is_said_and_told_on),
		cmocka_unit_test(what_is_being_done_is_told_with_its_time),
		cmocka_unit_test(good_news_is_old_when_a_state_changes),
		cmocka_unit_test(a_lost_connection_is_news_until_it_is_back),
	};

	return cmocka_run_group_tests_name("sentence", tests, NULL, NULL);
}
