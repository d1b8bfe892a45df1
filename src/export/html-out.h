// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Documents as HTML.  Pure; any thread.
 *
 * A document contains no HTML from its lesson (htmlblocks.c removes it), and all text
 * is escaped here, so nothing from a lesson can run in a browser.  The caller decides
 * about each address. */
#ifndef EXPORT_HTML_OUT_H
#define EXPORT_HTML_OUT_H

#include <stdbool.h>

#include "base/names.h"
#include "base/str.h"
#include "lesson/doc.h"

struct html_out {
	struct str text;
	/* Returns the address to write for one in the document, which is freed with
	 * free(); NULL to write only its text. */
	char *(*resolve)(void *context, const char *address, bool picture);
	void *context;
	int heading; /* level of the last heading; further headings are at most one level deeper */
	const char *prefix; /* an id that begins those of headings ("PREFIX-heading"), or NULL */
	struct names ids; /* of headings, unique on the page */
	int *repeats;     /* for each id, the last number that was put behind it */
	size_t n_repeats;
	/* Footnotes: their names and ids, and those whose item is written. */
	struct names notes, notes_written;
	const char **note_ids; /* owned by ids */
	size_t n_notes;
};

void html_out_reserve(struct html_out *out, const char *id); /* no heading gets this id */
/* Reserves an id made from a text, unique on the page.  It is the page's. */
const char *html_out_new_id(struct html_out *out, const char *text);
void html_out_text(struct html_out *out, const char *text); /* escaped; also for attributes */
/* Writes an address into an attribute; what an address may not hold is encoded, as markdown's
 * own writers do it. */
void html_out_address(struct html_out *out, const char *address);
/* Writes plain text as paragraphs, which an empty line ends.  A line that begins an item of
 * a list stays a line of its own; any other goes on where the one before ended. */
void html_out_paragraphs(struct html_out *out, const char *text);
/* Appends markup without escaping. */
void html_out_add(struct html_out *out, const char *markup);
/* Writes a heading with an id made from its text, in lower case.  number may be NULL. */
void html_out_heading(struct html_out *out, int level, const char *number, const char *text);
/* Writes a document with its headings below the last one.  If its first heading is the
 * same as title (which may be NULL), it is left out. */
void html_out_doc(struct html_out *out, const struct doc *doc, const char *title);
/* Makes the footnotes of a document known to all that is written until they are forgotten: those
 * of a lesson stand at its end, and its documents are its steps. */
void html_out_find_notes(struct html_out *out, const struct doc *doc);
void html_out_forget_notes(struct html_out *out);
void html_out_free(struct html_out *out);

#endif
