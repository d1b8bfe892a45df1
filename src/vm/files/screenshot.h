// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A picture of a screen as a file of the person's.  Any thread; blocks on the disk. */
#ifndef VM_FILES_SCREENSHOT_H
#define VM_FILES_SCREENSHOT_H

#include "pixel/image.h"

/* Writes FOLDER/NAME.png, or where that is there already NAME-2.png and so on:
 * whole or not at all, and never over another file.  Returns its path, for the
 * caller to free, or NULL. */
char *screenshot_save(const char *folder, const char *name, const struct image *image,
		      struct error *err);

#endif
