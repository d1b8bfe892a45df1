// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML under construction: plain text, addresses, and the ids of a page.  Pure; any thread. */
#ifndef EXPORT_HTML_TEXT_H
#define EXPORT_HTML_TEXT_H

#include <stdbool.h>

#include "base/names.h"
#include "base/str.h"

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

/* Appends markup without escaping. */
void html_out_add(struct html_out *out, const char *markup);
void html_out_text(struct html_out *out, const char *text); /* escaped; also for attributes */
/* Writes an address into an attribute; what an address may not hold is encoded, as markdown's
 * own writers do it. */
void html_out_address(struct html_out *out, const char *address);
/* Writes plain text as paragraphs, which an empty line ends.  A line that begins an item of
 * a list stays a line of its own; any other goes on where the one before ended. */
void html_out_paragraphs(struct html_out *out, const char *text);

void html_out_reserve(struct html_out *out, const char *id); /* no heading gets this id */
/* Reserves an id made from a text, unique on the page.  It is the page's. */
const char *html_out_new_id(struct html_out *out, const char *text);

#endif
