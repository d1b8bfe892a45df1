// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine's own screen shows, as plain data: its text if it is in a text mode,
 * else its picture.  The owner frees it with vm_screen_clear().
 *
 * The hypervisor is asked for it only while somebody watches (vm_watch_screen). */
#ifndef VM_SCREEN_H
#define VM_SCREEN_H

#include <stdint.h>

#include "lesson/lesson.h"
#include "pixel/image.h"
#include "vm/vga.h"

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

#endif
