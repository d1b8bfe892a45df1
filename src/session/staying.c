// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which machines run or are paused when a person leaves; see staying.h. */
#include "session/staying.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "session/parts.h"
#include "vm/rules.h"

/* ---- which there are ----------------------------------------------------------------- */

enum kind { RUNNING, PAUSED, STOPPED /* by a trouble, which is named */, KINDS };

struct those {
	struct str names[KINDS];
	unsigned long n[KINDS];
};

static void add_machine(struct those *those, const struct vm_machine *machine)
{
	enum kind kind = machine->state == STATE_RUNNING ? RUNNING :
			 machine_in_trouble(machine) ? STOPPED : PAUSED;

	if (those->n[kind]++ > 0)
		str_add(&those->names[kind], ", ");
	str_add(&those->names[kind], machine->name);
	if (kind == STOPPED)
		str_addf(&those->names[kind], " (%s)", machine_word(machine));
}

/* With busy also those that something is being done to.  Free with forget(). */
static struct those find(const struct session *session, bool busy)
{
	const struct vm_picture *picture = session->machines.picture;
	struct those those = { 0 };
	size_t i;

	/* What is simulated ends with the program. */
	if (!picture || picture->link != VM_ALIVE || picture->simulated)
		return those;
	for (i = 0; i < picture->n_machines; i++) {
		const struct vm_machine *machine = &picture->machines[i];

		if (machines_is_at_work(machine) &&
		    (busy || !jobs_has_machine(&session->jobs, machine->name)))
			add_machine(&those, machine);
	}
	return those;
}

static void forget(struct those *those)
{
	for (int kind = 0; kind < KINDS; kind++)
		str_free(&those->names[kind]);
}

static unsigned long count(const struct those *those)
{
	return those->n[RUNNING] + those->n[PAUSED] + those->n[STOPPED];
}

static const char *names(const struct those *those, enum kind kind)
{
	return str_text(&those->names[kind]);
}

bool session_leaves_still(const struct session *session)
{
	struct those those = find(session, true);
	bool still = count(&those) > those.n[RUNNING];

	forget(&those);
	return still;
}

/* ---- the question ------------------------------------------------------------------------ */

/* "Running: ann. Paused: bob."  Caller frees. */
static char *how_they_are(const struct those *those)
{
	/* TRANSLATORS: a machine, or a list of them. */
	static const char *const sentences[KINDS] = {
		[RUNNING] = N_("Running: %s."), [PAUSED] = N_("Paused: %s."), [STOPPED] = N_("Stopped: %s."),
	};
	struct str text = { 0 };

	for (int kind = 0; kind < KINDS; kind++) {
		if (those->n[kind] == 0)
			continue;
		if (text.len > 0)
			str_addc(&text, ' ');
		/* The formats are of the table above, or translations that msgfmt checked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		str_addf(&text, _(sentences[kind]), names(those, kind));
#pragma GCC diagnostic pop
	}
	return str_take(&text);
}

static char *question(const struct those *those)
{
	unsigned long n = count(those);
	char *how, *text;

	if (n == those->n[RUNNING])
		/* TRANSLATORS: a machine, or a list of them. */
		return mem_printf(ngettext("%s is running. Save its memory, shut it down, or let it run?",
					   "%s are running. Save their memory, shut them down, or let them run?",
					   n), names(those, RUNNING));
	if (n == those->n[PAUSED])
		/* TRANSLATORS: a machine, or a list of them. */
		return mem_printf(ngettext("%s is paused. Save its memory, shut it down, or leave it as it is?",
					   "%s are paused. Save their memory, shut them down, or leave them as "
					   "they are?", n), names(those, PAUSED));
	how = how_they_are(those);
	/* TRANSLATORS: sentences as "Running: ann. Paused: bob." */
	text = mem_printf(ngettext("%s Save its memory, shut it down, or leave it as it is?",
				   "%s Save their memory, shut them down, or leave them as they are?", n),
			  how);
	free(how);
	return text;
}

char *session_leaving_question(const struct session *session)
{
	struct those those = find(session, true);
	char *text = count(&those) > 0 ? question(&those) : NULL;

	forget(&those);
	return text;
}

/* ---- at the end ---------------------------------------------------------------------------- */

/* In a seat there is no shell for the command that removes them. */
static char *they_only_stay(const struct those *those)
{
	unsigned long n = count(those);
	char *how, *text;

	if (n == those->n[RUNNING])
		/* TRANSLATORS: a machine, or a list of them. */
		return mem_printf(ngettext("%s runs on, and is there when you come back.",
					   "%s run on, and are there when you come back.", n),
				  names(those, RUNNING));
	if (n == those->n[PAUSED])
		/* TRANSLATORS: a machine, or a list of them. */
		return mem_printf(ngettext("%s stays paused, and is there when you come back.",
					   "%s stay paused, and are there when you come back.", n),
				  names(those, PAUSED));
	how = how_they_are(those);
	/* TRANSLATORS: sentences as "Running: ann. Paused: bob." */
	text = mem_printf(ngettext("%s It stays so, and is there when you come back.",
				   "%s They stay so, and are there when you come back.", n), how);
	free(how);
	return text;
}

static char *they_stay(const struct those *those, const char *give_back)
{
	unsigned long n = count(those);
	char *how, *text;

	if (n == those->n[RUNNING])
		/* TRANSLATORS: a machine, or a list of them, and a command for the shell. */
		return mem_printf(ngettext("%1$s runs on, and is there when you come back. This removes "
					   "it, and your place: %2$s",
					   "%1$s run on, and are there when you come back. This removes "
					   "them, and your place: %2$s", n),
				  names(those, RUNNING), give_back);
	if (n == those->n[PAUSED])
		/* TRANSLATORS: a machine, or a list of them, and a command for the shell. */
		return mem_printf(ngettext("%1$s stays paused, and is there when you come back. This removes "
					   "it, and your place: %2$s",
					   "%1$s stay paused, and are there when you come back. This removes "
					   "them, and your place: %2$s", n),
				  names(those, PAUSED), give_back);
	how = how_they_are(those);
	/* TRANSLATORS: sentences as "Running: ann. Paused: bob."; and a command for the shell. */
	text = mem_printf(ngettext("%1$s It stays so, and is there when you come back. This removes it, and "
				   "your place: %2$s",
				   "%1$s They stay so, and are there when you come back. This removes them, "
				   "and your place: %2$s", n), how, give_back);
	free(how);
	return text;
}

char *session_run_on(const struct session *session)
{
	struct those those;
	char *text;

	if (session->run_on)
		return mem_dup(session->run_on);
	those = find(session, false);
	if (count(&those) == 0)
		text = NULL;
	else
		text = session->give_back ? they_stay(&those, session->give_back) :
					    they_only_stay(&those);
	forget(&those);
	return text;
}
