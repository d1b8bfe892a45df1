// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What all exported pages share; see export-frame.h. */
#include <config.h>

#include "export/export-frame.h"

#include <stdlib.h>

#include "base/mem.h"
#include "export/export-style.h"
#include "lesson/workshop.h"

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

/* ---- links ----------------------------------------------------------------------------- */

void export_language(struct making *m, const char *attribute, const char *language)
{
	export_add(m, attribute);
	for (; *language; language++)
		str_addc(&m->out.text, *language == '_' ? '-' : *language);
	export_add(m, "\"");
}

void export_link(struct making *m, const char *rel, const char *language, const char *address,
		 const char *text)
{
	export_add(m, "<a");
	if (rel) {
		export_add(m, " rel=\"");
		export_add(m, rel);
		export_add(m, "\"");
	}
	if (language) {
		export_language(m, " lang=\"", language);
		export_language(m, " hreflang=\"", language);
	}
	export_add(m, " href=\"");
	html_out_address(&m->out, address);
	export_add(m, "\">");
	html_out_text(&m->out, text);
	export_add(m, "</a>");
}

const char *export_other_language(const struct making *m, const struct lesson *lesson)
{
	return m->edition->folder[0] && !lesson->language ? m->export->editions[0].language : NULL;
}

char *export_page_address(const struct making *m, size_t lesson)
{
	return export_encoded(m->edition->pages[lesson]);
}

char *export_step_address(const struct making *m, size_t lesson, const struct step *step)
{
	char *page = export_page_address(m, lesson);
	char *address = mem_printf("%s#step-%s", page, step->id);

	free(page);
	return address;
}

/* ---- top and bottom of each page ---------------------------------------------------- */

/* The page's path below the folder; caller frees. */
static char *path_of(const struct making *m, const char *page)
{
	return mem_printf("%s%s%s", m->edition->folder, m->edition->folder[0] ? "/" : "", page);
}

static void add_mark(struct making *m, const char *page)
{
	char *path = path_of(m, page), *mark = export_page_mark(m->export, path);

	export_add(m, mark);
	export_add(m, "\n");
	free(mark);
	free(path);
}

void export_begin(struct making *m, const char *page, const char *title, const char *style)
{
	m->out = (struct html_out){ .resolve = export_resolve, .context = &m->place };
	m->place = (struct export_place){ .export = m->export, .edition = m->edition, .file = "" };
	export_language(m, "<!DOCTYPE html>\n<html lang=\"", m->edition->language);
	export_add(m, ">\n<head>\n<meta charset=\"utf-8\">\n"
	       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
	       EXPORT_MARK PACKAGE_VERSION "\">\n");
	add_mark(m, page);
	export_add(m, "<title>");
	html_out_text(&m->out, title);
	if (!str_eq(title, m->edition->workshop->title)) {
		export_add(m, " – ");
		html_out_text(&m->out, m->edition->workshop->title);
	}
	export_add(m, "</title>\n<style>\n");
	export_add(m, export_style);
	export_add(m, style);
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
			export_link(m, "alternate", other->language, address, other->language);
		export_add(m, i + 1 < m->export->n_editions ? " · " : "");
		free(address);
		free(encoded);
	}
	export_add(m, "</p>\n");
}

void export_header(struct making *m, const char *page, const struct lesson *lesson)
{
	bool index = str_eq(page, "index.html");

	if (index && m->export->n_editions < 2)
		return;
	export_add(m, "<header>\n");
	if (!index) {
		export_add(m, "<p>");
		export_link(m, NULL, NULL, "index.html", m->edition->workshop->title);
		export_add(m, "</p>\n");
	}
	add_languages(m, page, lesson != NULL, lesson ? lesson->number : 0);
	export_add(m, "</header>\n");
}

void export_end(struct making *m, const char *page, const char *footer)
{
	struct export_file *file = MEM_PUSH(m->export->files, m->export->n_files);

	if (footer) {
		export_add(m, "<footer>\n");
		export_element(m, "p", NULL, footer);
		export_add(m, "\n</footer>\n");
	}
	export_add(m, "</body>\n</html>\n");
	file->page = true;
	file->path = path_of(m, page);
	file->data = m->out.text;
	m->out.text = (struct str){ 0 };
	html_out_free(&m->out);
}
