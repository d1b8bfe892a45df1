// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Documents as HTML.  Pure; any thread.
 *
 * A document contains no HTML from its lesson (htmlblocks.c removes it), and all text
 * is escaped here, so nothing from a lesson can run in a browser.  The caller decides
 * about each address. */
#ifndef EXPORT_HTML_OUT_H
#define EXPORT_HTML_OUT_H

#include "export/html-text.h"
#include "lesson/doc.h"

/* Writes a heading with an id made from its text, in lower case.  number may be NULL. */
void html_out_heading(struct html_out *out, int level, const char *number, const char *text);
/* Writes a document with its headings below the last one.  If its first heading is the
 * same as title (which may be NULL), it is left out. */
void html_out_doc(struct html_out *out, const struct doc *doc, const char *title);
void html_out_free(struct html_out *out);

#endif
