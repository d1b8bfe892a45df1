// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What can stand on the command line: the one table of commands and the one of
 * options, from which the options are read, and help and completion are made. */
#ifndef CLI_COMMAND_LINE_H
#define CLI_COMMAND_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "cli/options.h"

/* What a word of the command line is, for completion. */
enum argument {
	ARGUMENT_NONE,
	ARGUMENT_WORKSHOP, /* a folder, or a markdown file */
	ARGUMENT_FOLDER,
	ARGUMENT_FILE,
	ARGUMENT_URI,
	ARGUMENT_STEP,
	ARGUMENT_LESSON,   /* its number */
	ARGUMENT_LANGUAGE,
	ARGUMENT_MACHINE,
	ARGUMENT_GUEST,
	ARGUMENT_SHELL,
	ARGUMENTS
};

enum { COMMAND_TAKES = 3 };

struct command_line_command {
	const char *name;
	const char *arguments, *help; /* N_(); arguments as the help has them */
	enum argument takes[COMMAND_TAKES];
	bool more; /* the last of them can be repeated */
};

/* Stands for opening a workshop in lists of commands. */
#define COMMAND_LINE_OPEN "open"

struct command_line_option {
	char letter; /* or 0 */
	const char *name;
	const char *value; /* "URI" as the help has it; NULL: it takes none */
	enum argument argument;
	const char *help;     /* N_() */
	const char *commands; /* that it belongs to, with blanks between; NULL: all */
	size_t field;         /* of struct options: a bool, or where there is a value a string */
};

/* Both end with a row without a name. */
extern const struct command_line_command command_line_commands[];
extern const struct command_line_option command_line_options[];

/* NULL where the word names none. */
const struct command_line_command *command_line_command(const char *word);
/* The command that was meant by a word that is none; NULL: none. */
const struct command_line_command *command_line_meant(const char *word);
/* command: a name, or COMMAND_LINE_OPEN */
bool command_line_has(const struct command_line_option *option, const char *command);

/* Reads options from anywhere in argv (GNU style), and leaves the rest in argc and
 * argv of OPTIONS.  -1: go on; else the status to exit with. */
int command_line_read(int argc, char **argv, struct options *options);

#endif
