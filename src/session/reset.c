// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Starting the whole workshop over; see reset.h. */
#include "session/reset.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "progress/progress.h"
#include "session/known-steps.h"
#include "session/parts.h"
#include "session/say.h"
#include "session/visit.h"
#include "vm/core/exchange.h"

/* ---- the question ------------------------------------------------------------------ */

/* What goes: names with ", " between. */
struct goes {
	struct str machines, snapshots, disks;
	size_t n_machines, n_snapshots, n_disks;
};

static void add(struct str *names, size_t *n, const char *name, size_t length)
{
	str_addf(names, "%s%.*s", names->len ? ", " : "", (int)length, name);
	(*n)++;
}

static void add_snapshots(struct goes *goes, const struct vm_machine *machine)
{
	size_t i;

	for (i = 0; i < machine->n_snapshots; i++)
		if (!machine->snapshots[i].safety)
			add(&goes->snapshots, &goes->n_snapshots, machine->snapshots[i].name,
			    strlen(machine->snapshots[i].name));
}

static void add_disks(struct goes *goes, const char *disks)
{
	size_t n;

	for (; disks && *disks; disks += n + (disks[n] == ' ')) {
		n = strcspn(disks, " ");
		if (n > 0)
			add(&goes->disks, &goes->n_disks, disks, n);
	}
}

static struct goes what_goes(const struct vm_picture *picture)
{
	struct goes goes = { 0 };
	size_t i;

	for (i = 0; picture && i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];

		if (machine->not_ours || machine->state == STATE_ABSENT || machine->state == STATE_UNKNOWN)
			continue;
		add(&goes.machines, &goes.n_machines, machine->name, strlen(machine->name));
		add_snapshots(&goes, machine);
		add_disks(&goes, machine->now.disks);
	}
	return goes;
}

static void add_sentence(struct str *text, char *sentence)
{
	str_addf(text, " %s", sentence);
	free(sentence);
}

char *session_reset_question(const struct session *session)
{
	struct goes goes = what_goes(session->machines.picture);
	struct str text = { 0 };

	str_add(&text, _("Start the whole workshop over?"));
	if (goes.n_machines > 0)
		/* TRANSLATORS: how many machines, and their names. */
		add_sentence(&text, mem_printf(ngettext("%1$zu machine is removed, with its disk: %2$s.",
							"%1$zu machines are removed, with their disks: %2$s.",
							(unsigned long)goes.n_machines),
					       goes.n_machines, str_text(&goes.machines)));
	if (goes.n_disks > 0)
		/* TRANSLATORS: how many disks, and their names. */
		add_sentence(&text, mem_printf(ngettext("%1$zu disk that was plugged in goes, too: %2$s.",
							"%1$zu disks that were plugged in go, too: %2$s.",
							(unsigned long)goes.n_disks),
					       goes.n_disks, str_text(&goes.disks)));
	if (goes.n_snapshots > 0)
		/* TRANSLATORS: how many snapshots, and their names. */
		add_sentence(&text, mem_printf(ngettext("%1$zu snapshot is deleted: %2$s.",
							"%1$zu snapshots are deleted: %2$s.",
							(unsigned long)goes.n_snapshots),
					       goes.n_snapshots, str_text(&goes.snapshots)));
	add_sentence(&text, mem_dup(_("Your ticks and your place go back to the beginning.")));
	str_free(&goes.machines);
	str_free(&goes.snapshots);
	str_free(&goes.disks);
	return str_take(&text);
}

/* ---- doing it ---------------------------------------------------------------------- */

/* In the language that the person chose, which is no progress. */
static void begin_anew(struct session *session, const char *language)
{
	struct error unsaved = { 0 };

	session_follow_steps(session);
	if (language)
		session_saved(session, progress_set_language(session->progress, language, &unsaved),
			      &unsaved);
	session->passed_unsaid = false;
	session_go_first(session);
	session_say(session, TONE_GOOD, _("The workshop begins anew: what was made for it is given back."),
		    NULL);
}

static void forget(struct session *session)
{
	char *language = mem_dup(progress_language(session->progress));
	struct error unsaved = { 0 };

	trail_clear(&session->trail);
	session_saved(session, progress_clear(session->progress, &unsaved), &unsaved);
	if (session_has_keys(session))
		begin_anew(session, language);
	free(language);
}

bool reset_takes(struct session *session, const struct vm_result *result)
{
	if (!session->reset_ticket || session->reset_ticket != result->ticket)
		return false;
	session->reset_ticket = 0;
	if (result->ok)
		forget(session);
	else
		session_say_error(session, &result->error);
	return true;
}

uint64_t session_reset(struct session *session, struct error *err)
{
	struct job *job;

	if (!session->machines.vm) {
		forget(session);
		return 0;
	}
	if (!machines_are_known(&session->machines, err))
		return 0;
	if (chain_is_at_it(&session->chain)) {
		error_set(err, ERROR_STATE, _("Wait until this is done."));
		return 0;
	}
	session->reset_ticket = vm_submit_reset(session->machines.vm, err);
	if (!session->reset_ticket)
		return 0;
	job = jobs_add(&session->jobs);
	*job = (struct job){ .ticket = session->reset_ticket, .verb = VERB_REMOVE, .step = "" };
	message_tell(&session->message, session->machines.picture,
		     mem_dup(_("What was made for the workshop is being given back.")), 0);
	return session->reset_ticket;
}
