// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A fixture in use; see ui-desk.h. */
#include "ui-desk.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void desk_draw(struct desk *d)
{
	fixture_draw(d->f, d->ui, d->canvas);
	free(d->text);
	d->text = canvas_dump(d->canvas, false);
}

void desk_resize(struct desk *d, int rows, int cols)
{
	canvas_resize(d->canvas, rows, cols);
	desk_draw(d);
}

struct command desk_press(struct desk *d, int code)
{
	struct command command = ui_key(d->ui, &d->f->view, (struct key){ .code = code });

	desk_draw(d);
	return command;
}

bool desk_shows(const struct desk *d, const char *text)
{
	return strstr(d->text, text) != NULL;
}

int desk_setup(void **state)
{
	struct desk *d = mem_alloc(sizeof *d);

	d->f = fixture_new();
	d->ui = ui_new();
	d->canvas = canvas_new(34, 120);
	desk_draw(d);
	*state = d;
	return 0;
}

int desk_teardown(void **state)
{
	struct desk *d = *state;

	ui_free(d->ui);
	canvas_free(d->canvas);
	fixture_free(d->f);
	free(d->text);
	free(d);
	return 0;
}
