// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looks up sentences in the catalogue of the current language; see i18n.h.
 *
 * The C library's gettext() is not used: it translates nothing in the locales C and
 * POSIX, newer ones nothing in C.UTF-8 (glibc's bug 16621), musl's ignores LANGUAGE,
 * and often no other locale is installed.
 *
 * Other threads translate while the language changes.  So one atomic pointer says which
 * catalogue is used, and catalogues are never freed. */
#include "base/i18n.h"

#include <ctype.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

/* ---- sentences --------------------------------------------------------------------- */

static _Atomic(struct catalogue *) current; /* NULL: English, as in the source */

const char *i18n_text(const char *text)
{
	struct catalogue *catalogue = atomic_load(&current);
	const char *found = catalogue ? catalogue_text(catalogue, text) : NULL;

	return found ? found : text;
}

const char *i18n_plural(const char *one, const char *many, unsigned long n)
{
	struct catalogue *catalogue = atomic_load(&current);
	const char *found = catalogue ? catalogue_plural(catalogue, one, n) : NULL;

	return found ? found : n == 1 ? one : many;
}

bool line_says_yes(const char *line)
{
	return (line[0] && !line[1] && says_yes(line[0])) || strcmp(line, "yes") == 0 ||
	       strcmp(line, _("yes")) == 0;
}

void i18n_set(struct catalogue *catalogue)
{
	atomic_store(&current, catalogue);
}

char *i18n_fill(const char *sentence, const char *text)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return mem_printf(sentence, text);
#pragma GCC diagnostic pop
}

bool says_yes(int code)
{
	/* TRANSLATORS: the letter that says yes in your language; y does always. */
	const char *letter = _("y");

	return code == 'y' || code == 'Y' || code == letter[0] ||
	       code == toupper((unsigned char)letter[0]);
}

/* ---- plurals --------------------------------------------------------------------
 *
 * Rules are evaluated while they are parsed.  They are only a few words long, so
 * nothing is kept between two calls. */

#define DEPTH_MAX 50 /* parentheses inside parentheses */

struct reading {
	const char *at;
	unsigned long n;
	int depth;
	bool bad;
};

enum operation { OR, AND, EQUAL, UNEQUAL, AT_MOST, AT_LEAST, LESS, MORE, PLUS, MINUS, TIMES, OVER, REST };

/* A longer operator comes before a shorter one that it begins with. */
static const struct {
	const char *sign;
	enum operation operation;
	int level; /* precedence: a higher one binds closer */
} operators[] = {
	{ "||", OR, 1 },      { "&&", AND, 2 },      { "==", EQUAL, 3 }, { "!=", UNEQUAL, 3 },
	{ "<=", AT_MOST, 4 }, { ">=", AT_LEAST, 4 }, { "<", LESS, 4 },   { ">", MORE, 4 },
	{ "+", PLUS, 5 },     { "-", MINUS, 5 },     { "*", TIMES, 6 },  { "/", OVER, 6 },
	{ "%", REST, 6 },
};

static unsigned long choice(struct reading *r);

static bool take(struct reading *r, const char *sign)
{
	r->at += strspn(r->at, " \t");
	if (strncmp(r->at, sign, strlen(sign)) != 0)
		return false;
	r->at += strlen(sign);
	return true;
}

static unsigned long number(struct reading *r)
{
	unsigned long value = 0;

	if (*r->at < '0' || *r->at > '9')
		r->bad = true;
	while (*r->at >= '0' && *r->at <= '9')
		value = value * 10 + (unsigned long)(*r->at++ - '0');
	return value;
}

static unsigned long operand(struct reading *r)
{
	unsigned long value = 0;

	if (++r->depth > DEPTH_MAX)
		r->bad = true;
	if (r->bad)
		return 0;
	if (take(r, "!")) {
		value = !operand(r);
	} else if (take(r, "(")) {
		value = choice(r);
		if (!take(r, ")"))
			r->bad = true;
	} else {
		value = take(r, "n") ? r->n : number(r);
	}
	r->depth--;
	return value;
}

static unsigned long result(enum operation operation, unsigned long a, unsigned long b)
{
	switch (operation) {
	case OR: return a || b;
	case AND: return a && b;
	case EQUAL: return a == b;
	case UNEQUAL: return a != b;
	case AT_MOST: return a <= b;
	case AT_LEAST: return a >= b;
	case LESS: return a < b;
	case MORE: return a > b;
	case PLUS: return a + b;
	case MINUS: return a - b;
	case TIMES: return a * b;
	case OVER: return b ? a / b : 0;
	case REST: return b ? a % b : 0;
	}
	return 0;
}

/* Evaluates operands and the operators between them of at least this level. */
static unsigned long terms(struct reading *r, int level)
{
	unsigned long value = operand(r);
	size_t i = 0;

	while (!r->bad && i < ARRAY_LEN(operators)) {
		if (operators[i].level < level || !take(r, operators[i].sign)) {
			i++;
			continue;
		}
		value = result(operators[i].operation, value, terms(r, operators[i].level + 1));
		i = 0;
	}
	return value;
}

/* Parse both branches, also the one that is not taken, to find where they end. */
static unsigned long choice(struct reading *r)
{
	unsigned long value = terms(r, 1), yes, no;

	if (!take(r, "?"))
		return value;
	if (++r->depth > DEPTH_MAX)
		r->bad = true;
	if (r->bad)
		return 0;
	yes = choice(r);
	if (!take(r, ":"))
		r->bad = true;
	no = r->bad ? 0 : choice(r);
	r->depth--;
	return value ? yes : no;
}

bool plural_form(const char *rule, unsigned long n, unsigned long *form)
{
	struct reading r = { .at = rule, .n = n };

	*form = choice(&r);
	r.at += strspn(r.at, " \t");
	return !r.bad && (*r.at == '\0' || *r.at == ';' || *r.at == '\n');
}

/* ---- catalogues -----------------------------------------------------------------
 *
 * The file stays in memory as it was read.  Its header has seven 32-bit numbers.  Those
 * used here are the magic number, which also gives the byte order, the version of the
 * format, the number of texts, and the offsets of two tables: the texts, sorted, and
 * their translations.  A row of a table is the length of a text and its offset; a zero
 * byte follows each text.  A text with a plural is "one\0many", and its translation has
 * all forms with \0 between them. */

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
