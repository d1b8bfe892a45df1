// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Reading the workshop anew; see reload.h.  What cannot be read without an error is not
 * shown: the last good version stays. */
#include "session/reload.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/parts.h"
#include "session/say.h"
#include "session/visit.h"

static bool same_machine(const struct machine_spec *a, const struct machine_spec *b)
{
	return str_eq(a->name, b->name) && str_eq(a->image, b->image) &&
	       str_eq(a->kernel, b->kernel) && str_eq(a->initrd, b->initrd) &&
	       str_eq(a->cmdline, b->cmdline) && a->memory == b->memory &&
	       a->max_memory == b->max_memory && a->max_cpus == b->max_cpus && a->disk == b->disk &&
	       a->cpus == b->cpus && str_eq(a->arch, b->arch) && str_eq(a->network, b->network) &&
	       str_eq(a->clone_of, b->clone_of);
}

static bool same_machines(const struct workshop *a, const struct workshop *b)
{
	size_t i;

	for (i = 0; a->n_machines == b->n_machines && i < a->n_machines; i++)
		if (!same_machine(&a->machines[i], &b->machines[i]))
			return false;
	return a->n_machines == b->n_machines;
}

/* A new connection knows the new machines. */
static bool change_machines(struct session *session, const struct workshop *workshop, struct error *err)
{
	if (!machines_change(&session->machines, workshop, err))
		return false;
	jobs_forget_results(&session->jobs);
	host_look_free(session->look);
	session->look = session->machines.vm ? host_look_new(workshop) : NULL;
	return true;
}

static void show(struct session *session, struct workshop *workshop, bool other_machines)
{
	struct session_place *place = &session->place;
	size_t before = place_step(place) ? place_step(place)->n_actions : 0;
	struct error err = { 0 };

	checks_clear(&session->checks);
	host_look_settle(session->look); /* it may be looking at the old lessons */
	editions_replace(&session->editions, workshop);
	place->workshop = workshop;
	if (other_machines)
		place_mark_consoles(place, NULL);
	session->whole = true;
	anchor_find(&session->anchor, place);
	place_keep_pressed(place, before);
	if (!place->cover && place_step(place)) {
		session_open_checks(session);
		session_saved(session, progress_set_place(session->progress, place_step(place)->id, &err),
			      &err);
	}
	session_judge(session);
}

bool session_reload(struct session *session)
{
	struct workshop *workshop;
	struct error err = { 0 };
	char *problem;
	bool other;

	/* What is under way points into what is shown. */
	if (session->jobs.n > 0 || session->chain.n_links > 0 || chain_is_at_it(&session->chain))
		return false;
	anchor_drop(&session->anchor, &session->place);
	workshop = editions_read_anew(&session->editions, session->place.workshop, &problem);
	other = workshop && !same_machines(session->place.workshop, workshop);
	if (other && !change_machines(session, workshop, &err)) {
		problem = mem_dup(err.message);
		workshop_free(workshop);
		workshop = NULL;
	}
	free(session->broken);
	session->broken = problem;
	if (workshop)
		show(session, workshop, other);
	return true;
}
