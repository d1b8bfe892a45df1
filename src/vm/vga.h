// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The text screen of a PC: what stands in its memory, if it is what is shown.
 *
 * A VGA card in text mode makes its picture from two bytes a character, which
 * lie in the machine's memory at 0xb8000.  Whether a machine is in that mode is
 * not asked of it: the memory is held against the picture.  Pure; any thread. */
#ifndef VM_VGA_H
#define VM_VGA_H

#include <stdbool.h>
#include <stddef.h>

#include "pixel/image.h"

enum {
	VGA_ADDRESS = 0xb8000,
	VGA_BYTES = 0x8000,
	VGA_CELLS_MAX = 80 * 50,
};

struct vga_cell {
	unsigned char code; /* of code page 437 */
	unsigned char attr; /* foreground in the lower four bits, background above */
};

struct vga_text {
	int rows, cols; /* 0: none */
	struct vga_cell cells[VGA_CELLS_MAX];
};

/* May a picture of this size be one of text? */
bool vga_may_be_text(const struct image *picture);
/* The text that the picture shows, found in the memory; false: it is none. */
bool vga_find(const unsigned char *memory, size_t n, const struct image *picture,
	      struct vga_text *text);

const char *vga_utf8(unsigned char code); /* one character, never a control one */
int vga_color(int color);                 /* of sixteen, in the order of terminals */
/* How much of it is written on: the last row and column that are not blank, plus one. */
void vga_used(const struct vga_text *text, int *rows, int *cols);

#endif
