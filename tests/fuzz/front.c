// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A file with front matter: what is split off as values, and what remains as text. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "lesson/load/page.h"

#define FILE_NAME "page.md"

static void look_at_node(const struct ynode *node, int lines, int depth)
{
	size_t i;

	if (depth > YTREE_DEPTH)
		fail_msg("a node is %d deep", depth);
	if (node->line < 1 || node->line > lines || node->column < 1)
		fail_msg("\"%.60s\" is at %d:%d of %d lines", node->text, node->line, node->column,
			 lines);
	if (node->alias)
		return;
	for (i = 0; i < node->n_items; i++)
		look_at_node(node->items[i], lines, depth + 1);
	for (i = 0; i < node->n_pairs; i++)
		if (!node->pairs[i].merged)
			look_at_node(node->pairs[i].value, lines, depth + 1);
}

FUZZ(front)
{
	static const char *const nowhere[] = { NULL };
	struct diags diags = { 0 };
	struct front front;
	int lines = fuzz_lines(data, size);

	front_read(FILE_NAME, (const char *)data, size, nowhere, &diags, &front);
	if (front.map)
		look_at_node(front.map, lines, 0);
	fuzz_body(&front, lines);
	fuzz_places(&diags, FILE_NAME, data, size);
	diag_free(&diags);
	front_free(&front);
	return 0;
}
