// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names of admonitions; see admonition.h. */
#include "lesson/load/admonition.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "lesson/load/mdtext.h"

/* Those that have a word of their own; the others show their name. */
static const struct {
	const char *name, *callout;
} callouts[] = {
	{ "note", "NOTE" },	      { "info", "NOTE" },	 { "tip", "TIP" },
	{ "hint", "TIP" },	      { "warning", "WARNING" },	 { "caution", "CAUTION" },
	{ "danger", "CAUTION" },      { "attention", "WARNING" }, { "important", "IMPORTANT" },
	{ "question", "QUESTION" },   { "callout", "NOTE" },	 { "warn", "WARNING" },
};

/* Other names of MyST's directives that hold markdown; behind ":::" and "!!!" any name does. */
static const char *const directives[] = {
	"admonition", "error", "seealso", "todo", "dropdown", "topic", "sidebar", "card",
	"tab-item", "versionadded", "versionchanged", "deprecated", "exercise", "solution",
	"tab-set", "grid", "grid-item", "grid-item-card", "div", "example", "epigraph",
};

static const char *const layouts[] = { "tab-set", "grid", "grid-item", "div", "tabs", "columns", "column" };

static const char *const code_directives[] = { "code-block", "code", "sourcecode", "code-cell", "prompt" };

static bool is_named(const struct admonition *found, const char *name)
{
	return strlen(name) == found->name_length &&
	       strncasecmp(name, found->name, found->name_length) == 0;
}

static bool is_one_of(const struct admonition *found, const char *const *list, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_named(found, list[i]))
			return true;
	return false;
}

static const char *callout_of(const struct admonition *found)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(callouts); i++)
		if (is_named(found, callouts[i].name))
			return callouts[i].callout;
	return NULL;
}

static const char *blanks(const char *at, const char *stop)
{
	while (at < stop && (*at == ' ' || *at == '\t'))
		at++;
	return at;
}

static const char *word(const char *at, const char *stop)
{
	while (at < stop && (ascii_alnum(*at) || *at == '-' || *at == '_'))
		at++;
	return at;
}

static bool begins(const char *at, const char *stop, const char *what)
{
	return (size_t)(stop - at) >= strlen(what) && strncmp(at, what, strlen(what)) == 0;
}

/* Reads "name", "{name}" and "{.callout-name #id}", and returns what is behind; NULL if it is
 * none of these. */
static const char *read_name(const char *at, const char *stop, struct admonition *found)
{
	bool braces = at < stop && *at == '{', class = false;
	const char *end;

	at += braces;
	if (braces && at < stop && *at == '.') {
		class = true;
		at++;
		at += begins(at, stop, "callout-") ? strlen("callout-") : 0;
	}
	end = word(at, stop);
	found->name = at;
	found->name_length = (size_t)(end - at);
	if (end == at || !ascii_alpha(*at))
		return NULL;
	found->layout = is_one_of(found, layouts, ARRAY_LEN(layouts)) ||
			(class && !callout_of(found));
	if (!braces)
		return end;
	if (!class && (end == stop || *end != '}'))
		return NULL;
	found->options = !class;
	end = memchr(end, '}', (size_t)(stop - end));
	return end ? end + 1 : NULL;
}

/* The title is what is left: "…", […] or plain words, perhaps with marks at its end. */
static void read_title(const char *at, const char *stop, char mark, struct admonition *found)
{
	at = blanks(at, stop);
	while (stop > at && (ascii_space(stop[-1]) || stop[-1] == ':'))
		stop--;
	if (mark == '!' || mark == '?') {
		at = memchr(at, '"', (size_t)(stop - at));
		at = at ? at : stop;
	}
	if (stop - at > 1 && ((*at == '"' && stop[-1] == '"') || (*at == '[' && stop[-1] == ']'))) {
		at++;
		stop--;
	}
	found->title = at;
	found->title_length = (size_t)(stop - at);
}

/* ":::image source="x"" and ":::zone target=x" are other things, which stay as they are. */
static bool has_attributes(const char *at, const char *stop)
{
	return memchr(at, '=', (size_t)(stop - at)) != NULL;
}

bool admonition_read(const char *at, const char *stop, char mark, struct admonition *found)
{
	bool fence = mark == '`' || mark == '~';

	*found = (struct admonition){ .name = "", .title = "" };
	if (mark == '\0' || !strchr(":!?`~", mark) || (fence && (at == stop || *at != '{')))
		return false;
	at += (mark == '!' || mark == '?') && at < stop && *at == '+';
	at = read_name(blanks(at, stop), stop, found);
	if (!at || (at < stop && (*at == '\0' || !strchr(" \t[:", *at))))
		return false;
	found->known = callout_of(found) != NULL;
	if (fence && !found->known && !is_one_of(found, directives, ARRAY_LEN(directives)))
		return false;
	if (mark == ':' && has_attributes(at, stop))
		return false;
	read_title(at, stop, mark, found);
	return true;
}

/* "some-name" becomes "Some name". */
static char *name_as_title(const struct admonition *found)
{
	char *title = mem_ndup(found->name, found->name_length), *at;

	for (at = title; *at; at++)
		*at = *at == '-' || *at == '_' ? ' ' : *at;
	if (title[0] >= 'a' && title[0] <= 'z')
		title[0] = (char)(title[0] - 'a' + 'A');
	return title;
}

char *admonition_head(const struct admonition *found)
{
	const char *callout = callout_of(found), *bold;
	char *title, *head;

	if (found->layout)
		return NULL;
	if (callout && found->title_length == 0)
		return mem_printf("[!%s]", callout);
	title = found->title_length > 0 ? mem_ndup(found->title, found->title_length) :
					  name_as_title(found);
	bold = strchr(title, '*') ? "" : "**";
	/* Two blanks make what follows begin a new line. */
	head = mem_printf("%s%s%s%s%s%s  ", callout ? "[!" : "", callout ? callout : "",
			  callout ? "] " : "", bold, title, bold);
	free(title);
	return head;
}

/* Returns what is behind the name of a directive for code, or NULL. */
static const char *past_code_name(const char *at, const char *stop)
{
	struct admonition found = { 0 };
	const char *end;

	at = blanks(at, stop);
	if (at == stop || *at != '{')
		return NULL;
	end = read_name(at, stop, &found);
	return end && is_one_of(&found, code_directives, ARRAY_LEN(code_directives)) ? end : NULL;
}

bool admonition_is_code(const char *at, const char *stop)
{
	return past_code_name(at, stop) != NULL;
}

char *admonition_code(const char *at, const char *stop)
{
	const char *end = past_code_name(at, stop);

	if (!end)
		return NULL;
	at = blanks(end, stop);
	return mem_ndup(at, (size_t)(word(at, stop) - at));
}

bool admonition_option(const char *at, const char *stop)
{
	const char *end;

	if (at == stop || *at != ':')
		return false;
	end = word(at + 1, stop);
	return end > at + 1 && end < stop && *end == ':' &&
	       (end + 1 == stop || ascii_space(end[1])) &&
	       !mdtext_is_emoji(at, (size_t)(end + 1 - at));
}
