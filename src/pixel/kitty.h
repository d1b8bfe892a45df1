// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures in kitty's graphics protocol, sent inline, so that they work over any
 * connection.  Pure. */
#ifndef PIXEL_KITTY_H
#define PIXEL_KITTY_H

#include "base/str.h"
#include "pixel/image.h"

/* Appends the commands that show the picture as PNG, scaled to cols by rows cells from
 * the cursor on; the cursor does not move.  It replaces the picture shown before, and
 * the terminal does not answer.  Returns false if the picture cannot be encoded; then
 * nothing is appended. */
bool kitty_show(struct str *out, const struct image *image, int cols, int rows);
void kitty_erase(struct str *out); /* removes the picture and frees its memory in the terminal */

/* Asks the terminal whether it knows the protocol; if so, it answers with an APC of
 * KITTY_CAN. */
#define KITTY_ASK "\033_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\033\\"
#define KITTY_CAN "Gi=31;OK"

#endif
