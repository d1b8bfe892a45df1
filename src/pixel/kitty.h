// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures by kitty's graphics protocol: bytes for the terminal, inline, so that
 * they go over any line.  Pure. */
#ifndef PIXEL_KITTY_H
#define PIXEL_KITTY_H

#include "base/str.h"
#include "pixel/image.h"

/* The picture as PNG, stretched over so many cells from the cursor on, which
 * stays where it is.  It takes the place of the one shown before.  The terminal
 * answers nothing.  False: it cannot be made; nothing was added. */
bool kitty_show(struct str *out, const struct image *image, int cols, int rows);
void kitty_erase(struct str *out); /* it is gone, and forgotten */

/* May the terminal do this?  One that can answers with an APC of KITTY_CAN. */
#define KITTY_ASK "\033_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\033\\"
#define KITTY_CAN "Gi=31;OK"

#endif
