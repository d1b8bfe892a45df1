/* What a misspelt fence was meant to be; see near.h. */
#include "lesson/near.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "lesson/ascii.h"
#include "lesson/load.h"

/* Is one character too much, missing, another, or are two of them swapped? */
static bool one_edit(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (!*a || !*b)
		return strlen(a) + strlen(b) <= 1;
	return strcmp(a + 1, b + 1) == 0 || strcmp(a + 1, b) == 0 || strcmp(a, b + 1) == 0 ||
	       (a[0] == b[1] && a[1] == b[0] && strcmp(a + 2, b + 2) == 0);
}

static char *near_verb(const char *word)
{
	int verb;

	for (verb = VERB_NONE + 1; verb < VERB_COUNT; verb++) {
		const char *known = verb_name((enum verb)verb);
		char *name = mem_printf("vm:%s", known ? known : "");

		if (known && one_edit(word, name))
			return name;
		free(name);
	}
	return NULL;
}

/* "vm start": the language "vm", which there is, has no verb behind it. */
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

char *near_fence(const char *info)
{
	size_t n = strcspn(info, " \t"), i;
	char *word = mem_ndup(info, n), *meant;

	for (i = 0; i < n; i++)
		word[i] = ascii_lower(word[i]);
	meant = one_edit(word, "check") ? mem_dup("check") : near_verb(word);
	if (!meant)
		meant = spaced_verb(word, info + n);
	if (!meant && strncmp(word, "vm", 2) == 0 && ascii_punct(word[2]))
		meant = mem_printf("vm:%s", word + 3);
	free(word);
	return meant;
}
