// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Text that people paste into a shell: words and paths, quoted where needed, and the
 * name of this program.  Any thread. */
#ifndef BASE_SHELL_QUOTE_H
#define BASE_SHELL_QUOTE_H

#include "base/str.h"

/* Appends a word, quoted if the shell would not take it as it is. */
void shell_quote_word(struct str *out, const char *word);
/* The same for a path that may begin with "~/": that part is never quoted. */
void shell_quote_path(struct str *out, const char *path);
/* The same for a file name given by the user: a leading "-" is not taken for an option. */
void shell_quote_file(struct str *out, const char *path);

/* Stores how the program was called.  Call it first in main(), before threads start. */
void shell_set_self(const char *argv0);
/* Returns how to call this program again: by its name if the shell finds it, else by
 * its path, quoted.  Never NULL; the string is static. */
const char *shell_self(void);

#endif
