// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A text as cmark's tree, with the tables that cmark does not know.  Used by markdown.c
 * only.  Any thread. */
#ifndef LESSON_LOAD_DOCUMENT_H
#define LESSON_LOAD_DOCUMENT_H

#include <stddef.h>

#include "lesson/doc.h"

struct cmark_node;

/* A paragraph with a table. */
struct table {
	int line;       /* of the paragraph, as cmark counts */
	size_t head, n; /* the index of the head's line, and the number of lines */
	enum align *aligns;
	size_t columns;
	unsigned char *cells; /* how many cells each line has, from the head on; the delimiter none */
	/* A paragraph with the text before the table, which may be empty; those that follow it
	 * hold the cells, in their order. */
	struct cmark_node *first;
};

struct document {
	struct cmark_node *root, *cells; /* cells: NULL without tables */
	struct table *tables;
	size_t n_tables;
};

/* text is what mdtext_prepare() made, or as it.  Free it with document_free(). */
void document_parse(struct document *document, const char *text, size_t n);
void document_free(struct document *document);

/* The table in this paragraph of the document, or NULL. */
const struct table *document_table(const struct document *document, struct cmark_node *node);
/* The bytes at the start of a table's paragraph that are no text of it. */
size_t document_mark(const char *text);

#endif
