// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See items.h. */
#include "classhost/items.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/utf8.h"

/* What commands and files of the host say may hold control characters. */
static char *clean(char *text)
{
	char *cleaned = utf8_clean(text, strlen(text));

	free(text);
	return cleaned;
}

void plan_add(struct plan *plan, const char *id, enum plan_state state, char *text, char *remedy)
{
	struct plan_item *item = MEM_PUSH(plan->items, plan->n);

	item->id = id;
	item->state = state;
	item->text = clean(text);
	item->remedy = clean(remedy ? remedy : mem_dup(""));
}

size_t plan_count(const struct plan *plan, enum plan_state state)
{
	size_t i, n = 0;

	for (i = 0; i < plan->n; i++)
		n += plan->items[i].state == state;
	return n;
}

void plan_free(struct plan *plan)
{
	size_t i;

	for (i = 0; i < plan->n; i++) {
		free(plan->items[i].text);
		free(plan->items[i].remedy);
	}
	free(plan->items);
	*plan = (struct plan){ 0 };
}

/* Hosts are named with their domain or without. */
static bool same_host(const char *a, const char *b)
{
	size_t i = 0, n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	if (strncasecmp(a, b, n) != 0)
		return false;
	i = n;
	return (!a[i] || a[i] == '.') && (!b[i] || b[i] == '.');
}

bool wish_is_here(const struct wish *wish, const struct class_person *person)
{
	return !person->laptop && (!person->host || same_host(person->host, wish->host));
}

int wish_seats(const struct wish *wish)
{
	size_t i;
	int n = 0;

	for (i = 0; i < wish->list->n; i++)
		n += !wish->list->people[i].instructor &&
		     wish_is_here(wish, &wish->list->people[i]);
	return n;
}
