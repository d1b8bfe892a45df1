// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The pane's picture of a machine's screen: who watches, what was seen last.
 * Under the core's lock; the worker makes the pictures (worker-screen.c). */
#include "vm/core/watched-screen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum { SHOWN_WIDTH = 1024, SHOWN_HEIGHT = 768 }; /* what a pane can show, in pixels */

void core_screen_slim(struct vm_screen *screen)
{
	int width = SHOWN_WIDTH, height = SHOWN_HEIGHT;
	struct image small;

	if (screen->kind != SCREEN_PIXELS)
		image_free(&screen->image);
	if (screen->image.width <= width && screen->image.height <= height)
		return;
	image_fit(&screen->image, &width, &height);
	image_scale(&small, &screen->image, width, height);
	image_free(&screen->image);
	screen->image = small;
}

static bool same_image(const struct image *a, const struct image *b)
{
	size_t n = (size_t)a->width * (size_t)a->height * 3;

	return a->width == b->width && a->height == b->height && !a->rgb == !b->rgb &&
	       (!a->rgb || memcmp(a->rgb, b->rgb, n) == 0);
}

static bool same(const struct vm_screen *a, const struct vm_screen *b)
{
	return a->kind == b->kind && strcmp(a->machine, b->machine) == 0 &&
	       str_eq(a->problem, b->problem) && a->text.rows == b->text.rows &&
	       a->text.cols == b->text.cols &&
	       memcmp(a->text.cells, b->text.cells, sizeof a->text.cells) == 0 &&
	       same_image(&a->image, &b->image);
}

void core_screen_take(struct vm *vm, struct vm_screen *fresh)
{
	bool wanted = vm->watched && strcmp(vm->watched, fresh->machine) == 0;

	if (!wanted || (vm->screen.version && same(&vm->screen, fresh))) {
		vm_screen_clear(fresh);
		return;
	}
	fresh->version = ++vm->screen_version;
	vm_screen_clear(&vm->screen);
	vm->screen = *fresh;
	*fresh = (struct vm_screen){ 0 };
	core_changed(vm);
}

void vm_watch_screen(struct vm *vm, const char *machine)
{
	pthread_mutex_lock(&vm->lock);
	if (!str_eq(vm->watched, machine)) {
		free(vm->watched);
		vm->watched = mem_dup(machine);
		vm_screen_clear(&vm->screen);
		vm->screen_at_ms = 0;
		pthread_cond_signal(&vm->wake);
	}
	pthread_mutex_unlock(&vm->lock);
}

struct vm_screen *vm_screen(struct vm *vm, uint64_t seen)
{
	struct vm_screen *copy = NULL;

	pthread_mutex_lock(&vm->lock);
	if (vm->screen.version > seen) {
		copy = mem_alloc(sizeof *copy);
		vm_screen_copy(copy, &vm->screen);
	}
	pthread_mutex_unlock(&vm->lock);
	return copy;
}
