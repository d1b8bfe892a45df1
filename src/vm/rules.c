// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The rules of verbs; see rules.h.  One table has all that is known of a verb: its words, the
 * states in which it is allowed and leaves the machine, and whether it writes to the disk. */
#include "vm/rules.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/machine.h"

/* ---- labels and states --------------------------------------------------------- */

#define BIT(n) (1u << (n))

enum {
	OFF = BIT(STATE_SHUTOFF),
	RUNNING = BIT(STATE_RUNNING),
	PAUSED = BIT(STATE_PAUSED),
	LIVE = RUNNING | PAUSED,
	SAVED = BIT(STATE_SAVED),
	DEFINED = OFF | LIVE | SAVED,
	ANY = DEFINED | BIT(STATE_ABSENT),
};

static const struct {
	const char *label; /* %s: the machine's title */
	const char *doing;
	unsigned states; /* the states in which it is allowed */
	unsigned leaves; /* the states in which it may leave the machine; 0: they tell nothing */
	bool writes;     /* writes to the disk, or removes it */
} verbs[VERB_COUNT] = {
	[VERB_DEFINE] = { N_("Make %s"), N_("making it"), BIT(STATE_ABSENT), DEFINED, false },
	/* A machine that was paused when it was saved comes back paused. */
	[VERB_START] = { N_("Start %s"), N_("starting"), OFF | SAVED, LIVE, true },
	[VERB_PAUSE] = { N_("Pause %s"), N_("pausing"), RUNNING, PAUSED, false },
	[VERB_RESUME] = { N_("Resume %s"), N_("resuming"), PAUSED, RUNNING, false },
	[VERB_SHUTDOWN] = { N_("Ask %s to shut down"), N_("asking it to shut down"), RUNNING,
			    0 /* the guest may ignore it */, false },
	[VERB_POWEROFF] = { N_("Cut the power of %s"), N_("cutting the power"), LIVE, OFF, false },
	[VERB_RESET] = { N_("Reset %s"), N_("resetting"), LIVE, 0, false },
	[VERB_SAVE] = { N_("Save the state of %s"), N_("saving"), LIVE, SAVED, false },
	[VERB_FORGET] = { N_("Forget the saved state of %s"), N_("forgetting the saved state"),
			  SAVED, OFF, false },
	[VERB_SNAPSHOT] = { N_("Take a snapshot of %s"), N_("taking a snapshot"), OFF | LIVE, ANY,
			    true },
	[VERB_RESTORE] = { N_("Take %s back"), N_("going back in time"), DEFINED, ANY, true },
	[VERB_DELETE] = { N_("Delete a snapshot of %s"), N_("deleting a snapshot"), DEFINED, ANY,
			  true },
	[VERB_CLONE] = { N_("Clone %s"), N_("cloning"), OFF, OFF, false },
	[VERB_REMOVE] = { N_("Remove %s"), N_("removing"), OFF | SAVED, BIT(STATE_ABSENT), true },
	[VERB_ATTACH] = { N_("Plug a disk into %s"), N_("plugging a disk in"), OFF | LIVE, 0, false },
	[VERB_DETACH] = { N_("Pull a disk out of %s"), N_("pulling a disk out"), OFF | LIVE, 0,
			  false },
	[VERB_PLUG] = { N_("Plug the network cable of %s in"), N_("plugging the cable in"),
			OFF | LIVE, 0, false },
	[VERB_UNPLUG] = { N_("Pull the network cable of %s"), N_("pulling the cable"), OFF | LIVE,
			  0, false },
	[VERB_TYPE] = { N_("Type into %s"), N_("typing"), RUNNING, 0, false },
	[VERB_SET] = { N_("Change the hardware of %s"), N_("changing the hardware"), OFF | LIVE, 0,
		       false },
	[VERB_SCREENSHOT] = { N_("Take a picture of the screen of %s"), N_("taking a picture"), LIVE,
			      0, false },
	[VERB_STAGE] = { N_("Set the stage for %s"), N_("setting the stage"), ANY, ANY, false },
	[VERB_UNDO] = { N_("Bring back what %s was before"), N_("bringing the present back"),
			DEFINED, ANY, true },
};

char *action_label(const struct action *action, const char *title)
{
	const char *label = action->verb < VERB_COUNT ? verbs[action->verb].label : NULL;

	if (action->label)
		return mem_dup(action->label);
	if (!label)
		return mem_dup("");
	switch (action->verb) {
	case VERB_SNAPSHOT:
		return mem_printf(_("Take the snapshot \"%2$s\" of %1$s"), title, action->name);
	case VERB_RESTORE:
		return mem_printf(_("Take %1$s back to \"%2$s\""), title, action->name);
	case VERB_CLONE:
		return mem_printf(_("Clone %1$s as %2$s"), title, action->as);
	case VERB_ATTACH:
		return mem_printf(_("Plug the disk \"%2$s\" into %1$s"), title, action->disk);
	case VERB_DETACH:
		return mem_printf(_("Pull the disk \"%2$s\" out of %1$s"), title, action->disk);
	case VERB_DELETE:
		return mem_printf(_("Delete the snapshot \"%2$s\" of %1$s"), title, action->name);
	default: {
		struct str out = { 0 };
		const char *text = _(label), *at = strstr(text, "%s");

		str_addn(&out, text, at ? (size_t)(at - text) : strlen(text));
		str_add(&out, at ? title : "");
		str_add(&out, at ? at + 2 : "");
		return str_take(&out);
	}
	}
}

const char *verb_doing(enum verb verb)
{
	const char *doing = verb < VERB_COUNT ? verbs[verb].doing : NULL;

	return doing ? _(doing) : "";
}

const char *state_word(enum machine_state state)
{
	static const char *const words[STATE_COUNT] = {
		[STATE_UNKNOWN] = N_("unknown"), [STATE_ABSENT] = N_("absent"),
		[STATE_SHUTOFF] = N_("off"),     [STATE_RUNNING] = N_("running"),
		[STATE_PAUSED] = N_("paused"),   [STATE_SAVED] = N_("saved"),
	};

	return state < STATE_COUNT ? _(words[state]) : "";
}

enum {
	/* What waits for the hypervisor's own work on the machine. */
	UNBUSY = BIT(VERB_PAUSE) | BIT(VERB_RESUME) | BIT(VERB_SHUTDOWN) | BIT(VERB_RESET) |
		 BIT(VERB_SAVE) | BIT(VERB_SNAPSHOT) | BIT(VERB_RESTORE) | BIT(VERB_DELETE) |
		 BIT(VERB_ATTACH) | BIT(VERB_DETACH) | BIT(VERB_PLUG) | BIT(VERB_UNPLUG) |
		 BIT(VERB_TYPE) | BIT(VERB_SET) | BIT(VERB_UNDO),
	KEEPS = BIT(VERB_SAVE) | BIT(VERB_SNAPSHOT),
};

/* The words of each trouble; see rules.h. */
static const struct {
	const char *name, *word, *condition, *remedy;
	unsigned bars; /* verbs that the machine's state would allow */
} troubles[TROUBLE_COUNT] = {
	[TROUBLE_DISK_FULL] = { "disk-full", N_("disk full"),
		N_("stopped: this computer's disk is full"),
		N_("Make room on this computer's disk, then resume the machine: it goes on where it "
		   "stopped."), 0 },
	[TROUBLE_DISK_ERROR] = { "disk-error", N_("disk error"),
		N_("stopped: its disk could not be read or written"),
		N_("Resume the machine: it tries its disk once more."), 0 },
	[TROUBLE_WATCHDOG] = { "watchdog", N_("hung"),
		N_("stopped: its watchdog found that its system no longer works"),
		N_("Resume the machine, or reset it to start its system afresh."), 0 },
	[TROUBLE_CRASHED] = { "crashed", N_("crashed"),
		N_("stopped: its system has crashed"),
		N_("Cut the power of the machine, then start it."), BIT(VERB_RESUME) | KEEPS },
	[TROUBLE_STUCK] = { "stuck", N_("stopped"),
		N_("stopped: it did not go on after its memory was written"),
		N_("Resume the machine: it goes on where it stopped."), 0 },
	[TROUBLE_ASLEEP] = { "asleep", N_("asleep"),
		N_("asleep: its system has put it to sleep"),
		N_("Resume the machine: that wakes it."),
		KEEPS | BIT(VERB_RESTORE) | BIT(VERB_UNDO) },
	[TROUBLE_MOVING] = { "moving", N_("moving"),
		N_("being moved to another computer"),
		N_("Wait until the machine has moved to the other computer."), UNBUSY },
	[TROUBLE_SAVING] = { "saving", N_("being kept"),
		N_("standing still while its memory is written to disk"),
		N_("Wait until the memory of the machine is written to disk."), UNBUSY },
	[TROUBLE_ENDED] = { "ended", N_("crashed"),
		N_("off, because it crashed"),
		N_("Start the machine again."), 0 },
	[TROUBLE_UNREAD] = { "unread", N_("not known"),
		N_("not known: it could not be read"),
		N_("It is tried again by itself."), 0 },
};

const char *machine_word(const struct vm_machine *machine)
{
	const char *word = troubles[machine->trouble].word;

	return word ? _(word) : state_word(machine->state);
}

const char *machine_condition(const struct vm_machine *machine)
{
	const char *condition = troubles[machine->trouble].condition;

	return condition ? _(condition) : state_word(machine->state);
}

const char *machine_remedy(const struct vm_machine *machine)
{
	const char *remedy = troubles[machine->trouble].remedy;

	return remedy ? _(remedy) : NULL;
}

char *machine_trouble(const struct vm_machine *machine)
{
	if (machine->trouble == TROUBLE_NONE)
		return NULL;
	if (machine->trouble == TROUBLE_UNREAD)
		/* TRANSLATORS: a machine, and why it could not be read. */
		return mem_printf(_("How %1$s is, is not known, because it could not be read: %2$s"),
				  machine->name, machine->unread ? machine->unread : "");
	/* TRANSLATORS: a machine, how it is ("stopped: its disk is full"), and a sentence that
	 * says what helps. */
	return mem_printf(_("%1$s is %2$s. %3$s"), machine->name, machine_condition(machine),
			  machine_remedy(machine));
}

bool error_silent(struct error *err, const char *machine)
{
	error_set(err, ERROR_STATE, _("%s does not answer."), machine);
	error_remedy(err, _("Wait, or cut its power: that reaches it."));
	return false;
}

const char *trouble_name(enum trouble trouble)
{
	return troubles[trouble].name;
}

const char *verb_refused(enum verb verb, enum machine_state state)
{
	static const char *const why[STATE_COUNT] = {
		[STATE_ABSENT] = N_("There is no such machine yet: make it first."),
		[STATE_SHUTOFF] = N_("The machine is off: start it first."),
		[STATE_RUNNING] = N_("The machine is running."),
		[STATE_PAUSED] = N_("The machine is paused: resume it first."),
		[STATE_SAVED] = N_("The machine is saved: start it first."),
	};

	if (verb >= VERB_COUNT || !verbs[verb].doing)
		return _("There is nothing to do here.");
	if (state == STATE_UNKNOWN || state >= STATE_COUNT || verbs[verb].states & BIT(state))
		return NULL;
	if (verb == VERB_DEFINE)
		return _("The machine is there already.");
	if (state == STATE_RUNNING && verb == VERB_REMOVE)
		return _("The machine is running: cut its power first.");
	if (state == STATE_PAUSED && verb == VERB_REMOVE)
		return _("The machine is paused: cut its power first.");
	if (state == STATE_PAUSED && verb == VERB_PAUSE)
		return _("The machine is paused already.");
	if (state == STATE_RUNNING && (verb == VERB_START || verb == VERB_RESUME))
		return _("The machine is running already.");
	if (verb == VERB_FORGET)
		return _("The machine has no saved state.");
	if (state == STATE_SHUTOFF && (verb == VERB_SHUTDOWN || verb == VERB_POWEROFF))
		return _("The machine is off already.");
	if (state == STATE_SAVED && (verb == VERB_SHUTDOWN || verb == VERB_POWEROFF))
		return _("The machine is off already, with its state saved.");
	return _(why[state]);
}

const char *verb_refused_to_base(enum verb verb)
{
	return verb < VERB_COUNT && verbs[verb].writes ?
		       _("Clones build on its disk: remove them first.") : NULL;
}

const char *machine_at_risk(const struct vm_machine *machine)
{
	bool live = machine->state == STATE_RUNNING || machine->state == STATE_PAUSED;

	return live && machine->is_base ?
		       _("It was started, and clones build on its disk: what it writes breaks them.") : NULL;
}

/* As verb_refused(), for a machine that may be in trouble: what helps then is another thing
 * than what helps a machine that somebody paused. */
static const char *refuses(const struct vm_machine *machine, enum verb verb)
{
	const char *why = verb_refused(verb, machine->state);

	if (!why && troubles[machine->trouble].bars & BIT(verb))
		why = machine_remedy(machine);
	if (!why || machine->trouble == TROUBLE_NONE || verb == VERB_DEFINE || verb == VERB_FORGET)
		return why;
	return verb == VERB_REMOVE ? _("Cut the power of the machine first.") : machine_remedy(machine);
}

/* What needs no knowledge of how the machine is. */
static bool reaches_unread(enum verb verb)
{
	return verb == VERB_POWEROFF || verb == VERB_STAGE;
}

const char *action_refused(const struct action *action, const struct vm_machine *machine)
{
	const char *why;

	if (machine->not_ours)
		return machine->not_ours_why ? machine->not_ours_why :
					      _("A machine of this name is there, and it is not ours.");
	if (machine->doing != VERB_NONE)
		return _("The machine is busy: wait until it is done.");
	if (machine->trouble == TROUBLE_UNREAD && !reaches_unread(action->verb))
		return _("The machine could not be read, and how it is is not known.");
	if (machine->state == STATE_UNKNOWN && machine->trouble != TROUBLE_UNREAD)
		return _("The machine has not been read yet.");
	why = refuses(machine, action->verb);
	if (!why && machine->is_base)
		why = verb_refused_to_base(action->verb);
	if (why)
		return why;
	if ((action->verb == VERB_RESTORE || action->verb == VERB_DELETE) &&
	    !vm_machine_snapshot(machine, action->name))
		return _("There is no snapshot of this name.");
	if (action->verb == VERB_UNDO && !machine->can_undo)
		return _("There is nothing to undo.");
	return NULL;
}

bool action_holds(const struct action *action, const struct vm_machine *machine)
{
	enum machine_state state = machine->state;

	switch (action->verb) {
	case VERB_DEFINE:
		return state != STATE_ABSENT;
	case VERB_REMOVE:
		return state == STATE_ABSENT;
	case VERB_START:
	case VERB_RESUME:
		return state == STATE_RUNNING;
	case VERB_PAUSE:
		return machine_is(machine, STATE_PAUSED);
	case VERB_SHUTDOWN:
	case VERB_POWEROFF:
		return machine_is(machine, STATE_SHUTOFF) || state == STATE_SAVED;
	case VERB_SAVE:
		return state == STATE_SAVED;
	case VERB_FORGET:
		return state != STATE_ABSENT && state != STATE_SAVED;
	case VERB_SNAPSHOT:
		return vm_machine_snapshot(machine, action->name) != NULL;
	case VERB_DELETE:
		return state != STATE_ABSENT && !vm_machine_snapshot(machine, action->name);
	default:
		return false;
	}
}

const char *disk_target(int nth)
{
	static const char *const targets[] = {
		"vdb", "vdc", "vdd", "vde", "vdf", "vdg", "vdh", "vdi", "vdj", "vdk", "vdl", "vdm",
		"vdn", "vdo", "vdp", "vdq", "vdr", "vds", "vdt", "vdu", "vdv", "vdw", "vdx", "vdy",
	};

	return targets[(unsigned)nth % ARRAY_LEN(targets)];
}

bool verb_shows_in_state(enum verb verb)
{
	return verbs[verb].leaves != 0;
}

bool verb_may_leave(enum verb verb, const struct vm_machine *machine)
{
	unsigned may = verbs[verb].leaves;

	return !may || ((may & BIT(machine->state)) && (may == ANY || !machine_in_trouble(machine)));
}
