// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Output of commands; see out.h.  Texts come here whole, so no character is cut in two. */
#include "base/out.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"

static void print(FILE *to, const char *format, va_list args)
{
	char *text = mem_vprintf(format, args);

	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0) {
		char *plain = utf8_ascii(text);

		free(text);
		text = plain;
	}
	fputs(text, to);
	free(text);
}

void out_printf(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(stdout, format, args);
	va_end(args);
}

void err_printf(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print(stderr, format, args);
	va_end(args);
}

void out_line(const char *text)
{
	out_printf("%s\n", text);
}

void out_flush(void)
{
	fflush(stdout);
}
