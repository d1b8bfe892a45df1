// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Copies and frees what a machine's screen shows; see screen.h. */
#include "vm/screen.h"

#include <stdlib.h>

#include "base/mem.h"

void vm_screen_copy(struct vm_screen *to, const struct vm_screen *from)
{
	*to = *from;
	image_copy(&to->image, &from->image);
	to->problem = mem_dup(from->problem);
}

void vm_screen_clear(struct vm_screen *screen)
{
	image_free(&screen->image);
	free(screen->problem);
	*screen = (struct vm_screen){ 0 };
}

void vm_screen_free(struct vm_screen *screen)
{
	if (!screen)
		return;
	vm_screen_clear(screen);
	free(screen);
}
