// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Footnotes in HTML: "[^1]" in a text leads to the item that begins with "[^1]: ".  Pure; any
 * thread. */
#ifndef EXPORT_HTML_NOTES_H
#define EXPORT_HTML_NOTES_H

#include "export/html-text.h"
#include "lesson/doc.h"

/* Makes the footnotes of a document known to all that is written until they are forgotten: those
 * of a lesson stand at its end, and its documents are its steps. */
void html_out_find_notes(struct html_out *out, const struct doc *doc);
void html_out_forget_notes(struct html_out *out);

/* ---- for html-out.c */
/* Writes text, and a link for each footnote that is known.  linked: in a link already. */
void html_notes_text(struct html_out *out, const char *text, bool linked);
/* Returns the text that an item of a list begins with; "" if that is in a style of its own. */
const char *html_first_words(const struct block *item);
/* Begins the item of a list, with an id if it is a footnote.  Returns how many bytes of its
 * text are written by that. */
size_t html_notes_item(struct html_out *out, const struct block *item);

#endif
