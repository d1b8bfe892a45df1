// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Lines of markdown; see rows.h. */
#include "lesson/load/rows.h"

#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "lesson/load/mdtext.h"

/* HTML that goes on over empty lines. */
static const char *const raw_tags[] = { "pre", "script", "style", "textarea" };

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct row row_at(const char *at, const char *end)
{
	struct row row = { .at = at, .words = at, .stop = memchr(at, '\n', (size_t)(end - at)) };

	if (!row.stop)
		row.stop = end;
	for (; row.words < row.stop && is_blank(*row.words); row.words++)
		row.indent += *row.words == ' ' ? 1 : 4 - row.indent % 4;
	row.blank = row.words == row.stop;
	return row;
}

bool row_next(struct row *row, const char *end)
{
	if (row->stop == end || row->stop + 1 == end)
		return false;
	*row = row_at(row->stop + 1, end);
	return true;
}

size_t row_marks(const struct row *row, char mark)
{
	size_t n = 0;

	while (row->words + n < row->stop && row->words[n] == mark)
		n++;
	return n;
}

bool row_only_marks(const struct row *row, size_t n)
{
	const char *at = row->words + n;

	while (at < row->stop && is_blank(*at))
		at++;
	return at == row->stop;
}

/* ---- code ---------------------------------------------------------------------------- */

const char *row_past_items(const struct row *row, size_t *column)
{
	const char *at = row->words, *next;
	size_t n, blanks;

	*column = row->indent;
	while (at < row->stop && *at != '>' && (n = mdtext_marker(at, row->stop)) > 0) {
		at += n;
		*column += n;
		blanks = 0;
		for (next = at; next < row->stop && is_blank(*next); next++)
			blanks += *next == ' ' ? 1 : 4 - (*column + blanks) % 4;
		if (blanks > 4 || next == row->stop) { /* code, or an empty item */
			++*column;
			return at;
		}
		*column += blanks;
		at = next;
	}
	return at;
}

/* Does "<pre>", or with a slash "</pre>", stand here? */
static bool is_raw_tag(const char *at, const char *stop, const char *before)
{
	size_t i, n, k = strlen(before);

	if ((size_t)(stop - at) < k || strncmp(at, before, k) != 0)
		return false;
	at += k;
	for (i = 0; i < ARRAY_LEN(raw_tags); i++) {
		n = strlen(raw_tags[i]);
		if ((size_t)(stop - at) >= n && strncasecmp(at, raw_tags[i], n) == 0 &&
		    (at + n == stop || at[n] == '>' || is_blank(at[n])))
			return true;
	}
	return false;
}

static bool has_raw_end(const char *at, const char *stop)
{
	while (at < stop && (at = memchr(at, '<', (size_t)(stop - at))) != NULL) {
		if (is_raw_tag(at, stop, "</"))
			return true;
		at++;
	}
	return false;
}

static bool has_comment_end(const char *at, const char *stop)
{
	return memmem(at, (size_t)(stop - at), "-->", 3) != NULL;
}

/* Begins HTML, if it does not end on its line. */
static bool begins_html(const char *at, const char *stop, struct code *code)
{
	if (stop - at >= 4 && strncmp(at, "<!--", 4) == 0) {
		code->mark = '-';
		return !has_comment_end(at + 4, stop);
	}
	code->mark = '<';
	return is_raw_tag(at, stop, "<") && !has_raw_end(at, stop);
}

bool row_begins_code(const struct row *row, size_t item, struct code *code)
{
	struct code found = { 0 };
	struct row rest = *row;

	if (row->blank)
		return false;
	rest.words = row_past_items(row, &found.column);
	if (rest.words == row->words)
		found.column = row->indent >= item ? item : 0;
	if (rest.words == row->stop)
		return false;
	if (*rest.words == '<') {
		if (!begins_html(rest.words, row->stop, &found))
			return false;
	} else {
		found.mark = *rest.words;
		found.length = row_marks(&rest, found.mark);
		if ((found.mark != '`' && found.mark != '~') || found.length < 3)
			return false;
		if (found.mark == '`' && memchr(rest.words + found.length, '`',
						(size_t)(rest.stop - rest.words) - found.length))
			return false;
	}
	*code = found;
	return true;
}

bool row_ends_code(const struct row *row, const struct code *code)
{
	size_t n;

	if (code->mark == '-')
		return has_comment_end(row->words, row->stop);
	if (code->mark == '<')
		return has_raw_end(row->words, row->stop);
	n = row_marks(row, code->mark);
	return n >= code->length && row_only_marks(row, n);
}
