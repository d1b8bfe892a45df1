// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* XML as libvirt writes and reads it, by libxml2; the only file that includes it.
 *
 * A struct xml is an element.  A document is its outermost element and owns all elements in
 * it: an element lives until it is removed or its document is freed.  Searching in NULL is
 * allowed and finds nothing.  A document must not be used by two threads at once. */
#ifndef VM_LIBVIRT_XML_H
#define VM_LIBVIRT_XML_H

#include <stdbool.h>

struct xml;

/* Returns NULL if the text is not XML, or has a document type (and so entities) or hundreds
 * of levels, which libvirt never writes.  No other file is read. */
struct xml *xml_parse(const char *text);
void xml_free(struct xml *document); /* NULL is fine */

/* ---- reading.  Texts are the caller's to free. */

bool xml_is(const struct xml *element, const char *name);
/* Returns the first element at a path such as "devices/disk/source" below this one.
 * Elements in a namespace are skipped. */
struct xml *xml_find(const struct xml *element, const char *path);
struct xml *xml_next(const struct xml *element); /* the next one beside it of the same name */
/* The first child of that name in a namespace. */
struct xml *xml_find_in(const struct xml *parent, const char *uri, const char *name);
char *xml_text(const struct xml *element);                        /* NULL: no element */
char *xml_get(const struct xml *element, const char *attribute); /* NULL: it has none */
bool xml_get_is(const struct xml *element, const char *attribute, const char *value);

/* ---- writing.  What XML cannot hold becomes U+FFFD. */

struct xml *xml_new(const char *name); /* a document; xml_free */
/* Adds a child at the end.  Its attributes are pairs of a name and a value; NULL
 * ends them. */
struct xml *xml_add(struct xml *parent, const char *name, ...) __attribute__((sentinel));
struct xml *xml_add_text(struct xml *parent, const char *name, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same in a namespace, which is declared there if it is not yet known. */
struct xml *xml_add_in(struct xml *parent, const char *prefix, const char *uri, const char *name);
void xml_declare(struct xml *element, const char *prefix, const char *uri);
void xml_set(struct xml *element, const char *attribute, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void xml_set_text(struct xml *element, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void xml_remove(struct xml *element); /* NULL is fine */
char *xml_write(const struct xml *element); /* caller frees; a line ends it */

#endif
