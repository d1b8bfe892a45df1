// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The exact key to press; see advice.h.  The first rule that fits gives the advice: there
 * are no machines, one is busy, a guest is not made, the stage is not set; then the
 * first check that has not passed, and the buttons before it; then the earlier steps. */
#include "session/advice.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "session/hint-buttons.h"
#include "session/look-back.h"
#include "vm/check.h"
#include "vm/rules.h"

static const struct vm_machine *machine_named(const struct view *view, const char *name)
{
	return view->picture ? vm_picture_machine(view->picture, name) : NULL;
}

/* ---- the rules ------------------------------------------------------------------ */

static char *no_machines(const struct view *view)
{
	const struct vm_picture *picture = view->picture;

	if (view->n_buttons + view->n_checks == 0 || view->workshop->n_machines == 0)
		return NULL;
	if (!picture || picture->link == VM_CONNECTING)
		return mem_dup(_("Wait: the machines are still being looked for."));
	if (picture->link == VM_STALLED)
		return mem_dup(_("Wait: the hypervisor has not answered yet."));
	if (picture->link != VM_ALIVE)
		return mem_printf(_("Wait: there is no connection, and it is tried again by itself. In "
				    "another window, this says what stands in the way: %s doctor"),
				  shell_self());
	return NULL;
}

static char *busy(const struct view *view)
{
	size_t i;

	for (i = 0; view->picture && i < view->picture->n_machines; i++) {
		const struct vm_machine *machine = &view->picture->machines[i];

		if (machine->doing != VERB_NONE)
			/* TRANSLATORS: a machine, and what is being done to it: "starting". */
			return mem_printf(_("Wait: %1$s is not done yet (%2$s)."), machine->name,
					  verb_doing(machine->doing));
	}
	return NULL;
}

/* The first machine that is not as the lesson needs it; NULL: none.  No advice is given
 * to remove a machine that exists too early: the buttons go on from it. */
static const struct vm_machine *unready(const struct view *view, const struct need **which)
{
	const struct lesson *lesson = &view->workshop->lessons[view->lesson];
	size_t i;

	for (i = 0; i < lesson->n_needs; i++) {
		const struct need *need = &lesson->needs[i];
		const struct vm_machine *machine = machine_named(view, need->machine);

		*which = need;
		if (machine && !machine_reached(machine, need->state) && need->state != STATE_ABSENT)
			return machine;
	}
	return NULL;
}

static char *stage(const struct view *view)
{
	const struct need *need;
	const struct vm_machine *machine = view->stage_needed ? unready(view, &need) : NULL;

	if (!machine)
		return NULL;
	if (machine->state == STATE_ABSENT)
		return mem_printf(_("Press 0: %s is not there yet."), machine->name);
	return mem_printf(_("Press 0: %1$s is %2$s, and this lesson starts with it %3$s."),
			  machine->name, machine_condition(machine), state_word(need->state));
}

/* Is it one of the lesson's machines? */
static bool is_needed(const struct view *view, const struct vm_machine *machine)
{
	const struct lesson *lesson = &view->workshop->lessons[view->lesson];

	return lesson_need(lesson, machine->name) || lesson_names_machine(lesson, machine->name);
}

/* A machine in trouble, and what helps it.  One that crashed and is off is started by the
 * stage or by a button. */
static char *trouble(const struct view *view)
{
	size_t i;

	for (i = 0; view->picture && i < view->picture->n_machines; i++) {
		const struct vm_machine *machine = &view->picture->machines[i];

		if (!is_needed(view, machine) || !machine_in_trouble(machine))
			continue;
		if (!view->stage_needed || machine->trouble == TROUBLE_MOVING)
			return machine_trouble(machine);
		/* TRANSLATORS: a machine, how it is, and a sentence that says what helps. */
		return mem_printf(_("%1$s is %2$s. %3$s Press 0 to do it."), machine->name,
				  machine_condition(machine), machine_remedy(machine));
	}
	return NULL;
}

static char *guest(const struct view *view)
{
	if (!view->guest_needed)
		return NULL;
	return mem_dup(view->making ? _("Wait: the guest that is needed here is being made.") :
				      _("Press G: a guest that is needed here is not made yet."));
}

static char *press(const struct view_button *button)
{
	return mem_printf(_("Press %1$d: %2$s."), button->number, button->label);
}

/* The first button between two places that was not pressed yet. */
static const struct view_button *next_button(const struct view *view, size_t from, size_t to)
{
	size_t i;

	for (i = from; i < to && i < view->n_buttons; i++)
		if (!view->buttons[i].done && !view->buttons[i].refused && !view->buttons[i].doing)
			return &view->buttons[i];
	return NULL;
}

static bool wants_state(const struct check *check, enum machine_state state)
{
	return check->state == state;
}

/* Would the snapshot hang where the check wants it, if it were taken anew? */
static bool hangs_elsewhere(const struct vm_machine *machine, const struct vm_snapshot *snapshot,
			    const struct check *check)
{
	const struct vm_snapshot *parent =
		check->parent ? vm_machine_snapshot(machine, check->parent) : NULL;

	return parent && parent->current && !str_eq(snapshot->parent, check->parent);
}

/* Can this button make the check hold, pressed once more? */
static bool leads_to(const struct view *view, const struct action *action, const struct check *check)
{
	const struct vm_machine *machine = machine_named(view, action->machine);
	const struct vm_snapshot *snapshot =
		machine && action->name ? vm_machine_snapshot(machine, action->name) : NULL;

	if (!str_eq(action->machine, check->machine))
		return false;
	switch (action->verb) {
	case VERB_START:
	case VERB_RESUME:
		return wants_state(check, STATE_RUNNING);
	case VERB_PAUSE:
		return wants_state(check, STATE_PAUSED);
	case VERB_SHUTDOWN:
	case VERB_POWEROFF:
	case VERB_FORGET:
		return wants_state(check, STATE_SHUTOFF);
	case VERB_SAVE:
		return wants_state(check, STATE_SAVED);
	case VERB_REMOVE:
		return wants_state(check, STATE_ABSENT);
	case VERB_SNAPSHOT:
		/* One that is there already is not what the check lacks, but perhaps it hangs below
		 * another one. */
		return (str_eq(action->name, check->snapshot) &&
			(!snapshot || hangs_elsewhere(machine, snapshot, check))) ||
		       (str_eq(action->name, check->current) && !(snapshot && snapshot->current));
	case VERB_RESTORE:
		return str_eq(action->name, check->current);
	case VERB_DELETE:
		return str_eq(action->name, check->no_snapshot);
	default:
		return false;
	}
}

/* Does the machine stand where this button takes it? */
static bool stands_there(const struct view *view, const struct action *action)
{
	struct check there = { .machine = action->machine, .current = action->name };

	return action->verb == VERB_RESTORE && view->picture &&
	       check_evaluate(&there, view->picture, 0).holds;
}

/* The last of the first n buttons that can make the check hold once more.  anyway: also
 * if the machine stands there, but something else may have happened since. */
static const struct view_button *again(const struct view *view, const struct check *check, size_t n,
				       bool anyway)
{
	const struct step *step = view_step(view);
	size_t i;

	for (i = n < view->n_buttons ? n : view->n_buttons; i-- > 0;)
		if (!view->buttons[i].refused && !view->buttons[i].doing && i < step->n_actions &&
		    leads_to(view, &step->actions[i], check) &&
		    (anyway || !stands_there(view, &step->actions[i])))
			return &view->buttons[i];
	return NULL;
}

/* A button that should be pressed, but cannot be now. */
static const struct view_button *barred(const struct view *view, size_t n)
{
	size_t i;

	for (i = 0; i < n && i < view->n_buttons; i++)
		if (!view->buttons[i].done && view->buttons[i].refused)
			return &view->buttons[i];
	return NULL;
}

/* Where to look for buttons: the checks before this one have passed, and the buttons before
 * those are done. */
static size_t first_open(const struct view *view, size_t at)
{
	size_t i, from = 0;

	for (i = 0; i < at; i++)
		if (view->checks[i].after > from)
			from = view->checks[i].after;
	return from;
}

/* ---- an earlier step ------------------------------------------------------------ */

/* Adds the way out.  Takes the text; caller frees what comes back. */
static char *or_over(char *text)
{
	/* TRANSLATORS: a sentence that says what to press. */
	char *all = mem_printf(_("%s If that does not help, o starts this lesson over."), text);

	free(text);
	return all;
}

/* "8.4 waits for 8.3: p, then 2."; NULL: no earlier step helps.  barred: as for look_back(). */
static char *earlier(const struct view *view, const struct action *barred)
{
	const struct lesson *lesson = &view->workshop->lessons[view->lesson];
	struct maker_button maker = look_back(view, barred);
	char *keys, *text;

	if (!maker.action || maker.step >= view->step)
		return NULL;
	keys = look_back_keys(view->step - maker.step);
	/* TRANSLATORS: two steps, the key that goes back ("p", or "p 3 times") and the number of
	 * a button. */
	text = mem_printf(_("%1$s waits for %2$s: %3$s, then %4$d."), view_step(view)->id,
			  lesson->steps[maker.step].id, keys, maker.action->button);
	if (maker.late)
		text = or_over(text);
	free(keys);
	return text;
}

static char *earlier_for(const struct view *view, const struct view_button *button)
{
	const struct step *step = view_step(view);
	size_t at = (size_t)button->number - 1;

	return at < step->n_actions ? earlier(view, &step->actions[at]) : NULL;
}

/* Which earlier step lets a machine run that has to write something. */
static char *earlier_for_console(const struct view *view, const struct vm_machine *machine)
{
	struct action write = { .verb = VERB_TYPE, .machine = machine->name };

	return machine->state == STATE_RUNNING ? NULL : earlier(view, &write);
}

/* A button that should be pressed cannot be. */
static char *at_bar(const struct view *view, const struct view_button *button)
{
	const struct need *need;
	char *text;

	if (unready(view, &need))
		return mem_printf(_("Press 0: button %1$d cannot be pressed as things are. %2$s"),
				  button->number, button->refused);
	text = earlier(view, NULL);
	if (text)
		return text;
	if (view->step > 0)
		return mem_printf(_("Press p: button %1$d cannot be pressed as things are, and an earlier "
				    "step sees to that. %2$s"), button->number, button->refused);
	return mem_printf(_("Button %1$d cannot be pressed as things are. %2$s"), button->number,
			  button->refused);
}

/* Does the check look at something that the simulation does not have? */
static bool cannot_hold(const struct view *view, const struct check *check)
{
	return check && view->picture && view->picture->simulated && check_not_simulated(check);
}

/* The step's own buttons do not help: what else does; NULL: nothing is known. */
static char *elsewhere(const struct view *view, const struct check *check, size_t to)
{
	const struct vm_machine *machine =
		check && check->console ? machine_named(view, check->machine) : NULL;
	const struct view_button *button = barred(view, to);
	char *text = button ? earlier_for(view, button) : NULL;

	if (!text && machine)
		text = earlier_for_console(view, machine);
	if (text)
		return text;
	if (machine && machine->state == STATE_PAUSED)
		return mem_printf(_("A paused machine writes nothing: let %s go on first."), machine->name);
	if (button)
		return at_bar(view, button);
	return view->n_buttons > 0 && !cannot_hold(view, check) ? earlier(view, NULL) : NULL;
}

/* Does the check lack something of the timeline?  That never comes by itself. */
static bool comes_by_a_button(const struct view *view, const struct check *check)
{
	struct check timeline = { .machine = check->machine, .snapshot = check->snapshot,
				  .parent = check->parent, .current = check->current,
				  .no_snapshot = check->no_snapshot };

	return (check->snapshot || check->current || check->no_snapshot) && view->picture &&
	       !check_evaluate(&timeline, view->picture, 0).holds;
}

/* What is to be pressed, though a button before it cannot be: then *first is set, because a hint
 * of the lesson may name that one. */
static char *press_this(const struct view *view, const struct view_button *button, bool *first)
{
	*first = barred(view, (size_t)button->number - 1) != NULL;
	return press(button);
}

static char *waiting(const struct view *view, size_t at, bool *first)
{
	const struct step *step = view_step(view);
	const struct view_check *shown = &view->checks[at];
	const struct check *check = at < step->n_checks ? &step->checks[at] : NULL;
	size_t from = first_open(view, at), to = shown->after ? shown->after : view->n_buttons;
	const struct view_button *button = next_button(view, from, to);
	char *text;

	if (!button && check)
		button = again(view, check, to, false);
	if (!button)
		button = next_button(view, 0, to);
	if (button)
		return press_this(view, button, first);
	*first = true;
	text = elsewhere(view, check, to);
	if (text)
		return text;
	button = check ? again(view, check, to, true) : NULL;
	/* The snapshot may have been taken before something was done late. */
	if (button)
		return mem_printf(_("Press %1$d once more: %2$s. If that does not help, o starts this "
				    "lesson over."), button->number, button->label);
	if (check && shown->after > 0 && comes_by_a_button(view, check))
		return mem_dup(_("No button makes it so as things are: o starts this lesson over."));
	*first = false;
	if (shown->after == 0)
		return mem_printf(_("No key here does it: do what the text says, and \"%s\" is ticked off "
				    "by itself."), shown->text);
	return mem_printf(_("Wait: \"%s\" is ticked off by itself as soon as it is so."), shown->text);
}

static char *by_checks(const struct view *view, bool *first)
{
	const struct view_button *button;
	size_t i;

	for (i = 0; i < view->n_checks; i++)
		if (!view->checks[i].passed)
			return waiting(view, i, first);
	button = view->n_checks == 0 ? next_button(view, 0, view->n_buttons) : NULL;
	return button ? press(button) : mem_dup(_("All is done: press n."));
}

char *advice_for(const struct view *view, bool *first)
{
	char *text;

	*first = view_step(view) != NULL;
	if (!*first)
		return NULL;
	text = no_machines(view);
	if (text)
		return text;
	text = busy(view);
	if (text) {
		/* Who has to wait may read the lesson's hints meanwhile. */
		*first = hint_names_barred(view, true);
		return text;
	}
	text = guest(view);
	if (!text)
		text = trouble(view);
	if (!text)
		text = stage(view);
	if (text)
		return text;
	*first = false;
	text = by_checks(view, first);
	*first = *first || hint_names_barred(view, false);
	return text;
}
