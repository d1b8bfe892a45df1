// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Sentences on actions: the question before, what happens meanwhile, what came of it,
 * and the way back. */
#include "session/narrate.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/units.h"
#include "lesson/workshop.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

/* %1$s is the machine, %2$s the snapshot; each sentence says what is so now
 * and, where there is one, the way back. */
static const char *const results[VERB_COUNT] = {
	[VERB_DEFINE] = N_("%1$s exists now and is switched off."),
	[VERB_START] = N_("%1$s is running."),
	[VERB_PAUSE] = N_("%1$s stands still; all it had in memory is still there."),
	[VERB_RESUME] = N_("%1$s goes on from where it stood."),
	[VERB_SHUTDOWN] = N_("%1$s has shut itself down."),
	[VERB_POWEROFF] = N_("%1$s is off, as if its plug had been pulled."),
	[VERB_RESET] = N_("%1$s was reset: it starts again with an empty memory."),
	[VERB_SAVE] = N_("%1$s is off and its memory is saved on disk; start it and it goes on."),
	[VERB_FORGET] = N_("The saved memory of %1$s is thrown away; it will start afresh."),
	[VERB_SNAPSHOT] = N_("The snapshot %2$s of %1$s is kept."),
	[VERB_RESTORE] = N_("%1$s is back at %2$s; u brings back what you left."),
	[VERB_DELETE] = N_("The snapshot %2$s of %1$s is deleted."),
	[VERB_REMOVE] = N_("%1$s is removed, with its disk and its snapshots."),
	[VERB_CLONE] = N_("%2$s is a clone of %1$s: its disk holds only what differs."),
	[VERB_ATTACH] = N_("The disk %2$s is in %1$s."),
	[VERB_DETACH] = N_("The disk %2$s is out of %1$s, and keeps what is on it."),
	[VERB_PLUG] = N_("The network cable of %1$s is in."),
	[VERB_UNPLUG] = N_("The network cable of %1$s is out."),
	[VERB_TYPE] = N_("Typed into %1$s."),
	[VERB_SCREENSHOT] = N_("The screen of %1$s is kept in %2$s"),
	[VERB_UNDO] = N_("%1$s is back where you had left it; u changes sides again."),
};

/* As it was read afterwards. */
static const char *set_sentence(const struct vm_result *result)
{
	bool live = result->now == STATE_RUNNING || result->now == STATE_PAUSED;

	if (result->held)
		return _("%1$s was asked to give memory back, and holds it still: its system need not "
			 "listen. From its next start on it has less.");
	if (result->later && result->at_once)
		return _("%1$s has part of this already; the rest comes with its next start: power it off "
			 "and start it.");
	if (result->later)
		return _("The hardware of %1$s changes with its next start: power it off and start it.");
	return live ? _("The hardware of %1$s is changed, while it runs.") :
		      _("The hardware of %1$s is changed.");
}

static const char *sentence(const struct vm_result *result)
{
	if (result->verb == VERB_SHUTDOWN && result->now != STATE_SHUTOFF)
		return _("%1$s was asked to shut down, and goes on: its system need not listen.");
	if (result->verb == VERB_RESTORE && !result->undo[0])
		return _("%1$s is back at %2$s.");
	if (result->verb == VERB_RESTORE && result->undo_later)
		return _("%1$s is back at %2$s; u brings back what an earlier failure had left, and "
			 "then what you left now.");
	if (result->verb == VERB_UNDO && result->undo_later)
		return _("%1$s is back where you had left it; u brings back what was lost after that.");
	if (result->verb == VERB_SET)
		return set_sentence(result);
	if (result->verb < VERB_COUNT && results[result->verb])
		return _(results[result->verb]);
	return _("%1$s: done.");
}

char *narrate_done(const struct vm_result *result, const char *name)
{
	char *file, *text;

	if (result->verb == VERB_STAGE)
		return mem_printf(_("The stage is set: %1$s is %2$s."), result->machine,
				  state_word(result->now));
	file = file_tilde(result->file);
	if (result->verb == VERB_SCREENSHOT)
		name = file;
	/* The formats are ours: the table above, or a translation of it that msgfmt has
	 * checked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	text = mem_printf(sentence(result), result->machine, name ? name : "");
#pragma GCC diagnostic pop
	free(file);
	return text;
}

char *narrate_result(const struct vm_result *result, const char *name)
{
	struct str out = { 0 };
	char *text = narrate_done(result, name);

	/* TRANSLATORS: a sentence, then the seconds that it took. */
	str_addf(&out, _("%1$s (%2$.1f\302\240s)"), text, (double)result->took_ms / 1000);
	free(text);
	return str_take(&out);
}

char *narrate_question(const struct action *action, const struct vm_machine *machine)
{
	const char *title = machine ? machine->name : action->machine;

	if (action->confirm)
		return mem_dup(action->confirm);
	switch (action->verb) {
	case VERB_DELETE:
		return mem_printf(_("Delete the snapshot %1$s of %2$s? It cannot be brought back."),
				  action->name ? action->name : "", title);
	case VERB_REMOVE:
		return mem_printf(_("Remove %s with its disk and all its snapshots? "
				    "They cannot be brought back."), title);
	case VERB_FORGET:
		return mem_printf(_("Throw away the saved memory of %s? It cannot be brought back."),
				  title);
	case VERB_SNAPSHOT:
		return vm_machine_snapshot(machine, action->name)
			? mem_printf(_("%1$s has a snapshot %2$s already. Replace it? "
				       "The old one cannot be brought back."), title, action->name)
			: NULL;
	default:
		return NULL;
	}
}

/* For each verb what is happening; %1$s is the machine, %2$s the snapshot. */
static const char *const happens[VERB_COUNT] = {
	[VERB_DEFINE] = N_("A disk is being made for %1$s, and the hypervisor is told of it."),
	[VERB_START] = N_("A process is being started that will be %1$s."),
	[VERB_PAUSE] = N_("%1$s is being stopped between two instructions."),
	[VERB_RESUME] = N_("%1$s is being given the processor again."),
	[VERB_SHUTDOWN] = N_("%1$s is being asked to shut itself down; it may take its time."),
	[VERB_POWEROFF] = N_("The process that is %1$s is being ended."),
	[VERB_RESET] = N_("%1$s is being reset, as by the button on its case."),
	[VERB_SAVE] = N_("The memory of %1$s is being written to disk; then its process ends."),
	[VERB_FORGET] = N_("The saved memory of %1$s is being thrown away."),
	[VERB_SNAPSHOT] = N_("%1$s is held for a moment, while its memory is written into its disk "
		"as %2$s."),
	[VERB_RESTORE] = N_("The current state of %1$s is being kept; then its process is replaced "
		"by one with the memory of %2$s."),
	[VERB_DELETE] = N_("The snapshot %2$s is being taken out of the disk of %1$s."),
	[VERB_CLONE] = N_("A machine is being made whose disk builds on that of %1$s."),
	[VERB_REMOVE] = N_("%1$s is being removed, with its disk and its snapshots."),
	[VERB_ATTACH] = N_("A disk is being plugged into %1$s."),
	[VERB_DETACH] = N_("A disk is being pulled out of %1$s."),
	[VERB_PLUG] = N_("The network cable of %1$s is being plugged in."),
	[VERB_UNPLUG] = N_("The network cable of %1$s is being pulled."),
	[VERB_TYPE] = N_("The text is being typed into %1$s."),
	[VERB_SET] = N_("The hardware of %1$s is being changed."),
	[VERB_SCREENSHOT] = N_("A picture is being taken of the screen of %1$s."),
	[VERB_STAGE] = N_("The stage is being set for %1$s, from nothing if it must be."),
	[VERB_UNDO] = N_("The process that is %1$s is being replaced by one with the memory that was "
		"kept."),
};

static const char *happening(const struct action *action, const struct vm_machine *machine)
{
	if (action->verb == VERB_START && machine && machine->state == STATE_SAVED)
		return _("A process is being started for %1$s, and its memory read back from the disk.");
	if (action->verb == VERB_SNAPSHOT && machine && machine->state == STATE_SHUTOFF)
		return _("What the disk of %1$s holds is being kept as %2$s.");
	if (action->verb == VERB_RESTORE && machine && machine->state != STATE_RUNNING &&
	    machine->state != STATE_PAUSED)
		return _("The current state of %1$s is being kept; then its disk and its memory are put "
			 "back to %2$s.");
	if (action->verb == VERB_TYPE && action->after)
		return _("As soon as %1$s is ready, the text is typed into it.");
	if (action->verb >= VERB_COUNT || !happens[action->verb])
		return _("%1$s: it is being done.");
	return _(happens[action->verb]);
}

char *narrate_of(const struct action *action, const struct vm_machine *machine)
{
	/* The formats are of the table above, or translations that msgfmt checked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return mem_printf(happening(action, machine), action->machine ? action->machine : "",
			  action->name ? action->name : "");
#pragma GCC diagnostic pop
}

char *narrate_times(const char *sentence, int64_t spent_ms, int64_t took_before_ms)
{
	char *before = words_seconds(took_before_ms), *spent = words_seconds(spent_ms), *all;

	if (spent_ms >= 0 && took_before_ms > 0)
		/* TRANSLATORS: a sentence on what is happening, for how long by now, and how
		 * long it took last time. */
		all = mem_printf(_("%1$s (%2$s; last time %3$s)"), sentence, spent, before);
	else if (took_before_ms > 0)
		/* TRANSLATORS: a sentence on what is happening, and how long it took last time. */
		all = mem_printf(_("%1$s (last time %2$s)"), sentence, before);
	else if (spent_ms >= 0)
		/* TRANSLATORS: a sentence on what is happening, and for how long by now. */
		all = mem_printf(_("%1$s (%2$s)"), sentence, spent);
	else
		all = mem_dup(sentence);
	free(spent);
	free(before);
	return all;
}

/* Is what this button gives it what it had before? */
static bool sets_back(const struct action *action, const struct vm_result *result)
{
	const struct vm_hardware *before = &result->before;

	return before->known && result->changed && (!action->memory || action->memory == before->memory) &&
	       (action->cpus <= 0 || action->cpus == before->cpus) &&
	       (action->screens <= 0 || action->screens == before->screens);
}

/* If the verb has moved something, the verb that takes it back without a loss.  After other
 * verbs nobody is told how to undo them: it would be taken for what is to be pressed next. */
static enum verb verb_back(enum verb verb)
{
	switch (verb) {
	case VERB_SAVE:
		return VERB_START;
	case VERB_DETACH:
		return VERB_ATTACH;
	case VERB_UNPLUG:
		return VERB_PLUG;
	case VERB_SET:
		return VERB_SET;
	default:
		return VERB_NONE;
	}
}

static bool takes_back(const struct action *action, const struct vm_result *result)
{
	return str_eq(action->machine, result->machine) && action->verb != VERB_NONE &&
	       action->verb == verb_back(result->verb) &&
	       (action->verb != VERB_SET || sets_back(action, result)) &&
	       !verb_refused(action->verb, result->now);
}

char *narrate_way_back(const struct step *step, const struct vm_result *result, bool by_line)
{
	size_t i;

	if (!result->ok || result->verb >= VERB_COUNT || result->undo[0])
		return NULL;
	if (result->verb == VERB_SNAPSHOT)
		return by_line ? NULL :
			mem_dup(_("t and Enter come back to it, whatever happens from now on."));
	for (i = 0; i < step->n_actions; i++)
		if (takes_back(&step->actions[i], result)) {
			char *label = action_label(&step->actions[i], result->machine);
			char *text = mem_printf(_("The way back is %1$d: %2$s."),
						step->actions[i].button, label);

			free(label);
			return text;
		}
	return NULL;
}

char *narrate_in_shell(const struct vm_result *result, const struct action *action,
		     const struct vm_picture *now)
{
	struct action back = { .verb = VERB_UNDO, .machine = (char *)result->machine };
	char *command, *text;

	if (!result->ok || (!result->undo[0] && (result->verb != VERB_SET || !action ||
						 !result->before.known || !result->changed)))
		return NULL;
	if (!result->undo[0]) {
		back.verb = VERB_SET;
		back.memory = action->memory ? result->before.memory : 0;
		back.cpus = action->cpus > 0 ? result->before.cpus : 0;
		back.screens = action->screens > 0 ? result->before.screens : 0;
	}
	command = command_text(&back, now);
	text = mem_printf(result->undo[0] ? _("In a shell, u is: %s") :
					    _("In a shell, the way back is: %s"), command);
	free(command);
	return text;
}
