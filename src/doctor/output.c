// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Findings, for people and programs; see output.h. */
#include "doctor/output.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/utf8.h"
#include "json/json.h"

/* ---- findings ---------------------------------------------------------------------- */

static const struct {
	const char *word, *name;
} verdicts[] = {
	[VERDICT_GOOD] = { N_("good"), "good" },
	[VERDICT_NOTE] = { N_("note"), "note" },
	[VERDICT_OBSTACLE] = { N_("obstacle"), "obstacle" },
};

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
		if (finding->remedy[0])
			out_printf("%*s  %s\n", column, "", finding->remedy);
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
		json_put(one, "mend", json_text(finding->remedy));
		json_push(list, one);
	}
	json_put(root, "good", json_truth(findings_good(findings)));
	json_put(root, "findings", list);
	json_print(root);
}
