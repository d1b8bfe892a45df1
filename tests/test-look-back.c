// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A person who leaves out one button, goes on, and then does only what the last hint says: it
 * must lead back to that button.  This is tried with each button of all lessons of the
 * program, on machines that are a few fields.
 *
 * The guests are as strict as can be: a console says what a check waits for only if all
 * buttons before that check were pressed, those of earlier steps included. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <regex.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "session/advice.h"
#include "vm/check.h"
#include "vm/rules.h"

enum { MOST = 16, MOST_HINTS = 60 };

static struct workshop *workshop;
static const struct lesson *lesson;
static struct vm_machine machines[MOST];
static struct vm_snapshot snapshots[MOST][MOST];
static char *disks[MOST];
static struct vm_picture picture;
static bool pressed[MOST][MOST]; /* ever, for each step of the lesson and each button from 1 */
static unsigned char visit[MOST];             /* on this visit of the step */
static bool passed[MOST][MOST];  /* for each step and check */

static int load(void **state)
{
	const char *top = getenv("top_srcdir");
	char *folder = file_join(top ? top : ".", "lessons");
	struct diags diags = { 0 };

	(void)state;
	workshop = workshop_load(folder, NULL, &diags, NULL);
	diag_free(&diags);
	free(folder);
	return workshop && workshop->n_machines <= MOST ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	workshop_free(workshop);
	return 0;
}

/* ---- machines ------------------------------------------------------------------------ */

static struct vm_machine *machine_named(const char *name)
{
	return (struct vm_machine *)(uintptr_t)vm_picture_machine(&picture, name);
}

static void set_hardware(struct vm_machine *machine, const struct action *action)
{
	machine->now.known = true;
	machine->now.memory = action && action->memory ? action->memory : machine->now.memory;
	machine->now.cpus = action && action->cpus > 0 ? action->cpus : machine->now.cpus;
	machine->now.screens = action && action->screens > 0 ? action->screens : machine->now.screens;
	machine->next = machine->now;
}

static void begin(void)
{
	size_t i;

	memset(machines, 0, sizeof machines);
	memset(pressed, 0, sizeof pressed);
	memset(passed, 0, sizeof passed);
	for (i = 0; i < workshop->n_machines; i++) {
		const struct need *need = lesson_need(lesson, workshop->machines[i].name);

		free(disks[i]);
		disks[i] = mem_dup(" ");
		machines[i] = (struct vm_machine){
			.name = workshop->machines[i].name, .snapshots = snapshots[i],
			.state = need ? need->state : STATE_ABSENT, .console_ready = true,
			.now = { .memory = workshop->machines[i].memory, .cpus = 1, .screens = 1,
				 .cable = CABLE_IN, .disks = disks[i] },
		};
		set_hardware(&machines[i], NULL);
	}
	picture = (struct vm_picture){ .link = VM_ALIVE, .uri = (char *)(uintptr_t)"", .machines = machines,
				       .n_machines = workshop->n_machines };
}

static void move_to(struct vm_machine *machine, const char *snapshot)
{
	size_t i;

	for (i = 0; i < machine->n_snapshots; i++) {
		machine->snapshots[i].current = str_eq(machine->snapshots[i].name, snapshot);
		if (machine->snapshots[i].current)
			machine->state = machine->snapshots[i].state;
	}
}

static const char *standing_on(const struct vm_machine *machine)
{
	size_t i;

	for (i = 0; i < machine->n_snapshots; i++)
		if (machine->snapshots[i].current)
			return machine->snapshots[i].name;
	return NULL;
}

static void take(struct vm_machine *machine, char *name)
{
	char *parent = (char *)(uintptr_t)standing_on(machine);

	struct vm_snapshot *snapshot =
		(struct vm_snapshot *)(uintptr_t)vm_machine_snapshot(machine, name);

	if (!snapshot) {
		assert_true(machine->n_snapshots < MOST);
		snapshot = &machine->snapshots[machine->n_snapshots++];
	}
	if (!str_eq(parent, name))
		*snapshot = (struct vm_snapshot){ .name = name, .parent = parent, .state = machine->state };
	move_to(machine, name);
}

static void delete(struct vm_machine *machine, const char *name)
{
	size_t i, n = 0;

	for (i = 0; i < machine->n_snapshots; i++)
		if (!str_eq(machine->snapshots[i].name, name))
			machine->snapshots[n++] = machine->snapshots[i];
	machine->n_snapshots = n;
}

static void plug(struct vm_machine *machine, const char *disk, bool in)
{
	size_t i = (size_t)(machine - machines);
	char *name = mem_printf(" %s ", disk), *before = disks[i], *at = strstr(before, name);

	if (in && !at)
		disks[i] = mem_printf("%s%s ", before, disk);
	else if (!in && at)
		disks[i] = mem_printf("%.*s%s", (int)(at - before), before, at + strlen(name) - 1);
	if (disks[i] != before)
		free(before);
	free(name);
	machine->now.disks = machine->next.disks = disks[i];
}

static void act(const struct action *action)
{
	static const enum machine_state leads[VERB_COUNT] = {
		[VERB_DEFINE] = STATE_SHUTOFF, [VERB_START] = STATE_RUNNING, [VERB_RESUME] = STATE_RUNNING,
		[VERB_PAUSE] = STATE_PAUSED, [VERB_POWEROFF] = STATE_SHUTOFF,
		[VERB_FORGET] = STATE_SHUTOFF, [VERB_SAVE] = STATE_SAVED, [VERB_REMOVE] = STATE_ABSENT,
	};
	struct vm_machine *machine = machine_named(action->machine);

	if (leads[action->verb])
		machine->state = leads[action->verb];
	if (action->verb == VERB_REMOVE)
		machine->n_snapshots = 0;
	else if (action->verb == VERB_CLONE)
		machine_named(action->as)->state = STATE_SHUTOFF;
	else if (action->verb == VERB_SNAPSHOT)
		take(machine, action->name);
	else if (action->verb == VERB_RESTORE)
		move_to(machine, action->name);
	else if (action->verb == VERB_DELETE)
		delete(machine, action->name);
	else if (action->verb == VERB_ATTACH || action->verb == VERB_DETACH)
		plug(machine, action->disk, action->verb == VERB_ATTACH);
	else if (action->verb == VERB_SET)
		set_hardware(machine, action);
	if (action->verb == VERB_PLUG || action->verb == VERB_UNPLUG)
		machine->now.cable = machine->next.cable = action->verb == VERB_PLUG ? CABLE_IN : CABLE_OUT;
	if (action->verb == VERB_RESTORE && action->to)
		machine->state = action->to;
	/* A guest that is told to switch itself off does. */
	if (action->verb == VERB_TYPE && str_eq(action->text, "poweroff\n"))
		machine->state = STATE_SHUTOFF;
}

static const char *refused(const struct action *action)
{
	const char *why = action_refused(action, machine_named(action->machine));

	if (!why && action->verb == VERB_CLONE && machine_named(action->as)->state != STATE_ABSENT)
		why = "It is there.";
	return why;
}

/* ---- checks -------------------------------------------------------------------------- */

/* With words, a machine says what was typed into it, as the dreamer does, and forgets in a restore
 * what came after the snapshot.  These are of the machine that the lesson is about. */
static bool has_words;
static char words[MOST + 1][64]; /* for each snapshot; the last: now */

static bool says(const char *pattern)
{
	regex_t regex;
	bool is;

	assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
	is = regexec(&regex, words[MOST], 0, NULL, 0) == 0;
	regfree(&regex);
	return is;
}

static void remember(const struct action *action)
{
	const struct vm_machine *machine = machine_named(action->machine);
	const struct vm_snapshot *snapshot = action->name ? vm_machine_snapshot(machine, action->name) : NULL;
	char *kept = snapshot ? words[snapshot - machine->snapshots] : NULL;
	size_t n = strlen(words[MOST]);

	if (action->verb == VERB_TYPE)
		snprintf(words[MOST] + n, sizeof words[MOST] - n, "%s", action->text);
	else if (kept && action->verb == VERB_SNAPSHOT)
		memcpy(kept, words[MOST], sizeof words[MOST]);
	else if (kept && action->verb == VERB_RESTORE)
		memcpy(words[MOST], kept, sizeof words[MOST]);
}

static bool all_pressed(size_t step, size_t after)
{
	const struct step *last = &lesson->steps[step];
	size_t s, a;

	for (s = 0; s < step; s++)
		for (a = 1; a <= lesson->steps[s].n_actions; a++)
			if (!pressed[s][a])
				return false;
	for (a = 1; a <= (after > 0 ? after : last->n_actions); a++)
		if (!visit[a])
			return false;
	return true;
}

static bool holds(size_t step, const struct check *check)
{
	struct check seen = *check;

	seen.console = NULL;
	if (check->console && (machine_named(check->machine)->state != STATE_RUNNING ||
			       !(has_words ? says(check->console) : all_pressed(step, check->after))))
		return false;
	return check_evaluate(&seen, &picture, 0).holds;
}

static bool is_done(size_t step)
{
	size_t i;

	for (i = 0; i < lesson->steps[step].n_checks; i++)
		if (!passed[step][i])
			return false;
	return true;
}

static void judge(size_t step)
{
	size_t i;

	for (i = 0; i < lesson->steps[step].n_checks; i++)
		passed[step][i] = passed[step][i] || holds(step, &lesson->steps[step].checks[i]);
}

/* How many buttons have done what they are for, as far as checks tell. */
static size_t buttons_passed(size_t step)
{
	const struct step *at = &lesson->steps[step];
	size_t i, n = 0, open = at->n_actions + 1;

	for (i = 0; i < at->n_checks; i++)
		if (!passed[step][i] && at->checks[i].after < open)
			open = at->checks[i].after;
	for (i = 0; i < at->n_checks; i++)
		if (at->checks[i].after < open && at->checks[i].after > n)
			n = at->checks[i].after;
	return n;
}

/* ---- the person ---------------------------------------------------------------------- */

static void open_step(size_t step)
{
	memset(visit, 0, sizeof visit);
	judge(step);
}

static bool press(size_t step, size_t button)
{
	const struct action *action = &lesson->steps[step].actions[button - 1];

	if (refused(action))
		return false;
	act(action);
	if (has_words)
		remember(action);
	pressed[step][button] = true;
	visit[button] = 1;
	judge(step);
	return true;
}

static char *hint(size_t step)
{
	static unsigned char kept[MOST][MOST];
	const struct step *at = &lesson->steps[step];
	struct view_button buttons[MOST] = { { 0 } };
	struct view_check checks[MOST] = { { 0 } };
	struct view_earlier earlier[MOST] = { { 0 } };
	struct view view = {
		.workshop = workshop, .lesson = (size_t)(lesson - workshop->lessons), .step = step,
		.buttons = buttons, .n_buttons = at->n_actions, .checks = checks, .n_checks = at->n_checks,
		.earlier = earlier, .picture = &picture,
	};
	size_t i, s;

	for (i = 0; i < at->n_actions; i++)
		buttons[i] = (struct view_button){ .number = (int)i + 1, .label = "it", .done = visit[i + 1],
						   .refused = refused(&at->actions[i]) };
	for (i = 0; i < at->n_checks; i++)
		checks[i] = (struct view_check){ .text = "it is so", .passed = passed[step][i],
						 .after = at->checks[i].after };
	for (s = 0; s < step; s++) {
		for (i = 0; i < MOST; i++)
			kept[s][i] = pressed[s][i];
		earlier[s] = (struct view_earlier){ .open = !is_done(s), .pressed = kept[s],
						     .passed = buttons_passed(s) };
	}
	return advice_for(&view, &(bool){ false });
}

static const char over[] = "o starts this lesson over.";

/* Does the hint name that button?  The keys are counted. */
static bool leads_to(const char *text, size_t from, size_t step, size_t button)
{
	char *keys = from - step == 1 ? mem_dup("p") : mem_printf("p %zu times", from - step);
	char *wanted = mem_printf("%s waits for %s: %s, then %zu.", lesson->steps[from].id,
				  lesson->steps[step].id, keys, button);
	/* The way out may follow. */
	bool is = str_starts(text, wanted) && (!text[strlen(wanted)] || str_ends(text, over));

	free(keys);
	free(wanted);
	return is;
}

/* Presses all buttons up to the step, and those of the step but for one. */
static void leave_out(size_t step, size_t button)
{
	size_t s, a;

	begin();
	for (s = 0; s <= step; s++) {
		open_step(s);
		for (a = 1; a <= lesson->steps[s].n_actions; a++)
			if ((s != step || a != button) && !press(s, a) && s < step &&
			    lesson->steps[s].actions[a - 1].verb != VERB_SHUTDOWN)
				print_message("%s: button %zu cannot be pressed\n", lesson->steps[s].id, a);
	}
}

/* Goes on by the hints from that step.  False: one of them is of no use. */
static bool follow(size_t s, size_t left, size_t button, size_t *led)
{
	size_t tries;

	if (s < lesson->n_steps)
		open_step(s);
	for (tries = 0; s < lesson->n_steps && tries < MOST_HINTS; tries++) {
		char *text = hint(s);
		unsigned number;
		bool back = button > 0 && leads_to(text, s, left, button), next = strcmp(text, "All is done: press n.") == 0;
		bool ok = back || next || (sscanf(text, "Press %u: it.", &number) == 1 && number > 0 &&
					   press(s, number));

		if (!ok)
			print_message("%s without %zu: at %s: %s\n", lesson->steps[left].id, button,
				      lesson->steps[s].id, text);
		free(text);
		*led += back;
		if (back || !ok)
			return ok;
		if (next && ++s < lesson->n_steps)
			open_step(s);
	}
	return s >= lesson->n_steps;
}

static void forget_disks(void)
{
	size_t i;

	for (i = 0; i < MOST; i++) {
		free(disks[i]);
		disks[i] = NULL;
	}
}

/* ---- what comes too late --------------------------------------------------------------- */

/* Does what the hint says, there and back. */
static void obey(size_t step, const char *text)
{
	unsigned back, number;

	if (sscanf(text, "Press %u", &number) == 1) {
		press(step, number);
	} else if (sscanf(text, "%*s waits for %*d.%u: %*[^,], then %u", &back, &number) == 2) {
		open_step(back - 1);
		press(back - 1, number);
		open_step(step);
	}
}

/* Follows the hints of a step.  False: it is not done, and none named the way out before it came
 * a second time. */
static bool gets_on_or_out(size_t step)
{
	char *said[MOST_HINTS] = { NULL };
	bool out = false, round = false;
	size_t i, n;

	for (n = 0; n < MOST_HINTS && !is_done(step) && !out && !round; n++) {
		said[n] = hint(step);
		out = str_ends(said[n], over);
		for (i = 0; i < n; i++)
			round = round || str_eq(said[i], said[n]);
		obey(step, said[n]);
	}
	if (!is_done(step) && !out)
		print_message("%s goes round: %s\n", lesson->steps[step].id, n > 0 ? said[n - 1] : "");
	for (i = 0; i < n; i++)
		free(said[i]);
	return is_done(step) || out;
}

/* One button is left out, and all others are pressed.  What is pressed later may help no more, as a
 * snapshot of Monday that is taken on Tuesday does not. */
static void where_it_is_too_late_a_hint_says_so(void **state)
{
	size_t s, left, a, failed = 0;

	(void)state;
	lesson = &workshop->lessons[5];
	has_words = true;
	for (left = 0; left < lesson->n_steps; left++) {
		memset(words, 0, sizeof words);
		begin();
		for (s = 0; s < lesson->n_steps; s++) {
			open_step(s);
			for (a = 1; s != left && a <= lesson->steps[s].n_actions; a++)
				press(s, a);
			failed += s != left && !gets_on_or_out(s);
		}
	}
	has_words = false;
	forget_disks();
	assert_int_equal(failed, 0);
}

/* Monday was not kept, and it is Tuesday: the first hint knows that. */
static void the_first_hint_names_the_way_out(void **state)
{
	char *text;

	(void)state;
	lesson = &workshop->lessons[5];
	begin();
	open_step(0);
	press(0, 1);
	open_step(2);
	text = hint(2);
	assert_string_equal(text, "Press 1: it.");
	free(text);
	press(2, 1);
	open_step(3);
	press(3, 1);
	text = hint(3);
	assert_string_equal(text, "6.4 waits for 6.2: p 2 times, then 1. If that does not help, o starts this "
			    "lesson over.");
	free(text);
	forget_disks();
}

static void the_hints_lead_back_to_what_was_left_out(void **state)
{
	size_t l, s, a, failed = 0, led = 0;

	(void)state;
	for (l = 0; l < workshop->n_lessons; l++) {
		lesson = &workshop->lessons[l];
		assert_true(lesson->n_steps <= MOST);
		for (s = 0; s < lesson->n_steps; s++)
			for (a = 1; a <= lesson->steps[s].n_actions; a++) {
				leave_out(s, a);
				if (!is_done(s))
					failed += !follow(s + 1, s, a, &led);
			}
	}
	forget_disks();
	assert_int_equal(failed, 0);
	assert_true(led > 40);
}

static void the_hints_lead_through_each_lesson(void **state)
{
	size_t l, led = 0;

	(void)state;
	for (l = 0; l < workshop->n_lessons; l++) {
		lesson = &workshop->lessons[l];
		begin();
		assert_true(follow(0, 0, 0, &led));
	}
	forget_disks();
	assert_int_equal(led, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_hint_names_the_way_out),
		cmocka_unit_test(where_it_is_too_late_a_hint_says_so),
		cmocka_unit_test(the_hints_lead_through_each_lesson),
		cmocka_unit_test(the_hints_lead_back_to_what_was_left_out),
	};

	return cmocka_run_group_tests_name("look back", tests, load, unload);
}
