// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The pages of an exported workshop, and the lessons on them.  One thread. */
#ifndef EXPORT_EXPORT_PAGE_H
#define EXPORT_EXPORT_PAGE_H

#include "export/export.h"
#include "export/html-out.h"

/* ---- a page under construction ----------------------------------------------------- */

struct making {
	struct export *export;
	const struct export_edition *edition;
	struct html_out out;
	struct export_place place;
};

/* Appends markup without escaping. */
void export_add(struct making *m, const char *markup);
/* Appends an element that contains only text, which is escaped.  class may be NULL. */
void export_element(struct making *m, const char *tag, const char *class, const char *text);

/* ---- a lesson ---------------------------------------------------------------------- */

/* Appends the lesson.  level: of its heading, 1 to 6. */
void export_lesson(struct making *m, const struct lesson *lesson, int level);

/* Adds all pages of one edition to export->files.  Set the language first. */
void export_pages(struct export *export, const struct export_edition *edition);

#endif
