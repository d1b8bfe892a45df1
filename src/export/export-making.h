// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A page of an export under construction.  One thread. */
#ifndef EXPORT_EXPORT_MAKING_H
#define EXPORT_EXPORT_MAKING_H

#include "export/export-links.h"
#include "export/html-out.h"

struct making {
	struct export *export;
	const struct export_edition *edition;
	struct html_out out;
	struct export_place place;
};

/* Appends markup without escaping. */
void export_add(struct making *m, const char *markup);
/* Appends an element that contains only text, which is escaped.  class may be NULL. */
void export_element(struct making *m, const char *tag, const char *class, const char *text);

#endif
