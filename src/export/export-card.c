// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The card of commands: one list for each thing that somebody wants to do; see export-card.h. */
#include "export/export-card.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "export/card-commands.h"
#include "export/export-style.h"

static const char *const titles[GROUPS] = {
	[GROUP_LOOK] = N_("See what there is"),
	[GROUP_MAKE] = N_("Make a machine, and remove it"),
	[GROUP_POWER] = N_("Power"),
	[GROUP_KEYS] = N_("Type into a machine"),
	[GROUP_SNAPSHOTS] = N_("Snapshots"),
	[GROUP_DISKS] = N_("Disks"),
	[GROUP_NETWORK] = N_("Network"),
	[GROUP_HARDWARE] = N_("Memory, processors, screens"),
};

static void add_words(struct making *m, const struct card_command *command,
		      const char *language)
{
	export_add(m, "<span");
	if (command->lesson_words && language)
		export_language(m, " lang=\"", language);
	export_add(m, ">");
	html_out_text(&m->out, command->words);
	export_add(m, "</span> ");
}

/* Adds a link to the step, or to the lesson, if it comes before the first step. */
static void add_source(struct making *m, const struct card_command *command,
		       const struct lesson *lesson, const char *language)
{
	char *address, *text;

	if (command->step) {
		address = export_step_address(m, command->lesson, command->step);
		text = mem_printf("%s %s", command->step->id, command->step->title);
	} else {
		address = export_page_address(m, command->lesson);
		text = mem_printf("%d %s", lesson->number, lesson->title);
	}
	export_link(m, NULL, language, address, text);
	free(address);
	free(text);
}

static void add_command(struct making *m, const struct card_command *command)
{
	const struct lesson *lesson = &m->edition->workshop->lessons[command->lesson];
	const char *language = export_other_language(m, lesson);

	export_add(m, "<li>");
	export_element(m, "code", NULL, command->command);
	export_add(m, "<br>\n");
	add_words(m, command, language);
	add_source(m, command, lesson, language);
	export_add(m, "</li>\n");
}

static void add_group(struct making *m, const struct card *card, enum verb_group group)
{
	bool any = false;
	size_t i;

	for (i = 0; i < card->n; i++) {
		if (card->list[i].group != group)
			continue;
		if (!any) {
			export_add(m, "<section>\n");
			html_out_heading(&m->out, 2, NULL, _(titles[group]));
			export_add(m, "<ul>\n");
		}
		any = true;
		add_command(m, &card->list[i]);
	}
	export_add(m, any ? "</ul>\n</section>\n" : "");
}

void export_card(struct making *m)
{
	struct card card = { 0 };
	int group;

	export_begin(m, "card.html", _("Commands"), export_card_style);
	export_header(m, "card.html", NULL);
	export_add(m, "<main>\n");
	html_out_heading(&m->out, 1, NULL, _("Commands"));
	export_element(m, "p", NULL,
		       _("Type them into a terminal of the host, each with the name of your machine. "
			 "The number says in which step of the workshop it comes first."));
	export_add(m, "\n<div class=\"card\">\n");
	card_collect(&card, m->edition->workshop);
	for (group = 0; group < GROUPS; group++)
		add_group(m, &card, (enum verb_group)group);
	card_free(&card);
	export_add(m, "</div>\n</main>\n");
	export_end(m, "card.html", NULL);
}
