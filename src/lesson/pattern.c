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
};

struct pattern {
	const struct library *tre;
	regex_t compiled;
};

/* ---- the size --------------------------------------------------------------------- */

/* Returns where a bracket expression ends: at its ], or at the end of the text. */
static const char *bracket_end(const char *at)
{
	at += at[1] == '^' ? 2 : 1;
	if (*at == ']')
		at++;
	for (; *at && *at != ']'; at++)
		if (at[0] == '[' && at[1] == ':' && strstr(at + 2, ":]"))
			at = strstr(at + 2, ":]") + 1;
	return at;
}

struct scan {
	const char *at;
	const char *fault; /* translated; NULL: none was found */
};

/* Reads a bound such as {2,5}, up to its last character.  Returns how often it repeats, at
 * most, and at least 1. */
static double bound(struct scan *scan)
{
	char *end;
	unsigned long least = strtoul(scan->at + 1, &end, 10), most = least;
	bool ok = ascii_digit(scan->at[1]) || scan->at[1] == ',';

	if (*end == ',')
		most = strtoul(end + 1, &end, 10);
	if (!ok || *end != '}') {
		scan->fault = _("a { that begins no bound, such as {2,5}, is written \\{");
		return 1;
	}
	scan->at = end;
	if (least > most)
		most = least;
	return most > 0 ? (double)most : 1;
}

static double group_size(struct scan *scan);

/* Reads one character, class of characters or group, up to its last character. */
static double atom_size(struct scan *scan)
{
	if (*scan->at == '(') {
		scan->at++;
		return group_size(scan);
	}
	if (*scan->at == '[') {
		scan->at = bracket_end(scan->at);
	} else if (*scan->at == '\\' && scan->at[1]) {
		scan->at++;
		if (ascii_digit(*scan->at))
			scan->fault = _("it refers back to a part of itself");
	}
	return 1;
}

/* Returns the size up to the end of the group, and stops there. */
static double group_size(struct scan *scan)
{
	double total = 0, last = 0;

	for (; *scan->at && *scan->at != ')' && !scan->fault; scan->at += *scan->at != '\0') {
		bool repeats = strchr("*+?{", *scan->at) != NULL;

		if (repeats && last == 0)
			scan->fault = _("there is nothing before a *, +, ? or { that it could repeat");
		total -= repeats ? last : 0;
		last = *scan->at == '|' ? 0 : *scan->at == '{' ? last * bound(scan) :
		       repeats ? last : atom_size(scan);
		total += last;
	}
	return total;
}

/* Returns why the pattern is refused before it is compiled, or NULL. */
static const char *fault_of(const char *text)
{
	struct scan scan = { .at = text };
	double size = 0;

	if (strlen(text) > MAX_BYTES)
		return _("it is too long");
	while (*scan.at && !scan.fault) {
		size += group_size(&scan);
		scan.at += *scan.at == ')';
	}
	if (!scan.fault && size > MAX_SIZE)
		scan.fault = _("it repeats its parts too often");
	return scan.fault;
}

/* ---- compiling and matching ------------------------------------------------------------ */

static const struct library *libtre(struct error *err)
{
	static struct module_use use = MODULE_USE("libtre", "lesson-tre.so", "libtre.so.5",
						  PACKAGES("tre"), sizeof(struct library));

	return module_use(&use, err);
}

struct pattern *pattern_new(const char *text, char *why, size_t size)
{
	const char *fault = fault_of(text);
	const struct library *tre;
	struct error lost = { 0 };
	struct pattern *pattern;
	int code;

	tre = fault ? NULL : libtre(&lost);
	if (!tre) {
		utf8_copy(why, size, fault ? fault : lost.message);
		return NULL;
	}
	pattern = mem_alloc(sizeof *pattern);
	pattern->tre = tre;
	code = tre->tre_regcomp(&pattern->compiled, text, REG_EXTENDED | REG_NOSUB);
	if (code == 0)
		return pattern;
	tre->tre_regerror(code, &pattern->compiled, why, size);
	free(pattern);
	return NULL;
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
