// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Catalogues of translations; see catalogue.h.
 *
 * The file stays in memory as it was read.  Its header has seven 32-bit numbers.  Those
 * used here are the magic number, which also gives the byte order, the version of the
 * format, the number of texts, and the offsets of two tables: the texts, sorted, and
 * their translations.  A row of a table is the length of a text and its offset; a zero
 * byte follows each text.  A text with a plural is "one\0many", and its translation has
 * all forms with \0 between them. */
#include "base/catalogue.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/plural.h"
#include "base/str.h"

#define MARK 0x950412deu
#define HEADER_SIZE 28

struct catalogue {
	struct str file;
	bool swapped; /* the file's numbers are in the other byte order */
	uint32_t n, texts, translations;
	char *plurals; /* the plural rule, or NULL */
};

static uint32_t number_at(const struct catalogue *c, size_t at)
{
	uint32_t value;

	memcpy(&value, c->file.text + at, sizeof value);
	return c->swapped ? __builtin_bswap32(value) : value;
}

/* A row of a table; catalogue_new() has checked the offsets. */
static const char *row(const struct catalogue *c, uint32_t table, uint32_t i, uint32_t *length)
{
	size_t at = table + (size_t)i * 8;

	*length = number_at(c, at);
	return c->file.text + number_at(c, at + 4);
}

static bool table_is_whole(const struct catalogue *c, uint32_t table)
{
	uint32_t i;

	if (table > c->file.len || c->n > (c->file.len - table) / 8)
		return false;
	for (i = 0; i < c->n; i++) {
		uint64_t length = number_at(c, table + (size_t)i * 8);
		uint64_t end = number_at(c, table + (size_t)i * 8 + 4) + length;

		if (end >= c->file.len || c->file.text[end] != '\0')
			return false;
	}
	return true;
}

static bool is_whole(struct catalogue *c)
{
	uint32_t mark;

	if (c->file.len < HEADER_SIZE)
		return false;
	mark = number_at(c, 0);
	c->swapped = mark == __builtin_bswap32(MARK);
	if ((mark != MARK && !c->swapped) || number_at(c, 4) >> 16 > 1)
		return false;
	c->n = number_at(c, 8);
	c->texts = number_at(c, 12);
	c->translations = number_at(c, 16);
	return table_is_whole(c, c->texts) && table_is_whole(c, c->translations);
}

/* The translation of the empty text is the header of the catalogue. */
static bool read_header(struct catalogue *c)
{
	const char *header = catalogue_text(c, ""), *rule;

	if (!header || !strcasestr(header, "charset=utf-8"))
		return false;
	rule = strstr(header, "plural=");
	if (rule)
		c->plurals = mem_dup(rule + strlen("plural="));
	return true;
}

struct catalogue *catalogue_new(struct str *bytes)
{
	struct catalogue *c = mem_alloc(sizeof *c);

	c->file = *bytes;
	*bytes = (struct str){ 0 };
	if (is_whole(c) && read_header(c))
		return c;
	catalogue_free(c);
	return NULL;
}

void catalogue_free(struct catalogue *c)
{
	if (!c)
		return;
	str_free(&c->file);
	free(c->plurals);
	free(c);
}

/* For a text with a plural, only the singular is compared. */
static const char *find(const struct catalogue *c, const char *text, uint32_t *length)
{
	uint32_t low = 0, high = c->n, ignored;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(text, row(c, c->texts, middle, &ignored));

		if (order == 0)
			return row(c, c->translations, middle, length);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

const char *catalogue_text(const struct catalogue *c, const char *text)
{
	uint32_t length;
	const char *found = find(c, text, &length);

	return found && length > 0 ? found : NULL;
}

const char *catalogue_plural(const struct catalogue *c, const char *one, unsigned long n)
{
	uint32_t length;
	const char *found = find(c, one, &length), *end = found ? found + length : NULL;
	unsigned long form;

	if (!found || length == 0 || !c->plurals || !plural_form(c->plurals, n, &form))
		return NULL;
	for (; form > 0 && found < end; form--)
		found += strlen(found) + 1;
	return found < end ? found : NULL;
}
