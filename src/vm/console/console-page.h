// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a console pane shows of a machine, and what goes into the machine.
 *
 * The terminal of each machine is kept by the core; a page is a copy of the few
 * lines that are to be seen.  Lines are counted from 1, ever, so that one who
 * looks back stays where they are while more is written.  The functions are
 * for the screen's thread and never wait for a hypervisor. */
#ifndef VM_CONSOLE_CONSOLE_PAGE_H
#define VM_CONSOLE_CONSOLE_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"

enum vm_attr { VM_BOLD = 1, VM_DIM = 2, VM_UNDERLINE = 4, VM_REVERSE = 8, VM_ITALIC = 16 };

/* A colour is -1 for the default, 0 to 255 of the usual palette, or VM_RGB with
 * red, green and blue in the lower bytes. */
enum { VM_DEFAULT = -1, VM_RGB = 0x1000000 };

struct vm_cell {
	char text[20];       /* UTF-8, no control characters; "" is a right half */
	unsigned char width; /* 0 (right half), 1, 2 */
	unsigned char attrs; /* of enum vm_attr */
	int fg, bg;
};

struct vm_page {
	int cols;
	size_t n;              /* lines, oldest first */
	struct vm_cell *cells; /* n times cols */
	uint64_t first, last;  /* the numbers of the oldest and the newest line there is */
	uint64_t bottom;       /* the number of the last line here */
	size_t cursor_line;    /* an index; n: it is not to be seen */
	int cursor_col;
	uint64_t top;   /* the number of the screen's first line: those before went over it */
	bool alternate; /* a program that takes the whole screen runs */
	bool heard;     /* something was written, ever */
};

/* A place in what was written: a line's number, and a column. */
struct vm_spot {
	uint64_t line;
	int col;
};

/* Keys beside characters; control characters are sent as they are. */
enum {
	VM_KEY_BASE = 0x110000,
	VM_KEY_ENTER, VM_KEY_TAB, VM_KEY_BTAB, VM_KEY_BACKSPACE, VM_KEY_UP, VM_KEY_DOWN,
	VM_KEY_LEFT, VM_KEY_RIGHT, VM_KEY_PGUP, VM_KEY_PGDN, VM_KEY_HOME, VM_KEY_END,
	VM_KEY_INSERT, VM_KEY_DELETE, VM_KEY_PASTE, VM_KEY_PASTE_END,
	VM_KEY_F1, /* and eleven more */
	VM_KEY_LAST = VM_KEY_F1 + 12
};

void vm_page_free(struct vm_page *page); /* NULL is fine */

#endif
