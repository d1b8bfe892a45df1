// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Does a check hold?  See check.h.
 *
 * Safety snapshots are the program's own.  A check ignores them: the current snapshot
 * and a snapshot's parent are the nearest ones that are not safety snapshots. */
#include "vm/check.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "vm/machine.h"
#include "vm/rules.h"

static struct check_answer answer(bool holds, bool certain, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static struct check_answer answer(bool holds, bool certain, const char *format, ...)
{
	struct check_answer a = { .holds = holds, .certain = certain };
	va_list args;
	char *text, *clean;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	clean = utf8_clean(text, strlen(text));
	utf8_copy(a.found, sizeof a.found, clean);
	free(clean);
	free(text);
	return a;
}

static const struct check_answer yes = { .holds = true, .certain = true };

/* The snapshot itself, or its nearest ancestor that is not a safety snapshot. */
static const struct vm_snapshot *visible(const struct vm_machine *machine,
				       const struct vm_snapshot *snapshot)
{
	size_t steps = machine->n_snapshots;

	while (snapshot && snapshot->safety && steps-- > 0)
		snapshot = vm_machine_snapshot(machine, snapshot->parent);
	return snapshot;
}

static const struct vm_snapshot *current(const struct vm_machine *machine)
{
	size_t i;

	for (i = 0; i < machine->n_snapshots; i++)
		if (machine->snapshots[i].current)
			return &machine->snapshots[i];
	return NULL;
}

static struct check_answer judge_state(const struct check *check, const struct vm_machine *machine,
				       uint64_t after)
{
	(void)after;
	if (machine_is(machine, check->state))
		return yes;
	return answer(false, true, _("expected %1$s, found %2$s"), state_word(check->state),
		      machine_condition(machine));
}

static struct check_answer judge_snapshot(const struct check *check,
					  const struct vm_machine *machine, uint64_t after)
{
	(void)after;
	if (vm_machine_snapshot(machine, check->snapshot))
		return yes;
	return answer(false, true, _("there is no snapshot \"%s\" yet"), check->snapshot);
}

static struct check_answer judge_no_snapshot(const struct check *check,
					     const struct vm_machine *machine, uint64_t after)
{
	(void)after;
	if (machine->state == STATE_ABSENT)
		return answer(false, true, _("there is no such machine"));
	if (!vm_machine_snapshot(machine, check->no_snapshot))
		return yes;
	return answer(false, true, _("the snapshot \"%s\" is still there"), check->no_snapshot);
}

static struct check_answer judge_current(const struct check *check,
					 const struct vm_machine *machine, uint64_t after)
{
	const struct vm_snapshot *at = current(machine);

	(void)after;
	if (at && str_eq(at->name, check->current))
		return yes;
	at = visible(machine, at);
	if (!at)
		return answer(false, true, _("expected to stand on \"%s\", found no snapshot"),
			      check->current);
	if (str_eq(at->name, check->current))
		return yes;
	return answer(false, true, _("expected to stand on \"%1$s\", found \"%2$s\""),
		      check->current, at->name);
}

static struct check_answer judge_parent(const struct check *check,
					const struct vm_machine *machine, uint64_t after)
{
	const struct vm_snapshot *child = vm_machine_snapshot(machine, check->snapshot), *parent;

	(void)after;
	if (!child)
		return answer(false, true, _("there is no snapshot \"%s\" yet"),
			      check->snapshot ? check->snapshot : "");
	parent = vm_machine_snapshot(machine, child->parent);
	if (parent && str_eq(parent->name, check->parent))
		return yes;
	parent = visible(machine, parent);
	if (!parent)
		return answer(false, true, _("expected \"%1$s\" before \"%2$s\", found nothing"),
			      check->parent, check->snapshot);
	if (str_eq(parent->name, check->parent))
		return yes;
	return answer(false, true, _("expected \"%1$s\" before \"%2$s\", found \"%3$s\""),
		      check->parent, check->snapshot, parent->name);
}

bool check_console_said(const char *pattern, const struct vm_machine *machine, uint64_t after)
{
	const struct vm_match *match = vm_machine_match(machine, pattern);

	return match && (match->matched > after ||
			 (match->tail && match->version == machine->console_version &&
			  machine->console_seq >= after));
}

/* The newest line after this one that has a word in it; NULL: none. */
static const char *last_words(const struct vm_machine *machine, uint64_t after)
{
	size_t i = machine->n_console;

	while (i-- > 0 && machine->console[i].seq > after)
		if (machine->console[i].text[strspn(machine->console[i].text, " \t")])
			return machine->console[i].text;
	return NULL;
}

/* Why the console's output does not make the check hold.  Certain only if what it wrote was
 * compared once; what came since then makes it hold as soon as that is compared. */
static struct check_answer not_said(const struct check *check, const struct vm_machine *machine,
				    uint64_t after)
{
	const struct vm_match *match = vm_machine_match(machine, check->console);
	bool certain = machine->console_version == 0 || (match && match->version > 0);
	const char *last = last_words(machine, after);

	if (match && match->too_slow)
		return answer(false, true,
			      _("comparing the lines of its console takes too long: the lesson's pattern is too complicated"));
	if (last)
		return answer(false, certain, _("the last line was \"%s\""), last);
	if (machine->n_console > 0)
		return answer(false, certain,
			      _("the console has said nothing new since this step began"));
	return answer(false, certain, _("the console has said nothing yet"));
}

static struct check_answer judge_console(const struct check *check,
					 const struct vm_machine *machine, uint64_t after)
{
	if (check_console_said(check->console, machine, after))
		return yes;
	if (machine->state != STATE_RUNNING && machine->state != STATE_PAUSED)
		return answer(false, machine->state != STATE_UNKNOWN,
			      _("it writes nothing: it is %s"), machine_condition(machine));
	if (!machine->console_ready)
		return answer(false, false, "%s", machine->console_problem ? machine->console_problem :
							  _("the console is not connected"));
	return not_said(check, machine, after);
}

/* ---- hardware --------------------------------------------------------------------- */

static struct check_answer judge_memory(const struct check *check,
					const struct vm_machine *machine, uint64_t after)
{
	char *wanted, *found;
	struct check_answer a;

	(void)after;
	if (hardware_same_size(machine->now.memory, check->memory))
		return yes;
	wanted = hardware_size(check->memory);
	found = hardware_size(machine->now.memory);
	a = answer(false, true, _("expected %1$s of memory, found %2$s"), wanted, found);
	free(wanted);
	free(found);
	return a;
}

static struct check_answer judge_cpus(const struct check *check, const struct vm_machine *machine,
				      uint64_t after)
{
	(void)after;
	if (machine->now.cpus == check->cpus)
		return yes;
	return answer(false, true, _("processors: expected %1$d, found %2$d"), check->cpus,
		      machine->now.cpus);
}

static struct check_answer judge_screens(const struct check *check,
					 const struct vm_machine *machine, uint64_t after)
{
	(void)after;
	if (machine->now.screens == check->screens)
		return yes;
	if (machine->next.screens == check->screens)
		return answer(false, true, _("screens: expected %1$d, found %2$d until its next start"),
			      check->screens, machine->now.screens);
	return answer(false, true, _("screens: expected %1$d, found %2$d"), check->screens,
		      machine->now.screens);
}

static struct check_answer judge_disk(const struct check *check, const struct vm_machine *machine,
				      uint64_t after)
{
	(void)after;
	if (hardware_has_disk(&machine->now, check->disk))
		return yes;
	return answer(false, true, _("expected the disk \"%s\" in it, found it out"), check->disk);
}

static struct check_answer judge_no_disk(const struct check *check,
					 const struct vm_machine *machine, uint64_t after)
{
	(void)after;
	if (!hardware_has_disk(&machine->now, check->no_disk))
		return yes;
	return answer(false, true, _("expected the disk \"%s\" out of it, found it in"),
		      check->no_disk);
}

static struct check_answer judge_cable(const struct check *check, const struct vm_machine *machine,
				       uint64_t after)
{
	(void)after;
	if (machine->now.cable == check->cable)
		return yes;
	if (machine->now.cable == CABLE_NONE)
		return answer(false, true, _("expected a network cable, found no network"));
	return answer(false, true, check->cable == CABLE_IN ?
		      _("expected the network cable in, found it out") :
		      _("expected the network cable out, found it in"));
}

/* A check of hardware needs a machine that exists and whose hardware was read. */
static struct check_answer judge_hardware(const struct check *check,
					  const struct vm_machine *machine, uint64_t after)
{
	(void)check;
	(void)after;
	if (machine->state == STATE_ABSENT)
		return answer(false, true, _("there is no such machine"));
	if (!machine->now.known)
		return answer(false, false, _("its hardware has not been read yet"));
	return yes;
}

static bool asks_hardware(const struct check *check)
{
	return check->memory || check->cpus || check->screens || check->disk || check->no_disk ||
	       check->cable != CABLE_NONE;
}

/* Does the check ask of the console alone? */
static bool asks_console_only(const struct check *check)
{
	return check->console && check->state == STATE_UNKNOWN && !check->snapshot &&
	       !check->no_snapshot && !check->current && !check->parent && !asks_hardware(check);
}

/* What was read of the machine may have changed since.  What its console wrote did come. */
static struct check_answer judge_old(const struct check *check, const struct vm_machine *machine,
				     uint64_t after, const char *why)
{
	if (asks_console_only(check) && check_console_said(check->console, machine, after))
		return yes;
	return answer(false, false, "%s", why);
}

struct check_answer check_evaluate(const struct check *check, const struct vm_picture *picture,
				   uint64_t console_after)
{
	const struct vm_machine *machine = vm_picture_machine(picture, check->machine);
	const struct {
		bool asked;
		struct check_answer (*holds)(const struct check *, const struct vm_machine *, uint64_t);
	} keys[] = {
		{ check->state != STATE_UNKNOWN, judge_state },
		{ check->snapshot != NULL, judge_snapshot },
		{ check->no_snapshot != NULL, judge_no_snapshot },
		{ check->current != NULL, judge_current },
		{ check->parent != NULL, judge_parent },
		{ check->console != NULL, judge_console },
		{ asks_hardware(check), judge_hardware },
		{ check->memory != 0, judge_memory },
		{ check->cpus != 0, judge_cpus },
		{ check->screens != 0, judge_screens },
		{ check->disk != NULL, judge_disk },
		{ check->no_disk != NULL, judge_no_disk },
		{ check->cable != CABLE_NONE, judge_cable },
	};
	const char *why_old = machine ? vm_picture_why_old(picture, machine) : NULL;
	size_t i;

	if (!machine)
		return answer(false, false, _("there is no machine \"%s\" in this workshop"),
			      check->machine ? check->machine : "");
	if (why_old)
		return judge_old(check, machine, console_after, why_old);
	if (machine->not_ours)
		return answer(false, true, _("a machine of this name is there, and it is not ours"));
	if (machine->state == STATE_UNKNOWN)
		return answer(false, false, _("the machine has not been read yet"));
	for (i = 0; i < ARRAY_LEN(keys); i++) {
		struct check_answer one;

		if (!keys[i].asked)
			continue;
		one = keys[i].holds(check, machine, console_after);
		if (!one.holds)
			return one;
	}
	return yes;
}

/* A whole sentence for each state, so that it can be translated. */
static char *state_text(enum machine_state state, const char *title)
{
	static const char *const sentences[STATE_COUNT] = {
		[STATE_UNKNOWN] = N_("%s is there"),      [STATE_ABSENT] = N_("there is no %s"),
		[STATE_SHUTOFF] = N_("%s is off"),        [STATE_RUNNING] = N_("%s is running"),
		[STATE_PAUSED] = N_("%s is paused"),      [STATE_SAVED] = N_("%s is saved"),
	};
	const char *text = _(sentences[state]), *at = strstr(text, "%s");

	if (!at)
		return mem_dup(text);
	return mem_printf("%.*s%s%s", (int)(at - text), text, title, at + 2);
}

static void add_fact(struct str *out, char *fact)
{
	if (out->len)
		str_add(out, _(", and "));
	str_add(out, fact);
	free(fact);
}

static void add_hardware(struct str *out, const struct check *check, const char *title)
{
	if (check->memory) {
		char *size = hardware_size(check->memory);

		add_fact(out, mem_printf(_("%1$s has %2$s of memory"), title, size));
		free(size);
	}
	if (check->cpus)
		add_fact(out, mem_printf(ngettext("%1$s has %2$d processor", "%1$s has %2$d processors",
						  (unsigned long)check->cpus), title, check->cpus));
	if (check->screens)
		add_fact(out, mem_printf(ngettext("%1$s has %2$d screen", "%1$s has %2$d screens",
						  (unsigned long)check->screens), title,
					 check->screens));
	if (check->disk)
		add_fact(out, mem_printf(_("the disk \"%2$s\" is in %1$s"), title, check->disk));
	if (check->no_disk)
		add_fact(out, mem_printf(_("the disk \"%2$s\" is out of %1$s"), title, check->no_disk));
	if (check->cable != CABLE_NONE)
		add_fact(out, mem_printf(check->cable == CABLE_IN ?
					 _("the network cable of %s is in") :
					 _("the network cable of %s is out"), title));
}

char *check_text(const struct check *check, const char *title)
{
	struct str out = { 0 };

	if (check->label)
		return mem_dup(check->label);
	if (check->state != STATE_UNKNOWN && check->state < STATE_COUNT)
		add_fact(&out, state_text(check->state, title));
	if (check->snapshot && check->parent)
		add_fact(&out, mem_printf(_("%1$s has the snapshot \"%2$s\", taken after \"%3$s\""),
					  title, check->snapshot, check->parent));
	else if (check->snapshot)
		add_fact(&out, mem_printf(_("%1$s has the snapshot \"%2$s\""), title, check->snapshot));
	if (check->no_snapshot)
		add_fact(&out, mem_printf(_("%1$s has no snapshot \"%2$s\""), title,
					  check->no_snapshot));
	if (check->current)
		add_fact(&out, mem_printf(_("%1$s stands on \"%2$s\""), title, check->current));
	if (check->console)
		add_fact(&out, mem_printf(_("the console of %1$s says \"%2$s\""), title,
					  check->console));
	add_hardware(&out, check, title);
	return str_take(&out);
}

const char *check_not_simulated(const struct check *check)
{
	if (check->console)
		return _("the simulation has no console");
	if (check->disk || check->no_disk || check->screens || check->cable != CABLE_NONE)
		return _("the simulation has no such hardware");
	return NULL;
}
