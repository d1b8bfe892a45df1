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
#include "story.h"
#include "vm/command.h"
#include "words.h"

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
		char *story = story_of(&action, NULL), *words = words_result(&result, "before");

		assert_non_null(strstr(story, "lamp"));
		assert_null(strstr(story, "it is being done"));
		assert_non_null(strstr(words, "lamp"));
		if (verb_supported((enum verb)verb))
			assert_null(strstr(words, "lamp: done"));
		free(story);
		free(words);
	}
}

static void last_time_is_said(void **state)
{
	struct action restore = { .verb = VERB_RESTORE, .machine = TEXT("lamp"), .name = TEXT("before") };
	struct vm_machine lamp = { .state = STATE_RUNNING };
	char *story = story_of(&restore, &lamp), *text = story_times(story, -1, 460);

	(void)state;
	assert_string_equal(text, "The present of lamp is being kept; then its process is replaced by one "
				  "with the memory of before. (last time 0.5 s)");
	free(text);
	text = story_times("It happens.", 400, 460);
	assert_string_equal(text, "It happens. (0.4 s; last time 0.5 s)");
	free(text);
	text = story_times("It happens.", 12400, 0);
	assert_string_equal(text, "It happens. (12 s)");
	free(text);
	text = story_times("It happens.", -1, 0);
	assert_string_equal(text, "It happens.");
	free(text);
	free(story);
}

static void the_state_tells(void **state)
{
	struct action start = { .verb = VERB_START, .machine = TEXT("lamp") };
	struct vm_machine lamp = { .state = STATE_SAVED };
	char *text = story_of(&start, &lamp);

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
	return story_way_back(&lesson, &step, &result, by_line);
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
	assert_string_equal(text, "0 brings lamp to where this lesson starts.");
	free(text);
}

static void a_moment_is_in_the_timeline(void **state)
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
	text = words_result(&result, "before");
	assert_non_null(strstr(text, "u brings back"));
	free(text);
	result.undo[0] = '\0';
	text = words_result(&result, "before");
	assert_null(strstr(text, "u brings back"));
	free(text);
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
		cmocka_unit_test(a_moment_is_in_the_timeline),
		cmocka_unit_test(undo_is_said_once),
	};

	return cmocka_run_group_tests_name("story", tests, NULL, NULL);
}
