// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Saves a picture of a screen as a file of the user's.  Any thread; blocks on the disk. */
#ifndef VM_FILES_SCREENSHOT_H
#define VM_FILES_SCREENSHOT_H

#include "pixel/image.h"

/* Writes FOLDER/NAME.png; if that exists, NAME-2.png and so on.  The file is written
 * completely or not at all, and never replaces another.  Returns its path, which the
 * caller frees; NULL with err. */
char *screenshot_save(const char *folder, const char *name, const struct image *image,
		      struct error *err);

#endif
