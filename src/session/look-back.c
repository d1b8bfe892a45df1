// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which earlier button makes what a step lacks; see look-back.h.
 *
 * What can be seen comes first: a machine, a snapshot, a disk or other hardware that an
 * earlier button makes and that is not there.  What was typed cannot be seen, so then comes
 * the nearest step that is not done. */
#include "session/look-back.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/outcome.h"
#include "vm/rules.h"

static const struct maker_button nothing;

char *look_back_keys(size_t steps)
{
	if (steps == 1)
		return mem_dup("p");
	/* TRANSLATORS: a key to press that often, before "then" and another one. */
	return mem_printf(ngettext("p %zu time", "p %zu times", (unsigned long)steps), steps);
}

/* ---- by name ------------------------------------------------------------------------- */

static bool makes_machine(const struct action *action, const char *machine)
{
	return (action->verb == VERB_DEFINE && str_eq(action->machine, machine)) ||
	       (action->verb == VERB_CLONE && str_eq(action->as, machine));
}

static bool takes_snapshot(const struct action *action, const char *machine, const char *name)
{
	return action->verb == VERB_SNAPSHOT && str_eq(action->machine, machine) &&
	       str_eq(action->name, name);
}

/* name: of a snapshot; NULL: the machine itself. */
static struct maker_button nearest(const struct lesson *lesson, size_t step, int button,
				   const char *machine, const char *name)
{
	size_t n = button > 0 ? (size_t)button - 1 : 0, s;

	for (s = step + 1; s-- > 0; n = s > 0 ? lesson->steps[s - 1].n_actions : 0)
		while (n > 0) {
			const struct action *action = &lesson->steps[s].actions[--n];

			if (name ? takes_snapshot(action, machine, name) :
				   makes_machine(action, machine))
				return (struct maker_button){ .step = s, .action = action };
		}
	return nothing;
}

struct maker_button look_back_machine(const struct lesson *lesson, size_t step, int button,
				      const char *machine)
{
	return machine ? nearest(lesson, step, button, machine, NULL) : nothing;
}

struct maker_button look_back_snapshot(const struct lesson *lesson, size_t step, int button,
				       const char *machine, const char *name)
{
	return machine && name ? nearest(lesson, step, button, machine, name) : nothing;
}

/* ---- what can be seen ------------------------------------------------------------------ */

/* What a verb decides about. */
enum thing { THING_NONE, THING_MACHINE, THING_SNAPSHOT, THING_DISK, THING_CABLE, THING_HARDWARE };

static enum thing thing_of(enum verb verb)
{
	switch (verb) {
	case VERB_DEFINE:
	case VERB_CLONE:
	case VERB_REMOVE:
		return THING_MACHINE;
	case VERB_SNAPSHOT:
	case VERB_DELETE:
		return THING_SNAPSHOT;
	case VERB_ATTACH:
	case VERB_DETACH:
		return THING_DISK;
	case VERB_PLUG:
	case VERB_UNPLUG:
		return THING_CABLE;
	case VERB_SET:
		return THING_HARDWARE;
	default:
		return THING_NONE;
	}
}

static const char *owner(const struct action *action)
{
	return action->verb == VERB_CLONE ? action->as : action->machine;
}

/* Does the second one, which is pressed later, decide anew about what the first one made? */
static bool decides_anew(const struct action *first, const struct action *later)
{
	enum thing thing = thing_of(later->verb);

	if (!str_eq(owner(first), owner(later)))
		return false;
	/* What belonged to a machine goes with it. */
	if (thing == THING_MACHINE)
		return true;
	return thing == thing_of(first->verb) &&
	       (thing != THING_SNAPSHOT || str_eq(first->name, later->name)) &&
	       (thing != THING_DISK || str_eq(first->disk, later->disk));
}

/* Does a button after that one decide anew, up to those of the step? */
static bool is_over(const struct lesson *lesson, size_t step, struct maker_button made)
{
	size_t s, a = (size_t)made.action->button;

	for (s = made.step; s <= step; s++, a = 0)
		for (; a < lesson->steps[s].n_actions; a++)
			if (decides_anew(made.action, &lesson->steps[s].actions[a]))
				return true;
	return false;
}

/* Was it made, and is it not there?  Machines that were removed are not missed. */
static bool is_lacking(const struct view *view, const struct action *action)
{
	const struct vm_machine *machine = vm_picture_machine(view->picture, owner(action));
	struct vm_request request = { .action = *action };
	enum thing thing = thing_of(action->verb);

	if (thing == THING_NONE || action->verb == VERB_REMOVE || action->verb == VERB_DELETE)
		return false;
	if (!machine || machine->state == STATE_ABSENT)
		return thing == THING_MACHINE;
	return thing != THING_MACHINE && !machine->not_ours && machine->state != STATE_UNKNOWN &&
	       outcome_known(action->verb, machine) &&
	       !outcome_kept(&request, machine->state, machine, NULL);
}

/* Is the machine one of those that the step is about? */
static bool is_about(const struct step *step, const char *machine)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		if (str_eq(step->actions[i].machine, machine))
			return true;
	for (i = 0; i < step->n_checks; i++)
		if (str_eq(step->checks[i].machine, machine))
			return true;
	return false;
}

/* The first one, as what comes later may build on it. */
static struct maker_button first_lacking(const struct view *view, const struct lesson *lesson)
{
	size_t s, a;

	for (s = 0; s < view->step; s++)
		for (a = 0; a < lesson->steps[s].n_actions; a++) {
			struct maker_button made = { .step = s, .action = &lesson->steps[s].actions[a] };

			if (is_about(&lesson->steps[view->step], owner(made.action)) &&
			    is_lacking(view, made.action) && !is_over(lesson, view->step, made))
				return made;
		}
	return nothing;
}

/* ---- steps that are not done ------------------------------------------------------------- */

static bool is_open(const struct view *view, size_t step)
{
	return view->earlier && view->earlier[step].open;
}

/* Was it pressed, or has what it is for come? */
static bool was_pressed(const struct view *view, size_t step, size_t a)
{
	const struct view_earlier *earlier = &view->earlier[step];

	return a < earlier->passed || (earlier->pressed && earlier->pressed[a + 1]);
}

/* May the action be pressed in a state in which the verb leaves the machine? */
static bool leads_on(enum verb verb, const struct action *action)
{
	struct vm_machine after = { 0 };
	int state;

	if (!verb_shows_in_state(verb) || thing_of(verb) != THING_NONE)
		return false;
	for (state = STATE_ABSENT; state < STATE_COUNT; state++) {
		after.state = (enum machine_state)state;
		if (verb_may_leave(verb, &after) && !verb_refused(action->verb, after.state))
			return true;
	}
	return false;
}

/* Wanted is NULL, or a button that cannot be pressed in the state that its machine is in. */
static struct maker_button nearest_open(const struct view *view, const struct lesson *lesson,
					const struct action *wanted, bool pressed)
{
	size_t s, a;

	for (s = view->step; s-- > 0;)
		for (a = 0; is_open(view, s) && a < lesson->steps[s].n_actions; a++) {
			const struct action *action = &lesson->steps[s].actions[a];

			if (was_pressed(view, s, a) == pressed && a >= view->earlier[s].passed &&
			    (!wanted || (str_eq(action->machine, wanted->machine) &&
					 leads_on(action->verb, wanted))))
				return (struct maker_button){ .step = s, .action = action };
		}
	return nothing;
}

/* ---- too late ------------------------------------------------------------------------------ */

static bool has_worked(const struct view *view, size_t step, size_t a)
{
	if (step == view->step)
		return a < view->n_buttons && view->buttons[a].done;
	return view->earlier && was_pressed(view, step, a);
}

/* Does it change what the machine remembers, or the snapshots that it has?  What the open step types
 * can be typed once more. */
static bool goes_on(const struct action *action, bool open)
{
	return (action->verb == VERB_TYPE && !open) || action->verb == VERB_SNAPSHOT ||
	       action->verb == VERB_RESTORE;
}

/* Has that button worked, or one after it by which its machine has gone on?  Then what it makes
 * now is not what the lesson means. */
static bool is_late(const struct view *view, const struct lesson *lesson, struct maker_button maker)
{
	size_t s, a = (size_t)maker.action->button;

	if (has_worked(view, maker.step, a - 1))
		return true;
	for (s = maker.step; s <= view->step; s++, a = 0)
		for (; a < lesson->steps[s].n_actions; a++)
			if (goes_on(&lesson->steps[s].actions[a], s == view->step) && has_worked(view, s, a) &&
			    str_eq(lesson->steps[s].actions[a].machine, maker.action->machine))
				return true;
	return false;
}

/* ---- all of it ------------------------------------------------------------------------------ */

/* What the button that cannot be pressed lacks. */
static struct maker_button for_barred(const struct view *view, const struct lesson *lesson,
				      const struct action *barred)
{
	const struct vm_machine *machine = vm_picture_machine(view->picture, barred->machine);

	if (machine && (machine->not_ours || machine->state == STATE_UNKNOWN))
		return nothing;
	if (!machine || machine->state == STATE_ABSENT)
		return look_back_machine(lesson, view->step, barred->button, barred->machine);
	if ((barred->verb == VERB_RESTORE || barred->verb == VERB_DELETE) &&
	    !vm_machine_snapshot(machine, barred->name))
		return look_back_snapshot(lesson, view->step, barred->button, barred->machine,
					  barred->name);
	if (verb_refused(barred->verb, machine->state))
		return nearest_open(view, lesson, barred, false);
	return nothing;
}

struct maker_button look_back(const struct view *view, const struct action *barred)
{
	const struct lesson *lesson = &view->workshop->lessons[view->lesson];
	struct maker_button found = barred ? for_barred(view, lesson, barred) :
					     first_lacking(view, lesson);

	if (!barred && !found.action)
		found = nearest_open(view, lesson, NULL, false);
	/* All were pressed, and what they are for has not come. */
	if (!barred && !found.action)
		found = nearest_open(view, lesson, NULL, true);
	found.late = found.action && is_late(view, lesson, found);
	return found;
}
