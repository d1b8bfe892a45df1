// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Machines of other lessons are saved; see lay-aside.h. */
#include "session/lay-aside.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/out.h"
#include "lesson/workshop.h"
#include "session/parts.h"
#include "session/press.h"

enum { IDLE_MS = 60000 }; /* that a lesson is open until then */

/* Is the lesson about the machine, or about a clone of it or what it is a clone of?  A lesson
 * that names none is about all. */
static bool is_of_lesson(const struct workshop *workshop, const struct lesson *lesson,
			 const char *machine)
{
	size_t i;

	if (!lesson || lesson->n_machines == 0 || lesson_names_machine(lesson, machine))
		return true;
	for (i = 0; i < workshop->n_machines; i++) {
		const struct machine_spec *spec = &workshop->machines[i];

		if (!spec->clone_of)
			continue;
		if (str_eq(spec->clone_of, machine) && lesson_names_machine(lesson, spec->name))
			return true;
		if (str_eq(spec->name, machine) && lesson_names_machine(lesson, spec->clone_of))
			return true;
	}
	return false;
}

static bool is_to_save(const struct session *session, const struct vm_machine *machine)
{
	return !machine->not_ours && machine->state == STATE_RUNNING && machine->doing == VERB_NONE &&
	       !jobs_has_machine(&session->jobs, machine->name) &&
	       !is_of_lesson(session->place.workshop, place_lesson(&session->place), machine->name);
}

static void save_others(struct session *session)
{
	const struct vm_picture *picture = session->machines.picture;
	struct lay_aside *aside = session->aside;
	size_t i;

	for (i = 0; picture && picture->link == VM_ALIVE && i < picture->n_machines; i++) {
		struct vm_request request = { .action = { .verb = VERB_SAVE,
							  .machine = picture->machines[i].name } };
		uint64_t ticket;

		if (!is_to_save(session, &picture->machines[i]))
			continue;
		ticket = press_submit_quietly(session, &request, NULL);
		if (ticket)
			*MEM_PUSH(aside->saving, aside->n_saving) = ticket;
	}
}

/* Not while the person only looks at another page, or something is done to machines: what comes
 * of that is looked at again. */
static bool is_open(const struct session *session)
{
	return session->seat && !session->away.on && !session->place.cover && !session->place.finished &&
	       session->jobs.n == 0 && !chain_is_at_it(&session->chain);
}

void lay_aside_turn(struct session *session)
{
	struct lay_aside *aside = session->aside;
	int64_t now = clock_mono_ms();

	if (!is_open(session))
		return;
	if (!aside)
		aside = session->aside = mem_alloc(sizeof *aside);
	if (aside->lesson != session->place.lesson + 1) {
		aside->lesson = session->place.lesson + 1;
		aside->open_ms = now;
	}
	if (now < aside->open_ms + IDLE_MS)
		return;
	aside->open_ms = now; /* one that cannot be saved is tried again later */
	save_others(session);
}

bool lay_aside_takes(struct session *session, const struct vm_result *result)
{
	struct lay_aside *aside = session->aside;
	size_t i;

	for (i = 0; aside && i < aside->n_saving; i++) {
		if (aside->saving[i] != result->ticket)
			continue;
		aside->saving[i] = aside->saving[--aside->n_saving];
		log_line("laid aside: %s saved: %s", result->machine, result->ok ? "yes" : result->error.message);
		return true;
	}
	return false;
}

int64_t lay_aside_due_ms(const struct session *session)
{
	return is_open(session) && session->aside ? session->aside->open_ms + IDLE_MS : CLOCK_NEVER;
}

void lay_aside_free(struct lay_aside *aside)
{
	free(aside ? aside->saving : NULL);
	free(aside);
}
