// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Addresses of links and pictures, as they stand in markdown.  Pure. */
#ifndef LESSON_ADDRESS_H
#define LESSON_ADDRESS_H

#include <stdbool.h>

bool address_has_scheme(const char *address); /* "https:…", "mailto:…", "//host" */
/* The name of the file: without "?query" and "#part", "%20" is a blank.  Empty
 * for a mere "#part".  Caller frees. */
char *address_file(const char *address);

#endif
