// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names, each once; see names.h. */
#include "base/names.h"

#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct numbered {
	const char *name;
	size_t number; /* index + 1 in the list */
};

static int compare(const void *a, const void *b)
{
	return strcmp(((const struct numbered *)a)->name, ((const struct numbered *)b)->name);
}

size_t names_find(const struct names *names, const char *name)
{
	const struct numbered wanted = { .name = name };
	struct numbered *const *found = tfind(&wanted, &names->tree, compare);

	return found ? (*found)->number : 0;
}

size_t names_add(struct names *names, const char *name)
{
	size_t number = names_find(names, name);
	struct numbered *fresh;

	if (number > 0)
		return number;
	fresh = mem_alloc(sizeof *fresh);
	fresh->name = *MEM_PUSH(names->list, names->n) = mem_dup(name);
	fresh->number = names->n;
	mem_must(tsearch(fresh, &names->tree, compare));
	return fresh->number;
}

char **names_take(struct names *names, size_t *n)
{
	char **list = names->list;

	*n = names->n;
	tdestroy(names->tree, free);
	*names = (struct names){ 0 };
	return list;
}

void names_free(struct names *names)
{
	size_t i, n;
	char **list = names_take(names, &n);

	for (i = 0; i < n; i++)
		free(list[i]);
	free(list);
}
