// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* JSON by json-c, and findings; see output.h. */
#include "doctor/output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/packages.h"
#include "base/utf8.h"
#include "doctor/json-library.h"

/* ---- JSON -------------------------------------------------------------------------- */

static const struct library *json_c; /* since json_open() */

bool json_open(struct error *err)
{
	static struct module_use use = MODULE_USE("json-c", "doctor-json.so", "libjson-c.so.5",
						  PACKAGES("json-c"), sizeof(struct library));

	json_c = module_use(&use, err);
	return json_c;
}

/* A struct json is a json_object; json-c uses NULL for null. */
static struct json *ours(json_object *object)
{
	return (struct json *)object;
}

static json_object *theirs(struct json *json)
{
	return (json_object *)json;
}

struct json *json_map(void)
{
	return ours(json_c->json_object_new_object());
}

struct json *json_list(void)
{
	return ours(json_c->json_object_new_array());
}

struct json *json_text(const char *text)
{
	size_t n = text ? strlen(text) : 0;
	char *clean = text && !utf8_valid(text, n, NULL) ? utf8_clean_lines(text, n) : NULL;
	json_object *object = text ? json_c->json_object_new_string(clean ? clean : text) : NULL;

	free(clean);
	return ours(object);
}

struct json *json_number(int number)
{
	return ours(json_c->json_object_new_int(number));
}

struct json *json_truth(bool value)
{
	return ours(json_c->json_object_new_boolean(value));
}

void json_put(struct json *map, const char *name, struct json *value)
{
	json_c->json_object_object_add(theirs(map), name, theirs(value));
}

void json_push(struct json *list, struct json *value)
{
	json_c->json_object_array_add(theirs(list), theirs(value));
}

void json_print(struct json *json)
{
	puts(json_c->json_object_to_json_string_ext(theirs(json), JSON_C_TO_STRING_PRETTY |
					    JSON_C_TO_STRING_SPACED |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	json_c->json_object_put(theirs(json));
}

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
