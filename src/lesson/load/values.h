// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* From YAML values to fields of plain structs, by the tables of verbs.h, each
 * fault reported at the place of the word that is wrong. */
#ifndef LESSON_LOAD_VALUES_H
#define LESSON_LOAD_VALUES_H

#include <stdbool.h>
#include <stdint.h>

#include "lesson/load/yaml.h"
#include "lesson/verbs.h"

struct value_context {
	const char *file;   /* as printed */
	const char *folder; /* absolute path of the workshop's folder */
	struct workshop *workshop; /* whose machines may be named, and which clones join */
	struct diags *diags;
};

/* Reads all keys of a map into the object.  WHAT names its kind in messages
 * ("restore", "a check").  TAKES: the bits of the keys that are allowed, 0 for
 * all.  Returns false if a value cannot be used; seen gets the bits of the
 * keys that are there.  A key that is not known is an error but does no harm. */
bool values_read(const struct value_context *context, const struct ynode *map,
		 const struct key_rule *rules, size_t n_rules, const char *what, unsigned takes,
		 void *object, unsigned *seen);

/* Reports keys that stand twice in one map. */
void values_repeated(const struct value_context *context, const struct ynode *map);

void value_error(const struct value_context *context, const struct ynode *at, const char *format,
		 ...) __attribute__((format(printf, 3, 4)));

bool size_parse(const char *text, uint64_t *bytes); /* "4 MiB", "8 MB", "512K", "1024" */
bool machine_name_ok(const char *name);
bool snapshot_name_ok(const char *name);
bool number_parse(const char *text, int least, int most, int *number);

#endif
