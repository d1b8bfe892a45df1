// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Ends of containers; see ends.h. */
#include "lesson/load/ends.h"

#include "lesson/load/admonition.h"

enum { MAX_AHEAD = 16 << 20 };

/* The containers that would be open in a line below ":::note". */
struct ahead {
	size_t lengths[ENDS_MAX_OPEN], n;
	const size_t *around; /* lengths of those that are open already */
	size_t n_around, indent;
	bool title; /* the next line may be its heading */
	struct code code;
};

/* ":::" ends the open one with as many colons, else the innermost.  Returns its place from 1
 * on; 0: another around all of these has as many. */
static size_t ended_by(const struct ahead *ahead, size_t colons)
{
	size_t i;

	for (i = ahead->n; i > 0; i--)
		if (ahead->lengths[i - 1] == colons)
			return i;
	for (i = 0; i < ahead->n_around; i++)
		if (ahead->around[i] == colons)
			return 0;
	return ahead->n;
}

enum found { FOUND_NOTHING, FOUND_END, FOUND_NO_END };

static enum found look_at(struct ahead *ahead, const struct row *row)
{
	struct admonition nested;
	size_t n = row_marks(row, ':');
	bool title = ahead->title;

	ahead->title = false;
	if (n >= 3 && row_only_marks(row, n)) {
		n = ended_by(ahead, n);
		ahead->n = n > 0 ? n - 1 : 0;
		return n == 0 ? FOUND_NO_END : ahead->n == 0 ? FOUND_END : FOUND_NOTHING;
	}
	if (n >= 3 && admonition_is_code(row->words + n, row->stop)) {
		ahead->code = (struct code){ .mark = ':', .length = n };
	} else if (n >= 3 && ahead->n < ENDS_MAX_OPEN &&
		   admonition_read(row->words + n, row->stop, ':', &nested)) {
		ahead->lengths[ahead->n++] = n;
		ahead->title = true;
	} else if (!title && row->indent <= ahead->indent && row_marks(row, '#') == 2) {
		return FOUND_NO_END; /* a step */
	}
	row_begins_code(row, 0, &ahead->code);
	return FOUND_NOTHING;
}

/* Goes to the next line, as long as there is something left to read. */
static bool next(struct ends *ends, struct row *row)
{
	size_t n;

	if (!row_next(row, ends->end))
		return false;
	n = (size_t)(row->stop - row->at) + 1;
	ends->read += n;
	return ends->read <= MAX_AHEAD;
}

bool ends_container(struct ends *ends, const struct row *row, size_t length, const size_t *around,
		    size_t n_around)
{
	struct ahead ahead = { .lengths = { length }, .n = 1, .title = true, .around = around,
			       .n_around = n_around, .indent = row->indent };
	enum found found = FOUND_NOTHING;
	struct row at = *row;

	while (found == FOUND_NOTHING && next(ends, &at)) {
		if (at.blank)
			continue;
		if (at.indent < row->indent)
			return true; /* so does the item in which it stands */
		if (at.indent < ahead.code.column)
			ahead.code.mark = '\0';
		if (!ahead.code.mark)
			found = look_at(&ahead, &at);
		else if (row_ends_code(&at, &ahead.code))
			ahead.code.mark = '\0';
	}
	return found == FOUND_END;
}

bool ends_code(struct ends *ends, const struct row *row, size_t length)
{
	const struct code code = { .mark = ':', .length = length };
	struct row at = *row;

	while (next(ends, &at))
		if (row_ends_code(&at, &code))
			return true;
	return false;
}
