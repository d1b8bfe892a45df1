// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Watching consoles for patterns; see console-watch.h.
 *
 * The thread copies a few lines with the lock and compares them without it. */
#include "vm/core/console-watch.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "lesson/pattern.h"
#include "vm/core/state.h"

enum {
	LINES = 16,    /* that are compared at a time */
	TAIL_MS = 300, /* without output, until a line that is not ended counts */
	SLOW_MS = 500, /* for one line: a pattern that takes longer is given up */
};

/* A pattern as it is compiled; only the thread has these. */
struct compiled {
	char *text;
	struct pattern *pattern; /* NULL: it is not valid, and matches nothing */
	struct compiled *next;
};

/* Lines of one console, to be compared with one pattern. */
struct task {
	size_t machine;
	char *pattern;
	char *lines[LINES + 1]; /* the last one may be the line that is being written */
	size_t n;
	bool has_tail;
	uint64_t first;   /* number of lines[0] */
	uint64_t after;   /* what had been compared before */
	uint64_t version; /* the console's */
	/* what comes of it: */
	uint64_t matched;
	bool tail, too_slow;
};

/* ---- with the lock ----------------------------------------------------------------- */

/* When the line that is being written counts.  A check waits until no more comes for it:
 * "tick 12" may go on.  A job does not wait: it looks for a prompt. */
static int64_t tail_counts_ms(const struct vm *vm, size_t machine, const struct vm_match *match)
{
	bool at_once = match->for_job || !vm->truth.machines[machine].console_tail[0];

	return at_once ? 0 : vm->extra[machine].said_ms + TAIL_MS;
}

/* *again is lowered to the time at which this one becomes due. */
static bool is_due(const struct vm *vm, size_t machine, const struct vm_match *match, int64_t *again)
{
	int64_t counts_ms = tail_counts_ms(vm, machine, match);

	if (match->too_slow || match->version == vm->truth.machines[machine].console_version)
		return false;
	if (match->compared < vm->truth.machines[machine].console_seq || clock_mono_ms() >= counts_ms)
		return true;
	if (counts_ms < *again)
		*again = counts_ms;
	return false;
}

/* Returns one that is due, the next after *turn if there is one, so that none waits for
 * another one for ever. */
static const struct vm_match *next_match(const struct vm *vm, size_t *machine, size_t *turn,
					 int64_t *again)
{
	const struct vm_match *found = NULL;
	size_t number = 0, taken = 0, k, i;

	for (k = 0; k < vm->n_specs; k++) {
		const struct vm_machine *one = &vm->truth.machines[k];

		for (i = 0; i < one->n_matches; i++, number++) {
			bool later = number >= *turn && taken < *turn;

			if ((found && !later) || !is_due(vm, k, &one->matches[i], again))
				continue;
			found = &one->matches[i];
			*machine = k;
			taken = number;
		}
	}
	*turn = taken + 1;
	return found;
}

/* What the machine wrote itself of a line: the echo of keys passes no check. */
static char *own_part(const char *text, size_t said)
{
	return mem_printf("%.*s", (int)said, text);
}

static bool take(const struct vm *vm, struct task *task, size_t *turn, int64_t *again)
{
	const struct vm_match *match = next_match(vm, &task->machine, turn, again);
	const struct vm_machine *machine;
	size_t i;

	if (!match)
		return false;
	machine = &vm->truth.machines[task->machine];
	*task = (struct task){ .machine = task->machine, .pattern = mem_dup(match->pattern),
			       .first = match->compared + 1, .after = match->compared,
			       .version = machine->console_version };
	for (i = 0; i < machine->n_console && task->n < LINES; i++) {
		if (machine->console[i].seq <= match->compared)
			continue;
		if (task->n == 0)
			task->first = machine->console[i].seq;
		task->lines[task->n++] = own_part(machine->console[i].text, machine->console[i].said);
	}
	task->has_tail = i == machine->n_console &&
			 clock_mono_ms() >= tail_counts_ms(vm, task->machine, match);
	if (task->has_tail)
		task->lines[task->n] = own_part(machine->console_tail, machine->tail_said);
	return true;
}

static void put(struct vm *vm, const struct task *task)
{
	const struct vm_machine *machine = &vm->truth.machines[task->machine];
	struct vm_match *match = (struct vm_match *)vm_machine_match(machine, task->pattern);
	bool news;

	/* The step was left, or it was left and opened again. */
	if (!match || match->compared != task->after)
		return;
	match->compared = task->first + task->n - 1;
	news = task->matched > 0 || task->too_slow;
	if (task->matched > 0)
		match->matched = task->matched;
	match->too_slow = task->too_slow;
	if (task->has_tail) {
		/* A tail that matches counts for one version only. */
		news |= match->version == 0 || match->tail || task->tail;
		match->version = task->version;
		match->tail = task->tail;
	}
	if (!news)
		return;
	if (vm->jobs)
		pthread_cond_signal(&vm->wake); /* a job may wait for this */
	core_changed(vm);
}

/* ---- without the lock -------------------------------------------------------------- */

static struct pattern *compiled(struct compiled **all, const char *text)
{
	struct compiled *one;

	for (one = *all; one; one = one->next)
		if (str_eq(one->text, text))
			return one->pattern;
	one = mem_alloc(sizeof *one);
	*one = (struct compiled){ mem_dup(text), pattern_new(text, NULL), *all };
	*all = one;
	return one->pattern;
}

static void free_compiled(struct compiled *all)
{
	while (all) {
		struct compiled *next = all->next;

		pattern_free(all->pattern);
		free(all->text);
		free(all);
		all = next;
	}
}

/* Of the processor, by this thread: a busy host makes no pattern slow. */
static int64_t spent_ms(void)
{
	struct timespec spent;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
	return spent.tv_sec * 1000 + spent.tv_nsec / 1000000;
}

static void compare(struct task *task, const struct pattern *pattern)
{
	int64_t began = spent_ms(), now;
	size_t i, n = task->n + task->has_tail;

	for (i = 0; pattern && i < n && !task->too_slow; i++) {
		bool matches = task->lines[i][0] && pattern_matches(pattern, task->lines[i]);

		now = spent_ms();
		task->too_slow = now - began > SLOW_MS;
		began = now;
		if (matches && i < task->n)
			task->matched = task->first + i;
		else if (matches)
			task->tail = true;
	}
	if (task->too_slow)
		log_line("the pattern %s takes too long", task->pattern);
}

static void task_clear(struct task *task)
{
	size_t i;

	for (i = 0; i < task->n + task->has_tail; i++)
		free(task->lines[i]);
	free(task->pattern);
}

static void wait_until(struct vm *vm, int64_t at)
{
	struct timespec until = thread_deadline(clock_left_ms(at));

	pthread_cond_timedwait(&vm->heard, &vm->lock, &until);
}

static void *comparer(void *context)
{
	struct compiled *all = NULL;
	struct vm *vm = context;
	struct task task;
	size_t turn = 0;

	pthread_mutex_lock(&vm->lock);
	while (!vm->stop) {
		int64_t again = CLOCK_NEVER;

		if (!take(vm, &task, &turn, &again)) {
			if (again == CLOCK_NEVER)
				pthread_cond_wait(&vm->heard, &vm->lock);
			else
				wait_until(vm, again);
			continue;
		}
		pthread_mutex_unlock(&vm->lock);
		compare(&task, compiled(&all, task.pattern));
		pthread_mutex_lock(&vm->lock);
		put(vm, &task);
		task_clear(&task);
	}
	free_compiled(all);
	vm->compares = false;
	pthread_cond_signal(&vm->ended);
	pthread_mutex_unlock(&vm->lock);
	core_unref(vm);
	return NULL;
}

/* ---- which patterns ---------------------------------------------------------------- */

/* With the lock.  If the thread cannot be started, the next pattern tries again. */
static void begin(struct vm *vm)
{
	if (!vm->compares && !vm->stop && thread_start(NULL, comparer, vm) == 0) {
		vm->compares = true;
		vm->refs++;
	}
	pthread_cond_signal(&vm->heard);
}

void core_watch(struct vm *vm, const char *name, const char *pattern)
{
	struct vm_machine *machine = pattern ? core_machine(vm, name) : NULL;

	if (!machine)
		return;
	machine_watch(machine, pattern, true);
	begin(vm);
}

static bool is_asked(const struct check *checks, size_t n, const char *machine, const char *pattern)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (str_eq(checks[i].machine, machine) && str_eq(checks[i].console, pattern))
			return true;
	return false;
}

static void forget_others(struct vm_machine *machine, const struct check *checks, size_t n)
{
	size_t i = machine->n_matches;

	while (i-- > 0)
		if (!machine->matches[i].for_job &&
		    !is_asked(checks, n, machine->name, machine->matches[i].pattern))
			machine_unwatch(machine, i);
}

void vm_watch_consoles(struct vm *vm, const struct check *checks, size_t n)
{
	bool any = false;
	size_t i;

	pthread_mutex_lock(&vm->lock);
	for (i = 0; i < vm->n_specs; i++)
		forget_others(&vm->truth.machines[i], checks, n);
	for (i = 0; i < n; i++) {
		struct vm_machine *machine = core_machine(vm, checks[i].machine);

		if (!machine || !checks[i].console)
			continue;
		machine_watch(machine, checks[i].console, false);
		any = true;
	}
	if (any)
		begin(vm);
	pthread_mutex_unlock(&vm->lock);
}
