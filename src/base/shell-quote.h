// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Commands that people paste into a shell: lists of arguments, each quoted where needed,
 * and the name of this program.  Any thread. */
#ifndef BASE_SHELL_QUOTE_H
#define BASE_SHELL_QUOTE_H

#include "base/str.h"

/* A command as a list of arguments.  A zeroed struct is an empty list; shell_add_command()
 * and shell_command() empty it again. */
struct shell_argv {
	struct shell_arg *args;
	size_t n;
};

/* Append an argument: any word; or words of our own source, ended by NULL. */
void shell_arg(struct shell_argv *argv, const char *word);
void shell_args(struct shell_argv *argv, ...) __attribute__((sentinel));
/* A file name given by the user: a leading "-" is not taken for an option. */
void shell_arg_file(struct shell_argv *argv, const char *path);
/* A path that may begin with "~/", which the shell replaces. */
void shell_arg_path(struct shell_argv *argv, const char *path);
/* A word between two pieces of our own shell text, which are not quoted: "$PWD"/WORD or
 * WORD.*; each may be NULL. */
void shell_arg_between(struct shell_argv *argv, const char *before, const char *word,
		       const char *after);
/* What another command prints: "$(COMMAND)".  The command was made by shell_command(). */
void shell_arg_output(struct shell_argv *argv, const char *command);
/* Appends printf and what it needs to print exactly this text. */
void shell_args_print(struct shell_argv *argv, const char *text);
/* Appends the arguments, quoted and with blanks between them, and empties the list. */
void shell_add_command(struct str *out, struct shell_argv *argv);
char *shell_command(struct shell_argv *argv); /* the same as a new string; caller frees */
/* The same in a translated sentence, which has one %s for it.  Caller frees. */
char *shell_sentence(const char *sentence, struct shell_argv *argv);

/* Appends a word, quoted if the shell would not take it as it is.  Characters that must
 * not reach a terminal, such as newlines, are written as printf's escapes; newlines at
 * the end of such a word are lost, because the shell drops them. */
void shell_quote_word(struct str *out, const char *word);
/* The same for a path that may begin with "~/": that part is never quoted. */
void shell_quote_path(struct str *out, const char *path);
/* The same for a file name given by the user: a leading "-" is not taken for an option. */
void shell_quote_file(struct str *out, const char *path);

/* Stores how the program was called; the string stays the caller's, and valid.  Call it first
 * in main(), before threads start.  The shell's folders are looked through only when
 * shell_self() is first called: the first frame seldom names the program. */
void shell_set_self(const char *argv0);
/* Returns how to call this program again: by its name if the shell finds it, else by
 * its path, quoted.  Never NULL; the string is static. */
const char *shell_self(void);

#endif
