// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* JSON by json-c; see json-out.h. */
#include "doctor/json-out.h"

#include <json-c/json.h>
#include <stdio.h>

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
	return ours(json_object_new_object());
}

struct json *json_list(void)
{
	return ours(json_object_new_array());
}

struct json *json_text(const char *text)
{
	return ours(text ? json_object_new_string(text) : NULL);
}

struct json *json_number(int number)
{
	return ours(json_object_new_int(number));
}

struct json *json_truth(bool value)
{
	return ours(json_object_new_boolean(value));
}

void json_put(struct json *map, const char *name, struct json *value)
{
	json_object_object_add(theirs(map), name, theirs(value));
}

void json_push(struct json *list, struct json *value)
{
	json_object_array_add(theirs(list), theirs(value));
}

void json_print(struct json *json)
{
	puts(json_object_to_json_string_ext(theirs(json), JSON_C_TO_STRING_PRETTY |
					    JSON_C_TO_STRING_SPACED |
					    JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(theirs(json));
}
