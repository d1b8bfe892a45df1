// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names, each once; see names.h. */
#include "base/names.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* The slot that holds the name, or the free one where it belongs. */
static size_t *slot_of(const struct names *names, const char *name)
{
	size_t i = hash32(HASH32, name, strlen(name)) & (names->n_slots - 1);

	while (names->slots[i] && strcmp(names->list[names->slots[i] - 1], name) != 0)
		i = (i + 1) & (names->n_slots - 1);
	return &names->slots[i];
}

size_t names_find(const struct names *names, const char *name)
{
	return names->n_slots > 0 ? *slot_of(names, name) : 0;
}

static void more_slots(struct names *names)
{
	size_t i;

	names->n_slots = names->n_slots ? names->n_slots * 4 : 16;
	free(names->slots);
	names->slots = mem_array(names->n_slots, sizeof *names->slots);
	for (i = 0; i < names->n; i++)
		*slot_of(names, names->list[i]) = i + 1;
}

size_t names_add(struct names *names, const char *name)
{
	size_t *slot;

	if ((names->n + 1) * 2 > names->n_slots)
		more_slots(names);
	slot = slot_of(names, name);
	if (*slot == 0) {
		*MEM_PUSH(names->list, names->n) = mem_dup(name);
		*slot = names->n;
	}
	return *slot;
}

void names_free(struct names *names)
{
	size_t i;

	for (i = 0; i < names->n; i++)
		free(names->list[i]);
	free(names->list);
	free(names->slots);
	*names = (struct names){ 0 };
}
