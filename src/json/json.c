// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The only file that uses json-c; see json.h. */
#include "json/json.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/home.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/utf8.h"
#include "json/json-library.h"

#define LEVELS_MAX 8

static const struct library *json_c; /* since json_open() */

bool json_open(struct error *err)
{
	static struct module_use use = MODULE_USE("json-c", "json-c.so", "libjson-c.so.5",
						  PACKAGES("json-c"), sizeof(struct library));

	json_c = module_use(&use, err);
	return json_c;
}

/* A struct json is a json_object; json-c uses NULL for null. */
static struct json *ours(json_object *object)
{
	return (struct json *)object;
}

static json_object *theirs(const struct json *json)
{
	return (json_object *)json;
}

/* ---- written ------------------------------------------------------------------------ */

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

struct json *json_number(int64_t number)
{
	return ours(json_c->json_object_new_int64(number));
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

char *json_line(const struct json *json)
{
	return mem_dup(json_c->json_object_to_json_string_ext(theirs(json),
		JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
}

void json_print(struct json *json)
{
	puts(json_c->json_object_to_json_string_ext(theirs(json), JSON_C_TO_STRING_PRETTY |
					    JSON_C_TO_STRING_SPACED |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	json_free(json);
}

void json_free(struct json *json)
{
	if (json)
		json_c->json_object_put(theirs(json));
}

/* ---- read ------------------------------------------------------------------------- */

/* Is there nothing but blanks from here on? */
static bool is_blank(const char *bytes, size_t n)
{
	return strspn(bytes, " \t\r\n") >= n;
}

/* Not with JSON_TOKENER_STRICT: json-c 0.18 then takes each byte of a letter beyond ASCII for a
 * control character. */
struct json *json_read(const char *bytes, size_t n)
{
	json_tokener *tokener;
	json_object *object;
	char *text;
	size_t end;

	if (n == 0 || n > INT_MAX || memchr(bytes, '\0', n) || !utf8_valid(bytes, n, NULL))
		return NULL;
	text = mem_ndup(bytes, n);
	tokener = mem_must(json_c->json_tokener_new_ex(LEVELS_MAX));
	object = json_c->json_tokener_parse_ex(tokener, text, (int)n);
	end = json_c->json_tokener_get_parse_end(tokener);
	if (json_c->json_tokener_get_error(tokener) != json_tokener_success ||
	    !json_is_map(ours(object)) || !is_blank(text + end, n - end)) {
		json_free(ours(object));
		object = NULL;
	}
	json_c->json_tokener_free(tokener);
	free(text);
	return ours(object);
}

static bool is_of(const struct json *json, json_type type)
{
	return json && json_c->json_object_get_type(theirs(json)) == type;
}

bool json_is_map(const struct json *json)
{
	return is_of(json, json_type_object);
}

bool json_is_list(const struct json *json)
{
	return is_of(json, json_type_array);
}

bool json_has_number(const struct json *json, int64_t *number)
{
	if (!is_of(json, json_type_int))
		return false;
	*number = json_c->json_object_get_int64(theirs(json));
	return true;
}

bool json_has_truth(const struct json *json, bool *value)
{
	if (!is_of(json, json_type_boolean))
		return false;
	*value = json_c->json_object_get_boolean(theirs(json));
	return true;
}

const char *json_has_text(const struct json *json)
{
	const char *text = is_of(json, json_type_string) ?
			   json_c->json_object_get_string(theirs(json)) : NULL;

	/* "\u0000" makes one with a NUL in it. */
	return text && strlen(text) == (size_t)json_c->json_object_get_string_len(theirs(json)) ?
	       text : NULL;
}

struct json *json_get(const struct json *map, const char *name)
{
	json_object *value = NULL;

	if (json_is_map(map))
		json_c->json_object_object_get_ex(theirs(map), name, &value);
	return ours(value);
}

size_t json_length(const struct json *list)
{
	return json_is_list(list) ? json_c->json_object_array_length(theirs(list)) : 0;
}

struct json *json_at(const struct json *list, size_t i)
{
	return i < json_length(list) ? ours(json_c->json_object_array_get_idx(theirs(list), i)) : NULL;
}

bool json_each(const struct json *map, bool (*each)(void *context, const char *name,
						     const struct json *value), void *context)
{
	struct json_object_iterator at, end;

	if (!json_is_map(map))
		return true;
	at = json_c->json_object_iter_begin(theirs(map));
	end = json_c->json_object_iter_end(theirs(map));
	while (!json_c->json_object_iter_equal(&at, &end)) {
		if (!each(context, json_c->json_object_iter_peek_name(&at),
			  ours(json_c->json_object_iter_peek_value(&at))))
			return false;
		json_c->json_object_iter_next(&at);
	}
	return true;
}
