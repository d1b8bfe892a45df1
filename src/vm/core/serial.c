// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The serial consoles in the core: what a machine writes goes into its lines and its
 * terminal, what is typed waits here for the worker.  With the core's lock, which is held
 * for a few thousand bytes at most. */
#include "vm/core/serial.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "vm/console/console-page.h"
#include "vm/core/exchange.h"
#include "vm/core/guest-ready.h"
#include "vm/core/state.h"

/* ---- output and keys ----------------------------------------------------------- */

enum {
	TYPED_MAX = 64 * 1024, /* bytes that wait to be sent */
	ANSWERS_MAX = 1024,    /* beyond this a terminal's answers are dropped */
	CAUSE_MS = 10000,      /* a console that comes back so soon after a job was reopened by it */
};

/* ---- from the machine ------------------------------------------------------ */

struct console {
	struct vm_machine *machine;
	struct core_machine *extra;
};

static void add_line(void *context, const char *text)
{
	const struct console *console = context;
	struct vm_machine *machine = console->machine;
	struct vm_console_line *line;

	if (machine->n_console == VM_CONSOLE_KEEP) {
		free(machine->console[0].text);
		memmove(machine->console, machine->console + 1,
			(VM_CONSOLE_KEEP - 1) * sizeof *machine->console);
		line = &machine->console[VM_CONSOLE_KEEP - 1];
	} else {
		line = MEM_PUSH(machine->console, machine->n_console);
	}
	line->seq = ++machine->console_seq;
	line->text = mem_dup(text);
	line->said = echo_ended(&console->extra->echo, text, line->seq, clock_mono_ms());
}

static void mark(struct core_machine *extra, const char *text)
{
	char *clean = utf8_clean(text, strlen(text));

	terminal_mark(extra->terminal, clean);
	extra->marked = true;
	free(clean);
}

/* Adds a line that says why output is missing; false if none is missing. */
static bool come_back(const struct vm *vm, struct vm_machine *machine, struct core_machine *extra)
{
	bool known = extra->cause && (core_is_begun(vm, machine->name) ||
				      clock_mono_ms() - extra->cause_ms < CAUSE_MS);
	bool jumped = extra->off || (extra->dropped && (known || !extra->marked));

	if (jumped) {
		machine->console_jump = machine->console_seq;
		mark(extra, known ? extra->cause :
			    extra->off ? _("— started —") : _("— connected again —"));
	}
	extra->off = extra->dropped = false;
	return jumped;
}

/* Takes what the terminal sends to the machine: keys and answers. */
static void collect(struct vm *vm, struct core_machine *extra, size_t most)
{
	struct str *output = terminal_output(extra->terminal);

	if (output->len > 0 && extra->typed.len + output->len <= most) {
		str_addn(&extra->typed, output->text, output->len);
		pthread_cond_signal(&vm->wake);
	}
	str_cut(output, 0);
}

/* True if that is new. */
static bool set_console(struct vm_machine *machine, bool ready, const char *problem)
{
	if (machine->console_ready == ready && str_eq(machine->console_problem, problem))
		return false;
	machine->console_ready = ready;
	free(machine->console_problem);
	machine->console_problem = mem_dup(problem);
	return true;
}

/* The stream ended: discard what was typed before, because the machine that comes back may
 * be in another state. */
static void stream_ended(struct vm_machine *machine, struct core_machine *extra)
{
	/* A prompt is in a line without a newline. */
	if (machine->console_tail && machine->console_tail[0])
		add_line(&(struct console){ machine, extra }, machine->console_tail);
	echo_clear(&extra->echo);
	machine->console_ready = extra->heard = false;
	extra->asked = (struct asked){ 0 };
	extra->dropped = true;
	console_reset(&extra->splitter);
	str_cut(&extra->typed, 0);
	extra->typed_cut++;
}

void core_console_bytes(struct vm *vm, const char *name, const char *bytes, size_t n)
{
	struct vm_machine *machine = core_machine(vm, name);
	struct core_machine *extra;

	if (!machine)
		return;
	extra = core_extra(vm, machine);
	if (n == 0) {
		stream_ended(machine, extra);
	} else {
		if (extra->off || extra->dropped)
			come_back(vm, machine, extra);
		/* Opened by a job that is still under way. */
		set_console(machine, true, NULL);
		extra->heard = extra->spoke = true;
		extra->said_ms = clock_mono_ms();
		guest_wrote(&extra->asked, bytes, n);
		extra->marked = false;
		console_feed(&extra->splitter, bytes, n, add_line, &(struct console){ machine, extra });
		terminal_feed(extra->terminal, bytes, n);
		collect(vm, extra, ANSWERS_MAX);
	}
	free(machine->console_tail);
	machine->console_tail = console_tail(&extra->splitter);
	machine->tail_said = echo_tail(&extra->echo, machine->console_tail, machine->console_seq + 1,
				       clock_mono_ms());
	machine->console_version++;
	if (machine->n_matches > 0)
		pthread_cond_signal(&vm->heard);
	if (vm->jobs)
		pthread_cond_signal(&vm->wake); /* a job may wait for this text */
	core_changed(vm);
}

void core_console_state(struct vm *vm, size_t index, bool ready, const char *problem)
{
	if (set_console(&vm->truth.machines[index], ready, problem))
		core_changed(vm);
}

/* ---- where the jumps were ----------------------------------------------------- */

static char *cause_of(const struct vm_request *request, enum machine_state was)
{
	switch (request->action.verb) {
	case VERB_RESTORE:
		/* TRANSLATORS: a line in a machine's console, where it jumped in time. */
		return mem_printf(_("— back to %s —"), request->action.name);
	case VERB_UNDO:
		return mem_dup(_("— back to where you had left —"));
	case VERB_RESET:
		return mem_dup(_("— reset —"));
	default:
		return mem_dup(was == STATE_SAVED ? _("— woken up —") : _("— started —"));
	}
}

void core_console_cause(struct vm *vm, const struct vm_request *request, enum machine_state was)
{
	struct vm_machine *machine = core_machine(vm, request->action.machine);
	struct core_machine *extra;

	if (!machine)
		return;
	extra = core_extra(vm, machine);
	free(extra->cause);
	extra->cause = cause_of(request, was);
	extra->cause_ms = clock_mono_ms();
}

void core_console_moved(struct vm *vm, const struct vm_request *request, bool ok)
{
	struct vm_machine *machine = core_machine(vm, request->action.machine);
	struct core_machine *extra = machine ? core_extra(vm, machine) : NULL;

	if (extra && ok && (request->action.verb == VERB_RESTORE || request->action.verb == VERB_UNDO))
		extra->back_ms = clock_mono_ms();
	if (!extra || !extra->cause)
		return;
	extra->cause_ms = clock_mono_ms();
	/* A reset does not reopen the console. */
	if (ok && request->action.verb == VERB_RESET) {
		machine->console_jump = machine->console_seq;
		mark(extra, extra->cause);
		echo_clear(&extra->echo);
		core_changed(vm);
	}
	if (!ok || request->action.verb == VERB_RESET) {
		free(extra->cause);
		extra->cause = NULL;
	}
}

void core_console_off(struct vm *vm, size_t index)
{
	struct vm_machine *machine = &vm->truth.machines[index];

	vm->extra[index].off = true;
	if (machine->state == STATE_ABSENT)
		machine->console_jump = machine->console_seq;
	core_console_state(vm, index, false, NULL);
}

void core_console_opens(struct vm *vm, size_t index)
{
	struct core_machine *extra = &vm->extra[index];

	if (come_back(vm, &vm->truth.machines[index], extra))
		core_changed(vm);
	free(extra->cause);
	extra->cause = NULL;
}

/* ---- to the machine -------------------------------------------------------------- */

static bool may_type(const struct vm_machine *machine, const struct core_machine *extra,
		     struct error *err)
{
	if (!machine->console_ready && machine->console_problem)
		return error_set(err, ERROR_STATE, "%s", machine->console_problem);
	if (!machine->console_ready)
		return error_set(err, ERROR_STATE,
				 _("Not typed: the console of %s is not connected."),
				 machine->name);
	if (extra->typed.len >= TYPED_MAX - 16)
		return error_set(err, ERROR_STATE, _("The machine does not take what is typed."));
	return true;
}

static void typed(const struct vm_machine *machine, struct core_machine *extra, const char *bytes,
		  size_t n)
{
	/* A blank that was erased stays behind the cursor. */
	char *before = console_tail_to_cursor(&extra->splitter);

	echo_typed(&extra->echo, bytes, n, before, machine->console_seq + 1, clock_mono_ms());
	free(before);
}

void core_console_typed(struct vm *vm, const struct action *action)
{
	const struct vm_machine *machine = core_machine(vm, action->machine);

	if (machine && action->text)
		typed(machine, core_extra(vm, machine), action->text, strlen(action->text));
}

bool vm_console_key(struct vm *vm, const char *name, uint32_t key, struct error *err)
{
	struct vm_machine *machine;
	bool ok = false;

	pthread_mutex_lock(&vm->lock);
	machine = core_machine(vm, name);
	if (machine)
		ok = may_type(machine, core_extra(vm, machine), err);
	if (ok) {
		struct core_machine *extra = core_extra(vm, machine);
		const struct str *keys = terminal_output(extra->terminal);

		terminal_key(extra->terminal, key);
		typed(machine, extra, str_text(keys), keys->len);
		collect(vm, extra, TYPED_MAX);
	}
	pthread_mutex_unlock(&vm->lock);
	return ok;
}

bool core_typed_waits(const struct vm *vm)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++)
		if (vm->extra[i].typed.len > 0)
			return true;
	return false;
}

size_t core_typed(const struct vm *vm, size_t index, char *bytes, size_t most)
{
	const struct str *typed = &vm->extra[index].typed;
	size_t n = typed->len < most ? typed->len : most;

	if (n > 0)
		memcpy(bytes, typed->text, n);
	return n;
}

void core_typed_sent(struct vm *vm, size_t index, size_t n)
{
	struct str *typed = &vm->extra[index].typed;

	n = n < typed->len ? n : typed->len;
	if (n > 0)
		memmove(typed->text, typed->text + n, typed->len - n);
	str_cut(typed, typed->len - n);
}

/* ---- to the screen ---------------------------------------------------------------- */

struct vm_page *vm_console_page(struct vm *vm, const char *name, uint64_t bottom, size_t lines)
{
	struct vm_page *page = NULL;
	struct vm_machine *machine;

	pthread_mutex_lock(&vm->lock);
	machine = core_machine(vm, name);
	if (machine)
		page = terminal_page(core_extra(vm, machine)->terminal, bottom, lines);
	pthread_mutex_unlock(&vm->lock);
	return page;
}

uint64_t vm_console_find(struct vm *vm, const char *name, const char *text, uint64_t before)
{
	struct vm_machine *machine;
	uint64_t found = 0;

	pthread_mutex_lock(&vm->lock);
	machine = core_machine(vm, name);
	if (machine)
		found = terminal_find(core_extra(vm, machine)->terminal, text, before);
	pthread_mutex_unlock(&vm->lock);
	return found;
}

char *vm_console_text(struct vm *vm, const char *name, struct vm_spot from, struct vm_spot to)
{
	struct vm_machine *machine;
	char *text = NULL;

	pthread_mutex_lock(&vm->lock);
	machine = core_machine(vm, name);
	if (machine)
		text = terminal_text(core_extra(vm, machine)->terminal, from, to);
	pthread_mutex_unlock(&vm->lock);
	return text;
}
