// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What happens, and the way back; see story.h. */
#include "story.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "ui/words.h"
#include "vm/command.h"

/* For each verb what is happening (%1$s is the machine, %2$s the snapshot), and
 * the verbs that take it back without a loss. */
static const struct {
	const char *text;
	enum verb back[2];
} verbs[VERB_COUNT] = {
	[VERB_DEFINE] = { N_("A disk is being made for %1$s, and the hypervisor is told of it."),
			  { VERB_REMOVE } },
	[VERB_START] = { N_("A process is being started that will be %1$s."),
			 { VERB_SHUTDOWN, VERB_POWEROFF } },
	[VERB_PAUSE] = { N_("%1$s is being stopped between two instructions."), { VERB_RESUME } },
	[VERB_RESUME] = { N_("%1$s is being given the processor again."), { VERB_PAUSE } },
	[VERB_SHUTDOWN] = { N_("%1$s is being asked to shut itself down; it may take its time."),
			    { VERB_NONE } },
	[VERB_POWEROFF] = { N_("The process that is %1$s is being ended."), { VERB_NONE } },
	[VERB_RESET] = { N_("%1$s is being reset, as by the button on its case."), { VERB_NONE } },
	[VERB_SAVE] = { N_("The memory of %1$s is being written to disk; then its process ends."),
			{ VERB_START } },
	[VERB_FORGET] = { N_("The saved memory of %1$s is being thrown away."), { VERB_NONE } },
	[VERB_SNAPSHOT] = { N_("%1$s is held for a moment, while its memory is written into its disk "
			       "as %2$s."), { VERB_DELETE } },
	[VERB_RESTORE] = { N_("The present of %1$s is being kept; then its process is replaced by one "
			      "with the memory of %2$s."), { VERB_NONE } },
	[VERB_DELETE] = { N_("The snapshot %2$s is being taken out of the disk of %1$s."),
			  { VERB_NONE } },
	[VERB_CLONE] = { N_("A machine is being made whose disk builds on that of %1$s."),
			 { VERB_NONE } },
	[VERB_REMOVE] = { N_("%1$s is being removed, with its disk and its snapshots."),
			  { VERB_NONE } },
	[VERB_ATTACH] = { N_("A disk is being plugged into %1$s."), { VERB_DETACH } },
	[VERB_DETACH] = { N_("A disk is being pulled out of %1$s."), { VERB_ATTACH } },
	[VERB_PLUG] = { N_("The network cable of %1$s is being plugged in."), { VERB_UNPLUG } },
	[VERB_UNPLUG] = { N_("The network cable of %1$s is being pulled."), { VERB_PLUG } },
	[VERB_TYPE] = { N_("The text is being typed into %1$s."),
			{ VERB_NONE } },
	[VERB_SET] = { N_("The hardware of %1$s is being changed."), { VERB_SET } },
	[VERB_SCREENSHOT] = { N_("A picture is being taken of the screen of %1$s."), { VERB_NONE } },
	[VERB_STAGE] = { N_("The stage is being set for %1$s, from nothing if it must be."),
			 { VERB_NONE } },
	[VERB_UNDO] = { N_("The process that is %1$s is being replaced by one with the memory that was "
			   "kept."), { VERB_NONE } },
};

static const char *sentence(const struct action *action, const struct vm_machine *machine)
{
	if (action->verb == VERB_START && machine && machine->state == STATE_SAVED)
		return _("A process is being started for %1$s, and its memory read back from the disk.");
	if (action->verb == VERB_SNAPSHOT && machine && machine->state == STATE_SHUTOFF)
		return _("What the disk of %1$s holds is being kept as %2$s.");
	if (action->verb == VERB_RESTORE && machine && machine->state != STATE_RUNNING &&
	    machine->state != STATE_PAUSED)
		return _("The present of %1$s is being kept; then its disk and its memory are put back to "
			 "%2$s.");
	if (action->verb >= VERB_COUNT || !verbs[action->verb].text)
		return _("%1$s: it is being done.");
	return _(verbs[action->verb].text);
}

char *story_of(const struct action *action, const struct vm_machine *machine)
{
	/* The formats are of the table above, or translations that msgfmt checked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return mem_printf(sentence(action, machine), action->machine ? action->machine : "",
			  action->name ? action->name : "");
#pragma GCC diagnostic pop
}

char *story_times(const char *story, int64_t spent_ms, int64_t took_before_ms)
{
	char *before = words_seconds(took_before_ms), *spent = words_seconds(spent_ms), *all;

	if (spent_ms >= 0 && took_before_ms > 0)
		/* TRANSLATORS: a sentence on what is happening, for how long by now, and how
		 * long it took last time. */
		all = mem_printf(_("%1$s (%2$s; last time %3$s)"), story, spent, before);
	else if (took_before_ms > 0)
		/* TRANSLATORS: a sentence on what is happening, and how long it took last time. */
		all = mem_printf(_("%1$s (last time %2$s)"), story, before);
	else if (spent_ms >= 0)
		/* TRANSLATORS: a sentence on what is happening, and for how long by now. */
		all = mem_printf(_("%1$s (%2$s)"), story, spent);
	else
		all = mem_dup(story);
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

static bool takes_back(const struct action *action, const struct vm_result *result)
{
	const enum verb *back = verbs[result->verb].back;

	return str_eq(action->machine, result->machine) && action->verb != VERB_NONE &&
	       (action->verb == back[0] || action->verb == back[1]) &&
	       (action->verb != VERB_SET || sets_back(action, result)) &&
	       !verb_refused(action->verb, result->now);
}

static bool other_state_needed(const struct lesson *lesson, const struct vm_result *result)
{
	size_t i;

	for (i = 0; i < lesson->n_needs; i++)
		if (str_eq(lesson->needs[i].machine, result->machine) &&
		    lesson->needs[i].state != result->now)
			return true;
	return false;
}

char *story_way_back(const struct lesson *lesson, const struct step *step,
		     const struct vm_result *result, bool by_line)
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
	if (result->was != result->now && result->verb != VERB_STAGE && result->verb != VERB_UNDO &&
	    other_state_needed(lesson, result))
		return mem_dup(_("The way back is 0: where this lesson starts."));
	return NULL;
}

char *story_in_shell(const struct vm_result *result, const struct action *action,
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
