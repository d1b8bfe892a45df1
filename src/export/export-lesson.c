// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lessons on exported pages; see export-lesson.h. */
#include "export/export-lesson.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "lesson/workshop.h"
#include "vm/check.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

/* ---- a page under construction ----------------------------------------------------- */

void export_add(struct making *m, const char *markup)
{
	html_out_add(&m->out, markup);
}

void export_element(struct making *m, const char *tag, const char *class, const char *text)
{
	export_add(m, "<");
	export_add(m, tag);
	if (class) {
		export_add(m, " class=\"");
		export_add(m, class);
		export_add(m, "\"");
	}
	export_add(m, ">");
	html_out_text(&m->out, text);
	export_add(m, "</");
	export_add(m, tag);
	export_add(m, ">");
}

/* ---- a lesson ---------------------------------------------------------------------- */

/* ---- a step ------------------------------------------------------------------------ */

static void add_action(struct making *m, const struct action *action)
{
	const struct workshop *workshop = m->edition->workshop;
	char *label = action_label(action, workshop_title_of(workshop, action->machine));
	char *command = command_text(action, NULL), *key = mem_printf("%d", action->button);

	export_add(m, "<div class=\"action\"><p>");
	export_element(m, "b", "key", key);
	export_add(m, " ");
	html_out_text(&m->out, label);
	export_add(m, "</p><pre>");
	export_element(m, "code", NULL, command);
	export_add(m, "</pre></div>\n");
	free(key);
	free(command);
	free(label);
}

/* Adds the checks that come after that many buttons. */
static void add_checks(struct making *m, const struct step *step, size_t after)
{
	bool any = false;
	size_t i;

	for (i = 0; i < step->n_checks; i++) {
		char *text;

		if (step->checks[i].after != after)
			continue;
		text = check_text(&step->checks[i],
				  workshop_title_of(m->edition->workshop, step->checks[i].machine));
		export_add(m, any ? "" : "<ul class=\"checks\">\n");
		export_add(m, "<li><span class=\"box\">☐</span> ");
		html_out_text(&m->out, text);
		export_add(m, "</li>\n");
		any = true;
		free(text);
	}
	export_add(m, any ? "</ul>\n" : "");
}

static void begin_hint(struct making *m)
{
	export_add(m, "<details>");
	export_element(m, "summary", NULL, _("Hint"));
	export_add(m, "\n");
}

static void add_hints(struct making *m, const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_checks; i++)
		if (step->checks[i].hint) {
			begin_hint(m);
			export_element(m, "p", NULL, step->checks[i].hint);
			export_add(m, "\n</details>\n");
		}
	for (i = 0; i < step->n_hints; i++) {
		begin_hint(m);
		html_out_doc(&m->out, &step->hints[i], NULL);
		export_add(m, "</details>\n");
	}
}

static void add_step(struct making *m, const struct lesson *lesson, const struct step *step,
		     int level)
{
	size_t i;

	export_add(m, "<section id=\"step-");
	html_out_text(&m->out, step->id);
	export_add(m, "\">\n");
	/* A lesson without headings is one step with the lesson's title. */
	m->out.heading = level;
	if (lesson->n_steps > 1 || !str_eq(step->title, lesson->title))
		html_out_heading(&m->out, level + 1, step->id, step->title);
	html_out_doc(&m->out, &step->doc, lesson->title);
	for (i = 0; i <= step->n_actions; i++) {
		add_checks(m, step, i);
		if (i < step->n_actions)
			add_action(m, &step->actions[i]);
	}
	add_hints(m, step);
	export_add(m, "</section>\n");
}

/* ---- a lesson ---------------------------------------------------------------------- */

static void add_objectives(struct making *m, const struct lesson *lesson)
{
	size_t i;

	if (lesson->n_objectives == 0)
		return;
	export_element(m, "p", NULL, _("In this lesson you will:"));
	export_add(m, "\n<ul>\n");
	for (i = 0; i < lesson->n_objectives; i++) {
		export_element(m, "li", NULL, lesson->objectives[i]);
		export_add(m, "\n");
	}
	export_add(m, "</ul>\n");
}

static void add_stage(struct making *m, const struct lesson *lesson)
{
	struct str machines = { 0 };
	char *text;
	size_t i;

	if (lesson->n_needs == 0)
		return;
	for (i = 0; i < lesson->n_needs; i++)
		str_addf(&machines, "%s%s (%s)", i > 0 ? ", " : "",
			 workshop_title_of(m->edition->workshop, lesson->needs[i].machine),
			 state_word(lesson->needs[i].state));
	text = mem_printf(_("It begins with: %s."), str_text(&machines));
	export_element(m, "p", "stage", text);
	export_add(m, "\n");
	free(text);
	str_free(&machines);
}

void export_lesson(struct making *m, const struct lesson *lesson, int level)
{
	char *number = mem_printf("%d", lesson->number);
	char *minutes = lesson->duration > 0 ? words_minutes(lesson->duration) : NULL;
	size_t i;

	m->place.file = lesson->file;
	m->out.heading = level - 1;
	html_out_heading(&m->out, level, number, lesson->title);
	if (minutes)
		export_element(m, "p", "facts", minutes);
	export_add(m, "\n");
	html_out_doc(&m->out, &lesson->intro, lesson->title);
	add_objectives(m, lesson);
	add_stage(m, lesson);
	for (i = 0; i < lesson->n_steps; i++)
		add_step(m, lesson, &lesson->steps[i], level);
	free(minutes);
	free(number);
}
