// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What people are to paste into a shell: words and paths, quoted where they
 * must be, and what this program is called by.  Any thread. */
#ifndef BASE_PASTE_H
#define BASE_PASTE_H

#include "base/str.h"

/* A word that the shell takes as it is. */
void paste_word(struct str *out, const char *word);
/* The same of a path that may begin with "~/", which quotes would spoil. */
void paste_path(struct str *out, const char *path);
/* An argument that names a file, as it was given to us: nobody takes it for an option. */
void paste_file(struct str *out, const char *path);

/* At the very beginning, before there are threads: how it was called. */
void paste_set_self(const char *argv0);
/* How to call this program again: by its name where the shell would find it,
 * else by its path, quoted.  The program's own, never NULL. */
const char *paste_self(void);

#endif
