// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* JSON output for programs; the only place that uses json-c.  A value belongs to the
 * value that it was put into.  One thread. */
#ifndef DOCTOR_JSON_OUT_H
#define DOCTOR_JSON_OUT_H

#include <stdbool.h>

struct json;

struct json *json_map(void);
struct json *json_list(void);
struct json *json_text(const char *text); /* NULL becomes null */
struct json *json_number(int number);
struct json *json_truth(bool value);

void json_put(struct json *map, const char *name, struct json *value);
void json_push(struct json *list, struct json *value);

/* Prints it to standard output, and frees it. */
void json_print(struct json *json);

#endif
