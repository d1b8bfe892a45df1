// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A fixture in use: its screen, which keys change and which is looked at. */
#ifndef TESTS_UI_DESK_H
#define TESTS_UI_DESK_H

#include "ui-fixture.h"

struct desk {
	struct fixture *f;
	struct ui *ui;
	struct canvas *canvas;
	char *text; /* what was drawn last */
};

/* For cmocka: *state is a struct desk of 34 rows by 120 columns, drawn once. */
int desk_setup(void **state);
int desk_teardown(void **state);

void desk_draw(struct desk *d);
void desk_resize(struct desk *d, int rows, int cols);
/* Presses a key and draws. */
struct command desk_press(struct desk *d, int code);
/* Whether the text is on the screen. */
bool desk_shows(const struct desk *d, const char *text);

#endif
