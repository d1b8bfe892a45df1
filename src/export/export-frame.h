// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What all exported pages share: elements, links, top and bottom.  One thread. */
#ifndef EXPORT_EXPORT_FRAME_H
#define EXPORT_EXPORT_FRAME_H

#include "export/export.h"
#include "export/html-out.h"

/* A page under construction: from export_begin() to export_end(). */
struct making {
	struct export *export;
	const struct export_edition *edition;
	struct html_out out;
	struct export_place place;
};

/* Writes all up to <body>.  page: its name.  style: more rules for the style sheet,
 * or NULL. */
void export_begin(struct making *m, const char *page, const char *title, const char *style);
/* Writes the links to the index and to the same page in the other languages.  lesson: the
 * page's, or NULL. */
void export_header(struct making *m, const char *page, const struct lesson *lesson);
/* Ends the page and adds it to the files.  page: its name.  footer: a translated text, or
 * NULL. */
void export_end(struct making *m, const char *page, const char *footer);

void export_add(struct making *m, const char *markup); /* without escaping */
/* Writes an element that contains only text, which is escaped.  class may be NULL. */
void export_element(struct making *m, const char *tag, const char *class, const char *text);
/* Writes ` lang="` and the like, with the language and the closing quote: HTML writes
 * "pt_BR" as "pt-BR". */
void export_language(struct making *m, const char *attribute, const char *language);
/* rel may be NULL.  language: that of the linked page, or NULL: the same. */
void export_link(struct making *m, const char *rel, const char *language, const char *address,
		 const char *text);

/* Returns the language of a lesson that is not translated into the page's; else NULL. */
const char *export_other_language(const struct making *m, const struct lesson *lesson);
/* The address of a lesson's page, by its index, and of a step on it.  Caller frees. */
char *export_page_address(const struct making *m, size_t lesson);
char *export_step_address(const struct making *m, size_t lesson, const struct step *step);

#endif
