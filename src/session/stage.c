// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The stage that a lesson starts on; see stage.h. */
#include "session/stage.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "vm/rules.h"

static const struct vm_machine *machine_of(const struct stage *stage, const char *name)
{
	return stage->picture ? vm_picture_machine(stage->picture, name) : NULL;
}

static bool need_holds(const struct stage *stage, const struct need *need)
{
	const struct vm_machine *machine = machine_of(stage, need->machine);

	return machine && machine_reached(machine, need->state);
}

bool stage_holds(const struct stage *stage)
{
	const struct lesson *lesson = stage->lesson;
	size_t i;

	for (i = 0; lesson && i < lesson->n_needs; i++)
		if (!need_holds(stage, &lesson->needs[i]))
			return false;
	return true;
}

bool stage_is_known(const struct stage *stage)
{
	const struct lesson *lesson = stage->lesson;
	size_t i;

	for (i = 0; lesson && i < lesson->n_needs; i++) {
		const struct vm_machine *machine = machine_of(stage, lesson->needs[i].machine);

		if (machine && machine->unread)
			return false;
	}
	return true;
}

bool stage_lacks_machine(const struct stage *stage)
{
	const struct lesson *lesson = stage->lesson;
	size_t i;

	for (i = 0; lesson && i < lesson->n_needs; i++) {
		const struct vm_machine *machine = machine_of(stage, lesson->needs[i].machine);

		if (machine && machine->state == STATE_ABSENT && lesson->needs[i].state != STATE_ABSENT)
			return true;
	}
	return false;
}

static char *difference(const struct stage *stage, const struct need *need)
{
	const struct vm_machine *machine = machine_of(stage, need->machine);

	/* TRANSLATORS: a machine, its state, and the state it should have:
	 * "dreamer is off, the lesson starts with it running". */
	return mem_printf(_("%1$s is %2$s, the lesson starts with it %3$s: set the stage"),
			  need->machine,
			  machine ? machine_condition(machine) : state_word(STATE_UNKNOWN),
			  state_word(need->state));
}

static void add_name(struct str *names, const char *name)
{
	str_addf(names, "%s%s", names->len ? ", " : "", name);
}

static void add_need(struct str *list, const struct need *need)
{
	/* TRANSLATORS: a machine and its state, in a list: "ann running, bob off" */
	char *text = mem_printf(_("%1$s %2$s"), need->machine, state_word(need->state));

	add_name(list, text);
	free(text);
}

/* Of several machines, only how they should be: how they are is in the list of machines. */
char *stage_text(const struct stage *stage)
{
	const struct lesson *lesson = stage->lesson;
	const struct need *other = NULL;
	struct str list = { 0 };
	size_t i, n = 0;
	char *text;

	for (i = 0; lesson && i < lesson->n_needs; i++)
		if (!need_holds(stage, &lesson->needs[i])) {
			other = &lesson->needs[i];
			add_need(&list, other);
			n++;
		}
	text = n == 1 ? difference(stage, other) :
			/* TRANSLATORS: %s is a list of machines and their states. */
			mem_printf(_("Set the stage: %s"), str_text(&list));
	str_free(&list);
	return text;
}

char *stage_done(const struct stage *stage)
{
	const struct lesson *lesson = stage->lesson;
	struct str list = { 0 };
	char *text = NULL;
	size_t i;

	for (i = 0; lesson && i < lesson->n_needs && need_holds(stage, &lesson->needs[i]); i++)
		add_need(&list, &lesson->needs[i]);
	if (i > 1 && i == lesson->n_needs)
		/* TRANSLATORS: %s is a list of machines and their states. */
		text = mem_printf(_("The stage is set: %s."), str_text(&list));
	str_free(&list);
	return text;
}

/* ---- what stands in the way --------------------------------------------------- */

/* Does the lesson want this machine to be there? */
static bool is_wanted(const struct lesson *lesson, const char *machine)
{
	const struct need *need = lesson_need(lesson, machine);

	return need && need->state != STATE_ABSENT;
}

static bool is_there(const struct vm_machine *machine)
{
	return machine && !machine->not_ours && machine->state != STATE_ABSENT &&
	       machine->state != STATE_UNKNOWN;
}

/* A clone whose base has to run again: its disk may not be changed under it. */
static bool is_in_the_way(const struct stage *stage, const struct lesson *lesson,
			  const struct machine_spec *spec)
{
	size_t i;

	if (!spec->clone_of || !is_there(machine_of(stage, spec->name)) || is_wanted(lesson, spec->name))
		return false;
	for (i = 0; i < lesson->n_needs; i++) {
		const struct vm_machine *base = machine_of(stage, lesson->needs[i].machine);

		if (base && base->is_base && str_eq(base->name, spec->clone_of) &&
		    !need_holds(stage, &lesson->needs[i]))
			return true;
	}
	return false;
}

/* Would somebody miss it?  One that was only made, and never switched on, is made again. */
static bool is_a_loss(const struct vm_machine *machine)
{
	return machine->n_snapshots > 0 || machine->state != STATE_SHUTOFF;
}

/* The machines that are removed together with disks or snapshots, of which the names are added
 * to snapshots.  all: even those that nobody would miss. */
static char *machines_lost(const struct stage *stage, bool all, struct str *snapshots)
{
	const struct lesson *lesson = stage->lesson;
	struct str names = { 0 };
	size_t i, k;

	for (i = 0; lesson && i < stage->workshop->n_machines; i++) {
		const struct machine_spec *spec = &stage->workshop->machines[i];
		const struct need *need = lesson_need(lesson, spec->name);
		const struct vm_machine *machine = machine_of(stage, spec->name);

		if (!is_in_the_way(stage, lesson, spec) &&
		    (!need || need->state != STATE_ABSENT || !is_there(machine) ||
		     (!all && !is_a_loss(machine))))
			continue;
		add_name(&names, machine->name);
		for (k = 0; k < machine->n_snapshots; k++)
			if (!machine->snapshots[k].safety)
				add_name(snapshots, machine->snapshots[k].name);
	}
	return str_take(&names);
}

char *stage_question(const struct stage *stage)
{
	struct str snapshots = { 0 };
	char *names = machines_lost(stage, false, &snapshots), *question = NULL;

	if (names[0] && snapshots.len > 0)
		/* TRANSLATORS: a machine, or a list of them, and a list of snapshots. */
		question = mem_printf(_("This lesson starts without %1$s. Remove it, with its disk and "
					"its snapshots (%2$s)?"), names, str_text(&snapshots));
	else if (names[0])
		question = mem_printf(_("This lesson starts without %1$s. Remove it, with its disk and "
					"its snapshots?"), names);
	free(names);
	str_free(&snapshots);
	return question;
}

/* ---- setting it ----------------------------------------------------------------- */

static struct vm_request bring(const char *machine, enum machine_state to)
{
	return (struct vm_request){
		.action = { .verb = VERB_STAGE, .machine = (char *)machine },
		.stage_to = to,
	};
}

size_t stage_plan(const struct stage *stage, struct vm_request **requests)
{
	const struct lesson *lesson = stage->lesson;
	const struct workshop *workshop = stage->workshop;
	size_t n = 0, i;
	int absent;

	*requests = NULL;
	if (!lesson)
		return 0;
	for (i = 0; i < workshop->n_machines; i++)
		if (is_in_the_way(stage, lesson, &workshop->machines[i]))
			*MEM_PUSH(*requests, n) = bring(workshop->machines[i].name, STATE_ABSENT);
	for (absent = 1; absent >= 0; absent--)
		for (i = 0; i < lesson->n_needs; i++)
			if ((lesson->needs[i].state == STATE_ABSENT) == absent &&
			    !need_holds(stage, &lesson->needs[i]))
				*MEM_PUSH(*requests, n) =
					bring(lesson->needs[i].machine, lesson->needs[i].state);
	return n;
}

/* ---- starting over --------------------------------------------------------------- */

/* Does the verb change something that stays while the machine runs, or longer? */
static bool leaves_a_trace(enum verb verb)
{
	return verb == VERB_TYPE || verb == VERB_ATTACH || verb == VERB_DETACH ||
	       verb == VERB_PLUG || verb == VERB_UNPLUG || verb == VERB_SET;
}

/* The lesson's own snapshots that are there: each is given to the function once. */
void stage_each_snapshot(const struct stage *stage,
			 void (*take)(void *context, const struct action *action), void *context)
{
	const struct lesson *lesson = stage->lesson;
	const struct action **seen = NULL;
	size_t n = 0, i, k, j;

	for (i = 0; lesson && i < lesson->n_steps; i++)
		for (k = 0; k < lesson->steps[i].n_actions; k++) {
			const struct action *action = &lesson->steps[i].actions[k];

			if (action->verb != VERB_SNAPSHOT ||
			    !vm_machine_snapshot(machine_of(stage, action->machine), action->name))
				continue;
			for (j = 0; j < n; j++)
				if (str_eq(seen[j]->machine, action->machine) &&
				    str_eq(seen[j]->name, action->name))
					break;
			if (j < n)
				continue;
			*MEM_PUSH(seen, n) = action;
			take(context, action);
		}
	free(seen);
}

static void name_snapshot(void *context, const struct action *action)
{
	add_name(context, action->name);
}

/* Does the lesson type into the machine or change its hardware? */
static bool is_changed(const struct lesson *lesson, const char *machine)
{
	size_t i, k;

	for (i = 0; i < lesson->n_steps; i++)
		for (k = 0; k < lesson->steps[i].n_actions; k++) {
			const struct action *action = &lesson->steps[i].actions[k];

			if (str_eq(action->machine, machine) && leaves_a_trace(action->verb))
				return true;
		}
	return false;
}

/* Its disk may be good, and cannot be reached: the question of starting over names it. */
static bool is_out_of_reach(const struct vm_machine *machine)
{
	return machine && (machine->disk == DISK_BARRED || machine->disk == DISK_AWAY);
}

/* Is it there, and does starting over restart it?  Without a disk it is made anew.  Nobody can tell whether a saved memory is good,
 * so a lesson that begins with one has it made anew. */
static bool is_renewed(const struct stage *stage, const struct need *need)
{
	const struct vm_machine *machine = machine_of(stage, need->machine);

	return need->state != STATE_ABSENT && is_there(machine) &&
	       (machine->disk != DISK_WELL || is_changed(stage->lesson, need->machine) ||
		(need->state == STATE_SAVED && machine->state == STATE_SAVED));
}

/* Has machines that the lesson changes restarted: a disk that is plugged in could not be
 * plugged in again, and a game would go on where it was. */
static void renew_machines(const struct stage *stage, struct vm_request **requests, size_t *n)
{
	const struct lesson *lesson = stage->lesson;
	size_t i, k;

	for (i = 0; i < lesson->n_needs; i++) {
		const struct need *need = &lesson->needs[i];

		if (!is_renewed(stage, need))
			continue;
		for (k = 0; k < *n && !str_eq((*requests)[k].action.machine, need->machine); k++)
			;
		if (k == *n)
			*MEM_PUSH(*requests, *n) = bring(need->machine, need->state);
		(*requests)[k].anew = true;
		(*requests)[k].remake = is_out_of_reach(machine_of(stage, need->machine));
	}
}

size_t stage_plan_over(const struct stage *stage, struct vm_request **requests)
{
	size_t n = stage_plan(stage, requests);

	if (stage->lesson)
		renew_machines(stage, requests, &n);
	return n;
}

static bool has_good_disk(const struct vm_machine *machine)
{
	return machine->disk == DISK_WELL;
}

static bool has_lost_disk(const struct vm_machine *machine)
{
	return !has_good_disk(machine) && !is_out_of_reach(machine);
}

/* Adds a sentence to the question, which names the machines that are renewed and are such. */
static void add_renewed(const struct stage *stage, bool (*such)(const struct vm_machine *machine),
			const char *sentence, struct str *text)
{
	const struct lesson *lesson = stage->lesson;
	struct str names = { 0 };
	size_t i;

	for (i = 0; lesson && i < lesson->n_needs; i++)
		if (is_renewed(stage, &lesson->needs[i]) &&
		    such(machine_of(stage, lesson->needs[i].machine)))
			add_name(&names, lesson->needs[i].machine);
	/* The sentences are ours, or translations that msgfmt checked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	if (names.len > 0) {
		str_addc(text, ' ');
		str_addf(text, sentence, str_text(&names));
	}
#pragma GCC diagnostic pop
	str_free(&names);
}

char *stage_over_question(const struct stage *stage)
{
	const struct lesson *lesson = stage->lesson;
	struct str names = { 0 }, text = { 0 }, gone = { 0 };
	char *machines = machines_lost(stage, true, &gone);

	str_addf(&text, _("Start lesson %d over? Its checks are forgotten, and its stage is set again."),
		 lesson ? lesson->number : 0);
	stage_each_snapshot(stage, name_snapshot, &names);
	/* Of a machine that is removed all go. */
	if (gone.len > 0)
		add_name(&names, str_text(&gone));
	if (names.len > 0) {
		str_addc(&text, ' ');
		str_addf(&text, _("Its snapshots are deleted: %s."), str_text(&names));
	}
	add_renewed(stage, has_good_disk, _("Restarted with the hardware it was made with: %s."), &text);
	add_renewed(stage, has_lost_disk,
		    _("Made anew, because the disk is gone or damaged: %s."), &text);
	add_renewed(stage, is_out_of_reach,
		    _("Made anew, though the disk only cannot be reached and may be good: %s."), &text);
	if (machines && machines[0]) {
		str_addc(&text, ' ');
		str_addf(&text, _("Removed with their disks: %s."), machines);
	}
	free(machines);
	str_free(&names);
	str_free(&gone);
	return str_take(&text);
}
