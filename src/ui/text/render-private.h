// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What render.c and render-table.c share. */
#ifndef UI_TEXT_RENDER_PRIVATE_H
#define UI_TEXT_RENDER_PRIVATE_H

#include "ui/text/render.h"
#include "ui/text/wrap.h"

struct level {
	const char *first, *rest; /* NULL: not shown */
	int width;
	enum style style;
	bool used; /* first was drawn */
};

struct render {
	struct lines *lines;
	const struct doc *doc;
	const struct render_options *options;
	struct level *levels;
	size_t n_levels;
	int left;         /* columns of all levels */
	size_t start;     /* lines->n when it began */
	const char *word; /* goes before the next paragraph: "Tip:" */
};

int render_room(const struct render *r);
struct line *render_line(struct render *r); /* with its levels drawn */
void render_gap(struct render *r);
void render_rule(struct render *r, int width);
void render_pieces(struct render *r, const struct pieces *pieces);
void render_spans(struct render *r, const struct block *block, enum style base,
		  struct pieces *pieces);
void render_blocks(struct render *r, const struct block *blocks, size_t n, bool tight, int depth);
void render_table(struct render *r, const struct block *table);

#endif
