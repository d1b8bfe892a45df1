// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The commands that a workshop teaches; see card-commands.h. */
#include "export/card-commands.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

/* Where in the workshop we are. */
struct reading {
	struct card *card;
	const struct workshop *workshop;
	size_t lesson;
	const struct step *step;
};

/* Returns the new command; NULL if it is on the card already. */
static struct card_command *add(const struct reading *r, enum verb verb, unsigned variant)
{
	struct card *card = r->card;
	struct card_command *command;
	size_t i;

	for (i = 0; i < card->n; i++)
		if (card->list[i].verb == verb && card->list[i].variant == variant)
			return NULL;
	command = MEM_PUSH(card->list, card->n);
	command->verb = verb;
	command->variant = variant;
	command->lesson = r->lesson;
	command->step = r->step;
	return command;
}

/* ---- in the text ----------------------------------------------------------------------- */

/* No button only looks, so these are known by what they begin with. */
static const struct {
	const char *command, *words;
} looks[] = {
	{ "virsh list", N_("List the machines, with their states.") },
	{ "virsh dominfo", N_("Tell its state, its memory and its processors.") },
	{ "virsh domstate", N_("Tell its state.") },
	{ "virsh dumpxml", N_("Show its whole definition.") },
	{ "virsh console", N_("Open its console; Ctrl-] leaves it.") },
	{ "virsh snapshot-list", N_("List its snapshots.") },
	{ "virsh domblklist", N_("List its disks.") },
	{ "virsh domblkinfo", N_("Tell how large a disk is, and how much of it is used.") },
	{ "virsh domiflist", N_("List its network cards.") },
	{ "qemu-img info", N_("Tell what kind of disk a file is, and how large.") },
};

static void read_command(const struct reading *r, const char *text, size_t n)
{
	struct card_command *command;
	unsigned i;

	for (; n > 0 && ascii_space(text[n - 1]); n--)
		;
	for (i = 0; i < ARRAY_LEN(looks); i++) {
		size_t length = strlen(looks[i].command);

		if (n < length || memcmp(text, looks[i].command, length) != 0 ||
		    (n > length && text[length] != ' '))
			continue;
		command = add(r, VERB_NONE, i);
		if (command) {
			command->group = GROUP_LOOK;
			command->command = mem_ndup(text, n);
			command->words = mem_dup(_(looks[i].words));
		}
	}
}

/* A line may begin with the sign that a shell asks with. */
static void read_lines(const struct reading *r, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n"), sign = strspn(text, " \t");

		if ((text[sign] == '$' || text[sign] == '#') && text[sign + 1] == ' ')
			sign += 2;
		if (sign < n)
			read_command(r, text + sign, n - sign);
		text += n + (text[n] == '\n');
	}
}

/* markdown.c limits the depth of trees, so recursion is safe. */
static void read_block(const struct reading *r, const struct block *block)
{
	size_t i;

	if (block->kind == BLOCK_CODE)
		read_lines(r, block->text);
	for (i = 0; i < block->n_spans; i++)
		if (block->spans[i].style & SPAN_CODE)
			read_command(r, block->spans[i].text, strlen(block->spans[i].text));
	for (i = 0; i < block->n_kids; i++)
		read_block(r, &block->kids[i]);
}

/* ---- buttons --------------------------------------------------------------------------- */

/* Typing on a keyboard and on a serial console are two commands; so are setting the memory,
 * the processors and the screens. */
static unsigned variant_of(const struct action *action)
{
	if (action->verb == VERB_TYPE)
		return action->serial;
	return (action->memory ? 1 : 0) | (action->cpus ? 2 : 0) | (action->screens ? 4 : 0);
}

static void set_words(const struct reading *r, const struct action *action,
		      struct card_command *command)
{
	if (action->verb == VERB_TYPE) {
		command->words = mem_dup(action->serial ? _("Write a line to its serial console.") :
							  _("Press keys on its keyboard."));
	} else if (action->verb == VERB_SET) {
		command->words = action_label(action, workshop_title_of(r->workshop, action->machine));
		command->lesson_words = action->label != NULL;
	} else {
		command->words = mem_dup(_(verb_rule(action->verb)->help));
	}
}

static void read_action(const struct reading *r, const struct action *action)
{
	const struct verb_rule *rule = verb_rule(action->verb);
	struct card_command *command = rule ? add(r, action->verb, variant_of(action)) : NULL;

	if (!command)
		return;
	command->group = rule->group;
	command->command = command_text(action, NULL);
	set_words(r, action, command);
}

/* ---- the workshop ---------------------------------------------------------------------- */

static void read_step(struct reading *r, const struct step *step)
{
	size_t i;

	r->step = step;
	read_block(r, &step->doc.root);
	for (i = 0; i < step->n_actions; i++)
		read_action(r, &step->actions[i]);
	for (i = 0; i < step->n_hints; i++)
		read_block(r, &step->hints[i].root);
}

void card_collect(struct card *card, const struct workshop *workshop)
{
	struct reading r = { .card = card, .workshop = workshop };
	size_t i;

	for (r.lesson = 0; r.lesson < workshop->n_lessons; r.lesson++) {
		const struct lesson *lesson = &workshop->lessons[r.lesson];

		r.step = NULL;
		read_block(&r, &lesson->intro.root);
		for (i = 0; i < lesson->n_steps; i++)
			read_step(&r, &lesson->steps[i]);
	}
}

void card_free(struct card *card)
{
	size_t i;

	for (i = 0; i < card->n; i++) {
		free(card->list[i].command);
		free(card->list[i].words);
	}
	free(card->list);
	*card = (struct card){ 0 };
}

bool card_has_commands(const struct workshop *workshop)
{
	struct card card = { 0 };
	bool any;

	card_collect(&card, workshop);
	any = card.n > 0;
	card_free(&card);
	return any;
}
