// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prose to lines: a document wrapped to a width in columns.  Pure. */
#ifndef UI_TEXT_RENDER_H
#define UI_TEXT_RENDER_H

#include "lesson/doc.h"
#include "ui/text/lines.h"
#include "ui/text/render-options.h"

/* Adds a document to lines, with a blank line between its blocks. */
void render_doc(struct lines *lines, const struct doc *doc, const struct render_options *options);
/* Adds a paragraph of plain text with something before it ("✓ "); its other lines are
 * indented by the width of that. */
void render_text(struct lines *lines, const char *first, enum style first_style, const char *text,
		 enum style style, const struct render_options *options);
/* Adds the list of addresses, "[1] https://…", of all links so far. */
void render_addresses(struct lines *lines, const struct render_options *options);

#endif
