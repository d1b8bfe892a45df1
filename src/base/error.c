// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Errors as values; see error.h. */
#include "base/error.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

/* Formats the text and cleans it for display; cuts it if it is too long. */
static void put(char *to, size_t size, const char *format, va_list args)
{
	char *raw = mem_vprintf(format, args);
	char *clean = utf8_clean(raw, strlen(raw));

	utf8_copy(to, size, clean);
	free(clean);
	free(raw);
}

bool error_set(struct error *err, enum error_kind kind, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	err->kind = kind;
	err->remedy[0] = '\0';
	va_start(args, format);
	put(err->message, sizeof err->message, format, args);
	va_end(args);
	return false;
}

bool error_reword(struct error *err, const char *format, ...)
{
	va_list args;

	if (!err)
		return false;
	va_start(args, format);
	put(err->message, sizeof err->message, format, args);
	va_end(args);
	return false;
}

bool error_errno(struct error *err, const char *what)
{
	int saved = errno;

	return error_set(err, ERROR_SYSTEM, "%s: %s", what, strerror(saved));
}

void error_remedy(struct error *err, const char *format, ...)
{
	va_list args;

	if (!err)
		return;
	va_start(args, format);
	put(err->remedy, sizeof err->remedy, format, args);
	va_end(args);
}

void error_clear(struct error *err)
{
	if (err)
		*err = (struct error){ 0 };
}
