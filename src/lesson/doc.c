// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Freeing documents; see doc.h.  markdown.c keeps trees shallow, so walking
 * them by recursion is safe. */
#include "lesson/doc.h"

#include <stdlib.h>

static void free_block(struct block *block)
{
	size_t i;

	for (i = 0; i < block->n_spans; i++)
		free(block->spans[i].text);
	free(block->spans);
	for (i = 0; i < block->n_kids; i++)
		free_block(&block->kids[i]);
	free(block->kids);
	free(block->text);
	free(block->info);
}

void doc_free(struct doc *doc)
{
	size_t i;

	free_block(&doc->root);
	for (i = 0; i < doc->n_links; i++)
		free(doc->links[i]);
	free(doc->links);
	for (i = 0; i < doc->n_pictures; i++)
		free(doc->pictures[i]);
	free(doc->pictures);
	*doc = (struct doc){ 0 };
}
