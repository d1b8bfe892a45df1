// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Taking a locale that may be installed elsewhere only; see locale.h. */
#include "base/locale.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* The locale that counts for characters, in the order of setlocale(). */
static const char *wanted_characters(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "C";
}

/* The first is in every glibc since 2.35, and in Debian's before. */
static void take_utf8(void)
{
	static const char *const names[] = { "C.UTF-8", "C.utf8", "POSIX.UTF-8", "en_US.UTF-8" };

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (setlocale(LC_CTYPE, names[i]))
			return;
}

/* Not all at once: then a locale that is not installed here for one of them counts for
 * none (a Mac passes LC_CTYPE=UTF-8, which only it has), and the C library reads a dozen
 * files, of which we need a few.  Numbers and money stay as in C: JSON and sizes need a
 * decimal point. */
void locale_start(void)
{
	static const int categories[] = { LC_COLLATE, LC_MESSAGES, LC_TIME };

	for (size_t i = 0; i < ARRAY_LEN(categories); i++)
		setlocale(categories[i], "");
	if (!setlocale(LC_CTYPE, "") && strcasestr(wanted_characters(), "utf"))
		take_utf8();
}
