// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Comparing, copying and freeing what a lesson sets, by the tables of keys. */
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

static bool is_text(const struct key_rule *rule)
{
	switch (rule->kind) {
	case VALUE_STATE:
	case VALUE_TO:
	case VALUE_SIZE:
	case VALUE_COUNT:
	case VALUE_SCREENS:
	case VALUE_CABLE:
	case VALUE_YES:
		return false;
	default:
		return true;
	}
}

static char **text_at(const struct key_rule *rule, void *object)
{
	return (char **)(void *)((char *)object + rule->offset);
}

/* Gives the object texts of its own. */
static void copy_texts(const struct key_rule *rules, size_t n, void *object)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_text(&rules[i]))
			*text_at(&rules[i], object) = mem_dup(*text_at(&rules[i], object));
}

static void free_texts(const struct key_rule *rules, size_t n, void *object)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_text(&rules[i]))
			free(*text_at(&rules[i], object));
}

void action_copy(struct action *to, const struct action *from)
{
	*to = *from;
	copy_texts(action_keys, n_action_keys, to);
}

void action_free(struct action *action)
{
	free_texts(action_keys, n_action_keys, action);
}

void check_free(struct check *check)
{
	free(check->key);
	free_texts(check_keys, n_check_keys, check);
}

void machine_spec_copy(struct machine_spec *to, const struct machine_spec *from)
{
	*to = *from;
	to->name = mem_dup(from->name);
	to->clone_of = mem_dup(from->clone_of);
	to->folder = mem_dup(from->folder);
	copy_texts(machine_keys, n_machine_keys, to);
}

void machine_spec_free(struct machine_spec *spec)
{
	free(spec->name);
	free(spec->clone_of);
	free(spec->folder);
	free_texts(machine_keys, n_machine_keys, spec);
}
