// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A machine on one line, for the pane and the strip of machines.  Private to
 * src/ui; one thread. */
#ifndef UI_PANES_MACHINE_LINE_H
#define UI_PANES_MACHINE_LINE_H

#include "ui/panes/pane.h"
#include "vm/machine.h"

#define GAP 3           /* columns between two facts */
#define CONSOLE_LEAST 8 /* columns that are worth a console line */

/* The connection, where it needs a word; text is NULL where it doesn't. */
struct link_word {
	char *sign, *text;
	enum style style;
};

struct link_word link_word(const struct paint *p); /* free with link_word_free */
void link_word_free(struct link_word *word);

/* Draws as much of it as fits; returns the column after it. */
int machine_line(const struct paint *p, struct rect row, const struct vm_machine *machine);
/* What its console says last, or NULL. */
const char *machine_last_words(const struct vm_machine *machine);

#endif
