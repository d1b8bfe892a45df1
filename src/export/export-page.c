// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The pages of an exported workshop; see export-page.h.
 *
 * An edition has index.html (cover and contents), a page for each lesson,
 * whole.html: all of it, for printing, and card.html (export-card.h).  All text of the
 * pages is in the edition's language. */
#include <config.h>

#include "export/export-page.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "export/card-commands.h"
#include "export/export-card.h"
#include "export/export-frame.h"
#include "export/html-notes.h"
#include "export/html-out.h"
#include "lesson/workshop.h"
#include "vm/check.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

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

/* Notes are plain text, so they are not in a document. */
static void add_notes(struct making *m, char *const *notes, size_t n)
{
	size_t i;

	for (i = 0; i < n && m->export->notes; i++) {
		export_add(m, "<aside class=\"presenter\">\n");
		export_element(m, "p", "word", _("For who presents"));
		export_add(m, "\n");
		html_out_paragraphs(&m->out, notes[i]);
		export_add(m, "</aside>\n");
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
	add_notes(m, step->notes, step->n_notes);
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

static void find_notes(struct making *m, const struct lesson *lesson)
{
	size_t i, k;

	html_out_forget_notes(&m->out);
	html_out_find_notes(&m->out, &lesson->intro);
	for (i = 0; i < lesson->n_steps; i++) {
		html_out_find_notes(&m->out, &lesson->steps[i].doc);
		for (k = 0; k < lesson->steps[i].n_hints; k++)
			html_out_find_notes(&m->out, &lesson->steps[i].hints[k]);
	}
}

/* Appends the lesson.  level: of its heading, 1 to 6. */
static void export_lesson(struct making *m, const struct lesson *lesson, int level)
{
	char *number = mem_printf("%d", lesson->number);
	char *minutes = lesson->duration > 0 ? words_minutes(lesson->duration) : NULL;
	size_t i;

	m->place.file = lesson->file;
	find_notes(m, lesson);
	m->out.heading = level - 1;
	html_out_heading(&m->out, level, number, lesson->title);
	if (minutes)
		export_element(m, "p", "facts", minutes);
	export_add(m, "\n");
	html_out_doc(&m->out, &lesson->intro, lesson->title);
	add_objectives(m, lesson);
	add_stage(m, lesson);
	add_notes(m, lesson->notes, lesson->n_notes);
	for (i = 0; i < lesson->n_steps; i++)
		add_step(m, lesson, &lesson->steps[i], level);
	free(minutes);
	free(number);
}

/* ---- a lesson ---------------------------------------------------------------------- */

static void end_page(struct making *m, const char *page)
{
	export_end(m, page, _("The boxes with a number are buttons in the program imitation, beside live "
			      "machines. Here they show the command that each stands for."));
}

static char *lesson_title(const struct lesson *lesson)
{
	return mem_printf("%d %s", lesson->number, lesson->title);
}

static void add_turn(struct making *m, size_t lesson)
{
	const struct workshop *workshop = m->edition->workshop;
	size_t i;

	export_add(m, "<nav class=\"turn\" aria-label=\"");
	html_out_text(&m->out, _("Lessons"));
	export_add(m, "\">\n");
	for (i = lesson > 0 ? lesson - 1 : lesson + 1; i < workshop->n_lessons && i <= lesson + 1;
	     i += 2) {
		char *title = lesson_title(&workshop->lessons[i]), *address = export_page_address(m, i);
		char *text = mem_printf(i < lesson ? "← %s" : "%s →", title);

		export_link(m, i < lesson ? "prev" : "next", NULL, address, text);
		export_add(m, "\n");
		free(text);
		free(address);
		free(title);
	}
	export_add(m, "</nav>\n");
}

/* Opens <main> or <article>, with the language of a lesson that is not translated. */
static void begin_lesson(struct making *m, const char *tag, const struct lesson *lesson)
{
	export_add(m, tag);
	if (export_other_language(m, lesson))
		export_language(m, " lang=\"", export_other_language(m, lesson));
	export_add(m, ">\n");
}

static void lesson_page(struct making *m, size_t index)
{
	const struct lesson *lesson = &m->edition->workshop->lessons[index];

	export_begin(m, m->edition->pages[index], lesson->title, NULL);
	export_header(m, m->edition->pages[index], lesson);
	begin_lesson(m, "<main", lesson);
	export_lesson(m, lesson, 1);
	export_add(m, "</main>\n");
	if (m->edition->workshop->n_lessons > 1)
		add_turn(m, index);
	end_page(m, m->edition->pages[index]);
}

/* ---- the cover --------------------------------------------------------------------- */

static int planned_minutes(const struct workshop *workshop)
{
	int minutes = workshop->duration;
	size_t i;

	for (i = 0; workshop->duration == 0 && i < workshop->n_lessons; i++)
		minutes += workshop->lessons[i].duration;
	return minutes;
}

static void add_fact(struct str *facts, const char *fact)
{
	if (fact && fact[0])
		str_addf(facts, "%s%s", facts->len > 0 ? " · " : "", fact);
}

static void add_cover(struct making *m)
{
	const struct workshop *workshop = m->edition->workshop;
	int minutes = planned_minutes(workshop);
	char *length = minutes > 0 ? words_minutes(minutes) : NULL;
	char *file = mem_printf("%s/%s%sworkshop.md", m->export->root, m->edition->folder,
				m->edition->folder[0] ? "/" : "");
	struct str facts = { 0 };

	m->place.file = file;
	html_out_heading(&m->out, 1, NULL, workshop->title);
	add_fact(&facts, workshop->date);
	add_fact(&facts, workshop->location);
	add_fact(&facts, length);
	if (facts.len > 0)
		export_element(m, "p", "facts", facts.text);
	export_add(m, "\n");
	html_out_find_notes(&m->out, &workshop->cover);
	html_out_doc(&m->out, &workshop->cover, workshop->title);
	html_out_forget_notes(&m->out);
	add_notes(m, workshop->notes, workshop->n_notes);
	m->place.file = "";
	str_free(&facts);
	free(file);
	free(length);
}

static void add_step_entries(struct making *m, size_t index, const struct lesson *lesson)
{
	size_t i;

	export_add(m, "\n<ul>\n");
	for (i = 0; i < lesson->n_steps; i++) {
		char *step = mem_printf("%s %s", lesson->steps[i].id, lesson->steps[i].title);
		char *address = export_step_address(m, index, &lesson->steps[i]);

		export_add(m, "<li>");
		export_link(m, NULL, export_other_language(m, lesson), address, step);
		export_add(m, "</li>\n");
		free(address);
		free(step);
	}
	export_add(m, "</ul>\n");
}

static void add_entry(struct making *m, size_t index)
{
	const struct lesson *lesson = &m->edition->workshop->lessons[index];
	char *title = lesson_title(lesson), *page = export_page_address(m, index);

	export_add(m, "<li>");
	export_link(m, NULL, export_other_language(m, lesson), page, title);
	if (lesson->n_steps > 1)
		add_step_entries(m, index, lesson);
	export_add(m, "</li>\n");
	free(page);
	free(title);
}

static void add_contents(struct making *m)
{
	size_t i;

	m->out.heading = 1;
	export_add(m, "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">");
	html_out_text(&m->out, _("Contents"));
	export_add(m, "</h2>\n<ul>\n");
	for (i = 0; i < m->edition->workshop->n_lessons; i++)
		add_entry(m, i);
	export_add(m, "</ul>\n</nav>\n<p class=\"screen\">");
	export_link(m, NULL, NULL, "whole.html", _("All lessons on one page, for paper"));
	if (card_has_commands(m->export->editions[0].workshop)) {
		export_add(m, "</p>\n<p class=\"screen\">");
		export_link(m, NULL, NULL, "card.html", _("All commands on a card, for paper"));
	}
	export_add(m, "</p>\n");
}

static void index_page(struct making *m)
{
	export_begin(m, "index.html", m->edition->workshop->title, NULL);
	html_out_reserve(&m->out, "contents");
	export_header(m, "index.html", NULL);
	export_add(m, "<main>\n");
	add_cover(m);
	if (m->edition->workshop->n_lessons > 0)
		add_contents(m);
	export_add(m, "</main>\n");
	end_page(m, "index.html");
}

/* The ids of its headings begin with its own here, as another lesson may have the same. */
static void lesson_on_whole(struct making *m, const struct lesson *lesson)
{
	char *id = export_lesson_id(lesson->number);
	char *article = mem_printf("<article class=\"lesson\" id=\"%s\"", id);

	begin_lesson(m, article, lesson);
	m->place.number = lesson->number;
	m->out.prefix = id;
	export_lesson(m, lesson, 2);
	m->out.prefix = NULL;
	export_add(m, "</article>\n");
	free(article);
	free(id);
}

static void reserve_lessons(struct making *m)
{
	size_t i;

	for (i = 0; i < m->edition->workshop->n_lessons; i++) {
		char *id = export_lesson_id(m->edition->workshop->lessons[i].number);

		html_out_reserve(&m->out, id);
		free(id);
	}
}

static void whole_page(struct making *m)
{
	size_t i;

	export_begin(m, "whole.html", m->edition->workshop->title, NULL);
	m->place.whole = true;
	reserve_lessons(m);
	export_header(m, "whole.html", NULL);
	export_add(m, "<main>\n");
	add_cover(m);
	for (i = 0; i < m->edition->workshop->n_lessons; i++)
		lesson_on_whole(m, &m->edition->workshop->lessons[i]);
	export_add(m, "</main>\n");
	end_page(m, "whole.html");
}

void export_pages(struct export *export, const struct export_edition *edition)
{
	struct making m = { .export = export, .edition = edition };
	size_t i;

	index_page(&m);
	for (i = 0; i < edition->workshop->n_lessons; i++)
		lesson_page(&m, i);
	if (edition->workshop->n_lessons > 0)
		whole_page(&m);
	if (card_has_commands(export->editions[0].workshop))
		export_card(&m);
}
