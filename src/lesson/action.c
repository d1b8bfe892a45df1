// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Compares and frees actions and checks by the tables of keys; see action.h. */
#include "lesson/action.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/str.h"

bool value_same(const struct key_rule *rule, const void *a, const void *b)
{
	const char *x = (const char *)a + rule->offset, *y = (const char *)b + rule->offset;

	switch (rule->kind) {
	case VALUE_TEXT:
	case VALUE_RAW:
	case VALUE_MACHINE:
	case VALUE_NEW_NAME:
	case VALUE_SNAPSHOT:
	case VALUE_SIZE_TEXT:
	case VALUE_FORMAT:
	case VALUE_REGEX:
	case VALUE_QUESTION:
	case VALUE_FILE:
	case VALUE_ARCH:
	case VALUE_NETWORK:
		return str_eq(*(char *const *)(const void *)x, *(char *const *)(const void *)y);
	case VALUE_STATE:
	case VALUE_TO:
		return *(const enum machine_state *)(const void *)x ==
		       *(const enum machine_state *)(const void *)y;
	case VALUE_SIZE:
		return *(const uint64_t *)(const void *)x == *(const uint64_t *)(const void *)y;
	case VALUE_COUNT:
	case VALUE_SCREENS:
		return *(const int *)(const void *)x == *(const int *)(const void *)y;
	case VALUE_CABLE:
		return *(const enum cable *)(const void *)x == *(const enum cable *)(const void *)y;
	case VALUE_YES:
		return *(const bool *)(const void *)x == *(const bool *)(const void *)y;
	}
	return true;
}

bool check_says(const struct check *check, const struct key_rule *rule)
{
	static const struct check nothing;

	return !value_same(rule, check, &nothing);
}

static const struct key_rule *differ(const struct key_rule *rules, size_t n, unsigned words,
				     const void *a, const void *b)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!(rules[i].bit & words) && !value_same(&rules[i], a, b))
			return &rules[i];
	return NULL;
}

const struct key_rule *actions_differ(const struct action *a, const struct action *b)
{
	return differ(action_keys, n_action_keys, KEY_LABEL | KEY_CONFIRM | KEY_DESCRIPTION, a, b);
}

const struct key_rule *checks_differ(const struct check *a, const struct check *b)
{
	return differ(check_keys, n_check_keys, KEY_WORD, a, b);
}

void action_free(struct action *a)
{
	char *const owned[] = { a->machine, a->label, a->confirm, a->name, a->description,
				a->as, a->disk, a->size, a->format, a->text, a->after };
	size_t i;

	for (i = 0; i < ARRAY_LEN(owned); i++)
		free(owned[i]);
}

void check_free(struct check *c)
{
	char *const owned[] = { c->key, c->machine, c->snapshot, c->no_snapshot, c->current,
				c->parent, c->console, c->disk, c->no_disk, c->label, c->hint };
	size_t i;

	for (i = 0; i < ARRAY_LEN(owned); i++)
		free(owned[i]);
}
