// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Freeing a markdown file; see markdown-parts.h. */
#include "lesson/load/markdown-parts.h"

#include <stdlib.h>

static void free_part(struct markdown_part *p)
{
	size_t i;

	free(p->title);
	doc_free(&p->doc);
	for (i = 0; i < p->n_hints; i++)
		doc_free(&p->hints[i]);
	for (i = 0; i < p->n_notes; i++)
		free(p->notes[i]);
	for (i = 0; i < p->n_fences; i++) {
		free(p->fences[i].name);
		free(p->fences[i].body);
	}
	free(p->hints);
	free(p->notes);
	free(p->fences);
}

void markdown_free(struct markdown_file *file)
{
	size_t i;

	for (i = 0; i < file->n_parts; i++)
		free_part(&file->parts[i]);
	for (i = 0; i < file->n_targets; i++)
		free(file->targets[i].url);
	for (i = 0; i < file->n_strays; i++) {
		free(file->strays[i].name);
		free(file->strays[i].meant);
	}
	free(file->parts);
	free(file->strays);
	free(file->targets);
	free(file->heading);
	free(file->lines);
	*file = (struct markdown_file){ 0 };
}
