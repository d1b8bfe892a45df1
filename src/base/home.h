// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the program's own files are.  Any thread. */
#ifndef BASE_HOME_H
#define BASE_HOME_H

/* The folder of the program's own workshop, a clean absolute path; NULL if it was not
 * found.  Caller frees. */
char *home_lessons(void);

/* The folder of the catalogues of translations, for language_start().  Caller frees. */
char *home_catalogues(void);

/* A module of this program (vm/module.h), a clean absolute path: beside it in the
 * build tree, else where it was installed.  NULL: it is nowhere.  Caller frees. */
char *home_module(const char *name);

#endif
