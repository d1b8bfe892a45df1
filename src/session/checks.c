// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The checks of the step; see checks.h. */
#include "session/checks.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "lesson/workshop.h"

void checks_open(struct checks *checks, const struct session_place *place,
		 const struct progress *progress)
{
	const struct step *step = place_step(place);
	size_t i;

	checks_clear(checks);
	if (!step)
		return;
	checks->n = step->n_checks;
	checks->list = mem_array(step->n_checks, sizeof *checks->list);
	for (i = 0; i < step->n_checks; i++) {
		const struct check *check = &step->checks[i];

		checks->list[i].check = check;
		checks->list[i].text = check_text(check, workshop_title_of(place->workshop,
									   check->machine));
		checks->list[i].passed = progress_passed(progress, step->id, check->key);
	}
}

void checks_take_passed(struct checks *checks, const struct session_place *place,
			const struct progress *progress)
{
	const struct step *step = place_step(place);
	size_t i;

	for (i = 0; step && i < checks->n; i++)
		checks->list[i].passed |= progress_passed(progress, step->id, checks->list[i].check->key);
}

void checks_clear(struct checks *checks)
{
	size_t i;

	for (i = 0; i < checks->n; i++)
		free(checks->list[i].text);
	free(checks->list);
	*checks = (struct checks){ 0 };
}

/* Does the check hold only because the step was skipped?  It passes if a button of the
 * step is pressed, or if the check was seen not to hold before. */
static bool only_skipped(const struct session_check *check, const struct session_place *place,
			 const struct progress *progress, bool is_skipping)
{
	const struct step *step = place_step(place);

	if (!progress_step_skipped(progress, step->id) || (check->seen_open && !is_skipping) ||
	    place_any_pressed(place))
		return false;
	return is_skipping || step->n_actions > 0;
}

/* A console that was saying what the check waits for when the step was opened says so again by
 * itself. */
enum { LAST_LINES = 2 };

static bool held_when_opened(const struct check *check, const struct vm_picture *picture, uint64_t seen)
{
	return check_evaluate(check, picture, seen > LAST_LINES ? seen - LAST_LINES : 0).holds;
}

bool checks_may_pass(struct checks *checks, size_t i, const struct session_place *place,
		     const struct vm_picture *picture, const struct progress *progress,
		     bool is_skipping)
{
	struct session_check *check = &checks->list[i];
	uint64_t seen = place_seen(place, check->check->machine);

	check->answer = check_evaluate(check->check, picture, seen);
	if (!check->answer.holds) {
		check->seen_open |= check->answer.certain;
		check->seen_otherwise |= check->answer.certain &&
					 !held_when_opened(check->check, picture, seen);
		return false;
	}
	if (!only_skipped(check, place, progress, is_skipping))
		return true;
	utf8_copy(check->answer.found, sizeof check->answer.found,
		  _("it is so, as this step was skipped: its buttons do it once more"));
	return false;
}

bool checks_hold_before(const struct checks *checks, int button)
{
	size_t i;

	for (i = 0; i < checks->n; i++)
		if ((int)checks->list[i].check->after == button - 1 && !checks->list[i].passed &&
		    !checks->list[i].answer.holds)
			return false;
	return true;
}

bool checks_hold_all(const struct checks *checks, const struct vm_picture *picture)
{
	size_t i;

	for (i = 0; i < checks->n; i++) {
		const struct check *check = checks->list[i].check;
		const struct vm_machine *machine = vm_picture_machine(picture, check->machine);
		uint64_t last = machine ? machine->console_seq : 0;

		/* Of the console only the last line counts. */
		if (!check_evaluate(check, picture, last > 0 ? last - 1 : 0).holds)
			return false;
	}
	return checks->n > 0;
}

void checks_forget_seen(struct checks *checks)
{
	size_t i;

	for (i = 0; i < checks->n; i++)
		checks->list[i].seen_open = checks->list[i].seen_otherwise = false;
}
