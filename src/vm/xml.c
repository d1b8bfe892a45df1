// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Writing and reading a little XML; see xml.h. */
#include "vm/xml.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

#define DEPTH_MAX 32

static const struct {
	char c;
	const char *entity;
} entities[] = {
	{ '&', "&amp;" }, { '<', "&lt;" }, { '>', "&gt;" }, { '"', "&quot;" }, { '\'', "&apos;" },
};

static bool xml_allows(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\r' ||
	       (cp >= 0x20 && cp != 0xfffe && cp != 0xffff);
}

void xml_text(struct str *out, const char *text)
{
	size_t n = strlen(text), at = 0;

	while (at < n) {
		uint32_t cp;
		size_t took = utf8_decode(text + at, n - at, &cp), i;

		for (i = 0; i < ARRAY_LEN(entities) && (char)cp != entities[i].c; i++)
			;
		if (cp < 0x80 && i < ARRAY_LEN(entities))
			str_add(out, entities[i].entity);
		else if ((cp == UTF8_REPLACEMENT && took == 1) || !xml_allows(cp))
			str_add(out, "\xef\xbf\xbd");
		else
			str_addn(out, text + at, took);
		at += took;
	}
}

void xml_addf(struct str *out, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	for (; *format; format++) {
		if (*format != '%') {
			str_addc(out, *format);
		} else if (*++format == 's') {
			xml_text(out, va_arg(args, const char *));
		} else {
			str_addc(out, *format);
		}
	}
	va_end(args);
}

/* Reading: a session over the tags that keeps the path it is on. */
struct session {
	const char *at;
	struct {
		const char *name;
		size_t n;
	} path[DEPTH_MAX];
	size_t depth;
	bool empty; /* the tag just entered was <like this/> */
};

static const char *skip_past(const char *at, const char *end)
{
	const char *found = strstr(at, end);

	return found ? found + strlen(end) : at + strlen(at);
}

static const char *tag_end(const char *at)
{
	char quote = 0;

	for (; *at && (quote || *at != '>'); at++) {
		if (quote)
			quote = *at == quote ? 0 : quote;
		else if (*at == '"' || *at == '\'')
			quote = *at;
	}
	return at;
}

/* To the next start tag; its inside is [*tag, *end).  False at the end. */
static bool next_tag(struct session *w, const char **tag, const char **end)
{
	if (w->empty && w->depth)
		w->depth--;
	w->empty = false;
	while ((w->at = strchr(w->at, '<')) != NULL) {
		const char *in = w->at + 1, *colon;
		size_t n;

		if (str_starts(in, "!--")) {
			w->at = skip_past(in, "-->");
			continue;
		}
		if (*in == '?' || *in == '!') {
			w->at = skip_past(in, ">");
			continue;
		}
		*end = tag_end(in);
		w->at = **end ? *end + 1 : *end;
		if (*in == '/') {
			w->depth -= w->depth > 0;
			continue;
		}
		if (w->depth == DEPTH_MAX)
			return false;
		n = strcspn(in, " \t\r\n/>");
		colon = memchr(in, ':', n);
		*tag = in;
		w->path[w->depth].name = colon ? colon + 1 : in;
		w->path[w->depth++].n = colon ? n - (size_t)(colon + 1 - in) : n;
		w->empty = *end > in && (*end)[-1] == '/';
		return true;
	}
	return false;
}

static bool on_path(const struct session *w, const char *path)
{
	size_t i;

	for (i = 0; i < w->depth; i++) {
		size_t n = strcspn(path, "/");

		if (n != w->path[i].n || memcmp(path, w->path[i].name, n) != 0)
			return false;
		path += n;
		if (*path)
			path++;
		else if (i + 1 < w->depth)
			return false;
	}
	return !*path;
}

static char *unescape(const char *text, size_t n)
{
	struct str out = { 0 };
	size_t i = 0, k;

	while (i < n) {
		if (text[i] == '&' && i + 2 < n && text[i + 1] == '#') {
			bool hex = text[i + 2] == 'x';
			char *end, utf8[4];
			unsigned long cp = strtoul(text + i + (hex ? 3 : 2), &end, hex ? 16 : 10);

			if (*end == ';' && cp > 0 && cp <= 0x10ffff) {
				str_addn(&out, utf8, utf8_encode((uint32_t)cp, utf8));
				i = (size_t)(end + 1 - text);
				continue;
			}
		}
		for (k = 0; k < ARRAY_LEN(entities); k++)
			if (text[i] == '&' && str_starts(text + i, entities[k].entity))
				break;
		str_addc(&out, k < ARRAY_LEN(entities) ? entities[k].c : text[i]);
		i += k < ARRAY_LEN(entities) ? strlen(entities[k].entity) : 1;
	}
	return str_take(&out);
}

static char *attribute_of(const char *tag, const char *end, const char *name)
{
	size_t n = strlen(name);

	tag += strcspn(tag, " \t\r\n/>");
	while (tag < end) {
		const char *equals, *open, *close;

		tag += strspn(tag, " \t\r\n");
		equals = memchr(tag, '=', (size_t)(end - tag));
		if (!equals)
			return NULL;
		open = equals + 1;
		if (open >= end || (*open != '"' && *open != '\''))
			return NULL;
		close = memchr(open + 1, *open, (size_t)(end - open - 1));
		if (!close)
			return NULL;
		if ((size_t)(equals - tag) == n && memcmp(tag, name, n) == 0)
			return unescape(open + 1, (size_t)(close - open - 1));
		tag = close + 1;
	}
	return NULL;
}

char *xml_find(const char *xml, const char *path, const char *attribute)
{
	struct session session = { .at = xml };
	const char *tag, *end;

	while (next_tag(&session, &tag, &end)) {
		if (!on_path(&session, path))
			continue;
		if (attribute)
			return attribute_of(tag, end, attribute);
		if (session.empty)
			return mem_dup("");
		return unescape(session.at, strcspn(session.at, "<"));
	}
	return NULL;
}

char *xml_next(const char **at, const char *name)
{
	char *open = mem_printf("<%s ", name), *close = mem_printf("</%s>", name);
	const char *from = strstr(*at, open), *end = from ? strstr(from, close) : NULL;
	char *element = NULL;

	if (end) {
		*at = end + strlen(close);
		element = mem_ndup(from, (size_t)(*at - from));
	}
	free(open);
	free(close);
	return element;
}
