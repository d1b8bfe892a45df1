// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Can the machines of a workshop boot from the files they name?  For imitation lint. */
#ifndef VM_FILES_BOOT_FILES_H
#define VM_FILES_BOOT_FILES_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* Adds a warning for each file that does not exist, and an error for each that is not a
 * file.  A file is not missing if it is a guest that is made when first needed, an
 * image that the user provided, or a boot sector that is built from the source beside
 * it (tick.img from tick.S).  Reads the workshop's folder; any thread. */
void boot_files_lint(const struct workshop *workshop, struct diags *diags);

#endif
