// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The pages of an exported workshop, and the lessons on them.  One thread. */
#ifndef EXPORT_EXPORT_PAGE_H
#define EXPORT_EXPORT_PAGE_H

#include "export/export.h"

/* Adds all pages of one edition to export->files.  Set the language first. */
void export_pages(struct export *export, const struct export_edition *edition);

#endif
