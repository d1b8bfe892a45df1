// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* XML by libxml2; see xml.h. */
#include "vm/libvirt/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlsave.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"

/* libxml2 must be initialized by one thread only. */
static pthread_once_t begun = PTHREAD_ONCE_INIT;

/* A struct xml is an xmlNode. */
static struct xml *ours(xmlNode *node)
{
	return (struct xml *)node;
}

static xmlNode *theirs(const struct xml *element)
{
	return (xmlNode *)element;
}

static const xmlChar *bytes(const char *text)
{
	return (const xmlChar *)text;
}

/* Returns a copy of libxml2's text, which is freed; NULL gives NULL. */
static char *taken(xmlChar *text)
{
	char *copy = mem_dup((const char *)text);

	xmlFree(text);
	return copy;
}

/* ---- documents ------------------------------------------------------------------- */

/* Called at a document type, before its content is read. */
static void refuse(void *parser, const xmlChar *name, const xmlChar *id, const xmlChar *place)
{
	(void)name;
	(void)id;
	(void)place;
	xmlStopParser(parser);
}

/* Stop at the first error: old versions copy a long comment for each error in it.  But an
 * undeclared prefix is accepted. */
static void note(void *parser, const char *format, ...)
{
	const xmlParserCtxt *reader = parser;

	(void)format;
	if (!reader->wellFormed)
		xmlStopParser(parser);
}

struct xml *xml_parse(const char *text)
{
	size_t n = strlen(text);
	xmlNode *root = NULL;
	xmlParserCtxt *parser;
	xmlDoc *doc;

	pthread_once(&begun, xmlInitParser);
	parser = mem_must(xmlNewParserCtxt());
	parser->sax->internalSubset = refuse;
	parser->sax->error = note;
	doc = n > INT_MAX ? NULL : xmlCtxtReadMemory(parser, text, (int)n, NULL, "UTF-8",
						     XML_PARSE_NONET | XML_PARSE_NOWARNING);
	xmlFreeParserCtxt(parser);
	if (doc)
		root = xmlDocGetRootElement(doc);
	if (doc && !root)
		xmlFreeDoc(doc);
	return ours(root);
}

struct xml *xml_new(const char *name)
{
	xmlDoc *doc;
	xmlNode *root;

	pthread_once(&begun, xmlInitParser);
	doc = mem_must(xmlNewDoc(bytes("1.0")));
	root = mem_must(xmlNewDocNode(doc, NULL, bytes(name), NULL));
	xmlDocSetRootElement(doc, root);
	return ours(root);
}

void xml_free(struct xml *document)
{
	if (document)
		xmlFreeDoc(theirs(document)->doc);
}

/* ---- reading --------------------------------------------------------------------- */

/* Is it an element of that name, in this namespace or in none? */
static bool is_named(const xmlNode *node, const char *uri, const char *name, size_t n)
{
	return node->type == XML_ELEMENT_NODE &&
	       str_eq(node->ns ? (const char *)node->ns->href : NULL, uri) &&
	       strncmp((const char *)node->name, name, n) == 0 && !node->name[n];
}

bool xml_is(const struct xml *element, const char *name)
{
	return element && str_eq((const char *)theirs(element)->name, name);
}

struct xml *xml_find(const struct xml *element, const char *path)
{
	size_t n = strcspn(path, "/");
	xmlNode *at = element ? theirs(element)->children : NULL;

	for (; at; at = at->next) {
		struct xml *found = ours(at);

		if (!is_named(at, NULL, path, n))
			continue;
		if (path[n])
			found = xml_find(found, path + n + 1);
		if (found)
			return found;
	}
	return NULL;
}

struct xml *xml_next(const struct xml *element)
{
	const char *name = (const char *)theirs(element)->name;
	xmlNode *at = theirs(element)->next;

	while (at && !is_named(at, NULL, name, strlen(name)))
		at = at->next;
	return ours(at);
}

struct xml *xml_find_in(const struct xml *parent, const char *uri, const char *name)
{
	xmlNode *at = parent ? theirs(parent)->children : NULL;

	while (at && !is_named(at, uri, name, strlen(name)))
		at = at->next;
	return ours(at);
}

char *xml_text(const struct xml *element)
{
	return element ? taken(xmlNodeGetContent(theirs(element))) : NULL;
}

char *xml_get(const struct xml *element, const char *attribute)
{
	return element ? taken(xmlGetNoNsProp(theirs(element), bytes(attribute))) : NULL;
}

bool xml_get_is(const struct xml *element, const char *attribute, const char *value)
{
	char *found = xml_get(element, attribute);
	bool same = found && str_eq(found, value);

	free(found);
	return same;
}

/* ---- writing --------------------------------------------------------------------- */

static bool is_allowed(uint32_t cp)
{
	return cp == '\t' || cp == '\n' || cp == '\r' ||
	       (cp >= 0x20 && cp != 0xfffe && cp != 0xffff);
}

/* Returns the formatted text without characters that XML 1.0 cannot contain. */
static char *fit(const char *format, va_list args)
{
	char *text = mem_vprintf(format, args);
	size_t n = strlen(text), at = 0, took;
	struct str out = { 0 };

	for (; at < n; at += took) {
		uint32_t cp;

		took = utf8_decode(text + at, n - at, &cp);
		if ((cp == UTF8_REPLACEMENT && took == 1) || !is_allowed(cp))
			str_add(&out, "\xef\xbf\xbd");
		else
			str_addn(&out, text + at, took);
	}
	free(text);
	return str_take(&out);
}

static void set(xmlNode *node, const char *attribute, const char *format, va_list args)
{
	char *value = fit(format, args);

	mem_must(xmlSetProp(node, bytes(attribute), bytes(value)));
	free(value);
}

void xml_set(struct xml *element, const char *attribute, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set(theirs(element), attribute, format, args);
	va_end(args);
}

static xmlNode *add(struct xml *parent, const char *name)
{
	xmlNode *in = theirs(parent);

	return mem_must(xmlAddChild(in, mem_must(xmlNewDocNode(in->doc, NULL, bytes(name), NULL))));
}

struct xml *xml_add(struct xml *parent, const char *name, ...)
{
	struct xml *element = ours(add(parent, name));
	const char *attribute;
	va_list args;

	va_start(args, name);
	while ((attribute = va_arg(args, const char *)) != NULL)
		xml_set(element, attribute, "%s", va_arg(args, const char *));
	va_end(args);
	return element;
}

static void set_text(xmlNode *node, const char *format, va_list args)
{
	char *text = fit(format, args);

	xmlNodeSetContent(node, NULL);
	xmlNodeAddContent(node, bytes(text));
	free(text);
}

void xml_set_text(struct xml *element, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_text(theirs(element), format, args);
	va_end(args);
}

struct xml *xml_add_text(struct xml *parent, const char *name, const char *format, ...)
{
	xmlNode *node = add(parent, name);
	va_list args;

	va_start(args, format);
	set_text(node, format, args);
	va_end(args);
	return ours(node);
}

void xml_declare(struct xml *element, const char *prefix, const char *uri)
{
	mem_must(xmlNewNs(theirs(element), bytes(uri), bytes(prefix)));
}

struct xml *xml_add_in(struct xml *parent, const char *prefix, const char *uri, const char *name)
{
	xmlNode *node = add(parent, name);
	xmlNs *known = xmlSearchNsByHref(node->doc, node, bytes(uri));

	xmlSetNs(node, known ? known : mem_must(xmlNewNs(node, bytes(uri), bytes(prefix))));
	return ours(node);
}

void xml_remove(struct xml *element)
{
	if (!element)
		return;
	xmlUnlinkNode(theirs(element));
	xmlFreeNode(theirs(element));
}

char *xml_write(const struct xml *element)
{
	xmlBuffer *buffer = mem_must(xmlBufferCreate());
	xmlSaveCtxt *out = mem_must(xmlSaveToBuffer(buffer, "UTF-8",
						    XML_SAVE_FORMAT | XML_SAVE_NO_DECL));
	char *text;

	xmlSaveTree(out, theirs(element));
	xmlSaveClose(out);
	text = mem_printf("%s\n", (const char *)xmlBufferContent(buffer));
	xmlBufferFree(buffer);
	return text;
}
