// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The completion script for fish: a "complete" for each command, option and argument;
 * see completion-fish.h. */
#include "cli/completion-fish.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/shell-quote.h"
#include "cli/command-line.h"

/* __imitation_line prints where on the line the cursor is: the command ("open" without
 * one), how many arguments come before, and the workshop on the line, if any. */
static const char head[] =
	"function __imitation_line\n"
	"\tset -l words (commandline -opc)\n"
	"\tset -l command open\n"
	"\tset -l n 0\n"
	"\tset -l value no\n"
	"\tset -l workshop\n"
	"\tset -e words[1]\n"
	"\tfor word in $words\n"
	"\t\tif test $value = yes\n"
	"\t\t\tset value no\n"
	"\t\t\tcontinue\n"
	"\t\tend\n"
	"\t\tswitch $word\n";

static const char body[] =
	"\t\t\t\tset value yes\n"
	"\t\t\tcase '-*'\n"
	"\t\t\tcase '*'\n"
	"\t\t\t\tif test $n = 0 -a $command = open; and contains -- $word $__imitation_commands\n"
	"\t\t\t\t\tset command $word\n"
	"\t\t\t\telse\n"
	"\t\t\t\t\tset n (math $n + 1)\n"
	"\t\t\t\t\tif test -d $word; or string match -q -- '*.md' $word\n"
	"\t\t\t\t\t\tset workshop $word\n"
	"\t\t\t\t\tend\n"
	"\t\t\t\tend\n"
	"\t\tend\n"
	"\tend\n"
	"\tprintf '%s\\n' $command $n $workshop\n"
	"end\n"
	"\n"
	"function __imitation_on # COMMAND…\n"
	"\tset -l line (__imitation_line)\n"
	"\tcontains -- $line[1] $argv\n"
	"end\n"
	"\n"
	"function __imitation_at # COMMAND FROM TO: the arguments before are so many\n"
	"\tset -l line (__imitation_line)\n"
	"\ttest $line[1] = $argv[1] -a $line[2] -ge $argv[2] -a $line[2] -le $argv[3]\n"
	"end\n"
	"\n"
	"function __imitation_ask # LIST\n"
	"\tset -l line (__imitation_line)\n"
	"\t__imitation_program completion $argv[1] -- $line[3] 2>/dev/null\n"
	"end\n"
	"\n"
	"complete -c imitation -f\n";

enum { MANY = 99 };

static void print_quoted(const char *text)
{
	putchar('\'');
	for (; *text; text++) {
		if (*text == '\'' || *text == '\\')
			putchar('\\');
		putchar(*text);
	}
	putchar('\'');
}

/* Prints what completes a value: " -a '…'". */
static void print_value(enum argument argument)
{
	const char *list = argument_list(argument);
	char *values = argument_values(argument);

	if (list)
		printf(" -a '(__imitation_ask %s)'", list);
	else if (values[0])
		printf(" -a '%s'", values);
	else if (argument == ARGUMENT_WORKSHOP)
		printf(" -a '(__fish_complete_suffix .md)'");
	else if (argument == ARGUMENT_FOLDER)
		printf(" -a '(__fish_complete_directories)'");
	else if (argument == ARGUMENT_FILE)
		printf(" -a '(__fish_complete_path)'");
	free(values);
}

static void print_option(const struct command_line_option *option)
{
	printf("complete -c imitation");
	if (option->commands)
		printf(" -n '__imitation_on %s'", option->commands);
	if (option->letter)
		printf(" -s %c", option->letter);
	printf(" -l %s -d ", option->name);
	print_quoted(_(option->help));
	if (option->value)
		printf(" -x");
	print_value(option->argument);
	printf("\n");
}

static void print_arguments(const char *name, const enum argument takes[COMMAND_TAKES], bool more)
{
	int i;

	for (i = 0; i < COMMAND_TAKES && takes[i] != ARGUMENT_NONE; i++) {
		bool last = i + 1 == COMMAND_TAKES || takes[i + 1] == ARGUMENT_NONE;

		printf("complete -c imitation -n '__imitation_at %s %d %d'", name, i,
		       more && last ? MANY : i);
		print_value(takes[i]);
		printf(" -d ");
		print_quoted(argument_title(takes[i]));
		printf("\n");
	}
}

static void print_switch(void)
{
	const struct command_line_option *option;

	printf("\t\t\tcase");
	for (option = command_line_options; option->name; option++) {
		if (option->value && option->letter)
			printf(" -%c", option->letter);
		if (option->value)
			printf(" --%s", option->name);
	}
	printf("\n");
}

void completion_fish(void)
{
	static const enum argument workshop[COMMAND_TAKES] = { ARGUMENT_WORKSHOP };
	const struct command_line_command *command;
	const struct command_line_option *option;

	printf("# fish completion for imitation, as \"imitation completion fish\" prints it\n\n"
	       "function __imitation_program\n\tcommand %s $argv\nend\n\nset -g __imitation_commands", shell_self());
	for (command = command_line_commands; command->name; command++)
		printf(" %s", command->name);
	printf("\n\n%s", head);
	print_switch();
	printf("%s\n", body);
	for (command = command_line_commands; command->name; command++) {
		printf("complete -c imitation -n '__imitation_at open 0 0' -a %s -d ", command->name);
		print_quoted(_(command->help));
		printf("\n");
	}
	print_arguments(COMMAND_LINE_OPEN, workshop, false);
	for (command = command_line_commands; command->name; command++)
		print_arguments(command->name, command->takes, command->more);
	for (option = command_line_options; option->name; option++)
		print_option(option);
}
