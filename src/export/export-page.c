// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The pages of an exported workshop; see export-page.h.
 *
 * An edition has index.html (cover and contents), a page for each lesson, and
 * whole.html: all of it, for printing.  All text of the pages is in the edition's
 * language. */
#include <config.h>

#include "export/export-page.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/units.h"
#include "export/export-style.h"
#include "export/html-out.h"
#include "lesson/workshop.h"
#include "vm/check.h"
#include "vm/rules.h"
#include "vm/shell-command.h"

/* ---- a page under construction ----------------------------------------------------- */

struct making {
	struct export *export;
	const struct export_edition *edition;
	struct html_out out;
	struct export_place place;
};

/* Appends markup without escaping. */
static void export_add(struct making *m, const char *markup)
{
	html_out_add(&m->out, markup);
}

/* Appends an element that contains only text, which is escaped.  class may be NULL. */
static void export_element(struct making *m, const char *tag, const char *class, const char *text)
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

/* Appends the lesson.  level: of its heading, 1 to 6. */
static void export_lesson(struct making *m, const struct lesson *lesson, int level)
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

/* ---- pages --------------------------------------------------------------------- */

/* HTML writes "pt_BR" as "pt-BR". */
static void add_language(struct making *m, const char *attribute, const char *language)
{
	export_add(m, attribute);
	for (; *language; language++)
		str_addc(&m->out.text, *language == '_' ? '-' : *language);
	export_add(m, "\"");
}

/* rel may be NULL.  language: that of the linked page, or NULL. */
static void link_to(struct making *m, const char *rel, const char *language, const char *address,
		    const char *text)
{
	export_add(m, "<a");
	if (rel) {
		export_add(m, " rel=\"");
		export_add(m, rel);
		export_add(m, "\"");
	}
	if (language) {
		add_language(m, " lang=\"", language);
		add_language(m, " hreflang=\"", language);
	}
	export_add(m, " href=\"");
	html_out_text(&m->out, address);
	export_add(m, "\">");
	html_out_text(&m->out, text);
	export_add(m, "</a>");
}

static char *page_address(const struct making *m, size_t lesson)
{
	return export_encoded(m->edition->pages[lesson]);
}

static char *lesson_title(const struct lesson *lesson)
{
	return mem_printf("%d %s", lesson->number, lesson->title);
}

/* ---- top and bottom of each page ---------------------------------------------------- */

static void begin(struct making *m, const char *title)
{
	m->out = (struct html_out){ .resolve = export_resolve, .context = &m->place };
	m->place = (struct export_place){ .export = m->export, .edition = m->edition, .file = "" };
	add_language(m, "<!DOCTYPE html>\n<html lang=\"", m->edition->language);
	export_add(m, ">\n<head>\n<meta charset=\"utf-8\">\n"
	       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	       EXPORT_MARK PACKAGE_VERSION "\">\n<title>");
	html_out_text(&m->out, title);
	if (!str_eq(title, m->edition->workshop->title)) {
		export_add(m, " – ");
		html_out_text(&m->out, m->edition->workshop->title);
	}
	export_add(m, "</title>\n<style>\n");
	export_add(m, export_style);
	export_add(m, "</style>\n</head>\n<body>\n");
}

/* Links to the same page in the other languages. */
static void add_languages(struct making *m, const char *page, bool lesson, int number)
{
	size_t i, k;

	if (m->export->n_editions < 2)
		return;
	export_add(m, "<p>");
	for (i = 0; i < m->export->n_editions; i++) {
		const struct export_edition *other = &m->export->editions[i];
		char *encoded, *address;

		if (lesson && workshop_lesson(other->workshop, number, &k))
			page = other->pages[k];
		encoded = export_encoded(page);
		address = mem_printf("%s%s%s%s", m->edition->folder[0] ? "../" : "", other->folder,
				     other->folder[0] ? "/" : "", encoded);
		if (other == m->edition)
			export_element(m, "strong", NULL, other->language);
		else
			link_to(m, "alternate", other->language, address, other->language);
		export_add(m, i + 1 < m->export->n_editions ? " · " : "");
		free(address);
		free(encoded);
	}
	export_add(m, "</p>\n");
}

static void add_header(struct making *m, const char *page, const struct lesson *lesson)
{
	bool index = str_eq(page, "index.html");

	if (index && m->export->n_editions < 2)
		return;
	export_add(m, "<header>\n");
	if (!index) {
		export_add(m, "<p>");
		link_to(m, NULL, NULL, "index.html", m->edition->workshop->title);
		export_add(m, "</p>\n");
	}
	add_languages(m, page, lesson != NULL, lesson ? lesson->number : 0);
	export_add(m, "</header>\n");
}

static void end(struct making *m, const char *page)
{
	struct export_file *file = MEM_PUSH(m->export->files, m->export->n_files);

	export_add(m, "<footer>\n");
	export_element(m, "p", NULL,
		       _("The boxes with a number are buttons in the program imitation, beside live "
			 "machines. Here they show the command that each stands for."));
	export_add(m, "\n</footer>\n</body>\n</html>\n");
	file->page = true;
	file->path = mem_printf("%s%s%s", m->edition->folder, m->edition->folder[0] ? "/" : "", page);
	file->data = m->out.text;
	m->out.text = (struct str){ 0 };
	html_out_free(&m->out);
}

/* ---- a lesson ---------------------------------------------------------------------- */

static void add_turn(struct making *m, size_t lesson)
{
	const struct workshop *workshop = m->edition->workshop;
	size_t i;

	export_add(m, "<nav class=\"turn\" aria-label=\"");
	html_out_text(&m->out, _("Lessons"));
	export_add(m, "\">\n");
	for (i = lesson > 0 ? lesson - 1 : lesson + 1; i < workshop->n_lessons && i <= lesson + 1;
	     i += 2) {
		char *title = lesson_title(&workshop->lessons[i]), *address = page_address(m, i);
		char *text = mem_printf(i < lesson ? "← %s" : "%s →", title);

		link_to(m, i < lesson ? "prev" : "next", NULL, address, text);
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
	if (m->edition->folder[0] && !lesson->language)
		add_language(m, " lang=\"", m->export->editions[0].language);
	export_add(m, ">\n");
}

static void lesson_page(struct making *m, size_t index)
{
	const struct lesson *lesson = &m->edition->workshop->lessons[index];

	begin(m, lesson->title);
	add_header(m, m->edition->pages[index], lesson);
	begin_lesson(m, "<main", lesson);
	export_lesson(m, lesson, 1);
	export_add(m, "</main>\n");
	if (m->edition->workshop->n_lessons > 1)
		add_turn(m, index);
	end(m, m->edition->pages[index]);
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
	html_out_doc(&m->out, &workshop->cover, workshop->title);
	m->place.file = "";
	str_free(&facts);
	free(file);
	free(length);
}

static void add_entry(struct making *m, size_t index)
{
	const struct lesson *lesson = &m->edition->workshop->lessons[index];
	char *title = lesson_title(lesson), *page = page_address(m, index);
	size_t i;

	export_add(m, "<li>");
	link_to(m, NULL, NULL, page, title);
	if (lesson->n_steps > 1) {
		export_add(m, "\n<ul>\n");
		for (i = 0; i < lesson->n_steps; i++) {
			char *step = mem_printf("%s %s", lesson->steps[i].id, lesson->steps[i].title);
			char *address = mem_printf("%s#step-%s", page, lesson->steps[i].id);

			export_add(m, "<li>");
			link_to(m, NULL, NULL, address, step);
			export_add(m, "</li>\n");
			free(address);
			free(step);
		}
		export_add(m, "</ul>\n");
	}
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
	link_to(m, NULL, NULL, "whole.html", _("All lessons on one page, for paper"));
	export_add(m, "</p>\n");
}

static void index_page(struct making *m)
{
	begin(m, m->edition->workshop->title);
	html_out_reserve(&m->out, "contents");
	add_header(m, "index.html", NULL);
	export_add(m, "<main>\n");
	add_cover(m);
	if (m->edition->workshop->n_lessons > 0)
		add_contents(m);
	export_add(m, "</main>\n");
	end(m, "index.html");
}

static void whole_page(struct making *m)
{
	size_t i;

	begin(m, m->edition->workshop->title);
	add_header(m, "whole.html", NULL);
	export_add(m, "<main>\n");
	add_cover(m);
	for (i = 0; i < m->edition->workshop->n_lessons; i++) {
		begin_lesson(m, "<article class=\"lesson\"", &m->edition->workshop->lessons[i]);
		export_lesson(m, &m->edition->workshop->lessons[i], 2);
		export_add(m, "</article>\n");
	}
	export_add(m, "</main>\n");
	end(m, "whole.html");
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
}
