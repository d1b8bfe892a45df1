// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a terminal calls a guest's colour, by how many colours it has.  Pure. */
#ifndef TERM_COLORS_H
#define TERM_COLORS_H

/* A colour of a guest's (ui/theme.h) on a terminal of so many: an index, or, with
 * more than 256, 0xRRGGBB.  -1: the terminal's default. */
int colors_here(int color, int colors);

/* The name in terminfo under which $TERM has all colours, where $COLORTERM says
 * that it does; or NULL.  It need not be there.  Caller frees. */
char *colors_direct_name(const char *term, const char *colorterm);

#endif
