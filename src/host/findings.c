// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Collects and frees findings; see findings.h. */
#include "host/findings.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Cleans the text: paths and a hypervisor's messages may hold control characters. */
static char *clean(char *text)
{
	char *cleaned = utf8_clean(text, strlen(text));

	free(text);
	return cleaned;
}

void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *remedy)
{
	struct finding *finding = MEM_PUSH(findings->list, findings->n);

	finding->id = id;
	finding->verdict = verdict;
	finding->text = clean(text);
	finding->remedy = clean(remedy ? remedy : mem_dup(""));
}

bool findings_good(const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (findings->list[i].verdict == VERDICT_OBSTACLE)
			return false;
	return true;
}

void findings_free(struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		free(findings->list[i].text);
		free(findings->list[i].remedy);
	}
	free(findings->list);
	*findings = (struct findings){ 0 };
}
