// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine's own monitor shows, as plain data: its text where it is in a
 * text mode, else its picture.  The owner frees it.
 *
 * Nobody asks a hypervisor for it unless somebody watches (vm_watch_screen). */
#ifndef VM_SCREEN_H
#define VM_SCREEN_H

#include <stdint.h>

#include "pixel/image.h"
#include "vm/vga.h"

enum vm_screen_kind { SCREEN_NONE, SCREEN_TEXT, SCREEN_PIXELS };

struct vm_screen {
	uint64_t version; /* another one for each that differs; 0 for none */
	char machine[128];
	enum vm_screen_kind kind;
	struct vga_text text; /* SCREEN_TEXT */
	struct image image;   /* SCREEN_PIXELS: not larger than a terminal can show */
	char *problem;        /* SCREEN_NONE: why, or NULL where the machine is off */
};

void vm_screen_copy(struct vm_screen *to, const struct vm_screen *from);
void vm_screen_clear(struct vm_screen *screen); /* frees what is in it */
void vm_screen_free(struct vm_screen *screen);

#endif
