// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Commands that people paste into a shell; see shell-quote.h. */
#include "base/shell-quote.h"

#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/utf8.h"

#define NAME "imitation"

static char self[PATH_MAX * 2] = NAME;

/* An argument: a word to be quoted between two pieces of shell text. */
struct shell_arg {
	char *before, *word, *after; /* NULL: none */
};

/* ---- quoting --------------------------------------------------------------------- */

/* Is the character shown as it is?  Otherwise it would be lost, or do harm, where the
 * command is shown. */
static bool is_shown(const char *at, size_t n)
{
	char *clean = utf8_clean(at, n);
	bool same = strlen(clean) == n && memcmp(clean, at, n) == 0;

	free(clean);
	return same;
}

/* Returns the number of bytes of the character at this place. */
static size_t character(const char *at)
{
	uint32_t cp;

	return utf8_decode(at, strlen(at), &cp);
}

static bool all_shown(const char *word)
{
	for (; *word; word += character(word))
		if (!is_shown(word, character(word)))
			return false;
	return true;
}

static void add_quoted(struct str *out, const char *at, size_t n)
{
	if (*at == '\'')
		str_add(out, "'\\''");
	else
		str_addn(out, at, n);
}

static void add_escaped(struct str *out, const char *at, size_t n)
{
	size_t i;

	if (*at == '\n')
		str_add(out, "\\n");
	else if (*at == '\\' || *at == '%')
		str_addf(out, "%c%c", *at, *at);
	else if (is_shown(at, n) && *at != '!') /* within "…" a shell takes that for its history */
		add_quoted(out, at, n);
	else
		for (i = 0; i < n; i++)
			str_addf(out, "\\%03o", (unsigned)(unsigned char)at[i]);
}

static void quote_with(void (*add)(struct str *out, const char *at, size_t n), struct str *out,
		       const char *word)
{
	size_t n;

	str_addc(out, '\'');
	for (; *word; word += n) {
		n = character(word);
		add(out, word, n);
	}
	str_addc(out, '\'');
}

void shell_quote_word(struct str *out, const char *word)
{
	static const char safe[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				   "%+,-./:=@_";

	/* zsh replaces a word that begins with "=". */
	if (word[0] && word[0] != '=' && strspn(word, safe) == strlen(word)) {
		str_add(out, word);
	} else if (all_shown(word)) {
		quote_with(add_quoted, out, word);
	} else {
		str_add(out, word[0] == '-' ? "\"$(printf -- " : "\"$(printf ");
		quote_with(add_escaped, out, word);
		str_add(out, ")\"");
	}
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

/* ---- lists of arguments ------------------------------------------------------------ */

void shell_arg_between(struct shell_argv *argv, const char *before, const char *word,
		       const char *after)
{
	struct shell_arg *arg = MEM_PUSH(argv->args, argv->n);

	arg->before = mem_dup(before);
	arg->word = mem_dup(word);
	arg->after = mem_dup(after);
}

void shell_arg(struct shell_argv *argv, const char *word)
{
	shell_arg_between(argv, NULL, word, NULL);
}

void shell_args(struct shell_argv *argv, ...)
{
	const char *word;
	va_list words;

	va_start(words, argv);
	while ((word = va_arg(words, const char *)) != NULL)
		shell_arg(argv, word);
	va_end(words);
}

void shell_arg_file(struct shell_argv *argv, const char *path)
{
	shell_arg_between(argv, path[0] == '-' ? "./" : NULL, path, NULL);
}

void shell_arg_path(struct shell_argv *argv, const char *path)
{
	bool home = str_starts(path, "~/");

	shell_arg_between(argv, home ? "~/" : NULL, path + (home ? 2 : 0), NULL);
}

void shell_arg_output(struct shell_argv *argv, const char *command)
{
	char *text = mem_printf("\"$(%s)\"", command);

	shell_arg_between(argv, text, NULL, NULL);
	free(text);
}

/* The lines are arguments of their own because a format may not begin with "-", and
 * because "%" means something in it. */
void shell_args_print(struct shell_argv *argv, const char *text)
{
	bool whole = str_ends(text, "\n"); /* printf repeats its format for each line */
	char *copy = mem_ndup(text, strlen(text) - whole), *rest = copy, *line;
	struct str format = { 0 };
	const char *at;

	for (at = whole ? NULL : strchr(text, '\n'); at; at = strchr(at + 1, '\n'))
		str_add(&format, "%s\\n");
	str_add(&format, whole ? "%s\\n" : "%s");
	shell_args(argv, "printf", str_text(&format), NULL);
	while ((line = strsep(&rest, "\n")) != NULL)
		shell_arg(argv, line);
	str_free(&format);
	free(copy);
}

void shell_add_command(struct str *out, struct shell_argv *argv)
{
	size_t i;

	for (i = 0; i < argv->n; i++) {
		struct shell_arg *arg = &argv->args[i];

		str_add(out, i > 0 ? " " : NULL);
		str_add(out, arg->before);
		if (arg->word)
			shell_quote_word(out, arg->word);
		str_add(out, arg->after);
		free(arg->before);
		free(arg->word);
		free(arg->after);
	}
	free(argv->args);
	*argv = (struct shell_argv){ 0 };
}

char *shell_command(struct shell_argv *argv)
{
	struct str out = { 0 };

	shell_add_command(&out, argv);
	return str_take(&out);
}

char *shell_sentence(const char *sentence, struct shell_argv *argv)
{
	char *command = shell_command(argv), *text = i18n_fill(sentence, command);

	free(command);
	return text;
}

/* ---- this program ------------------------------------------------------------------ */

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

/* By then it may be wanted on any thread. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static const char *called_as; /* what self is still to be made of, or NULL */

void shell_set_self(const char *argv0)
{
	called_as = argv0;
}

static void find_self(const char *argv0)
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
	pthread_mutex_lock(&lock);
	if (called_as)
		find_self(called_as);
	called_as = NULL;
	pthread_mutex_unlock(&lock);
	return self;
}
