// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Values of the lesson format: what numbers, sizes, names, expressions and paths must look
 * like; reading YAML values into fields of structs by the tables of verbs.h, and reporting
 * each fault at the place of the value.  What words look like is pure. */
#ifndef LESSON_LOAD_VALUES_H
#define LESSON_LOAD_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "lesson/load/yaml.h"
#include "lesson/verbs.h"

/* Parses a decimal number between the two.  Returns false if it is not one. */
bool number_parse(const char *text, int least, int most, int *number);
/* Parses "4 MiB", "8 MB", "512K" or "1024" into bytes.  Returns false if it is not valid. */
bool size_parse(const char *text, uint64_t *bytes);
bool machine_name_ok(const char *name);
bool language_name_ok(const char *name); /* "es", "pt_BR", "zh-Hant" */

struct value_context {
	const char *file;   /* as it is printed */
	const char *folder; /* absolute path of the workshop's folder */
	struct workshop *workshop; /* whose machines may be named, and to which clones are added */
	struct diags *diags;
};

/* Reads all keys of a map into the object.  verb: whose keys they are ("restore"),
 * NULL for those of a check or a machine.  takes: the bits of the keys that are allowed, 0 for all.  seen is set to
 * the bits of the keys that are there.  Returns false if a value is not valid.  An
 * unknown key is reported, but does not make it return false. */
bool values_read(const struct value_context *context, const struct ynode *map,
		 const struct key_rule *rules, size_t n_rules, const char *verb, unsigned takes,
		 void *object, unsigned *seen);

/* Reports keys that occur twice in one map. */
void values_repeated(const struct value_context *context, const struct ynode *map);

void value_error(const struct value_context *context, const struct ynode *at, const char *format,
		 ...) __attribute__((format(printf, 3, 4)));

#endif
