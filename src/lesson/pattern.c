// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Extended regular expressions within limits; see pattern.h. */
#include "lesson/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/packages.h"
#include "base/utf8.h"
#include "lesson/tre-library.h"

enum {
	MAX_BYTES = 1000, /* of a pattern */
	MAX_SIZE = 2000,  /* characters, after repeated parts are written out */
	/* Of these those that may be left out.  From each a comparison can go on to all of the others,
	 * so time and memory grow with the square: 1600 took a second and 94 MiB. */
	MAX_OPTIONAL = 400,
};

static const char lower_case[] = "abcdefghijklmnopqrstuvwxyz";

struct pattern {
	const struct library *tre;
	regex_t compiled;
};

/* ---- the size --------------------------------------------------------------------- */

/* A part of a pattern, repeated as often as it says. */
struct part {
	double size, optional; /* characters; of these those that may be left out */
	bool may_be_empty;
};

struct scan {
	const char *at;
	const char *fault; /* translated; NULL: none was found */
};

/* Moves to where a bracket expression ends: at its ], or at the end of the text. */
static void pass_bracket(struct scan *scan)
{
	const char *at = scan->at + (scan->at[1] == '^' ? 2 : 1);

	if (*at == ']')
		at++;
	for (; *at && *at != ']'; at++) {
		size_t n = at[0] == '[' && at[1] == ':' ? strspn(at + 2, lower_case) : 0;

		if (n > 0 && at[2 + n] == ':' && at[3 + n] == ']')
			at += 3 + n;
		else if (at[0] == '[' && strchr(":.=", at[1]))
			scan->fault = _("a class of characters is written like [[:digit:]]");
	}
	scan->at = at;
}

static const char *digits(const char *at, unsigned long *number)
{
	for (*number = 0; ascii_digit(*at); at++)
		*number = *number > MAX_SIZE ? *number : *number * 10 + (unsigned long)(*at - '0');
	return at;
}

/* Reads a bound such as {2,5}, up to its last character.  Returns how many copies libtre
 * makes of what stands before, and at least 1: {2,} is two and one more that repeats.
 * *needed: how many of these must be there. */
static double bound(struct scan *scan, double *needed)
{
	unsigned long least, most;
	const char *at = digits(scan->at + 1, &least);
	bool ok = at > scan->at + 1 || *at == ',';

	*needed = (double)least;
	most = least;
	if (*at == ',')
		at = digits(at + 1, &most);
	if (!ok || *at != '}') {
		scan->fault = _("a { that begins no bound, such as {2,5}, is written \\{");
		return 1;
	}
	if (at[-1] == ',')
		most = least + 1;
	/* libtre refuses such a bound, but not where the first number overflows. */
	if (most < least)
		most = least;
	scan->at = at;
	return most > 1 ? (double)most : 1;
}

static struct part group_part(struct scan *scan);

/* Reads one character, class of characters or group, up to its last character. */
static struct part atom_part(struct scan *scan)
{
	if (*scan->at == '(') {
		scan->at++;
		return group_part(scan);
	}
	if (*scan->at == '[') {
		pass_bracket(scan);
	} else if (*scan->at == '\\' && scan->at[1]) {
		scan->at++;
		if (ascii_digit(*scan->at))
			scan->fault = _("back-references such as \\1 are not supported");
		else if (ascii_alnum(*scan->at) && !strchr("wWsSdDbBtnrfae", *scan->at))
			scan->fault = _("this backslash and letter have no meaning");
	}
	return (struct part){ .size = 1 };
}

static bool repeats(char c)
{
	return c && strchr("*+?{", c);
}

/* The part with the *, +, ? or bound at which the scan stands; moves to its last character. */
static struct part repeated(struct scan *scan, struct part part)
{
	double copies = 1, needed = *scan->at == '+';

	if (part.size == 0)
		scan->fault = _("there is nothing before a *, +, ? or { that it could repeat");
	if (*scan->at == '{')
		copies = bound(scan, &needed);
	if (needed == 0)
		part.may_be_empty = true;
	part.optional = part.optional * needed + part.size * (copies > needed ? copies - needed : 0);
	part.size *= copies;
	if (part.may_be_empty)
		part.optional = part.size;
	return part;
}

/* Reads what stands between two |, up to its last character. */
static struct part branch_part(struct scan *scan)
{
	struct part branch = { .may_be_empty = true };

	for (; *scan->at && !strchr("|)", *scan->at) && !scan->fault; scan->at += *scan->at != '\0') {
		struct part part = { 0 };

		if (!repeats(*scan->at))
			part = atom_part(scan);
		else
			repeated(scan, part); /* which is a fault */
		while (*scan->at && repeats(scan->at[1]) && !scan->fault) {
			scan->at++;
			part = repeated(scan, part);
		}
		branch.size += part.size;
		branch.optional += part.optional;
		branch.may_be_empty = branch.may_be_empty && part.may_be_empty;
	}
	return branch;
}

/* Reads up to the end of the group, or to where it gets too large. */
static struct part group_part(struct scan *scan)
{
	struct part all = { 0 };
	bool goes_on = true;

	while (goes_on && !scan->fault) {
		struct part branch = branch_part(scan);

		all.size += branch.size;
		all.optional += branch.optional;
		all.may_be_empty = all.may_be_empty || branch.may_be_empty;
		goes_on = *scan->at == '|';
		scan->at += goes_on;
	}
	if (all.may_be_empty)
		all.optional = all.size;
	if (!scan->fault && all.size > MAX_SIZE)
		scan->fault = _("it repeats its parts too often");
	if (!scan->fault && all.optional > MAX_OPTIONAL)
		scan->fault = _("too many of its parts may be left out");
	return all;
}

/* Returns why the pattern is refused before it is compiled, or NULL. */
static const char *fault_of(const char *text)
{
	struct scan scan = { .at = text };

	if (strlen(text) > MAX_BYTES)
		return _("it is too long");
	group_part(&scan);
	/* libtre never returns from compiling one behind an escaped backslash: \\). */
	if (!scan.fault && *scan.at == ')')
		scan.fault = _("a ) that ends no group is written \\)");
	return scan.fault;
}

/* ---- compiling and matching ------------------------------------------------------------ */

static const struct library *libtre(struct error *err)
{
	static struct module_use use = MODULE_USE("libtre", "lesson-tre.so", "libtre.so.5",
						  PACKAGES("tre"), sizeof(struct library));

	return module_use(&use, err);
}

/* why: the end of a sentence, translated. */
static struct pattern *refuse(struct error *err, const char *why)
{
	error_set(err, ERROR_INPUT, _("This is not an extended regular expression: %s."), why);
	return NULL;
}

struct pattern *pattern_new(const char *text, struct error *err)
{
	const char *fault = fault_of(text);
	const struct library *tre = fault ? NULL : libtre(err);
	struct pattern *pattern;
	char why[200];
	int code;

	if (fault)
		return refuse(err, fault);
	if (!tre)
		return NULL;
	pattern = mem_alloc(sizeof *pattern);
	pattern->tre = tre;
	code = tre->tre_regcomp(&pattern->compiled, text, REG_EXTENDED | REG_NOSUB);
	if (code == 0)
		return pattern;
	tre->tre_regerror(code, &pattern->compiled, why, sizeof why);
	free(pattern);
	return refuse(err, why);
}

void pattern_free(struct pattern *pattern)
{
	if (!pattern)
		return;
	pattern->tre->tre_regfree(&pattern->compiled);
	free(pattern);
}

bool pattern_matches(const struct pattern *pattern, const char *line)
{
	return pattern->tre->tre_regexec(&pattern->compiled, line, 0, NULL, 0) == 0;
}
