// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Colours: the nearest one that a terminal has, and the terminal's name with all of them.
 * Pure; any thread. */
#ifndef TERM_COLORS_H
#define TERM_COLORS_H

/* Returns what a guest's colour (ui/canvas.h) is called on a terminal of that many
 * colours: an index, or, with more than 256, 0xRRGGBB; -1 for the terminal's default. */
int colors_here(int color, int colors);

/* Returns the name that terminfo has for $TERM with all colours, if $COLORTERM says
 * that it shows them; else NULL.  terminfo may lack that name.  Caller frees. */
char *colors_direct_name(const char *term, const char *colorterm);

#endif
