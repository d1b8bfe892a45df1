// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Text that people paste into a shell; see shell-quote.h. */
#include "base/shell-quote.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"

#define NAME "imitation"

static char self[PATH_MAX * 2] = NAME;

void shell_quote_word(struct str *out, const char *word)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				   "%+,-./:=@_";

	if (word[0] && strspn(word, safe) == strlen(word)) {
		str_add(out, word);
		return;
	}
	str_addc(out, '\'');
	for (; *word; word++) {
		if (*word == '\'')
			str_add(out, "'\\''");
		else
			str_addc(out, *word);
	}
	str_addc(out, '\'');
}

void shell_quote_path(struct str *out, const char *path)
{
	bool home = str_starts(path, "~/");

	str_add(out, home ? "~/" : "");
	shell_quote_word(out, path + (home ? 2 : 0));
}

void shell_quote_file(struct str *out, const char *path)
{
	str_add(out, path[0] == '-' ? "./" : "");
	shell_quote_word(out, path);
}

/* Returns the file that a shell would run for the program's name, or NULL; caller frees. */
static char *found_by_shell(void)
{
	const char *path = getenv("PATH");
	char *all = mem_dup(path ? path : ""), *rest = all, *folder, *found = NULL;

	while (!found && (folder = strsep(&rest, ":")) != NULL) {
		char *file = file_join(folder[0] ? folder : ".", NAME);

		if (access(file, X_OK) == 0)
			found = realpath(file, NULL);
		free(file);
	}
	free(all);
	return found;
}

void shell_set_self(const char *argv0)
{
	char *real = strchr(argv0, '/') ? realpath(argv0, NULL) : NULL, *found, *path;
	struct str quoted = { 0 };

	if (!real)
		return;
	found = found_by_shell();
	path = file_tilde(real);
	shell_quote_path(&quoted, path);
	snprintf(self, sizeof self, "%s", str_eq(real, found) ? NAME : str_text(&quoted));
	str_free(&quoted);
	free(path);
	free(found);
	free(real);
}

const char *shell_self(void)
{
	return self;
}
