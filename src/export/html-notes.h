// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Footnotes in HTML: "[^1]" in a text leads to the item that begins with "[^1]: ".  Used by
 * html-out.c, whose header says when they are looked for. */
#ifndef EXPORT_HTML_NOTES_H
#define EXPORT_HTML_NOTES_H

#include "export/html-out.h"

/* Writes text, and a link for each footnote that is known.  linked: in a link already. */
void html_notes_text(struct html_out *out, const char *text, bool linked);
/* Returns the text that an item of a list begins with; "" if that is in a style of its own. */
const char *html_first_words(const struct block *item);
/* Begins the item of a list, with an id if it is a footnote.  Returns how many bytes of its
 * text are written by that. */
size_t html_notes_item(struct html_out *out, const struct block *item);

#endif
