// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine's own screen shows, as plain data: its text if it is in a text mode,
 * else its picture.  The owner frees it with vm_screen_clear().
 *
 * The hypervisor is asked for it only while somebody watches (vm_watch_screen). */
#ifndef VM_SCREEN_H
#define VM_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"
#include "pixel/image.h"

enum {
	VGA_ADDRESS = 0xb8000,
	VGA_BYTES = 0x8000,
	VGA_CELLS_MAX = 80 * 50,
};

struct vga_cell {
	unsigned char code; /* in code page 437 */
	unsigned char attr; /* foreground in the lower four bits, background above */
};

struct vga_text {
	int rows, cols; /* 0: no text */
	struct vga_cell cells[VGA_CELLS_MAX];
};

enum vm_screen_kind { SCREEN_NONE, SCREEN_TEXT, SCREEN_PIXELS };

struct vm_screen {
	uint64_t version; /* differs whenever the content does; 0: none */
	char machine[MACHINE_NAME_BYTES + 1];
	enum vm_screen_kind kind;
	struct vga_text text; /* SCREEN_TEXT */
	struct image image;   /* SCREEN_PIXELS: not larger than a terminal can show */
	char *problem;        /* SCREEN_NONE: why; NULL: the machine is off */
};

void vm_screen_copy(struct vm_screen *to, const struct vm_screen *from);
void vm_screen_clear(struct vm_screen *screen); /* frees its content */
void vm_screen_free(struct vm_screen *screen);

/* A VGA card in a text mode draws its picture from two bytes per character, which are
 * in the machine's memory at 0xb8000.  The machine does not tell whether it is in such
 * a mode, so the memory is compared with the picture.  Pure; any thread. */

/* Can a picture of this size show text? */
bool vga_may_be_text(const struct image *picture);
/* Finds the text that the picture shows in the memory.  Returns false if it shows no
 * text. */
bool vga_find(const unsigned char *memory, size_t n, const struct image *picture,
	      struct vga_text *text);

const char *vga_utf8(unsigned char code); /* one character, never a control character */
int vga_color(int color);                 /* from 0 to 15, in the order of terminals */
/* How much of it is used: the last row and column that are not blank, plus one. */
void vga_used(const struct vga_text *text, int *rows, int *cols);

#endif
