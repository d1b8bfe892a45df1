// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Values in JSON (RFC 8259), by json-c, which a module brings (base/library-module.h).
 *
 * A value belongs to the value that it was put into; whoever made or read the outermost one frees
 * it.  One that is NULL is null.  Any thread, but one value is not shared between threads. */
#ifndef JSON_JSON_H
#define JSON_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

struct json;

/* Call it before the others.  False with err: there is no json-c. */
bool json_open(struct error *err);

/* ---- written ------------------------------------------------------------------------ */

struct json *json_map(void);
struct json *json_list(void);
/* NULL becomes null, and what is not UTF-8 becomes U+FFFD: names of machines are as the
 * hypervisor has them. */
struct json *json_text(const char *text);
struct json *json_number(int64_t number);
struct json *json_truth(bool value);

void json_put(struct json *map, const char *name, struct json *value);
void json_push(struct json *list, struct json *value);

char *json_line(const struct json *json); /* without blanks; caller frees */
/* Prints it to standard output in several lines, and frees it. */
void json_print(struct json *json);
void json_free(struct json *json); /* NULL is fine */

/* ---- read ------------------------------------------------------------------------- */

/* Returns the map that these n bytes are, and nothing but blanks besides.  NULL if they are
 * anything else: not UTF-8, more than eight levels deep.  What json-c takes beyond the standard,
 * such as remarks, it takes. */
struct json *json_read(const char *bytes, size_t n);

/* Each of these is false, NULL or 0 where the value is of another kind. */
bool json_is_map(const struct json *json);
bool json_is_list(const struct json *json);
bool json_has_number(const struct json *json, int64_t *number); /* a whole one */
bool json_has_truth(const struct json *json, bool *value);
const char *json_has_text(const struct json *json); /* the value's own */

struct json *json_get(const struct json *map, const char *name); /* NULL: null, or not there */
size_t json_length(const struct json *list);
struct json *json_at(const struct json *list, size_t i);
/* Calls each() for every value of a map, in the order they were written, until it returns
 * false.  Returns whether it never did. */
bool json_each(const struct json *map, bool (*each)(void *context, const char *name,
						     const struct json *value), void *context);

#endif
