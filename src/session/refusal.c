// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Why a button cannot be pressed, and what is to be pressed instead; see refusal.h. */
#include "session/refusal.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "lesson/workshop.h"
#include "session/look-back.h"
#include "session/parts.h"
#include "vm/rules.h"

/* Does setting the stage make this machine, which is not there yet?  It makes no clones. */
static bool stage_makes(const struct session *session, const struct vm_machine *machine)
{
	const struct need *need = lesson_need(place_lesson(&session->place), machine->name);
	const struct machine_spec *spec = workshop_machine(session->place.workshop, machine->name);

	return machine->state == STATE_ABSENT && machine->doing == VERB_NONE && need && need->state != STATE_ABSENT && spec &&
	       !spec->clone_of;
}

/* Which button makes the machine that is not there yet.  NULL: none of this lesson. */
static char *machine_maker(const struct session *session, const struct maker_button *maker,
			   const char *machine)
{
	const struct session_place *place = &session->place;
	const char *step = place_lesson(place)->steps[maker->step].id;
	int button = maker->action->button;
	char *keys, *text;

	if (maker->step == place->step)
		return mem_printf(_("There is no machine %1$s yet: button %2$d makes it."), machine, button);
	if (!session_has_keys(session))
		return mem_printf(_("There is no machine %1$s yet: button %2$d of step %3$s makes it."),
				  machine, button, step);
	keys = look_back_keys(place->step - maker->step);
	/* TRANSLATORS: a machine, the key that goes back ("p", or "p 3 times"), the number of a
	 * button, and its step. */
	text = mem_printf(_("There is no machine %1$s yet: %2$s, then %3$d (step %4$s)."), machine,
			  keys, button, step);
	free(keys);
	return text;
}

/* The same for a snapshot. */
static char *snapshot_maker(const struct session *session, const struct maker_button *maker,
			    const char *name)
{
	const struct session_place *place = &session->place;
	const char *step = place_lesson(place)->steps[maker->step].id;
	int button = maker->action->button;
	char *keys, *text;

	if (maker->step == place->step)
		return mem_printf(_("There is no snapshot %1$s yet: button %2$d takes it."), name, button);
	if (!session_has_keys(session))
		return mem_printf(_("There is no snapshot %1$s yet: button %2$d of step %3$s takes it."),
				  name, button, step);
	keys = look_back_keys(place->step - maker->step);
	/* TRANSLATORS: a snapshot, the key that goes back ("p", or "p 3 times"), the number of a
	 * button, and its step. */
	text = mem_printf(_("There is no snapshot %1$s yet: %2$s, then %3$d (step %4$s)."), name, keys,
			  button, step);
	free(keys);
	return text;
}

/* What is to be pressed where the machine or the snapshot is missing; NULL: something else is
 * in the way, or nothing in this lesson makes it. */
static char *what_makes_it(const struct session *session, const struct action *action,
			   const struct vm_machine *machine)
{
	const struct session_place *place = &session->place;
	const struct lesson *lesson = place_lesson(place);
	bool restores = action->verb == VERB_RESTORE || action->verb == VERB_DELETE;
	struct maker_button maker;

	if (machine->not_ours || machine->doing != VERB_NONE || machine->state == STATE_UNKNOWN)
		return NULL;
	if (machine->state == STATE_ABSENT) {
		maker = look_back_machine(lesson, place->step, action->button, machine->name);
		if (maker.action)
			return machine_maker(session, &maker, machine->name);
		return stage_makes(session, machine) ?
			mem_printf(_("There is no machine %s yet: 0 makes it."),
				   machine->name) : NULL;
	}
	if (!restores || vm_machine_snapshot(machine, action->name) ||
	    verb_refused(action->verb, machine->state))
		return NULL;
	maker = look_back_snapshot(lesson, place->step, action->button, machine->name, action->name);
	return maker.action ? snapshot_maker(session, &maker, action->name) : NULL;
}

char *refusal_of(const struct session *session, const struct action *action,
		 const struct vm_machine *machine)
{
	const char *why = chain_action_refused(action, machine, session->machines.picture);
	char *text = why ? what_makes_it(session, action, machine) : NULL;

	return text ? text : mem_dup(why);
}

void refusal_remedy(const struct session *session, const struct action *action,
		    const struct vm_machine *machine, struct error *err)
{
	const struct workshop *workshop = session->place.workshop;
	char *made = what_makes_it(session, action, machine);
	size_t i = made || machine->state != STATE_ABSENT ? 0 : session->place.lesson;

	free(made);
	while (i-- > 0) {
		const struct lesson *lesson = &workshop->lessons[i];
		struct maker_button maker =
			look_back_machine(lesson, lesson->n_steps, 0, action->machine);

		if (!maker.action)
			continue;
		error_remedy(err, _("Button %1$d of step %2$s makes it."), maker.action->button,
			     lesson->steps[maker.step].id);
		return;
	}
}
