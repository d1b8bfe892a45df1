// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Findings, printed for people and for programs; see findings.h. */
#include "findings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "json-out.h"
#include "out.h"

static const struct {
	const char *word, *name;
} verdicts[] = {
	[VERDICT_GOOD] = { N_("good"), "good" },
	[VERDICT_NOTE] = { N_("note"), "note" },
	[VERDICT_OBSTACLE] = { N_("obstacle"), "obstacle" },
};

/* Paths and what a hypervisor says may hold anything. */
static char *clean(char *text)
{
	char *cleaned = utf8_clean(text, strlen(text));

	free(text);
	return cleaned;
}

void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *mend)
{
	struct finding *finding = MEM_PUSH(findings->list, findings->n);

	finding->id = id;
	finding->verdict = verdict;
	finding->text = clean(text);
	finding->mend = clean(mend ? mend : mem_dup(""));
}

bool findings_good(const struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++)
		if (findings->list[i].verdict == VERDICT_OBSTACLE)
			return false;
	return true;
}

void findings_print(const struct findings *findings)
{
	int column = 0, width;
	size_t i;

	for (i = 0; i < ARRAY_LEN(verdicts); i++) {
		width = utf8_width(_(verdicts[i].word));
		column = width > column ? width : column;
	}
	for (i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->list[i];
		const char *word = _(verdicts[finding->verdict].word);

		out_printf("%s%*s  %s\n", word, column - utf8_width(word), "", finding->text);
		if (finding->mend[0])
			out_printf("%*s  %s\n", column, "", finding->mend);
	}
}

void findings_print_json(const struct findings *findings)
{
	struct json *root = json_map(), *list = json_list();
	size_t i;

	for (i = 0; i < findings->n; i++) {
		const struct finding *finding = &findings->list[i];
		struct json *one = json_map();

		json_put(one, "id", json_text(finding->id));
		json_put(one, "verdict", json_text(verdicts[finding->verdict].name));
		json_put(one, "text", json_text(finding->text));
		json_put(one, "mend", json_text(finding->mend));
		json_push(list, one);
	}
	json_put(root, "good", json_truth(findings_good(findings)));
	json_put(root, "findings", list);
	json_print(root);
}

void findings_free(struct findings *findings)
{
	size_t i;

	for (i = 0; i < findings->n; i++) {
		free(findings->list[i].text);
		free(findings->list[i].mend);
	}
	free(findings->list);
	*findings = (struct findings){ 0 };
}
