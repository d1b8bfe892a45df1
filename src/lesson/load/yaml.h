// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A YAML text as a small tree in which each node knows its place.
 *
 * yaml.c is the only place for libyaml (which exports names like yaml_free: hence
 * "ytree").  Only the first document is read.  Aliases share what they point to, so a
 * small text cannot grow large; a tree is at most YTREE_DEPTH deep.  Strings are UTF-8
 * without NUL, not cleaned for a terminal. */
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
	bool again;  /* the same key occurs earlier in this map */
	bool merged; /* added by "<<" */
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
	bool alias; /* its content belongs to another node */
};

/* The place of the text in its file. */
struct ytree_place {
	const char *file;
	int line;   /* line of the text's first line */
	const int *lines; /* NULL: the others follow; else n_lines numbers, one for each line */
	size_t n_lines;
	int column; /* columns removed from the left of each line */
	int fence;  /* line of the backquotes around the text, or 0 */
};

struct ytree;

/* Never returns NULL.  Faults are added to diags with their place; then the tree holds
 * what came before them.  Free it with ytree_free(). */
struct ytree *ytree_parse(const char *text, size_t n, const struct ytree_place *at,
			struct diags *diags);
void ytree_free(struct ytree *yaml); /* NULL is fine */

const struct ynode *ytree_root(const struct ytree *yaml); /* NULL: the text is empty */
bool ytree_broken(const struct ytree *yaml); /* a fault was reported */

/* Returns the value of a key; NULL if map is NULL, is not a map, or lacks the key. */
const struct ynode *ytree_get(const struct ynode *map, const char *key);
bool ytree_is_null(const struct ynode *node); /* absent, empty, ~ or null */
/* Returns the text of a scalar; NULL if node is NULL or another kind. */
const char *ytree_text(const struct ynode *node);

#endif
