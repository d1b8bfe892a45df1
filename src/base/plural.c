// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Rules of plurals, evaluated while they are parsed; see plural.h.  They are only a few
 * words long, so nothing is kept between two calls. */
#include "base/plural.h"

#include <stddef.h>
#include <string.h>

#include "base/mem.h"

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

/* Both branches are parsed, also the one that is not taken, to get behind it. */
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
