// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a misspelt fence was meant to be.  Pure. */
#ifndef LESSON_LOAD_MISSPELT_H
#define LESSON_LOAD_MISSPELT_H

/* INFO is what stands behind the backquotes, and is neither an action nor a check.
 * Returns "check" or "vm:VERB" where it is one edit or the case away from that, or
 * has the "vm" with another mark; NULL where it is something else.  Caller frees. */
char *misspelt_fence(const char *info);

#endif
