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
#include "lesson/load/ends.h"
#include "lesson/load/mdtext.h"
#include "lesson/load/rows.h"

enum { MAX_INDENT = 40 };

struct container {
	char mark;     /* ':', '!' for indented text, '`' or '~' */
	size_t length; /* how many marks begin it */
	size_t indent; /* columns before it */
	size_t item;   /* see below, of what is around it */
	bool quoted;   /* it is shown as a callout or a quote; else it only gives a place */
	bool options;  /* ":key: value" may follow */
	bool yaml;     /* we are between the lines of "---" around options */
};

/* Which of our own translations an item is. */
enum own { OWN_NOTHING, OWN_NOTE, OWN_DEFINITION };

enum before { BEFORE_NOTHING, BEFORE_TEXT, BEFORE_TEXT_AND_GAP, BEFORE_OTHER };

struct dialect {
	struct str out;
	int *lines;
	size_t n_lines;
	int line; /* that is read, from 0 on */
	int unended;
	struct ends ends;
	struct row next; /* the next line with words, when it was last looked for */
	struct container open[ENDS_MAX_OPEN];
	size_t n;
	struct code code; /* in which we are */
	size_t item;      /* the column of the text in the last item of a list */
	enum before before;
	bool headed;   /* the line above is the first of a callout */
	char bullet;   /* the sign of the items above; 0: there are none */
	enum own own;  /* what put it there */
};

static bool is_rule(const struct row *row)
{
	return row_marks(row, '-') == 3 && row_only_marks(row, 3);
}

static bool is_underline(const struct row *row)
{
	size_t dashes = row_marks(row, '-'), equals = row_marks(row, '=');

	return dashes + equals > 0 && row_only_marks(row, dashes + equals);
}

/* "key: value" */
static bool is_key(const struct row *row)
{
	const char *at = row->words;

	while (at < row->stop && (ascii_alnum(*at) || *at == '-' || *at == '_'))
		at++;
	return at > row->words && at < row->stop && *at == ':';
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

static void end_line(struct dialect *d)
{
	str_addc(&d->out, '\n');
	*MEM_PUSH(d->lines, d->n_lines) = d->line;
}

static void put_empty(struct dialect *d)
{
	put_marks(d, true);
	end_line(d);
}

/* Writes text in place of a line, at its column. */
static void put_words(struct dialect *d, const struct row *row, const char *text)
{
	size_t column = put_marks(d, false);

	str_fill(&d->out, ' ', row->indent > column ? row->indent - column : 0);
	str_add(&d->out, text);
	end_line(d);
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
	end_line(d);
}

/* ---- containers ---------------------------------------------------------------------- */

static void begin(struct dialect *d, const struct row *row, struct container fresh)
{
	fresh.indent = row->indent;
	fresh.item = row->indent >= d->item ? d->item : 0;
	d->open[d->n++] = fresh;
	d->before = BEFORE_NOTHING;
	d->item = 0;
}

/* Ends all containers but so many. */
static void end_to(struct dialect *d, size_t n)
{
	d->item = d->open[n].item;
	d->n = n;
	d->code.mark = '\0';
}

/* The column of the text in a container. */
static size_t column_of(const struct container *c)
{
	return c->indent + (c->mark == '!' ? 4 : 0);
}

/* Returns the line itself, or behind blank lines the next with words; NULL: there is none. */
static const struct row *with_words(struct dialect *d, const struct row *row)
{
	if (!row->blank)
		return row;
	if (!d->next.at || d->next.at < row->at) {
		d->next = *row;
		while (d->next.blank && row_next(&d->next, d->ends.end))
			;
	}
	return d->next.blank ? NULL : &d->next;
}

/* A line that is less indented ends a container, and the code in it; so do the blank lines
 * before that.  An empty line goes between them, if there is none. */
static void end_by_indent(struct dialect *d, const struct row *row)
{
	const struct row *words = d->n > 0 ? with_words(d, row) : NULL;
	size_t i;

	for (i = 0; i < d->n && words; i++)
		if (words->indent < column_of(&d->open[i])) {
			end_to(d, i);
			d->before = BEFORE_OTHER;
			if (!row->blank)
				put_empty(d);
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
	size_t n = row_marks(row, mark), i, found = 0;

	if ((mark != ':' && mark != '`' && mark != '~') || n < 3 || !row_only_marks(row, n))
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
	end_to(d, found - 1);
	d->before = BEFORE_NOTHING;
	put_empty(d);
	return true;
}

/* Do options stand between this line and another of "---"? */
static bool is_yaml(const struct dialect *d, const struct row *row)
{
	struct row at = *row;
	bool key = false;

	while (row_next(&at, d->ends.end)) {
		if (at.blank || (key && at.indent > row->indent))
			continue;
		if (is_rule(&at))
			return at.indent <= row->indent;
		key = is_key(&at);
		if (!key)
			return false;
	}
	return false;
}

/* Is this an option of the container that has just begun? */
static bool skip_option(struct dialect *d, const struct row *row)
{
	struct container *c = d->n > 0 ? &d->open[d->n - 1] : NULL;
	bool rule = is_rule(row);

	if (!c || !c->options)
		return false;
	if (c->yaml || (rule && is_yaml(d, row))) {
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
	size_t around = d->n > 0 ? column_of(&d->open[d->n - 1]) : 0;

	if (d->item > around)
		around = d->item;
	return !row->blank && row->indent <= around + 3;
}

/* Is the next line with words indented below this one? */
static bool has_indented(struct dialect *d, const struct row *row)
{
	struct row next = *row;
	const struct row *words = row_next(&next, d->ends.end) ? with_words(d, &next) : NULL;

	return words && words->indent >= row->indent + 4;
}

/* Has the container that would begin here an end of its own? */
static bool has_end(struct dialect *d, const struct row *row, size_t length)
{
	size_t around[ENDS_MAX_OPEN], n = 0, i;

	for (i = 0; i < d->n; i++)
		if (d->open[i].mark == ':')
			around[n++] = d->open[i].length;
	return ends_container(&d->ends, row, length, around, n);
}

/* ":::note Title", "!!! note "Title"", "```{note} Title" */
static bool begin_container(struct dialect *d, const struct row *row)
{
	const char mark = *row->words;
	size_t n = row_marks(row, mark);
	struct admonition found;
	char *head;

	if (n < 3 || row->indent > MAX_INDENT || d->n == ENDS_MAX_OPEN ||
	    !admonition_read(row->words + n, row->stop, mark, &found))
		return false;
	if ((mark == '!' || mark == '?') && (n != 3 || !has_indented(d, row)))
		return false;
	if (mark == ':' && !has_end(d, row, n)) {
		if (found.known && !d->unended)
			d->unended = d->line + 1;
		return false;
	}
	head = admonition_head(&found);
	begin(d, row, (struct container){ .mark = mark == '?' ? '!' : mark, .length = n,
					  .quoted = head != NULL, .options = found.options });
	d->headed = true;
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
	bool ended;

	if (!row->blank && row->indent < d->code.column)
		d->code.mark = '\0'; /* the item around it ends */
	if (!d->code.mark)
		return false;
	ended = row_ends_code(row, &d->code);
	if (ended && d->code.mark == ':')
		put_words(d, row, DIALECT_FENCE);
	else
		put_row(d, row);
	if (ended)
		d->code.mark = '\0';
	return true;
}

/* "```{code-block} sh": writes it as cmark knows it, below its options. */
static bool begin_directive(struct dialect *d, struct row *row)
{
	char mark = *row->words, *name, *head;
	size_t n = row_marks(row, mark);
	struct row opening = *row, next;

	if ((mark != '`' && mark != '~' && mark != ':') || n < 3)
		return false;
	name = admonition_code(row->words + n, row->stop);
	if (!name || (mark == ':' && !ends_code(&d->ends, row, n))) {
		free(name);
		return false;
	}
	for (next = *row; row_next(&next, d->ends.end) && admonition_option(next.words, next.stop);) {
		*row = next;
		put_empty(d);
		d->line++;
	}
	head = mem_printf("%.*s%s", mark == ':' ? 0 : (int)n, opening.words, name);
	put_words(d, &opening, mark == ':' ? DIALECT_FENCE : head);
	d->code = (struct code){ .mark = mark, .length = n,
				 .column = row->indent >= d->item ? d->item : 0 };
	free(head);
	free(name);
	return true;
}

/* ---- single lines -------------------------------------------------------------------- */

/* The sign of an item of ours: another than that of the list above, which would go on. */
static char bullet(struct dialect *d, enum own own)
{
	if (d->own != own)
		d->bullet = d->bullet == '+' ? '*' : '+';
	d->own = own;
	return d->bullet;
}

/* Writes an item in place of a line, and notes what begins in it. */
static void put_item(struct dialect *d, const struct row *row, const char *text)
{
	struct row made = row_at(text, text + strlen(text));

	put_words(d, row, text);
	made.indent = row->indent;
	row_begins_code(&made, 0, &d->code);
	row_past_items(&made, &d->item);
}

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
	text = mem_printf("%c \\%.*s", bullet(d, OWN_NOTE), (int)(row->stop - row->words),
			  row->words);
	put_item(d, row, text);
	free(text);
	d->before = BEFORE_OTHER;
	return true;
}

static bool is_in(char c, const char *list)
{
	return c != '\0' && strchr(list, c) != NULL;
}

/* Could these words begin a block inside of an item? */
static bool is_block(const char *at, const char *stop)
{
	return at == stop || is_in(*at, "#|<") || mdtext_marker(at, stop) > 0 ||
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
	text = mem_printf("%c%.*s%s%.*s", bullet(d, OWN_DEFINITION), (int)(words - at), at,
			  is_block(words, row->stop) ? "" : MDTEXT_DEFINITION " ",
			  (int)(row->stop - words), words);
	put_item(d, row, text);
	free(text);
	return true;
}

/* A paragraph begins, which may be a term. */
static void note_text(struct dialect *d, const struct row *row)
{
	d->before = BEFORE_TEXT;
	if (row->indent == 0) {
		d->bullet = '\0';
		d->own = OWN_NOTHING;
	}
}

/* Notes what the line is for the one below. */
static void note_row(struct dialect *d, const struct row *row)
{
	size_t n = row->blank ? 0 : mdtext_marker(row->words, row->stop);

	if (row->blank) {
		d->before = d->before == BEFORE_TEXT ? BEFORE_TEXT_AND_GAP : BEFORE_NOTHING;
		return;
	}
	if (n > 0 && *row->words != '>') {
		row_past_items(row, &d->item);
		d->bullet = *row->words;
		d->own = OWN_NOTHING;
	} else if (row->indent == 0) {
		d->item = 0;
	}
	if (n > 0 || is_in(*row->words, "#|<=") || (row->indent > 3 && d->before == BEFORE_NOTHING))
		d->before = BEFORE_OTHER;
	else if (d->before == BEFORE_NOTHING || d->before == BEFORE_TEXT_AND_GAP)
		note_text(d, row);
}

/* What is written anew would end at such a byte. */
static bool has_nul(const struct row *row)
{
	return memchr(row->words, '\0', (size_t)(row->stop - row->words)) != NULL;
}

static void translate_row(struct dialect *d, struct row *row)
{
	bool here, headed = d->headed;

	d->headed = false;
	end_by_indent(d, row);
	if (in_code(d, row) || end_container(d, row) || skip_option(d, row))
		return;
	here = may_begin(d, row);
	if (here && !has_nul(row) &&
	    (begin_directive(d, row) || begin_container(d, row) || footnote(d, row) ||
	     definition(d, row)))
		return;
	if (headed && is_underline(row))
		put_empty(d); /* or the line above would be a heading */
	if (here)
		row_begins_code(row, d->item, &d->code);
	put_row(d, row);
	note_row(d, row);
}

void dialect_translate(const char *text, size_t n, struct dialect_text *out)
{
	struct dialect d = { .ends = { .end = text + n } };
	const char *at = text;

	for (; at < d.ends.end; d.line++) {
		struct row row = row_at(at, d.ends.end);

		translate_row(&d, &row);
		at = row.stop + (row.stop < d.ends.end);
	}
	if (n > 0 && text[n - 1] != '\n')
		str_cut(&d.out, d.out.len - 1);
	else
		*MEM_PUSH(d.lines, d.n_lines) = d.line;
	out->length = d.out.len;
	out->lines = d.lines;
	out->n_lines = d.n_lines;
	out->unended = d.unended;
	str_add(&d.out, "");
	out->text = str_take(&d.out);
}
