// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Removing the pages of lessons that are gone or have another name now.  Blocks on the disk; one
 * thread. */
#ifndef EXPORT_EXPORT_SWEEP_H
#define EXPORT_EXPORT_SWEEP_H

#include "export/export.h"

/* Removes from the folders of the export's editions each page that an earlier export of this workshop
 * wrote at this very place and that is none of the export's files; nothing else.  So the export
 * must be of all lessons, and the pages of a language without an edition stay.  Counts them in
 * *removed.  False with err: one cannot be removed. */
bool export_sweep(const struct export *export, size_t *removed, struct error *err);

#endif
