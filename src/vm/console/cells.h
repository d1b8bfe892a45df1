// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Cells of libvterm's as cells of a page.  Private to vm/console; pure. */
#ifndef VM_CONSOLE_CELLS_H
#define VM_CONSOLE_CELLS_H

#include <stdbool.h>

#include "vm/console/console-page.h"
#include "vm/console/vterm-library.h"

struct vm_cell cell_blank(void); /* of one column */
struct vm_cell cell_from(const VTermScreenCell *from);
/* Whether nothing of it is seen at the end of a line. */
bool cell_is_blank(const struct vm_cell *cell);
/* A right half without its left half becomes a blank, and so does a left one. */
void cells_mend_halves(struct vm_cell *cells, int cols);

#endif
