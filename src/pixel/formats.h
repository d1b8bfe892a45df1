// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures as what terminals show: in kitty's graphics protocol, as sixels, as
 * characters in two colours each.
 *
 * Sixels and characters are made by a module that stands on libchafa
 * (pixel/chafa-module.h).  A thread opens it at formats_prepare(), else at the first picture
 * that needs it, which is made without it.  Pictures are made on one thread, which may be
 * any. */
#ifndef PIXEL_FORMATS_H
#define PIXEL_FORMATS_H

#include <stdbool.h>

#include "base/error.h"
#include "base/str.h"
#include "pixel/chafa-module.h"
#include "pixel/image.h"

/* ---- kitty's graphics protocol --------------------------------------------------- */

/* Appends the commands that show the picture as PNG, scaled to cols by rows cells from
 * the cursor on; the cursor does not move.  The bytes are sent inline, so it works over
 * any connection.  It replaces the picture shown before, and the terminal does not
 * answer.  Returns false if the picture cannot be encoded; then nothing is appended. */
bool kitty_show(struct str *out, const struct image *image, int cols, int rows);
void kitty_erase(struct str *out); /* removes the picture and frees its memory in the terminal */

/* Asks the terminal whether it knows the protocol; if so, it answers with an APC of
 * KITTY_CAN. */
#define KITTY_ASK "\033_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\033\\"
#define KITTY_CAN "Gi=31;OK"

/* ---- by libchafa ----------------------------------------------------------------- */

/* Opens the module now, as doctor does, and waits for that.  Returns false
 * with err if the program was built without libchafa or the module cannot be opened. */
bool formats_open(struct error *err);
/* Opens the module on a thread of its own.  Pictures until then are made without it. */
void formats_prepare(void);
bool formats_built(void); /* false: built without libchafa */

enum { SIXEL_LINES = 6 }; /* pixels; a picture's height is a multiple of it */

/* False if sixels cannot be made: built without libchafa, or its module was tried and
 * not opened.  Does not try it. */
bool sixel_can(void);
/* Appends the picture at this size in pixels, in 256 colours of its own, from the
 * cursor on.  The height is rounded down to a multiple of SIXEL_LINES.  Returns false
 * if the picture cannot be encoded; then nothing is appended. */
bool sixel_show(struct str *out, const struct image *image, int width, int height);

/* Fills out with cols * rows symbols, row by row, for a terminal of that many colours
 * (at least 16): finer than half blocks, and closer to the picture if there are few
 * colours.  Returns false if it cannot be done. */
bool symbols_make(const struct image *image, int cols, int rows, int colors, struct symbol *out);

#endif
