// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prose to lines: a document wrapped to a width in columns.  Pure. */
#ifndef UI_TEXT_RENDER_H
#define UI_TEXT_RENDER_H

#include <stdbool.h>

#include "lesson/doc.h"
#include "ui/text/lines.h"

#define PROSE_COLUMNS 80 /* prose is never wider */

struct render_options {
	int width;  /* columns, at least 1 */
	bool ascii; /* transliterate before measuring */
	bool marks; /* keep backticks around code: where styles are not seen */
	int tag;    /* given to each line */
	bool airy;  /* a blank line more between blocks */
	bool tight; /* no blank line before it */
	bool code;  /* render_text: a command, which breaks at blanks only */
	const char *word; /* put before the first paragraph: "Hint:"; or NULL */
};

/* Each adds to lines; blocks are kept apart by a blank line. */
void render_doc(struct lines *lines, const struct doc *doc, const struct render_options *options);
/* A paragraph of plain text with something before it ("✓ "); what follows on
 * further lines is indented by as much. */
void render_text(struct lines *lines, const char *first, enum style first_style, const char *text,
		 enum style style, const struct render_options *options);
/* The numbered addresses of all links so far. */
void render_addresses(struct lines *lines, const struct render_options *options);

#endif
