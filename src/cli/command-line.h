// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The command line: one table of commands and one of options, what was given, and exit
 * statuses.  The parser, the help and the completion scripts are made from the tables. */
#ifndef CLI_COMMAND_LINE_H
#define CLI_COMMAND_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* What an argument is, for completion. */
enum argument {
	ARGUMENT_NONE,
	ARGUMENT_WORKSHOP, /* a folder or a markdown file */
	ARGUMENT_FOLDER,
	ARGUMENT_FILE,
	ARGUMENT_URI,
	ARGUMENT_STEP,
	ARGUMENT_LESSON,   /* the number of a lesson */
	ARGUMENT_LANGUAGE,
	ARGUMENT_MACHINE,
	ARGUMENT_GUEST,
	ARGUMENT_SHELL,
	ARGUMENT_CLASS,    /* what "class" does */
	ARGUMENT_REACH,    /* which lessons a class goes through */
	ARGUMENTS
};

enum { COMMAND_TAKES = 3 };

struct command_line_command {
	const char *name;
	const char *arguments, *help; /* N_(); arguments as the help shows them */
	enum argument takes[COMMAND_TAKES];
	bool more; /* the last argument can be repeated */
};

/* The name for opening a workshop in lists of commands. */
#define COMMAND_LINE_OPEN "open"

struct command_line_option {
	char letter; /* or 0 */
	const char *name;
	const char *value; /* as the help shows it ("URI"); NULL: no value */
	enum argument argument;
	const char *help;     /* N_() */
	const char *commands; /* the commands it belongs to, separated by blanks; NULL: all */
	size_t field;         /* offset in struct options: a bool; with a value, a string */
};

/* Both end with a row without a name. */
extern const struct command_line_command command_line_commands[];
extern const struct command_line_option command_line_options[];

/* Returns NULL if there is no such command. */
const struct command_line_command *command_line_command(const char *word);
/* Returns the command that was probably meant by a word that is not one, or NULL. */
const struct command_line_command *command_line_meant(const char *word);
/* Does the option belong to this command?  command: a name, or COMMAND_LINE_OPEN. */
bool command_line_has(const struct command_line_option *option, const char *command);

/* ---- what completes an argument, for the scripts of all shells */
/* Returns the fixed values of an argument, separated by blanks ("bash zsh fish"); "" if
 * they come from the shell or the workshop.  Caller frees. */
char *argument_values(enum argument argument);
/* Returns which list the scripts request from "imitation completion" ("steps"); NULL if
 * none. */
const char *argument_list(enum argument argument);
/* Returns the translated name of a kind of value; "" if it has none. */
const char *argument_title(enum argument argument);

struct options {
	const char *uri;      /* -c */
	const char *step;     /* -s */
	const char *language; /* --language, or NULL */
	const char *locale;   /* the languages of the locale ("es_MX:es"), or NULL */
	bool plain, present, notes /* or export --notes */, no_mouse, watch, json, yes;
	bool seat;             /* the command is `seat` */
	bool keep_going, alone, mutate; /* rehearse */
	const char *lesson;    /* rehearse --lesson */
	const char *html;      /* export --html */
	const char *reach;     /* class host --for: "1-7" or "all" */
	const char *from, *key; /* guests: an archive; a public key to trust */
	int argc;              /* the arguments after options and the command's name */
	char **argv;
};

/* Parses options anywhere in argv (GNU style), and stores the other arguments in
 * options->argc and argv.  Returns -1 to go on, or the exit status. */
int command_line_read(int argc, char **argv, struct options *options);

/* The exit status of every command. */
enum { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* Returns the workshop's path: argument i, or the program's own workshop.  Returns
 * NULL, with a message on standard error, if there is none. */
const char *options_workshop(const struct options *options, int i);
/* Returns the folder of the program's own workshop; NULL as above. */
const char *options_built_in(void);

/* Prints an error as "imitation: MESSAGE" and its remedy.  Returns EXIT_FAILED. */
struct error;
int complain(const struct error *err);
/* Prints the errors, ten at most, as lint does.  Returns how many there are. */
struct diags;
size_t complain_files(const struct diags *diags, const char *workshop);
int complain_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
