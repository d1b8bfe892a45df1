// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lookups, copies and freeing of machines; plans to change hardware; names and descriptions of
 * safety snapshots; see machine.h. */
#include "vm/machine.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

/* ---- machines ------------------------------------------------------------------ */

const struct vm_machine *vm_picture_machine(const struct vm_picture *picture, const char *name)
{
	size_t i;

	for (i = 0; name && i < picture->n_machines; i++)
		if (strcmp(picture->machines[i].name, name) == 0)
			return &picture->machines[i];
	return NULL;
}

const struct vm_snapshot *vm_machine_snapshot(const struct vm_machine *machine, const char *name)
{
	size_t i;

	for (i = 0; machine && name && i < machine->n_snapshots; i++)
		if (strcmp(machine->snapshots[i].name, name) == 0)
			return &machine->snapshots[i];
	return NULL;
}

const struct vm_match *vm_machine_match(const struct vm_machine *machine, const char *pattern)
{
	size_t i;

	for (i = 0; i < machine->n_matches; i++)
		if (strcmp(machine->matches[i].pattern, pattern) == 0)
			return &machine->matches[i];
	return NULL;
}

const char *vm_picture_why_old(const struct vm_picture *picture, const struct vm_machine *machine)
{
	if (picture->link == VM_LOST || picture->link == VM_FAILED)
		return _("not known now: there is no connection");
	if (picture->link == VM_STALLED || picture->old)
		return _("not known now: the hypervisor does not answer");
	if (machine->unread)
		return _("not known now: it could not be read");
	return machine->silent ? _("not known now: it does not answer") : NULL;
}

bool machine_is(const struct vm_machine *machine, enum machine_state state)
{
	return machine->state == state && machine->trouble == TROUBLE_NONE;
}

bool machine_reached(const struct vm_machine *machine, enum machine_state state)
{
	return machine->state == state && !machine_in_trouble(machine);
}

bool machine_in_trouble(const struct vm_machine *machine)
{
	return machine->trouble != TROUBLE_NONE && machine->trouble != TROUBLE_ENDED &&
	       machine->trouble != TROUBLE_SAVING;
}

void machine_watch(struct vm_machine *machine, const char *pattern, bool for_job)
{
	struct vm_match *match = (struct vm_match *)vm_machine_match(machine, pattern);

	if (!match) {
		match = MEM_PUSH(machine->matches, machine->n_matches);
		*match = (struct vm_match){ .pattern = mem_dup(pattern) };
	}
	match->for_job |= for_job;
	if (for_job)
		match->too_slow = false; /* it is tried once more for each job */
}

void machine_unwatch(struct vm_machine *machine, size_t i)
{
	free(machine->matches[i].pattern);
	machine->matches[i] = machine->matches[--machine->n_matches];
}

void hardware_copy(struct vm_hardware *to, const struct vm_hardware *from)
{
	*to = *from;
	to->disks = mem_dup(from->disks);
	to->drives = mem_array(from->n_drives, sizeof *to->drives);
	for (size_t i = 0; i < from->n_drives; i++) {
		to->drives[i] = from->drives[i];
		to->drives[i].name = mem_dup(from->drives[i].name);
		to->drives[i].file = mem_dup(from->drives[i].file);
	}
}

void hardware_clear(struct vm_hardware *hw)
{
	for (size_t i = 0; i < hw->n_drives; i++) {
		free(hw->drives[i].name);
		free(hw->drives[i].file);
	}
	free(hw->drives);
	free(hw->disks);
	*hw = (struct vm_hardware){ 0 };
}

void snapshot_clear(struct vm_snapshot *snapshot)
{
	free(snapshot->name);
	free(snapshot->parent);
	free(snapshot->description);
	*snapshot = (struct vm_snapshot){ 0 };
}

void snapshots_free(struct vm_snapshot *snapshots, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		snapshot_clear(&snapshots[i]);
	free(snapshots);
}

struct vm_snapshot *snapshots_copy(const struct vm_snapshot *from, size_t n)
{
	struct vm_snapshot *to = mem_array(n, sizeof *to);
	size_t i;

	for (i = 0; i < n; i++) {
		to[i] = from[i];
		to[i].name = mem_dup(from[i].name);
		to[i].parent = mem_dup(from[i].parent);
		to[i].description = mem_dup(from[i].description);
	}
	return to;
}

void machine_free_snapshots(struct vm_machine *machine)
{
	snapshots_free(machine->snapshots, machine->n_snapshots);
	machine->snapshots = NULL;
	machine->n_snapshots = 0;
}

void machine_free_read(struct vm_machine *machine)
{
	machine_free_snapshots(machine);
	hardware_clear(&machine->now);
	hardware_clear(&machine->next);
	free(machine->not_ours_why);
	free(machine->unread);
	free(machine->name);
	*machine = (struct vm_machine){ 0 };
}

static void free_machine(struct vm_machine *machine)
{
	size_t i;

	for (i = 0; i < machine->n_console; i++)
		free(machine->console[i].text);
	free(machine->console);
	free(machine->console_tail);
	free(machine->console_problem);
	while (machine->n_matches > 0)
		machine_unwatch(machine, machine->n_matches - 1);
	free(machine->matches);
	machine_free_read(machine);
}

static void copy_machine(struct vm_machine *to, const struct vm_machine *from)
{
	size_t i;

	*to = *from;
	to->name = mem_dup(from->name);
	to->not_ours_why = mem_dup(from->not_ours_why);
	to->unread = mem_dup(from->unread);
	to->console_problem = mem_dup(from->console_problem);
	to->console_tail = mem_dup(from->console_tail);
	hardware_copy(&to->now, &from->now);
	hardware_copy(&to->next, &from->next);
	to->snapshots = snapshots_copy(from->snapshots, from->n_snapshots);
	to->console = mem_array(from->n_console, sizeof *to->console);
	for (i = 0; i < from->n_console; i++) {
		to->console[i] = from->console[i];
		to->console[i].text = mem_dup(from->console[i].text);
	}
	to->matches = mem_array(from->n_matches, sizeof *to->matches);
	for (i = 0; i < from->n_matches; i++) {
		to->matches[i] = from->matches[i];
		to->matches[i].pattern = mem_dup(from->matches[i].pattern);
	}
}

struct vm_picture *vm_picture_copy(const struct vm_picture *from)
{
	struct vm_picture *copy = mem_alloc(sizeof *copy);
	size_t i;

	*copy = *from;
	copy->uri = mem_dup(from->uri);
	copy->folder = mem_dup(from->folder);
	copy->workshop = mem_dup(from->workshop);
	copy->machines = mem_array(from->n_machines, sizeof *copy->machines);
	for (i = 0; i < copy->n_machines; i++)
		copy_machine(&copy->machines[i], &from->machines[i]);
	return copy;
}

void vm_picture_clear(struct vm_picture *picture)
{
	size_t i;

	for (i = 0; i < picture->n_machines; i++)
		free_machine(&picture->machines[i]);
	free(picture->machines);
	free(picture->uri);
	free(picture->folder);
	free(picture->workshop);
}

void vm_picture_free(struct vm_picture *picture)
{
	if (!picture)
		return;
	vm_picture_clear(picture);
	free(picture);
}

void mark_free(struct mark *mark)
{
	free(mark->workshop);
	free(mark->machine);
	free(mark->prefix);
	free(mark->uuid);
	free(mark->disk);
	*mark = (struct mark){ 0 };
}

/* ---- hardware ------------------------------------------------------------------ */

#define MIB ((uint64_t)1 << 20)

bool hardware_has_disk(const struct vm_hardware *hw, const char *name)
{
	char *word = mem_printf(" %s ", name);
	bool has = hw->disks && strstr(hw->disks, word);

	free(word);
	return has;
}

bool hardware_same_size(uint64_t a, uint64_t b)
{
	return a > b ? a - b < MIB : b - a < MIB;
}

char *hardware_size(uint64_t bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB" };
	size_t unit = 0;

	while (bytes >= 1024 && unit + 1 < ARRAY_LEN(units) &&
	       (bytes % 1024 == 0 || bytes >= 10240)) {
		bytes /= 1024;
		unit++;
	}
	return mem_printf("%llu %s", (unsigned long long)bytes, units[unit]);
}

/* ---- changing it ----------------------------------------------------------------- */

/* Without a balloon a machine has at once all that it can have at most. */
static enum set_way memory_way(uint64_t wanted, bool runs, const struct vm_hardware *now,
			       const struct vm_hardware *next)
{
	if (!next->known || !next->balloon || wanted > next->max_memory)
		return SET_MORE;
	return runs && now->known && now->balloon && wanted <= now->max_memory ? SET_LIVE : SET_LATER;
}

/* Only more of them at once: QEMU without acceleration does not survive it when
 * one is pulled out of it, its next snapshot never ends. */
static enum set_way cpus_way(int wanted, bool runs, const struct vm_hardware *now,
			     const struct vm_hardware *next)
{
	if (!next->known || wanted > next->max_cpus)
		return SET_MORE;
	return runs && now->known && now->takes_cpus && wanted >= now->cpus &&
		       wanted <= now->max_cpus ? SET_LIVE : SET_LATER;
}

struct set_plan hardware_plan(const struct action *action, enum machine_state state,
			      const struct vm_hardware *now, const struct vm_hardware *next)
{
	bool runs = state == STATE_RUNNING;
	struct set_plan plan = { SET_NOT, SET_NOT, SET_NOT };

	if (action->memory)
		plan.memory = memory_way(action->memory, runs, now, next);
	if (action->cpus > 0)
		plan.cpus = cpus_way(action->cpus, runs, now, next);
	if (action->screens > 0)
		plan.screens = SET_LATER;
	return plan;
}

void hardware_outcome(const struct action *action, const struct vm_machine *after,
		      struct vm_result *result)
{
	const struct vm_hardware *now = &after->now, *next = &after->next;
	bool memory = action->memory && !hardware_same_size(now->memory, action->memory);
	bool cpus = action->cpus > 0 && now->cpus != action->cpus;
	bool screens = action->screens > 0 && now->screens != action->screens;
	int asked = !!action->memory + (action->cpus > 0) + (action->screens > 0);

	if (!now->known || !next->known)
		return;
	/* It could have it by now, and has more. */
	result->held = memory && now->balloon && now->memory > action->memory &&
		       hardware_same_size(next->memory, action->memory);
	result->later = memory + cpus + screens - result->held;
	result->changed = (action->memory && next->memory != result->before.memory) ||
			  (action->cpus > 0 && next->cpus != result->before.cpus) ||
			  (action->screens > 0 && next->screens != result->before.screens);
	result->at_once = asked - result->later - result->held;
}

/* ---- safety snapshots ---------------------------------------------------------- */

#define SAFETY_MARK " [imitation: was "

static const char *const safety_words[STATE_COUNT] = {
	[STATE_SHUTOFF] = "off", [STATE_RUNNING] = "running",
	[STATE_PAUSED] = "paused", [STATE_SAVED] = "saved",
};

#define KEPT_PAUSED ", paused"
#define KEPT_LOST ", lost"

char *safety_description(const char *words, const struct kept *kept)
{
	const char *was = safety_words[kept->was];

	return mem_printf("%s" SAFETY_MARK "%s%s%s]", words, was ? was : "off",
			  kept->paused ? KEPT_PAUSED : "", kept->lost ? KEPT_LOST : "");
}

/* Reads this word, if it stands there. */
static bool take_word(const char **at, const char *word)
{
	bool there = word && str_starts(*at, word);

	if (there)
		*at += strlen(word);
	return there;
}

static bool parse_kept(const char *at, struct kept *kept)
{
	int state = 0;

	while (state < STATE_COUNT && !take_word(&at, safety_words[state]))
		state++;
	kept->was = (enum machine_state)state;
	kept->paused = take_word(&at, KEPT_PAUSED);
	kept->lost = take_word(&at, KEPT_LOST);
	return state < STATE_COUNT && str_eq(at, "]");
}

/* Returns where the last mark begins: the words before may name a snapshot that has one in its
 * name. */
static const char *mark_in(const char *description)
{
	const char *at = description ? strstr(description, SAFETY_MARK) : NULL, *next = at;

	for (; next; next = strstr(next + 1, SAFETY_MARK))
		at = next;
	return at;
}

bool safety_parse(const char *name, const char *description, struct kept *kept, char **words)
{
	const char *at = mark_in(description);
	struct kept its;

	if (words)
		*words = NULL;
	if (!at || !str_starts(name, SAFETY_PREFIX) || !parse_kept(at + strlen(SAFETY_MARK), &its))
		return false;
	*kept = its;
	if (words)
		*words = mem_ndup(description, (size_t)(at - description));
	return true;
}

int safety_order(const char *a, const char *b)
{
	return strverscmp(a, b);
}

char *safety_next(const char *newest, int64_t wall_ms)
{
	time_t now = (time_t)(wall_ms / 1000);
	const char *dash;
	char stamp[64];
	struct tm tm;
	long number;

	localtime_r(&now, &tm);
	strftime(stamp, sizeof stamp, SAFETY_PREFIX "%Y%m%d-%H%M%S", &tm);
	if (!newest || safety_order(stamp, newest) > 0)
		return mem_dup(stamp);
	/* Either the same second, or the clock was set back: count on from the newest. */
	dash = strlen(newest) > strlen(stamp) && newest[strlen(stamp)] == '-' ?
		       newest + strlen(stamp) : NULL;
	number = dash ? strtol(dash + 1, NULL, 10) : 1;
	if (!dash || number < 1 || number == LONG_MAX) /* a name that somebody else gave */
		return mem_printf("%s-2", newest);
	return mem_printf("%.*s-%ld", (int)(dash - newest), newest, number + 1);
}

const char *safety_newest(const struct vm_snapshot *snapshots, size_t n)
{
	const char *newest = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (snapshots[i].safety && (!newest || safety_order(snapshots[i].name, newest) > 0))
			newest = snapshots[i].name;
	return newest;
}

const struct vm_snapshot *safety_for_undo(const struct vm_snapshot *snapshots, size_t n)
{
	const struct vm_snapshot *best = NULL;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct vm_snapshot *one = &snapshots[i];
		bool older = best && safety_order(one->name, best->name) < 0;

		if (one->safety && (!best || (one->kept.lost && (!best->kept.lost || older)) ||
				    (!one->kept.lost && !best->kept.lost && !older)))
			best = one;
	}
	return best;
}
