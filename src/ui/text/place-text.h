// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The text of a page (the cover, a step, the end): as lines for the screen, and as plain text
 * for a screen reader or a pipe.  One thread. */
#ifndef UI_TEXT_PLACE_TEXT_H
#define UI_TEXT_PLACE_TEXT_H

#include "session/view.h"
#include "ui/text/lines.h"
#include "ui/text/render-options.h"

/* ---- lines ------------------------------------------------------------------------- */

/* The text of the page that is shown, kept until the place or the width changes. */
struct page {
	struct lines lines;
	bool valid, cover, finished, ascii, airy;
	const struct workshop *workshop; /* another one after the language changed */
	size_t lesson, step;
	int width;
	size_t begins_at; /* the place in the text where the first page begins; then 0 */
};

/* Adds the text of the page to lines. */
void page_make(struct lines *lines, const struct view *view, const struct render_options *options);
/* Makes the kept text again if the place changed, or of the options width, ascii or airy, and
 * sets *top, the first line that is shown, so that the same text is at the top.  False:
 * nothing changed. */
bool page_update(struct page *page, const struct view *view, const struct render_options *options,
		 size_t *top);
/* The page's title, for its frame; caller frees. */
char *page_title(const struct view *view);

/* Whether a lesson is shown in its original language because it has no translation. */
bool is_untranslated(const struct workshop *workshop, const struct lesson *lesson);
/* Its number and title, and whether it is not translated; caller frees. */
char *lesson_title(const struct workshop *workshop, const struct lesson *lesson);
/* A workshop that is a single file has no cover.  Whether this is its first page, which
 * serves as the cover too. */
bool is_own_cover(const struct view *view);

/* ---- plain text -------------------------------------------------------------------- */

/* The page that is shown, with its buttons and checks, wrapped to this many columns.
 * Caller frees. */
char *ui_plain_step(const struct view *view, int columns);
/* A document, such as a hint.  Caller frees. */
char *ui_plain_doc(const struct doc *doc, int columns);

#endif
