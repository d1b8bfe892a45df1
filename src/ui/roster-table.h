// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The roster as a table, a row for each person, and where they are as bars.  Private to src/ui;
 * pure. */
#ifndef UI_ROSTER_TABLE_H
#define UI_ROSTER_TABLE_H

#include "ui/canvas.h"
#include "ui/roster-view.h"

#define ROSTER_WIDE 100 /* columns from which there are a table with lines and the bars */

/* Draws the table into its frame.  Its last rows may be covered: the rows of people end before
 * those, and the selected one is among them. */
void roster_table(struct canvas *canvas, const struct roster_view *view, struct roster_desk *desk,
		  struct rect frame, int covered);
/* Writes on the frame's lower line which rows are in sight, if not all are. */
void roster_table_note(struct canvas *canvas, const struct roster_desk *desk, struct rect frame);
/* The index of the row of this name; n_rows if there is none. */
size_t roster_row_of(const struct roster_view *view, const char *name);

/* How many rows the bars take at that width; 0: there is nothing to show. */
int roster_bars_rows(struct canvas *canvas, const struct roster_view *view, int cols);
void roster_bars(struct canvas *canvas, const struct roster_view *view, struct rect rect);

#endif
