// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The options that were given on the command line, and exit statuses. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct options {
	const char *uri;      /* -c */
	const char *step;     /* -s */
	const char *language; /* --language, or NULL */
	const char *locale;   /* the languages of the locale ("es_MX:es"), or NULL */
	bool plain, present, watch, json, yes;
	bool keep_going, alone, mutate; /* rehearse */
	const char *lesson;    /* rehearse --lesson */
	const char *html;      /* export --html */
	const char *from, *key; /* guests: an archive; a public key to trust */
	int argc;              /* the arguments after options and the command's name */
	char **argv;
};

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
