// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What was asked for on the command line. */
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
	bool keep_going, alone; /* rehearse */
	const char *lesson;    /* rehearse --lesson */
	const char *html;      /* export --html */
	const char *from, *key; /* guests: an archive, whose signature is trusted */
	int argc;              /* what is left after options and the command's name */
	char **argv;
};

/* The exit statuses of every command. */
enum { EXIT_GOOD = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

/* The workshop's path: the i-th argument, else the one that is built in.
 * NULL, with a message on standard error, where there is none. */
const char *options_workshop(const struct options *options, int i);
/* The folder of the one that is built in; NULL as above. */
const char *options_built_in(void);

/* Prints an error as "imitation: MESSAGE" and its remedy; returns EXIT_FAILED. */
struct error;
int complain(const struct error *err);
/* Prints the errors among them, ten at most, as lint of the workshop does; returns
 * how many there are. */
struct diags;
size_t complain_files(const struct diags *diags, const char *workshop);
int complain_usage(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
