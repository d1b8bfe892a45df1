// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults in the steps of a lesson; see steps.h. */
#include "lesson/lint/steps.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/scan.h"
#include "lesson/verbs.h"
#include "lesson/workshop.h"

/* ---- each step of a numbered lesson needs something to do, and a hint -------------- */

void lint_say(struct diags *diags, enum severity severity, const struct place *at,
	      const char *format, ...)
{
	va_list args;
	char *text;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	diag_add(diags, severity, at->file, at->line, at->column, "%s", text);
	free(text);
}

struct place lint_top(const struct lesson *lesson)
{
	return (struct place){ lesson->steps[0].at.file, 1, 1 };
}

static bool is_numbered(const struct lesson *lesson)
{
	const char *slash = strrchr(lesson->file, '/');

	return scan_lesson_number(slash ? slash + 1 : lesson->file) >= 0;
}

/* Does the block have a link to follow, or code: a command to type or a key to press? */
static bool has_something(const struct block *block)
{
	size_t i;

	if (block->kind == BLOCK_CODE)
		return true;
	for (i = 0; i < block->n_spans; i++)
		if (block->spans[i].style & (SPAN_CODE | SPAN_LINK))
			return true;
	for (i = 0; i < block->n_kids; i++)
		if (has_something(&block->kids[i]))
			return true;
	return false;
}

static bool has_hint(const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		if (step->checks[i].hint)
			return true;
	return step->n_hints > 0;
}

static void lint_step(struct diags *diags, const struct step *step)
{
	if (step->n_actions + step->n_checks == 0 && !has_something(&step->doc.root))
		lint_say(diags, DIAG_WARNING, &step->at,
			 _("There is nothing to do in this step: no button, no check, nothing to "
			   "try."));
	if (step->n_checks > 0 && !has_hint(step))
		lint_say(diags, DIAG_WARNING, &step->at,
			 _("This step has checks, but no hint for whoever is stuck."));
}

void lint_lesson(const struct workshop *ws, const struct lesson *lesson, struct diags *diags)
{
	const struct place top = lint_top(lesson);
	size_t i;

	if (is_numbered(lesson) && lesson->n_objectives == 0 && !lesson->front_broken)
		lint_say(diags, DIAG_WARNING, &top,
			 _("The lesson does not say what one can do afterwards (objectives)."));
	/* A workshop without machines is only for reading. */
	for (i = 0; ws->n_machines > 0 && is_numbered(lesson) && i < lesson->n_steps; i++)
		lint_step(diags, &lesson->steps[i]);
}

/* ---- checks that already hold when their step is opened ------------------------------
 *
 * They would pass without the reader doing anything.
 *
 * This simulates each lesson: it starts from the lesson's stage ("needs"), presses all
 * buttons in order, and assumes at the end of a step that its last checks hold.  All
 * checks of a step are judged from its opening on, wherever they are written.  What no
 * button has changed is as the cover says.  Nothing is reported about what cannot be
 * known: a machine that the stage does not name, a shutdown that may be ignored, a
 * snapshot from elsewhere, and the console, as only lines after the opening count. */

/* --- what the buttons so far have changed --- */

/* A fact on the cover that a button changed.  Strings are the workshop's; the name is
 * that of a disk or a snapshot, else NULL. */
enum fact { FACT_MEMORY, FACT_CPUS, FACT_SCREENS, FACT_DISK, FACT_SNAPSHOT };

struct touch {
	enum fact fact;
	const char *machine, *name;
};

struct touched {
	struct touch *list;
	size_t n;
};

static bool is_touched(const struct touched *touched, const char *machine, enum fact fact,
		       const char *name)
{
	size_t i;

	for (i = 0; i < touched->n; i++)
		if (touched->list[i].fact == fact && str_eq(touched->list[i].machine, machine) &&
		    (!name || str_eq(touched->list[i].name, name)))
			return true;
	return false;
}

static void touch(struct touched *touched, const struct action *action, enum fact fact,
		  const char *name)
{
	struct touch *one;

	if (is_touched(touched, action->machine, fact, name))
		return;
	one = MEM_PUSH(touched->list, touched->n);
	*one = (struct touch){ fact, action->machine, name };
}

static void touched_by(struct touched *touched, const struct action *action)
{
	if (action->verb == VERB_SNAPSHOT)
		touch(touched, action, FACT_SNAPSHOT, action->name);
	if (action->verb == VERB_ATTACH)
		touch(touched, action, FACT_DISK, action->disk);
	if (action->verb != VERB_SET)
		return;
	if (action->memory)
		touch(touched, action, FACT_MEMORY, NULL);
	if (action->cpus)
		touch(touched, action, FACT_CPUS, NULL);
	if (action->screens)
		touch(touched, action, FACT_SCREENS, NULL);
}

static void touched_free(struct touched *touched)
{
	free(touched->list);
	*touched = (struct touched){ 0 };
}

/* --- what is known of the machines --- */

/* The strings are the workshop's; NULL and STATE_UNKNOWN mean not known. */
struct snapshot {
	const char *name, *parent;
	enum machine_state state; /* the machine's state when it was taken */
	bool there;
};

struct machine {
	const char *name;
	enum machine_state state;
	const char *current;
	struct snapshot *snapshots; /* the snapshots of which something is known */
	size_t n_snapshots;
};

struct simulation {
	const struct workshop *workshop;
	struct machine *machines; /* the machines of the lesson that is simulated */
	size_t n;
	struct touched touched; /* what the buttons of all lessons so far have touched */
};

static struct machine *machine_of(struct simulation *t, const char *name)
{
	struct machine *m;
	size_t i;

	for (i = 0; i < t->n; i++)
		if (str_eq(t->machines[i].name, name))
			return &t->machines[i];
	m = MEM_PUSH(t->machines, t->n);
	m->name = name;
	return m;
}

static struct snapshot *snapshot_of(const struct machine *m, const char *name)
{
	size_t i;

	for (i = 0; i < m->n_snapshots; i++)
		if (str_eq(m->snapshots[i].name, name))
			return &m->snapshots[i];
	return NULL;
}

static struct snapshot *know(struct machine *m, const char *name, bool there)
{
	struct snapshot *snapshot = snapshot_of(m, name);

	if (!snapshot)
		snapshot = MEM_PUSH(m->snapshots, m->n_snapshots);
	*snapshot = (struct snapshot){ .name = name, .there = there };
	return snapshot;
}

static void forget(struct simulation *t)
{
	size_t i;

	for (i = 0; i < t->n; i++)
		free(t->machines[i].snapshots);
	free(t->machines);
	t->machines = NULL;
	t->n = 0;
}

/* --- buttons --- */

static void take(struct machine *m, const struct action *action)
{
	struct snapshot *snapshot = know(m, action->name, true);

	snapshot->parent = m->current;
	snapshot->state = m->state;
	m->current = action->name;
}

static void restore(struct machine *m, const struct action *action)
{
	const struct snapshot *snapshot = snapshot_of(m, action->name);

	m->state = action->to != STATE_UNKNOWN ? action->to :
		   snapshot && snapshot->there ? snapshot->state : STATE_UNKNOWN;
	m->current = action->name;
}

static void drop(struct machine *m, const struct action *action)
{
	know(m, action->name, false);
	if (str_eq(m->current, action->name))
		m->current = NULL;
}

static void be_gone(struct machine *m)
{
	m->state = STATE_ABSENT;
	m->current = NULL;
	m->n_snapshots = 0;
}

static void press(struct simulation *t, const struct action *action)
{
	static const enum machine_state becomes[VERB_COUNT] = {
		[VERB_START] = STATE_RUNNING,    [VERB_PAUSE] = STATE_PAUSED,
		[VERB_RESUME] = STATE_RUNNING,   [VERB_POWEROFF] = STATE_SHUTOFF,
		[VERB_SAVE] = STATE_SAVED,       [VERB_FORGET] = STATE_SHUTOFF,
	};
	struct machine *m = machine_of(t, action->machine);

	touched_by(&t->touched, action);
	if (becomes[action->verb] != STATE_UNKNOWN)
		m->state = becomes[action->verb];
	else if (action->verb == VERB_DEFINE && m->state == STATE_ABSENT)
		m->state = STATE_SHUTOFF;
	else if (action->verb == VERB_SHUTDOWN)
		m->state = STATE_UNKNOWN;
	else if (action->verb == VERB_SNAPSHOT)
		take(m, action);
	else if (action->verb == VERB_RESTORE)
		restore(m, action);
	else if (action->verb == VERB_DELETE)
		drop(m, action);
	else if (action->verb == VERB_REMOVE)
		be_gone(m);
	else if (action->verb == VERB_CLONE)
		machine_of(t, action->as)->state = STATE_SHUTOFF;
}

/* --- checks --- */

enum verdict { NO, UNKNOWN, YES };

static enum verdict has_snapshot(const struct machine *m, const char *name)
{
	const struct snapshot *snapshot = snapshot_of(m, name);

	if (m->state == STATE_ABSENT)
		return NO;
	return !snapshot ? UNKNOWN : snapshot->there ? YES : NO;
}

static enum verdict is(const char *known, const char *wanted)
{
	return !known ? UNKNOWN : str_eq(known, wanted) ? YES : NO;
}

static enum verdict has_no_snapshot(const struct simulation *t, const struct machine *m,
				  const char *name)
{
	enum verdict has = has_snapshot(m, name);

	if (m->state == STATE_ABSENT)
		return NO;
	if (m->state != STATE_UNKNOWN && !is_touched(&t->touched, m->name, FACT_SNAPSHOT, name))
		return YES;
	return (enum verdict)(YES - has);
}

/* SAME if it is what the cover says.  A clone has the hardware of another machine. */
static enum verdict on_cover(const struct simulation *t, const struct machine *m, enum fact fact,
			     const char *name, bool same)
{
	if (m->state == STATE_ABSENT)
		return NO;
	if (m->state == STATE_UNKNOWN || workshop_machine(t->workshop, m->name)->clone_of ||
	    is_touched(&t->touched, m->name, fact, name))
		return UNKNOWN;
	return same ? YES : NO;
}

/* Memory with a balloon is larger until the system is up, and machines with other
 * processors may have another number of screens. */
static enum verdict has_hardware(const struct simulation *t, const struct machine *m,
				 const struct check *check)
{
	const struct machine_spec *spec = workshop_machine(t->workshop, m->name);
	enum verdict verdict = YES, one;

#define AND(answer) (one = (answer), verdict = one < verdict ? one : verdict)
	if (check->memory)
		AND(spec->max_memory > spec->memory ? UNKNOWN :
		    on_cover(t, m, FACT_MEMORY, NULL, spec->memory == check->memory));
	if (check->cpus)
		AND(on_cover(t, m, FACT_CPUS, NULL, spec->cpus == check->cpus));
	if (check->screens)
		AND(!str_eq(spec->arch, "x86_64") ? UNKNOWN :
		    on_cover(t, m, FACT_SCREENS, NULL, check->screens == 1));
	if (check->no_disk)
		AND(on_cover(t, m, FACT_DISK, check->no_disk, true));
	return verdict;
}

/* The least certain of the verdicts on what the check says of the machine. */
static enum verdict holds(const struct simulation *t, const struct machine *m,
			  const struct check *check)
{
	enum verdict verdict = has_hardware(t, m, check), one;

#define AND(answer) (one = (answer), verdict = one < verdict ? one : verdict)
	if (check->state != STATE_UNKNOWN)
		AND(m->state == STATE_UNKNOWN ? UNKNOWN : m->state == check->state ? YES : NO);
	if (check->snapshot)
		AND(has_snapshot(m, check->snapshot));
	if (check->no_snapshot)
		AND(has_no_snapshot(t, m, check->no_snapshot));
	if (check->current)
		AND(is(m->current, check->current));
	if (check->parent) {
		const struct snapshot *snapshot = snapshot_of(m, check->snapshot);

		AND(is(snapshot ? snapshot->parent : NULL, check->parent));
	}
#undef AND
	return verdict;
}

/* A check with a key that is not handled here may be about anything. */
static bool is_understood(const struct check *check)
{
	static const char *const known[] = { "state", "snapshot", "no-snapshot", "current",
					     "parent", "memory", "cpus", "screens", "no-disk" };
	size_t i, k;

	for (i = 0; i < n_check_keys; i++) {
		if (!(check_keys[i].bit & KEY_FACT) || !check_says(check, &check_keys[i]))
			continue;
		for (k = 0; k < ARRAY_LEN(known) && !str_eq(known[k], check_keys[i].name);)
			k++;
		if (k == ARRAY_LEN(known))
			return false;
	}
	return true;
}

/* Checks above the first button are meant to hold at the end of the step. */
static size_t comes_after(const struct check *check, const struct step *step)
{
	return check->after > 0 ? check->after : step->n_actions;
}

/* Assumes that the checks at the end of a step hold. */
static void believe(struct simulation *t, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];
		struct machine *m = machine_of(t, check->machine);

		if (comes_after(check, step) < step->n_actions)
			continue;
		if (check->state != STATE_UNKNOWN)
			m->state = check->state;
		if (check->current)
			m->current = check->current;
	}
}

/* --- all lessons --- */

static void look(struct simulation *t, const struct check *check, struct diags *diags)
{
	if (!check->already && is_understood(check) &&
	    holds(t, machine_of(t, check->machine), check) == YES)
		lint_say(diags, DIAG_WARNING, &check->at,
			 _("This check holds already when the step is opened. Let it look "
			   "at something else, too, or say \"already: true\"."));
}

static void simulate_step(struct simulation *t, const struct step *step, struct diags *diags)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		look(t, &step->checks[i], diags);
	for (i = 0; i < step->n_actions; i++)
		press(t, &step->actions[i]);
	believe(t, step);
}

void lint_already(const struct workshop *workshop, struct diags *diags)
{
	struct simulation t = { .workshop = workshop };
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++) {
		const struct lesson *lesson = &workshop->lessons[i];

		for (k = 0; k < lesson->n_needs; k++)
			machine_of(&t, lesson->needs[k].machine)->state = lesson->needs[k].state;
		for (k = 0; k < lesson->n_steps; k++)
			simulate_step(&t, &lesson->steps[k], diags);
		forget(&t);
	}
	touched_free(&t.touched);
}
