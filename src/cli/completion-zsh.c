// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The completion script for zsh, which uses its _arguments; see completion-zsh.h. */
#include "cli/completion-zsh.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "cli/command-line.h"

static const char helpers[] =
	"# The workshop that is named on the line.\n"
	"_imitation_workshop() {\n"
	"\tlocal word i\n"
	"\tfor ((i = 2; i < CURRENT; i++)); do\n"
	"\t\t[[ $words[i-1] = --html ]] && continue\n"
	"\t\tword=$words[i]\n"
	"\t\tword=${(Q)word/#\\~\\//$HOME/}\n"
	"\t\t[[ $word != $command && ( -d $word || $word = *.md ) ]] && print -r -- $word && return\n"
	"\tdone\n"
	"}\n"
	"\n"
	"_imitation_ask() { # LIST TITLE\n"
	"\tlocal -a lines\n"
	"\tlines=(${(f)\"$(_imitation_program completion $1 -- ${(f)\"$(_imitation_workshop)\"} 2>/dev/null)\"})\n"
	"\tlines=(${lines/$'\\t'/:})\n"
	"\t_describe -V -t $1 $2 lines\n"
	"}\n"
	"\n"
	"_imitation_first() {\n"
	"\t_alternative 'commands:command:_imitation_commands' 'workshops:workshop:_imitation_workshop_files'\n"
	"}\n"
	"\n"
	"_imitation_workshop_files() { _files -g '*.(md|txt)(-.)' }\n"
	"\n";

static const char head[] =
	"_imitation() {\n"
	"\tlocal curcontext=$curcontext state line command=open i\n"
	"\tlocal -a options arguments\n"
	"\tlocal -A opt_args\n"
	"\tfor ((i = 2; i < CURRENT; i++)); do\n"
	"\t\tcase $words[i] in\n";

static const char tail[] =
	"\tesac\n"
	"\t_arguments -s -S : $options $arguments\n"
	"}\n"
	"\n"
	"if [[ $funcstack[1] = _imitation ]]; then\n"
	"\t_imitation \"$@\"\n"
	"else\n"
	"\tcompdef _imitation imitation\n"
	"fi\n";

/* Prints text inside quotes and inside a specification of _arguments. */
static void print_text(const char *text)
{
	for (; *text; text++) {
		if (*text == '\'')
			printf("'\\''");
		else if (strchr("[]:\\", *text))
			printf("\\%c", *text);
		else
			putchar(*text);
	}
}

/* Prints ":TITLE:ACTION" for a value. */
static void print_value(enum argument argument)
{
	const char *list = argument_list(argument), *title = argument_title(argument);
	char *values = argument_values(argument);

	putchar(':');
	print_text(title[0] ? title : " ");
	if (list) {
		printf(":{_imitation_ask %s \"", list);
		print_text(title);
		printf("\"}");
	} else if (values[0]) {
		printf(":{compadd -- ");
		print_text(values);
		putchar('}');
	} else if (argument == ARGUMENT_FOLDER) {
		printf(":_files -/");
	} else if (argument == ARGUMENT_FILE) {
		printf(":_files");
	} else if (argument == ARGUMENT_WORKSHOP) {
		printf(":_imitation_workshop_files");
	} else {
		printf(": ");
	}
	free(values);
}

/* Prints '(-c --connect)--connect=[help]:hypervisor:…'. */
static void print_option(const struct command_line_option *option, const char *name, const char *behind)
{
	printf("\t\t\t'");
	if (option->letter)
		printf("(-%c --%s)", option->letter, option->name);
	printf("%s%s[", name, behind);
	print_text(_(option->help));
	putchar(']');
	if (option->value)
		print_value(option->argument);
	printf("'\n");
}

static void print_options(const char *command)
{
	const struct command_line_option *option;

	printf("\t\toptions=(\n");
	for (option = command_line_options; option->name; option++) {
		char letter[] = { '-', option->letter, '\0' };
		char *name = mem_printf("--%s", option->name);

		if (command_line_has(option, command) && option->letter)
			print_option(option, letter, option->value ? "+" : "");
		if (command_line_has(option, command))
			print_option(option, name, option->value ? "=" : "");
		free(name);
	}
	printf("\t\t)\n");
}

static void print_arguments(const struct command_line_command *command)
{
	int i, n = 0;

	while (n < COMMAND_TAKES && command->takes[n] != ARGUMENT_NONE)
		n++;
	/* The first argument is the command itself. */
	printf("\t\targuments=('1: :'");
	for (i = 0; i < n; i++) {
		if (command->more && i == n - 1)
			printf(" '*");
		else
			printf(" '%d", i + 2);
		print_value(command->takes[i]);
		putchar('\'');
	}
	printf(")\n");
}

static void print_commands(void)
{
	const struct command_line_command *command;

	printf("_imitation_commands() {\n\tlocal -a lines=(\n");
	for (command = command_line_commands; command->name; command++) {
		printf("\t\t'%s:", command->name);
		print_text(_(command->help));
		printf("'\n");
	}
	printf("\t)\n\t_describe -V -t commands command lines\n}\n\n");
}

/* Prints a case for each command: the first word that is neither an option nor the
 * value of one. */
static void print_cases(void)
{
	const struct command_line_command *command;
	const struct command_line_option *option;
	const char *separator = "";

	printf("\t\t(");
	for (option = command_line_options; option->name; option++) {
		if (!option->value)
			continue;
		printf("%s", separator);
		if (option->letter)
			printf("-%c|", option->letter);
		printf("--%s", option->name);
		separator = "|";
	}
	printf(") ((i++)) ;;\n\t\t(-*) ;;\n\t\t(");
	for (command = command_line_commands; command->name; command++)
		printf("%s%s", command == command_line_commands ? "" : "|", command->name);
	printf(") command=$words[i]; break ;;\n\t\t(*) break ;;\n\t\tesac\n\tdone\n");
}

void completion_zsh(void)
{
	const struct command_line_command *command;

	printf("#compdef imitation\n# zsh completion for imitation, as \"imitation completion zsh\" prints it\n\n"
	       "_imitation_program() {\n\tcommand %s \"$@\"\n}\n\n", shell_self());
	printf("%s", helpers);
	print_commands();
	printf("%s", head);
	print_cases();
	printf("\tcase $command in\n\t(open)\n");
	print_options(COMMAND_LINE_OPEN);
	printf("\t\targuments=('1: :_imitation_first')\n\t\t;;\n");
	for (command = command_line_commands; command->name; command++) {
		printf("\t(%s)\n", command->name);
		print_options(command->name);
		print_arguments(command);
		printf("\t\t;;\n");
	}
	printf("%s", tail);
}
