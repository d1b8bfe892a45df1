// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Sentences about what was done; one table, a row a verb. */
#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/command.h"

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
	[VERB_SNAPSHOT] = N_("The moment %2$s of %1$s is kept."),
	[VERB_RESTORE] = N_("%1$s is back at %2$s; u brings back what you left."),
	[VERB_DELETE] = N_("The snapshot %2$s of %1$s is deleted."),
	[VERB_REMOVE] = N_("%1$s is removed, with its disk and its snapshots."),
	[VERB_CLONE] = N_("%2$s is a clone of %1$s: its disk holds only what differs."),
	[VERB_ATTACH] = N_("The disk %2$s is in %1$s."),
	[VERB_DETACH] = N_("The disk %2$s is out of %1$s, and keeps what is on it."),
	[VERB_PLUG] = N_("The network cable of %1$s is in."),
	[VERB_UNPLUG] = N_("The network cable of %1$s is out."),
	[VERB_TYPE] = N_("The text was typed into %1$s."),
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
	if (result->verb == VERB_SET)
		return set_sentence(result);
	if (result->verb < VERB_COUNT && results[result->verb])
		return _(results[result->verb]);
	return _("%1$s: done.");
}

char *words_result(const struct vm_result *result, const char *name)
{
	struct str out = { 0 };
	char *file = file_tilde(result->file), *text;

	if (result->verb == VERB_SCREENSHOT)
		name = file;
	if (result->verb == VERB_STAGE)
		text = mem_printf(_("The stage is set: %1$s is %2$s."), result->machine,
				  state_word(result->now));
	else {
		/* The formats are ours: the table above, or a translation of it
		 * that msgfmt has checked. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
		text = mem_printf(sentence(result), result->machine, name ? name : "");
#pragma GCC diagnostic pop
	}
	/* TRANSLATORS: a sentence, then the seconds that it took. */
	str_addf(&out, _("%1$s (%2$.1f\302\240s)"), text, (double)result->took_ms / 1000);
	free(text);
	free(file);
	return str_take(&out);
}

char *words_question(const struct action *action, const struct vm_machine *machine)
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
		return vm_machine_moment(machine, action->name)
			? mem_printf(_("%1$s has a snapshot %2$s already. Replace it? "
				       "The old one cannot be brought back."), title, action->name)
			: NULL;
	default:
		return NULL;
	}
}
