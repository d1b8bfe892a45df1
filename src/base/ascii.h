// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Character classes for the text of files, the same in every locale.  Those of
 * <ctype.h> take some bytes of UTF-8 for letters in some locales. */
#ifndef BASE_ASCII_H
#define BASE_ASCII_H

#include <stdbool.h>

static inline bool ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool ascii_lowercase(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool ascii_alpha(char c)
{
	return ascii_lowercase(c) || (c >= 'A' && c <= 'Z');
}

static inline bool ascii_alnum(char c)
{
	return ascii_alpha(c) || ascii_digit(c);
}

static inline bool ascii_xdigit(char c)
{
	return ascii_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static inline bool ascii_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool ascii_punct(char c)
{
	return c > ' ' && c < 0x7f && !ascii_alnum(c);
}

static inline char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

#endif
