// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines: a list of them, the strip of a narrow screen, and one of them on a line.
 * Private to src/ui; one thread. */
#ifndef UI_PANES_PANE_MACHINES_H
#define UI_PANES_PANE_MACHINES_H

#include "ui/panes/paint.h"
#include "vm/machine.h"

/* ---- a line ------------------------------------------------------------------------ */

#define MACHINE_GAP 3 /* columns between two facts */

/* The connection, unless it is all right: then sign and text are NULL. */
struct link_word {
	char *sign, *text;
	enum style style;
};

struct link_word link_word(const struct paint *p); /* free with link_word_free */
void link_word_free(struct link_word *word);

/* Draws as much of the machine as fits; returns the column after it. */
int machine_line(const struct paint *p, struct rect row, const struct vm_machine *machine);
/* The last line of its console that says something, or NULL; belongs to the machine. */
const char *machine_last_words(const struct vm_machine *machine);

/* ---- the list ---------------------------------------------------------------------- */

/* How many rows the whole list takes. */
size_t pane_machines_rows(const struct paint *p, int cols);
void pane_machines(const struct paint *p, struct rect rect);

/* ---- the strip --------------------------------------------------------------------- */

/* Writes the lesson's machine on the top line of the console's frame; or what is wrong with
 * the connection; or the console's title, if there is more to say of the machine than fits
 * there, or more than one machine. */
void pane_machine_border(const struct paint *p, struct rect frame);
/* How many rows the strip would like to have; 0: all is said on the border. */
size_t pane_strip_rows(const struct paint *p);
void pane_strip(const struct paint *p, struct rect rect);

#endif
