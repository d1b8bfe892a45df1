// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A module (base/home.h) that gives the program functions of a library, and nothing else.
 *
 * A header NAME-library.h lists these functions as LIBRARY_FUNCTIONS(F), F(function) for
 * each, and makes a struct library of them.  From that header library-module.c makes the
 * module; the one file that uses the library gets the struct from module_use(). */
#ifndef BASE_LIBRARY_MODULE_H
#define BASE_LIBRARY_MODULE_H

/* A pointer to the function, with its name and type. */
#define LIBRARY_FIELD(function) __typeof__(function) *function;
#define LIBRARY_GIVES(function) .function = function,

#endif
