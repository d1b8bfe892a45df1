// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Other dialects of markdown; see dialect.h.
 *
 * One pass over the lines.  A container is what stands between ":::note" and ":::" or is
 * indented below "!!! note": each of its lines gets "> " at the column where the container
 * begins, so that what is around it (a list) and in it (code) stays what it was. */
#include "lesson/load/dialect.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/load/admonition.h"
#include "lesson/load/mdtext.h"

enum { MAX_OPEN = 16, MAX_INDENT = 40 };

struct container {
	char mark;     /* ':', '!' for indented text, '`' or '~' */
	size_t length; /* how many marks begin it */
	size_t indent; /* columns before it */
	bool quoted;   /* it is shown as a callout or a quote; else it only gives a place */
	bool options;  /* ":key: value" may follow */
	bool yaml;     /* we are between the lines of "---" around options */
};

/* A line of the text. */
struct row {
	const char *at, *words, *stop; /* its beginning, its first word, its newline */
	size_t indent;                 /* columns before the words; a tab goes to the next fourth */
	bool blank;
};

enum before { BEFORE_NOTHING, BEFORE_TEXT, BEFORE_TEXT_AND_GAP, BEFORE_OTHER };

struct dialect {
	struct str out;
	const char *end;
	struct container open[MAX_OPEN];
	size_t n;
	char fence; /* of the block of code in which we are: '`', '~', ':'; or 0 */
	size_t fence_length;
	size_t item;    /* the column of the text in the last item of a list */
	size_t endings; /* lines of ":::" that are still to come */
	enum before before;
};

static struct row row_at(const char *at, const char *end)
{
	struct row row = { .at = at, .words = at, .stop = memchr(at, '\n', (size_t)(end - at)) };

	if (!row.stop)
		row.stop = end;
	for (; row.words < row.stop && (*row.words == ' ' || *row.words == '\t'); row.words++)
		row.indent += *row.words == ' ' ? 1 : 4 - row.indent % 4;
	row.blank = row.words == row.stop;
	return row;
}

/* How often the mark stands at the beginning of the words. */
static size_t marks(const struct row *row, char mark)
{
	size_t n = 0;

	while (row->words + n < row->stop && row->words[n] == mark)
		n++;
	return n;
}

/* Is there nothing behind so many marks? */
static bool only_marks(const struct row *row, size_t n)
{
	const char *at = row->words + n;

	while (at < row->stop && (*at == ' ' || *at == '\t'))
		at++;
	return at == row->stop;
}

static bool is_ending(const struct row *row)
{
	size_t n = marks(row, ':');

	return n >= 3 && only_marks(row, n);
}

/* ---- writing ------------------------------------------------------------------------- */

/* Writes what the containers put before a line, and returns the column of the line that
 * comes next. */
static size_t put_marks(struct dialect *d, bool blank)
{
	size_t i, column = 0;

	for (i = 0; i < d->n; i++) {
		const struct container *c = &d->open[i];

		if (c->indent > column) {
			str_fill(&d->out, ' ', c->indent - column);
			column = c->indent;
		}
		str_add(&d->out, !c->quoted ? "" : blank ? ">" : "> ");
		column += c->mark == '!' ? 4 : 0;
	}
	return column;
}

static void put_empty(struct dialect *d)
{
	put_marks(d, true);
	str_addc(&d->out, '\n');
}

/* Writes text in place of a line, at its column. */
static void put_words(struct dialect *d, const struct row *row, const char *text)
{
	size_t column = put_marks(d, false);

	str_fill(&d->out, ' ', row->indent > column ? row->indent - column : 0);
	str_add(&d->out, text);
	str_addc(&d->out, '\n');
}

static void put_row(struct dialect *d, const struct row *row)
{
	size_t column = 0, begin;
	const char *at = row->at;

	if (d->n > 0) {
		begin = put_marks(d, row->blank);
		for (; at < row->words && column < begin; at++)
			column += *at == ' ' ? 1 : 4 - column % 4;
		str_fill(&d->out, ' ', column > begin ? column - begin : 0);
	}
	str_addn(&d->out, at, (size_t)(row->stop - at));
	str_addc(&d->out, '\n');
}

/* ---- containers ---------------------------------------------------------------------- */

static void begin(struct dialect *d, const struct row *row, char mark, size_t length, bool quoted)
{
	d->open[d->n++] = (struct container){ .mark = mark, .length = length,
					      .indent = row->indent, .quoted = quoted,
					      .options = mark != '!' };
	d->before = BEFORE_NOTHING;
	d->item = 0;
}

/* A line that is less indented ends a container, and the code in it. */
static void end_by_indent(struct dialect *d, const struct row *row)
{
	size_t i;

	for (i = 0; i < d->n && !row->blank; i++)
		if (row->indent < d->open[i].indent + (d->open[i].mark == '!' ? 4 : 0)) {
			d->n = i;
			d->fence = '\0';
			d->before = BEFORE_OTHER;
		}
}

static bool ends(const struct container *c, char mark, size_t n)
{
	return c->mark == mark && (mark == ':' || n >= c->length);
}

/* Is this the end of a container?  ":::" ends the one with as many, else the innermost. */
static bool end_container(struct dialect *d, const struct row *row)
{
	char mark = row->blank ? '\0' : *row->words;
	size_t n = marks(row, mark), i, found = 0;

	if ((mark != ':' && mark != '`' && mark != '~') || n < 3 || !only_marks(row, n))
		return false;
	for (i = d->n; i > 0; i--) {
		if (!ends(&d->open[i - 1], mark, n))
			continue;
		found = found ? found : i;
		if (d->open[i - 1].length == n) {
			found = i;
			break;
		}
	}
	if (!found)
		return false;
	d->n = found - 1;
	d->before = BEFORE_NOTHING;
	put_empty(d);
	return true;
}

/* Is this an option of the container that has just begun? */
static bool skip_option(struct dialect *d, const struct row *row)
{
	struct container *c = d->n > 0 ? &d->open[d->n - 1] : NULL;
	bool rule = marks(row, '-') == 3 && only_marks(row, 3);

	if (!c || !c->options)
		return false;
	if (rule || c->yaml) {
		c->options = c->yaml = !(rule && c->yaml);
	} else if (!admonition_option(row->words, row->stop)) {
		c->options = false;
		return false;
	}
	put_empty(d);
	return true;
}

/* May something begin at this column?  Behind four blanks it is code, but not in an item. */
static bool may_begin(const struct dialect *d, const struct row *row)
{
	size_t around = d->n > 0 ? d->open[d->n - 1].indent + (d->open[d->n - 1].mark == '!' ? 4 : 0) : 0;

	if (d->item > around)
		around = d->item;
	return !row->blank && row->indent <= around + 3 && row->indent <= MAX_INDENT &&
	       d->n < MAX_OPEN;
}

/* Is the next line with words indented below this one? */
static bool has_indented(const struct dialect *d, const struct row *row)
{
	struct row next = *row;

	do {
		if (next.stop == d->end)
			return false;
		next = row_at(next.stop + 1, d->end);
	} while (next.blank && next.stop < d->end);
	return !next.blank && next.indent >= row->indent + 4;
}

/* ":::note Title", "!!! note "Title"", "```{note} Title" */
static bool begin_container(struct dialect *d, const struct row *row)
{
	const char mark = *row->words;
	size_t n = marks(row, mark);
	struct admonition found;
	char *head;

	if (n < 3 || !admonition_read(row->words + n, row->stop, mark, &found))
		return false;
	if ((mark == ':' && d->endings == 0) ||
	    ((mark == '!' || mark == '?') && (n != 3 || !has_indented(d, row))))
		return false;
	head = admonition_head(&found);
	begin(d, row, mark == '?' ? '!' : mark, n, head != NULL);
	if (head)
		put_words(d, row, head);
	else
		put_empty(d);
	free(head);
	return true;
}

/* ---- code ---------------------------------------------------------------------------- */

static bool in_code(struct dialect *d, const struct row *row)
{
	size_t n;

	if (!d->fence)
		return false;
	n = marks(row, d->fence);
	if (n < d->fence_length || !only_marks(row, n)) {
		put_row(d, row);
		return true;
	}
	if (d->fence == ':')
		put_words(d, row, DIALECT_FENCE);
	else
		put_row(d, row);
	d->fence = '\0';
	return true;
}

/* "```{code-block} sh": writes it as cmark knows it, below its options. */
static bool begin_directive(struct dialect *d, struct row *row)
{
	char mark = *row->words, *name, *head;
	size_t n = marks(row, mark);
	struct row opening = *row, next;

	if ((mark != '`' && mark != '~' && (mark != ':' || d->endings == 0)) || n < 3)
		return false;
	name = admonition_code(row->words + n, row->stop);
	if (!name)
		return false;
	while (row->stop < d->end) {
		next = row_at(row->stop + 1, d->end);
		if (!admonition_option(next.words, next.stop))
			break;
		*row = next;
		put_empty(d);
	}
	head = mem_printf("%.*s%s", mark == ':' ? 0 : (int)n, opening.words, name);
	put_words(d, &opening, mark == ':' ? DIALECT_FENCE : head);
	d->fence = mark;
	d->fence_length = n;
	free(head);
	free(name);
	return true;
}

static void begin_code(struct dialect *d, const struct row *row)
{
	struct row rest = *row;
	size_t n;
	char c;

	while (rest.words < rest.stop && (n = mdtext_marker(rest.words, rest.stop)) > 0) {
		rest.words += n;
		while (rest.words < rest.stop && (*rest.words == ' ' || *rest.words == '\t'))
			rest.words++;
	}
	c = rest.words < rest.stop ? *rest.words : '\0';
	n = marks(&rest, c);
	if ((c != '`' && c != '~') || n < 3 || (c == '`' && memchr(rest.words + n, '`',
							  (size_t)(rest.stop - rest.words) - n)))
		return;
	if (*row->words == '>')
		return; /* it ends with the quote, whose lines hold nothing for us */
	d->fence = c;
	d->fence_length = n;
}

/* ---- single lines -------------------------------------------------------------------- */

/* "[^1]: words" becomes an item, so that each note has a line of its own. */
static bool footnote(struct dialect *d, const struct row *row)
{
	const char *at = row->words + 2;
	char *text;

	if (row->stop - row->words < 5 || strncmp(row->words, "[^", 2) != 0)
		return false;
	while (at < row->stop && *at != ']' && !ascii_space(*at))
		at++;
	if (at + 1 >= row->stop || at == row->words + 2 || strncmp(at, "]:", 2) != 0)
		return false;
	text = mem_printf("- \\%.*s", (int)(row->stop - row->words), row->words);
	put_words(d, row, text);
	free(text);
	d->before = BEFORE_OTHER;
	return true;
}

/* Could these words begin a block inside of an item? */
static bool is_block(const char *at, const char *stop)
{
	return at == stop || strchr("#|<", *at) || mdtext_marker(at, stop) > 0 ||
	       (stop - at > 2 && (strncmp(at, "```", 3) == 0 || strncmp(at, "~~~", 3) == 0));
}

/* ": words" below a term becomes an item that shows no sign. */
static bool definition(struct dialect *d, const struct row *row)
{
	const char *at = row->words + 1, *words;
	char *text;

	if (*row->words != ':' || at == row->stop || (*at != ' ' && *at != '\t') ||
	    (d->before != BEFORE_TEXT && d->before != BEFORE_TEXT_AND_GAP))
		return false;
	for (words = at; words < row->stop && (*words == ' ' || *words == '\t');)
		words++;
	text = mem_printf("-%.*s%s%.*s", (int)(words - at), at,
			  is_block(words, row->stop) ? "" : MDTEXT_DEFINITION " ",
			  (int)(row->stop - words), words);
	put_words(d, row, text);
	free(text);
	return true;
}

/* Notes what the line is for the one below. */
static void note_row(struct dialect *d, const struct row *row)
{
	size_t n = row->blank ? 0 : mdtext_marker(row->words, row->stop);

	if (row->blank) {
		d->before = d->before == BEFORE_TEXT ? BEFORE_TEXT_AND_GAP : BEFORE_NOTHING;
		return;
	}
	if (n > 0 && *row->words != '>')
		d->item = row->indent + n + 1;
	else if (row->indent == 0)
		d->item = 0;
	if (n > 0 || strchr("#|<=", *row->words) || (row->indent > 3 && d->before == BEFORE_NOTHING))
		d->before = BEFORE_OTHER;
	else if (d->before != BEFORE_OTHER)
		d->before = BEFORE_TEXT;
}

static void translate_row(struct dialect *d, struct row *row)
{
	d->endings -= is_ending(row) && d->endings > 0;
	end_by_indent(d, row);
	if (in_code(d, row) || end_container(d, row) || skip_option(d, row))
		return;
	if (may_begin(d, row) &&
	    (begin_directive(d, row) || begin_container(d, row) || footnote(d, row) ||
	     definition(d, row)))
		return;
	if (!row->blank)
		begin_code(d, row);
	put_row(d, row);
	note_row(d, row);
}

static size_t count_endings(const char *at, const char *end)
{
	size_t n = 0;

	while (at < end) {
		struct row row = row_at(at, end);

		n += is_ending(&row);
		at = row.stop + (row.stop < end);
	}
	return n;
}

char *dialect_translate(const char *text, size_t n, size_t *length)
{
	struct dialect d = { .end = text + n };
	const char *at = text;

	d.endings = count_endings(text, d.end);
	while (at < d.end) {
		struct row row = row_at(at, d.end);

		translate_row(&d, &row);
		at = row.stop + (row.stop < d.end);
	}
	if (n > 0 && text[n - 1] != '\n')
		str_cut(&d.out, d.out.len - 1);
	*length = d.out.len;
	str_add(&d.out, "");
	return str_take(&d.out);
}
