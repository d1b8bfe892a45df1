// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Can the machines of a workshop boot from what they name?  For imitation lint. */
#ifndef VM_FILES_BOOT_FILES_H
#define VM_FILES_BOOT_FILES_H

#include "lesson/diag.h"
#include "lesson/lesson.h"

/* A warning for each file that is not there, an error for each that is none.  One
 * that is made when first needed, that the person put in, or that stands there as
 * the source it is built from (tick.S for tick.img) is not missing.  Reads the
 * workshop's folder; any thread. */
void boot_files_lint(const struct workshop *workshop, struct diags *diags);

#endif
