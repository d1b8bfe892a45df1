// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The front matter of a file, split from its text; see front.h.
 *
 * Front matter is what Jekyll takes for it: a map in YAML between two lines of "---" at the
 * top; and what Hugo takes for it, in TOML between two lines of "+++".  Two rules with
 * text between them are no front matter. */
#include "lesson/load/front.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "lesson/load/liquid.h"
#include "lesson/load/mdtext.h"

/* Does the line at AT consist of three of this character, and blanks? */
static bool is_fence(const char *at, const char *end, const char *three)
{
	if (end - at < 3 || strncmp(at, three, 3) != 0)
		return false;
	for (at += 3; at < end && *at != '\n'; at++)
		if (*at != ' ' && *at != '\t')
			return false;
	return true;
}

/* Returns where the next line begins, and counts it.  The file may end without a newline. */
static const char *next_line(const char *at, const char *end, int *line)
{
	const char *stop = memchr(at, '\n', (size_t)(end - at));

	*line += stop != NULL;
	return stop ? stop + 1 : end;
}

/* The front matter has no end: the page goes on after the first blank line. */
static const char *unended(const char *at, const char *end, int *line)
{
	while (at < end && *at != '\n')
		at = next_line(at, end, line);
	return at;
}

/* ---- YAML -------------------------------------------------------------------------- */

/* Returns the first line between FROM and END that is neither empty nor a comment. */
static const char *first_words(const char *from, const char *end)
{
	int line = 0;

	while (from < end && (*from == '\n' || *from == '#'))
		from = next_line(from, end, &line);
	return from;
}

/* Does the line begin with one word and a colon, as a key does? */
static bool is_key(const char *at, const char *end)
{
	const char *from = at;

	while (at < end && (ascii_alnum(*at) || strchr("\"'_-.", *at) || *at & 0x80))
		at++;
	return at > from && at < end && *at == ':' &&
	       (at + 1 == end || ascii_space(at[1]));
}

/* Whether what stands between the two rules is front matter, with its faults, or text. */
static bool is_front(const struct ytree *yaml, const char *from, const char *end)
{
	const struct ynode *root = ytree_root(yaml);
	const char *words = first_words(from, end);

	if (words == end && !ytree_broken(yaml)) /* nothing, or comments; a heading looks like one */
		return from == end || *from != '\n' || words == from + 1;
	if (is_key(words, end))
		return true;
	return root && root->kind == Y_MAP && !ytree_broken(yaml);
}

static void add_all(struct diags *to, const struct diags *from)
{
	size_t i;

	for (i = 0; i < from->n; i++)
		diag_add(to, from->list[i].severity, from->list[i].file, from->list[i].line,
			 from->list[i].column, "%s", from->list[i].message);
}

/* Reads the text between the rules; false: it is no front matter. */
static bool take(struct front *out, const char *file, const char *from, const char *stop,
		 struct diags *diags)
{
	const struct ytree_place at = { .file = file, .line = 2 };
	struct diags found = { 0 };
	struct ytree *yaml = ytree_parse(from, (size_t)(stop - from), &at, &found);
	bool front = is_front(yaml, from, stop);

	if (front) {
		out->there = true;
		out->yaml = yaml;
		out->map = ytree_root(yaml);
		add_all(diags, &found);
	} else {
		diag_add(diags, DIAG_WARNING, file, 1, 1,
			 _("What stands between these rules is not a map of keys and values, so "
			   "it is shown as text."));
		ytree_free(yaml);
	}
	diag_free(&found);
	return front;
}

static const char *split(struct front *out, const char *file, const char *text, size_t n, int *line,
			 struct diags *diags)
{
	const char *end = text + n, *from, *stop;

	*line = 1;
	if (!is_fence(text, end, "---"))
		return text;
	from = next_line(text, end, line);
	for (stop = from; stop < end; stop = next_line(stop, end, line)) {
		if (!is_fence(stop, end, "---") && !is_fence(stop, end, "..."))
			continue;
		if (take(out, file, from, stop, diags))
			return next_line(stop, end, line);
		*line = 1;
		return text;
	}
	*line = 1;
	if (!is_key(first_words(from, end), end))
		return text; /* a rule at the top */
	out->there = true;
	diag_add(diags, DIAG_ERROR, file, 1, 1,
		 _("The front matter that begins here has no end: a line of \"---\" is missing."));
	return unended(next_line(text, end, line), end, line);
}

/* ---- TOML -------------------------------------------------------------------------- */

/* Can the value be written like this in YAML too?  It is complete on its line. */
static bool is_plain_value(const char *at, const char *end)
{
	if (at == end)
		return false;
	if (*at == '"' || *at == '\'')
		return end - at > 1 && end[-1] == *at && (end - at < 6 || at[1] != *at);
	if (*at == '[')
		return end[-1] == ']';
	for (; at < end; at++)
		if (!ascii_alnum(*at) && !strchr("+-.:_", *at))
			return false;
	return true;
}

/* Returns what is behind the string that begins here. */
static const char *past_string(const char *at, const char *end)
{
	char quote = *at;

	for (at++; at < end && *at != quote; at++)
		at += quote == '"' && *at == '\\' && at + 1 < end;
	return at < end ? at + 1 : end;
}

/* Returns where the value ends: before a comment, which is behind its quotes and brackets. */
static const char *value_end(const char *at, const char *end)
{
	while (at < end && *at != '#')
		at = *at == '"' || *at == '\'' ? past_string(at, end) : at + 1;
	return at;
}

/* Copies "key = value" as "key: value". */
static void copy_pair(struct str *yaml, const char *at, const char *end)
{
	const char *equals = memchr(at, '=', (size_t)(end - at)), *key_end = equals;

	if (!equals)
		return;
	while (key_end > at && ascii_space(key_end[-1]))
		key_end--;
	end = value_end(equals, end);
	while (end > equals && ascii_space(end[-1]))
		end--;
	for (equals++; equals < end && ascii_space(*equals); equals++)
		;
	if (key_end == at || !is_plain_value(equals, end))
		return;
	for (const char *c = at; c < key_end; c++)
		if (!ascii_alnum(*c) && *c != '_' && *c != '-')
			return;
	str_addn(yaml, at, (size_t)(key_end - at));
	str_add(yaml, ": ");
	str_addn(yaml, equals, (size_t)(end - equals));
}

/* The keys of the first table, with simple values, as YAML with the same lines. */
static void yaml_of_toml(struct str *yaml, const char *at, const char *end)
{
	int line = 0;

	while (at < end && *at != '[') {
		const char *next = next_line(at, end, &line);

		copy_pair(yaml, at, next);
		str_addc(yaml, '\n');
		at = next;
	}
}

static const char *split_toml(struct front *out, const char *file, const char *text, size_t n,
			      int *line)
{
	const struct ytree_place at = { .file = file, .line = 2 };
	const char *end = text + n, *from, *stop;
	struct diags found = { 0 }; /* of our translation: nobody wrote that */
	struct str yaml = { 0 };

	*line = 1;
	from = next_line(text, end, line);
	for (stop = from; stop < end && !is_fence(stop, end, "+++");)
		stop = next_line(stop, end, line);
	if (stop == end) {
		*line = 1;
		return text;
	}
	yaml_of_toml(&yaml, from, stop);
	out->there = true;
	out->yaml = ytree_parse(str_text(&yaml), yaml.len, &at, &found);
	out->map = ytree_root(out->yaml);
	diag_free(&found);
	str_free(&yaml);
	return next_line(stop, end, line);
}

/* ---- both -------------------------------------------------------------------------- */

void front_read(const char *file, const char *raw, size_t n, const char *const *includes,
		struct diags *diags, struct front *out)
{
	size_t length;
	char *text = mdtext_one_ending(raw, n, &length);
	const char *body;
	int line;

	*out = (struct front){ 0 };
	body = is_fence(text, text + length, "+++") ?
		       split_toml(out, file, text, length, &line) :
		       split(out, file, text, length, &line, diags);
	if (out->map && out->map->kind != Y_MAP)
		out->map = NULL; /* it is empty */
	liquid_run(out, file, body, (size_t)(text + length - body), line, includes, diags);
	free(text);
}

void front_free(struct front *front)
{
	ytree_free(front->yaml);
	str_free(&front->body);
	free(front->lines);
	*front = (struct front){ 0 };
}
