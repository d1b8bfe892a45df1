// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Text for the clipboard of the terminal, over any line: OSC 52.  Pure. */
#ifndef TERM_CLIPBOARD_H
#define TERM_CLIPBOARD_H

#include <stdbool.h>

#include "base/str.h"

/* Bytes; what terminals and tmux take at the least. */
#define CLIPBOARD_MAX 49152

/* Is it known of a terminal of this name that it reads over what it does not know? */
bool clipboard_safe(const char *term);
/* The sequence for this text, without control characters but newlines and tabs;
 * false: it is too long. */
bool clipboard_sequence(const char *text, struct str *out);

#endif
