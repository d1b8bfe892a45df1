// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What people are to paste into a shell: words and paths, quoted where they
 * must be, and what this program is called by.  Any thread. */
#ifndef BASE_SHELL_QUOTE_H
#define BASE_SHELL_QUOTE_H

#include "base/str.h"

/* A word that the shell takes as it is. */
void shell_quote_word(struct str *out, const char *word);
/* The same of a path that may begin with "~/", which quotes would spoil. */
void shell_quote_path(struct str *out, const char *path);
/* An argument that names a file, as it was given to us: nobody takes it for an option. */
void shell_quote_file(struct str *out, const char *path);

/* At the very beginning, before there are threads: how it was called. */
void shell_set_self(const char *argv0);
/* How to call this program again: by its name where the shell would find it,
 * else by its path, quoted.  The program's own, never NULL. */
const char *shell_self(void);

#endif
