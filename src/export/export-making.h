// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Between the rooms that make exported pages.  One thread. */
#ifndef EXPORT_EXPORT_MAKING_H
#define EXPORT_EXPORT_MAKING_H

#include "export/export.h"

/* A page while it is being made. */
struct making {
	struct export *export;
	const struct export_edition *edition;
	struct html_out out;
	struct export_place place;
};

void export_add(struct making *m, const char *markup);
/* An element that holds nothing but text; CLASS may be NULL. */
void export_element(struct making *m, const char *tag, const char *class, const char *text);
/* LEVEL is that of its heading. */
void export_lesson(struct making *m, const struct lesson *lesson, int level);

#endif
