// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes exported files.  One thread; blocks on the disk. */
#ifndef EXPORT_EXPORT_WRITE_H
#define EXPORT_EXPORT_WRITE_H

#include "base/error.h"
#include "export/export.h"

/* Writes all files.  Returns false with err if a file is in the way; then nothing was written.
 * Each page is replaced completely or not at all. */
bool export_write(const struct export *export, struct error *err);

#endif
