// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines of a document that is being rendered, for render.c.
 * Private to src/ui/text.
 *
 * What stands left of a block (a quote's bar, a bullet, an indent) is a stack of
 * levels; each line starts with the text of every level. */
#ifndef UI_TEXT_RENDER_LINE_H
#define UI_TEXT_RENDER_LINE_H

#include "lesson/doc.h"
#include "ui/text/lines.h"
#include "ui/text/render-options.h"

struct level {
	const char *first, *rest; /* before the first line and before the others; NULL: not shown */
	int width;                /* columns */
	enum style style;
	bool used;                /* first was drawn */
};

/* All pointers belong to the caller, but for levels and pieces: render_end(). */
struct render {
	struct lines *lines;
	const struct doc *doc;
	const struct render_options *options;
	struct level *levels;
	size_t n_levels;
	int left;         /* columns that all levels take */
	size_t start;     /* lines->n at the start */
	const char *word; /* put before the next paragraph: "Tip:"; or NULL */
	struct pieces pieces; /* of the paragraph or line that is being rendered */
};

/* Frees what it holds. */
void render_end(struct render *r);

/* Adds and removes a level.  The texts must live until it is removed. */
void render_push(struct render *r, enum style style, const char *first, const char *rest);
void render_pop(struct render *r);
/* Columns that the levels leave for text, at least 1. */
int render_room(const struct render *r);
/* Adds a line that holds its levels and no text yet. */
struct line *render_line(struct render *r);
/* Adds a blank line, unless one is there already or this is the start. */
void render_gap(struct render *r);
/* Adds a horizontal rule of this many columns. */
void render_rule(struct render *r, int width);
/* Wraps the pieces to the room and adds them as lines.  Their offsets are the same at every
 * width. */
void render_pieces(struct render *r, const struct pieces *pieces);
/* Adds the spans of a block to pieces; base is the style of plain text. */
void render_spans(struct render *r, const struct block *block, enum style base,
		  struct pieces *pieces);

#endif
