// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a misspelt fence was meant to be; see misspelt.h. */
#include "lesson/load/misspelt.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/edit-distance.h"
#include "base/mem.h"
#include "lesson/verbs.h"

static char *near_verb(const char *word)
{
	int verb;

	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		const char *known = verb_name((enum verb)verb);
		char *name = mem_printf("vm:%s", known ? known : "");

		if (known && edit_distance(word, name) <= 1)
			return name;
		free(name);
	}
	return NULL;
}

/* "vm start": "vm" is followed by a blank instead of a colon. */
static char *spaced_verb(const char *word, const char *rest)
{
	enum verb verb;
	char *name;

	if (strcmp(word, "vm") != 0)
		return NULL;
	rest += strspn(rest, " \t");
	name = mem_ndup(rest, strcspn(rest, " \t"));
	verb = verb_named(name);
	free(name);
	return verb == VERB_NONE ? NULL : mem_printf("vm:%s", verb_name(verb));
}

char *misspelt_fence(const char *info)
{
	size_t n = strcspn(info, " \t"), i;
	char *word = mem_ndup(info, n), *meant;

	for (i = 0; i < n; i++)
		word[i] = ascii_lower(word[i]);
	meant = edit_distance(word, "check") <= 1 ? mem_dup("check") : near_verb(word);
	if (!meant)
		meant = spaced_verb(word, info + n);
	if (!meant && strncmp(word, "vm", 2) == 0 && ascii_punct(word[2]))
		meant = mem_printf("vm:%s", word + 3);
	free(word);
	return meant;
}
