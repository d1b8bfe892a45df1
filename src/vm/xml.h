// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The little XML that the hypervisor wants: writing with escapes, and finding
 * one element's text or attribute in a document that libvirt wrote.  Pure. */
#ifndef VM_XML_H
#define VM_XML_H

#include "base/str.h"

/* Adds text with & < > " ' escaped; what XML 1.0 cannot hold becomes U+FFFD. */
void xml_text(struct str *out, const char *text);
/* Adds a formatted piece, each %s argument escaped; only %s and %% are known. */
void xml_addf(struct str *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The text of the first element at a path such as "domainsnapshot/parent/name"
 * (prefixes of namespaces are left out), or one of its attributes; NULL where
 * it is not there.  Caller frees. */
char *xml_find(const char *xml, const char *path, const char *attribute);
/* The next element <NAME …>…</NAME> from *at on, or NULL; *at moves past it.
 * For elements that hold none of their own kind.  Caller frees. */
char *xml_next(const char **at, const char *name);

#endif
