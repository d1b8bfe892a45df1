// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Front matter; see front.h.  Any thread. */
#include "lesson/load/front.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "lesson/load/liquid.h"

/* A copy with "\n" for every line ending and without a byte order mark. */
static char *one_ending(const char *raw, size_t n, size_t *length)
{
	char *copy = mem_alloc(n + 1), *to = copy;
	size_t i = n >= 3 && memcmp(raw, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	for (; i < n; i++) {
		if (raw[i] == '\r' && i + 1 < n && raw[i + 1] == '\n')
			continue;
		*to++ = raw[i] == '\r' ? '\n' : raw[i];
	}
	*length = (size_t)(to - copy);
	return copy;
}

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

static const char *next_line(const char *at, const char *end)
{
	const char *stop = memchr(at, '\n', (size_t)(end - at));

	return stop ? stop + 1 : end;
}

/* The front matter has no end: the page goes on after the first blank line. */
static const char *unended(const char *at, const char *end, int *line)
{
	while (at < end && *at != '\n') {
		at = next_line(at, end);
		(*line)++;
	}
	return at;
}

static const char *split(struct front *out, const char *file, const char *text, size_t n, int *line,
			 struct diags *diags)
{
	const struct ytree_place at = { .file = file, .line = 2 };
	const char *end = text + n, *from, *stop;

	*line = 1;
	if (!is_fence(text, end, "---"))
		return text;
	out->there = true;
	from = next_line(text, end);
	*line = 2;
	for (stop = from; stop < end; stop = next_line(stop, end), (*line)++) {
		if (!is_fence(stop, end, "---") && !is_fence(stop, end, "..."))
			continue;
		out->yaml = ytree_parse(from, (size_t)(stop - from), &at, diags);
		out->map = ytree_root(out->yaml);
		(*line)++;
		return next_line(stop, end);
	}
	diag_add(diags, DIAG_ERROR, file, 1, 1,
		 _("The front matter that begins here has no end: a line of \"---\" is missing."));
	*line = 2;
	return unended(from, end, line);
}

void front_read(const char *file, const char *raw, size_t n, const char *const *includes,
		struct diags *diags, struct front *out)
{
	size_t length;
	char *text = one_ending(raw, n, &length);
	const char *body;
	int line;

	*out = (struct front){ 0 };
	body = split(out, file, text, length, &line, diags);
	if (out->map && out->map->kind != Y_MAP) {
		if (!ytree_is_null(out->map))
			diag_add(diags, DIAG_ERROR, file, out->map->line, out->map->column,
				 _("The front matter must be a map of keys and values."));
		out->map = NULL;
	}
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

struct markdown_text front_text(const struct front *front)
{
	return (struct markdown_text){ .text = str_text(&front->body), .length = front->body.len,
				       .lines = front->lines, .n_lines = front->n_lines };
}
