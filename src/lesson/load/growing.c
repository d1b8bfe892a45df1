// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A document under construction; see growing.h. */
#include "lesson/load/growing.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/mem.h"
#include "lesson/load/mdtext.h"

static size_t *slot_of(struct growing *g, const char *url)
{
	size_t i = hash32(HASH32, url, strlen(url)) & (g->n_slots - 1);

	while (g->slots[i] && strcmp(g->doc.links[g->slots[i] - 1], url) != 0)
		i = (i + 1) & (g->n_slots - 1);
	return &g->slots[i];
}

static void more_slots(struct growing *g)
{
	size_t i;

	g->n_slots = g->n_slots ? g->n_slots * 4 : 16;
	free(g->slots);
	g->slots = mem_array(g->n_slots, sizeof *g->slots);
	for (i = 0; i < g->doc.n_links; i++)
		*slot_of(g, g->doc.links[i]) = i + 1;
}

int growing_link(struct growing *g, const char *address)
{
	char *url = mdtext_plain(address, strlen(address));
	size_t *slot;

	if ((g->doc.n_links + 1) * 2 > g->n_slots)
		more_slots(g);
	slot = slot_of(g, url);
	if (*slot == 0) {
		*MEM_PUSH(g->doc.links, g->doc.n_links) = url;
		*slot = g->doc.n_links;
	} else {
		free(url);
	}
	return (int)*slot;
}

int growing_picture(struct growing *g, const char *address)
{
	*MEM_PUSH(g->doc.pictures, g->doc.n_pictures) = mdtext_plain(address, strlen(address));
	return (int)g->doc.n_pictures;
}

struct doc growing_take(struct growing *g)
{
	struct doc doc = g->doc;

	free(g->slots);
	*g = (struct growing){ 0 };
	return doc;
}

void growing_drop(struct growing *g)
{
	struct doc doc = growing_take(g);

	doc_free(&doc);
}
