// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Tables of a document.  Private to src/ui/text; pure. */
#ifndef UI_TEXT_RENDER_TABLE_H
#define UI_TEXT_RENDER_TABLE_H

#include "ui/text/render-line.h"

/* Adds a table as columns, or as one record per row if columns do not fit. */
void render_table(struct render *r, const struct block *table);

#endif
