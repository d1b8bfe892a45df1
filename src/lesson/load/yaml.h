// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A YAML text as a small tree that knows where each thing stands.
 *
 * yaml.c is the only place for libyaml (which exports names like yaml_free:
 * hence "ytree").  Only the first document is read.
 * Aliases share what they point to, so a small text never grows large; a
 * tree is at most YTREE_DEPTH deep.  Strings are UTF-8 without NUL, not
 * cleaned for a terminal. */
#ifndef LESSON_LOAD_YAML_H
#define LESSON_LOAD_YAML_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/diag.h"

#define YTREE_DEPTH 64

enum ynode_kind { Y_SCALAR, Y_SEQUENCE, Y_MAP };

struct ypair {
	const char *key;
	int line, column; /* of the key */
	struct ynode *value;
	bool again;  /* the same key stands earlier in this map */
	bool merged; /* came by "<<" */
};

struct ynode {
	enum ynode_kind kind;
	const char *text; /* Y_SCALAR, else "" */
	bool plain;       /* Y_SCALAR without quotes */
	int line, column; /* in the file */
	struct ypair *pairs;
	size_t n_pairs;
	struct ynode **items;
	size_t n_items;
	bool alias; /* what it holds belongs to another node */
};

/* Where the text stands in its file. */
struct ytree_place {
	const char *file;
	int line;   /* of the text's first line */
	int column; /* columns cut off on the left of each line */
	bool still; /* every line of the text is that one (it was included there) */
	int fence;  /* the line of the backquotes that it stands in; 0: it stands in none */
};

struct ytree;

/* Never NULL.  What cannot be parsed is added to diags with its place, and
 * the tree holds what stood before it. */
struct ytree *ytree_parse(const char *text, size_t n, const struct ytree_place *at,
			struct diags *diags);
void ytree_free(struct ytree *yaml); /* NULL is fine */

const struct ynode *ytree_root(const struct ytree *yaml); /* NULL: the text is empty */
bool ytree_broken(const struct ytree *yaml); /* an error was reported */

/* NULL-safe: NULL where there is no such key or it is no map. */
const struct ynode *ytree_get(const struct ynode *map, const char *key);
bool ytree_is_null(const struct ynode *node); /* absent, empty, ~ or null */
/* The text of a scalar that is there, else NULL. */
const char *ytree_text(const struct ynode *node);

#endif
