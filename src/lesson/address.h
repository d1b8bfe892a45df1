// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Addresses of links and pictures, as they stand in markdown.  Pure. */
#ifndef LESSON_ADDRESS_H
#define LESSON_ADDRESS_H

#include <stdbool.h>

bool address_has_scheme(const char *address); /* "https:…", "mailto:…", "//host" */
/* Returns the file's name in the address: without "?query" and "#part", with "%20"
 * decoded.  It is empty for "#part" alone.  Caller frees. */
char *address_file(const char *address);

#endif
