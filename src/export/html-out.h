// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Documents as HTML.  Pure; any thread.
 *
 * A document holds no HTML of its lesson (markdown.c took it off), and all that
 * is written here is escaped, so nothing of a lesson can run in a browser.
 * Addresses are asked for, one by one. */
#ifndef EXPORT_HTML_OUT_H
#define EXPORT_HTML_OUT_H

#include <stdbool.h>

#include "base/str.h"
#include "lesson/doc.h"

struct html_out {
	struct str text;
	/* The address to write for one that stands in a document, NULL for none:
	 * then its words stand alone.  The caller frees it. */
	char *(*resolve)(void *context, const char *address, bool picture);
	void *context;
	int heading; /* the level of the last heading; none is left out below it */
	char **ids;  /* of headings, each once a page */
	size_t n_ids;
};

void html_out_text(struct html_out *out, const char *text); /* escaped, for attributes too */
/* Markup, as it is. */
void html_out_add(struct html_out *out, const char *markup);
/* A heading with an id made of its text; NUMBER may be NULL. */
void html_out_heading(struct html_out *out, int level, const char *number, const char *text);
/* Its headings are below the one that was written last.  A first heading that
 * only repeats TITLE (or NULL) is left out. */
void html_out_doc(struct html_out *out, const struct doc *doc, const char *title);
void html_out_free(struct html_out *out);

#endif
