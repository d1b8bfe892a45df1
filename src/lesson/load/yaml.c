// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* YAML text to a tree, by libyaml's events; see yaml.h.  A tree belongs to one thread.
 *
 * All nodes and strings belong to the struct ytree and are freed together, so nodes can
 * be shared between places, and nothing here recurses.  An anchor is valid from the end
 * of its node on, so a node cannot contain itself. */
#include "lesson/load/yaml.h"

#include <stdlib.h>
#include <string.h>

#include <yaml.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

enum { MAX_NODES = 300000, MAX_ANCHORS = 500, MAX_MERGED = 500 };

struct anchor {
	char *name;
	struct ynode *node;
};

struct frame {
	struct ynode *node;
	char *anchor; /* allocated by libyaml, or NULL */
	const char *key;
	bool has_key;
	int key_line, key_column;
};

struct ytree {
	struct ynode *root;
	bool broken;
	struct ynode **nodes;
	size_t n_nodes;
	char **strings;
	size_t n_strings;
	struct anchor *anchors;
	size_t n_anchors;
	size_t merged;
	struct frame stack[YTREE_DEPTH];
	size_t depth;
	const struct ytree_place *at; /* only while parsing, like what follows */
	const char *text;
	size_t length;
	struct diags *diags;
};

static int file_line(const struct ytree *y, size_t line)
{
	if (!y->at->lines)
		return y->at->line + (int)line;
	/* At the end of the text libyaml begins a line that the file may not have. */
	return y->at->lines[line < y->at->n_lines ? line : y->at->n_lines - 1];
}

static char character_at(const struct ytree *y, yaml_mark_t mark)
{
	size_t i = 0, count = mark.index;
	uint32_t cp;

	while (i < y->length && count-- > 0)
		i += utf8_decode(y->text + i, y->length - i, &cp);
	return i < y->length ? y->text[i] : '\0';
}

static bool fail(struct ytree *y, yaml_mark_t mark, const char *message)
{
	/* The end may be a line of its own, which is not indented. */
	bool at_end = mark.column == 0 && character_at(y, mark) == '\0';

	y->broken = true;
	diag_add(y->diags, DIAG_ERROR, y->at->file, file_line(y, mark.line),
		 (at_end ? 0 : y->at->column) + (int)mark.column + 1, "%s", message);
	return false;
}

/* libyaml stops at the first character that YAML does not allow; the rest of a page
 * should not be lost for that.  Each is replaced by U+FFFD, and the first is reported. */
static bool allowed(uint32_t cp, size_t took)
{
	if (cp == UTF8_REPLACEMENT)
		return took > 1;
	return cp == '\t' || cp == '\n' || cp == '\r' || (cp >= 0x20 && cp < 0x7f) ||
	       (cp >= 0xa0 && cp <= 0xfffd && cp != 0xfeff) || cp >= 0x10000;
}

/* Does libyaml begin another line after it, where an editor does not?  Then all places that
 * follow would be wrong.  YAML 1.2 takes them for characters as any other. */
static bool is_odd_break(uint32_t cp)
{
	return cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

static char *made_fit(struct ytree *y, const char *text, size_t n, size_t *fit)
{
	struct str out = { 0 };
	yaml_mark_t mark = { 0 };
	size_t i = 0, took;
	bool said = false;

	for (; i < n; i += took) {
		uint32_t cp;

		took = utf8_printable(text + i, n - i);
		if (took > 0) {
			str_addn(&out, text + i, took);
			mark.column += took;
			continue;
		}
		took = utf8_decode(text + i, n - i, &cp);
		if (is_odd_break(cp)) {
			str_addc(&out, ' ');
		} else if (allowed(cp, took)) {
			str_addn(&out, text + i, took);
		} else {
			str_add(&out, "\xef\xbf\xbd");
			if (!said)
				fail(y, mark, _("A character that YAML does not allow."));
			said = true;
		}
		mark.column = cp == '\n' ? 0 : mark.column + 1;
		mark.line += cp == '\n';
	}
	*fit = out.len;
	return str_take(&out);
}

static const char *keep_string(struct ytree *y, const char *text, size_t n)
{
	struct str copy = { 0 };
	size_t i, from = 0;

	for (i = 0; i < n; i++)
		if (text[i] == '\0') { /* "\0" in double quotes */
			str_addn(&copy, text + from, i - from);
			str_add(&copy, "\xef\xbf\xbd");
			from = i + 1;
		}
	str_addn(&copy, text + from, n - from);
	return *MEM_PUSH(y->strings, y->n_strings) = str_take(&copy);
}

static struct ynode *new_node(struct ytree *y, enum ynode_kind kind, yaml_mark_t mark)
{
	struct ynode *node = mem_alloc(sizeof *node);

	*MEM_PUSH(y->nodes, y->n_nodes) = node;
	node->kind = kind;
	node->text = "";
	node->line = file_line(y, mark.line);
	node->column = y->at->column + (int)mark.column + 1;
	return node;
}

static void remember(struct ytree *y, const char *name, struct ynode *node)
{
	struct anchor *anchor;

	if (!name || y->n_anchors >= MAX_ANCHORS)
		return;
	anchor = MEM_PUSH(y->anchors, y->n_anchors);
	anchor->name = mem_dup(name);
	anchor->node = node;
}

/* Puts a finished node where it belongs: root, list item, key or value. */
static bool place_node(struct ytree *y, struct ynode *node, yaml_mark_t mark)
{
	struct frame *top = y->depth ? &y->stack[y->depth - 1] : NULL;
	struct ypair *pair;

	if (y->n_nodes > MAX_NODES)
		return fail(y, mark, _("There is too much YAML here."));
	if (!top) {
		y->root = node;
	} else if (top->node->kind == Y_SEQUENCE) {
		*MEM_PUSH(top->node->items, top->node->n_items) = node;
	} else if (!top->has_key) {
		top->key = node->text; /* "" for a key that is not a scalar */
		top->key_line = node->line;
		top->key_column = node->column;
		top->has_key = true;
	} else {
		pair = MEM_PUSH(top->node->pairs, top->node->n_pairs);
		*pair = (struct ypair){ .key = top->key, .line = top->key_line,
					.column = top->key_column, .value = node };
		top->has_key = false;
	}
	return true;
}

static bool push(struct ytree *y, enum ynode_kind kind, const yaml_event_t *event,
		 const yaml_char_t *anchor)
{
	if (y->depth == YTREE_DEPTH)
		return fail(y, event->start_mark, _("This YAML is nested too deeply."));
	y->stack[y->depth++] = (struct frame){ .node = new_node(y, kind, event->start_mark),
					       .anchor = mem_dup((const char *)anchor) };
	/* Set the root while it grows: so what comes before an error counts. */
	if (y->depth == 1)
		y->root = y->stack[0].node;
	return true;
}

static int compare_pairs(const void *a, const void *b)
{
	const struct ypair *x = *(struct ypair *const *)a, *z = *(struct ypair *const *)b;
	int order = strcmp(x->key, z->key);

	return order ? order : x < z ? -1 : x > z;
}

static void mark_repeated(struct ynode *map)
{
	struct ypair **sorted;
	size_t i;

	if (map->n_pairs < 2)
		return;
	sorted = mem_array(map->n_pairs, sizeof(struct ypair *));
	for (i = 0; i < map->n_pairs; i++)
		sorted[i] = &map->pairs[i];
	qsort(sorted, map->n_pairs, sizeof(struct ypair *), compare_pairs);
	for (i = 1; i < map->n_pairs; i++)
		sorted[i]->again = strcmp(sorted[i]->key, sorted[i - 1]->key) == 0;
	free(sorted);
}

/* "<<": *defaults adds the pairs that the map itself does not have. */
static void merge(struct ytree *y, struct ynode *map)
{
	const struct ynode *from = NULL;
	size_t i, own = map->n_pairs;

	for (i = 0; i < own && !from; i++)
		if (strcmp(map->pairs[i].key, "<<") == 0 && map->pairs[i].value->kind == Y_MAP)
			from = map->pairs[i].value;
	for (i = 0; from && i < from->n_pairs && y->merged < MAX_MERGED; i++) {
		if (ytree_get(map, from->pairs[i].key))
			continue;
		*MEM_PUSH(map->pairs, map->n_pairs) = from->pairs[i];
		map->pairs[map->n_pairs - 1].merged = true;
		y->merged++;
	}
}

static bool pop(struct ytree *y, const yaml_event_t *event)
{
	struct frame top = y->stack[--y->depth];

	if (top.node->kind == Y_MAP) {
		mark_repeated(top.node);
		merge(y, top.node);
	}
	remember(y, top.anchor, top.node);
	free(top.anchor);
	return place_node(y, top.node, event->start_mark);
}

static bool alias(struct ytree *y, const yaml_event_t *event)
{
	const char *name = (const char *)event->data.alias.anchor;
	struct ynode *node;
	size_t i;

	for (i = y->n_anchors; i > 0; i--)
		if (strcmp(y->anchors[i - 1].name, name) == 0)
			break;
	if (i == 0)
		return fail(y, event->start_mark, _("There is no anchor of this name before it."));
	node = new_node(y, Y_SCALAR, event->start_mark);
	node->kind = y->anchors[i - 1].node->kind;
	node->text = y->anchors[i - 1].node->text;
	node->plain = y->anchors[i - 1].node->plain;
	node->pairs = y->anchors[i - 1].node->pairs;
	node->n_pairs = y->anchors[i - 1].node->n_pairs;
	node->items = y->anchors[i - 1].node->items;
	node->n_items = y->anchors[i - 1].node->n_items;
	node->alias = true;
	return place_node(y, node, event->start_mark);
}

static bool scalar(struct ytree *y, const yaml_event_t *event)
{
	struct ynode *node = new_node(y, Y_SCALAR, event->start_mark);

	node->text = keep_string(y, (const char *)event->data.scalar.value,
				 event->data.scalar.length);
	node->plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	remember(y, (const char *)event->data.scalar.anchor, node);
	return place_node(y, node, event->start_mark);
}

static bool take(struct ytree *y, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_SCALAR_EVENT:
		return scalar(y, event);
	case YAML_ALIAS_EVENT:
		return alias(y, event);
	case YAML_SEQUENCE_START_EVENT:
		return push(y, Y_SEQUENCE, event, event->data.sequence_start.anchor);
	case YAML_MAPPING_START_EVENT:
		return push(y, Y_MAP, event, event->data.mapping_start.anchor);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return pop(y, event);
	default:
		return true;
	}
}

/* The character at a mark, which counts characters. */
/* A block of three backquotes ends at the first such line.  If one is in it, the
 * block's own end is missing, and that line begins another block. */
static bool has_backquotes(const struct ytree *y)
{
	const char *line, *stop;

	for (line = y->text; line; line = stop ? stop + 1 : NULL) {
		if (str_starts(line + strspn(line, " "), "```"))
			return true;
		stop = strchr(line, '\n');
	}
	return false;
}

static char *explain(const struct ytree *y, const yaml_parser_t *parser)
{
	const char *problem = parser->problem ? parser->problem : "?";

	if (character_at(y, parser->problem_mark) == '\t')
		return mem_dup(_("There is a tab here; YAML is indented with blanks."));
	if (strcmp(problem, "found unknown escape character") == 0)
		return mem_dup(_("Between double quotes a backslash is written twice; between "
				 "single quotes it stays as it is."));
	if (y->at->fence && has_backquotes(y))
		return mem_printf(_("The block that begins at line %d has no end: a line of three "
				    "backquotes is missing."), y->at->fence);
	return mem_printf(_("This is not YAML: %s."), problem);
}

static void run(struct ytree *y, yaml_parser_t *parser)
{
	bool more = true;

	while (more) {
		yaml_event_t event;

		if (!yaml_parser_parse(parser, &event)) {
			char *said = explain(y, parser);

			fail(y, parser->problem_mark, said);
			free(said);
			return;
		}
		more = event.type != YAML_DOCUMENT_END_EVENT &&
		       event.type != YAML_STREAM_END_EVENT && take(y, &event);
		yaml_event_delete(&event);
	}
}

struct ytree *ytree_parse(const char *text, size_t n, const struct ytree_place *at,
			  struct diags *diags)
{
	struct ytree *y = mem_alloc(sizeof *y);
	yaml_parser_t parser;
	size_t fit;
	char *copy;

	y->at = at;
	y->diags = diags;
	copy = made_fit(y, text, n, &fit);
	y->text = copy;
	y->length = fit;
	if (!yaml_parser_initialize(&parser))
		abort(); /* out of memory */
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)copy, fit);
	run(y, &parser);
	yaml_parser_delete(&parser);
	free(copy);
	while (y->depth > 0)
		free(y->stack[--y->depth].anchor);
	y->at = NULL;
	y->text = NULL;
	y->diags = NULL;
	return y;
}

void ytree_free(struct ytree *yaml)
{
	size_t i;

	if (!yaml)
		return;
	for (i = 0; i < yaml->n_anchors; i++)
		free(yaml->anchors[i].name);
	for (i = 0; i < yaml->n_nodes; i++) {
		if (!yaml->nodes[i]->alias) {
			free(yaml->nodes[i]->pairs);
			free(yaml->nodes[i]->items);
		}
		free(yaml->nodes[i]);
	}
	for (i = 0; i < yaml->n_strings; i++)
		free(yaml->strings[i]);
	free(yaml->anchors);
	free(yaml->strings);
	free(yaml->nodes);
	free(yaml);
}

const struct ynode *ytree_root(const struct ytree *yaml)
{
	return yaml->root;
}

bool ytree_broken(const struct ytree *yaml)
{
	return yaml->broken;
}

const struct ynode *ytree_get(const struct ynode *map, const char *key)
{
	size_t i;

	if (!map || map->kind != Y_MAP)
		return NULL;
	for (i = 0; i < map->n_pairs; i++)
		if (strcmp(map->pairs[i].key, key) == 0)
			return map->pairs[i].value;
	return NULL;
}

bool ytree_is_null(const struct ynode *node)
{
	static const char *const words[] = { "", "~", "null", "Null", "NULL" };
	size_t i;

	if (!node)
		return true;
	for (i = 0; node->kind == Y_SCALAR && node->plain && i < ARRAY_LEN(words); i++)
		if (strcmp(node->text, words[i]) == 0)
			return true;
	return false;
}

const char *ytree_text(const struct ynode *node)
{
	return node && node->kind == Y_SCALAR && !ytree_is_null(node) ? node->text : NULL;
}
