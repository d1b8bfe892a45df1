// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the chosen machine shows: its console, or its screen.  Private to src/ui; one
 * thread. */
#ifndef UI_PANES_PANE_CONSOLE_H
#define UI_PANES_PANE_CONSOLE_H

#include "ui/panes/paint.h"

void pane_screen(const struct paint *p, struct rect rect);
char *screen_title(const struct paint *p); /* caller frees */

void pane_console(const struct paint *p, struct rect rect);
char *console_title(const struct paint *p); /* caller frees */

#endif
