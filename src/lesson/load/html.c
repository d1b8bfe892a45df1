// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* HTML tokens; see html.h. */
#include "lesson/load/html.h"

#include <string.h>
#include <strings.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"

static const struct {
	const char *name;
	enum html_role role;
} roles[] = {
	{ "a", HTML_LINK }, { "address", HTML_BLOCK }, { "article", HTML_BLOCK },
	{ "aside", HTML_BLOCK }, { "b", HTML_STRONG }, { "blockquote", HTML_QUOTE },
	{ "br", HTML_BREAK }, { "caption", HTML_BLOCK }, { "center", HTML_BLOCK },
	{ "cite", HTML_EMPH }, { "code", HTML_CODE }, { "dd", HTML_DEFINITION },
	{ "del", HTML_STRUCK }, { "details", HTML_DETAILS }, { "div", HTML_BLOCK }, { "dl", HTML_TERM },
	{ "dt", HTML_TERM }, { "em", HTML_EMPH }, { "fieldset", HTML_BLOCK },
	{ "figcaption", HTML_BLOCK }, { "figure", HTML_BLOCK }, { "footer", HTML_BLOCK },
	{ "form", HTML_BLOCK }, { "h1", HTML_HEADING }, { "h2", HTML_HEADING },
	{ "h3", HTML_HEADING }, { "h4", HTML_HEADING }, { "h5", HTML_HEADING },
	{ "h6", HTML_HEADING }, { "header", HTML_BLOCK }, { "hr", HTML_RULE },
	{ "i", HTML_EMPH }, { "img", HTML_PICTURE }, { "kbd", HTML_CODE },
	{ "legend", HTML_BLOCK }, { "li", HTML_ITEM }, { "main", HTML_BLOCK },
	{ "nav", HTML_BLOCK }, { "ol", HTML_LIST }, { "option", HTML_BLOCK },
	{ "p", HTML_BLOCK }, { "pre", HTML_PRE }, { "s", HTML_STRUCK }, { "samp", HTML_CODE },
	{ "script", HTML_SILENT }, { "section", HTML_BLOCK }, { "select", HTML_BLOCK },
	{ "strike", HTML_STRUCK }, { "strong", HTML_STRONG }, { "style", HTML_SILENT }, { "sub", HTML_LOWERED },
	{ "summary", HTML_SUMMARY }, { "sup", HTML_RAISED }, { "table", HTML_TABLE },
	{ "tbody", HTML_BLOCK }, { "td", HTML_CELL }, { "template", HTML_SILENT },
	{ "tfoot", HTML_BLOCK }, { "th", HTML_CELL }, { "thead", HTML_BLOCK },
	{ "title", HTML_BLOCK }, { "tr", HTML_ROW }, { "tt", HTML_CODE },
	{ "ul", HTML_LIST }, { "video", HTML_BLOCK },
};

static enum html_role role_of(const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(roles); i++)
		if (strlen(roles[i].name) == n && strncasecmp(roles[i].name, name, n) == 0)
			return roles[i].role;
	return HTML_INLINE;
}

static const char *find(const char *at, const char *end, const char *what)
{
	return at < end ? memmem(at, (size_t)(end - at), what, strlen(what)) : NULL;
}

/* Returns the position behind the ">" of the tag that starts at "<", ignoring ">" in
 * quotes; NULL if there is none. */
static const char *tag_end(const char *at, const char *end)
{
	char quote = '\0';

	for (at++; at < end; at++) {
		if (quote) {
			if (*at == quote)
				quote = '\0';
		} else if (*at == '"' || *at == '\'') {
			/* Only a value is quoted; elsewhere it is an apostrophe. */
			if (at[-1] == '=' || at[-1] == ' ')
				quote = *at;
		} else if (*at == '>') {
			return at + 1;
		}
	}
	return NULL;
}

/* How far to look for the end of a tag: a hostile text must not make each of a million
 * "<" search to the end. */
static const char *limit(const struct html_scan *scan)
{
	return scan->failures > 20 && scan->end - scan->at > 1024 ? scan->at + 1024 : scan->end;
}

static bool begins(const struct html_scan *scan, const char *what)
{
	size_t n = strlen(what);

	return (size_t)(scan->end - scan->at) >= n && memcmp(scan->at, what, n) == 0;
}

static bool comment(struct html_scan *scan, struct html_token *token)
{
	const char *stop = find(scan->at + 4, scan->end, "-->");

	token->kind = HTML_COMMENT;
	token->text = scan->at + 4;
	token->unended = !stop;
	if (!stop)
		stop = scan->end;
	token->length = (size_t)(stop - token->text);
	scan->at = token->unended ? scan->end : stop + 3;
	return true;
}

/* <?…?>, <!DOCTYPE …>, <![CDATA[…]]>: treated as comments that are not for the
 * presenter. */
static bool declaration(struct html_scan *scan, struct html_token *token)
{
	const char *stop;

	if (scan->end - scan->at < 2 || (scan->at[1] != '!' && scan->at[1] != '?'))
		return false;
	stop = find(scan->at, limit(scan), begins(scan, "<![CDATA[") ? "]]>" : ">");
	if (!stop) {
		scan->failures++;
		return false;
	}
	token->kind = HTML_COMMENT;
	token->text = scan->at;
	token->length = 0;
	scan->at = stop + (*stop == ']' ? 3 : 1);
	return true;
}

static bool tag(struct html_scan *scan, struct html_token *token)
{
	const char *name = scan->at + 1, *stop;
	size_t n = 0;

	token->kind = HTML_OPEN;
	if (name < scan->end && *name == '/') {
		token->kind = HTML_CLOSE;
		name++;
	}
	while (name + n < scan->end && (ascii_alnum(name[n]) || name[n] == '-'))
		n++;
	if (n == 0 || !ascii_alpha(name[0]))
		return false;
	stop = tag_end(scan->at, limit(scan));
	if (!stop) {
		scan->failures++;
		return false;
	}
	token->role = role_of(name, n);
	token->text = scan->at;
	token->length = (size_t)(stop - scan->at);
	scan->at = stop;
	return true;
}

bool html_is(const struct html_token *token, const char *name)
{
	const char *at = token->text + 1, *end = token->text + token->length;
	size_t n = strlen(name);

	if (token->kind == HTML_CLOSE)
		at++;
	return (size_t)(end - at) > n && strncasecmp(at, name, n) == 0 && !ascii_alnum(at[n]) &&
	       at[n] != '-';
}

bool html_next(struct html_scan *scan, struct html_token *token)
{
	const char *stop;

	*token = (struct html_token){ .text = scan->at };
	if (scan->at >= scan->end)
		return false;
	if (*scan->at == '<') {
		if (begins(scan, "<!--"))
			return comment(scan, token);
		if (declaration(scan, token) || tag(scan, token))
			return true;
	}
	token->kind = HTML_TEXT;
	stop = scan->at + 1 < scan->end ?
		       memchr(scan->at + 1, '<', (size_t)(scan->end - scan->at - 1)) : NULL;
	if (!stop)
		stop = scan->end;
	token->length = (size_t)(stop - scan->at);
	scan->at = stop;
	return true;
}

char *html_attribute(const struct html_token *token, const char *name)
{
	const char *at = token->text, *end = at + token->length, *stop;
	size_t n = strlen(name);
	char ends[3] = " >";

	while ((at = find(at, end, name)) != NULL) {
		bool whole = ascii_space(at[-1]) && at + n < end && at[n] == '=';

		at += n;
		if (!whole)
			continue;
		at++;
		if (at < end && (*at == '"' || *at == '\'')) {
			ends[0] = ends[1] = *at;
			at++;
		}
		for (stop = at; stop < end && *stop != ends[0] && *stop != ends[1]; stop++)
			;
		return mem_ndup(at, (size_t)(stop - at));
	}
	return NULL;
}

char *html_presenter(const struct html_token *token)
{
	static const char word[] = "presenter:";
	const char *at = token->text, *end = at + token->length;
	struct str text = { 0 };

	while (at < end && ascii_space(*at))
		at++;
	if ((size_t)(end - at) < sizeof word - 1 || strncasecmp(at, word, sizeof word - 1) != 0)
		return NULL;
	at += sizeof word - 1;
	while (end > at && ascii_space(end[-1]))
		end--;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at)), *next;

		if (!stop)
			stop = end;
		next = stop < end ? stop + 1 : end;
		while (at < stop && ascii_space(*at))
			at++;
		while (stop > at && ascii_space(stop[-1]))
			stop--;
		str_addn(&text, at, (size_t)(stop - at));
		if (next < end)
			str_addc(&text, '\n');
		at = next;
	}
	return str_take(&text);
}
