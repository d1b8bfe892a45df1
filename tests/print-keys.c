// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prints the keys section of imitation.1 from the one table of keys.
 *
 * A row of mdoc for each row of the table: tests/manual-test.sh holds the
 * manual page against what this writes.  One thread, no arguments. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "ui/input/command.h"

/* Every character that means something to roff stands for itself. */
static void print_text(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
	}
}

/* "n Right": each key is set as a command.  The zero-width character keeps
 * mdoc from taking "?" or "/" for punctuation. */
static void print_keys(const char *keys)
{
	const char *before = ".It Ic \\&";

	while (*keys) {
		size_t n = strcspn(keys, " ");
		char key[32];

		snprintf(key, sizeof key, "%.*s", (int)n, keys);
		fputs(before, stdout);
		print_text(key);
		before = " , \\&";
		keys += n;
		keys += strspn(keys, " ");
	}
	putchar('\n');
}

static void print_help(const char *help)
{
	fputs("\\&", stdout);
	putchar(toupper((unsigned char)*help));
	print_text(help + 1);
	puts(".");
}

int main(void)
{
	const struct command_row *row;

	for (row = command_table; row->id != COMMAND_NONE; row++) {
		print_keys(row->keys);
		print_help(row->help);
	}
	return fflush(stdout) != 0;
}
