// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The completion script for bash; see completion-bash.h.  It needs no package but bash. */
#include "cli/completion-bash.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/shell-quote.h"
#include "cli/command-line.h"

/* Readline splits words at ":" and "=", which are part of the values of options.  The
 * script joins them first, and removes the part before the last ":" at the end. */
static const char head[] =
	"_imitation_complete() { # KIND of the word in $cur\n"
	"\tlocal list= values= line\n"
	"\tcase $1 in\n";

static const char body[] =
	"\tesac\n"
	"\t# Not by compgen -W, which would run what a workshop writes as $(…).\n"
	"\tif [[ $list ]]; then\n"
	"\t\twhile IFS=$'\\t' read -r line _; do\n"
	"\t\t\t[[ $line = *[^A-Za-z0-9._-]* ]] || values+=\" $line\"\n"
	"\t\tdone < <(_imitation_program completion \"$list\" -- ${workshop:+\"$workshop\"} 2>/dev/null)\n"
	"\tfi\n"
	"\tfor line in $values; do\n"
	"\t\t[[ $line = \"$cur\"* ]] && COMPREPLY+=(\"$line\")\n"
	"\tdone\n"
	"\tcase $1 in workshop | folder | file) ;; *) return ;; esac\n"
	"\tcompopt -o filenames 2>/dev/null\n"
	"\tcur=${cur//\\\\/}\n"
	"\twhile IFS= read -r line; do\n"
	"\t\tCOMPREPLY+=(\"$line\")\n"
	"\tdone < <(compgen -d -- \"$cur\")\n"
	"\t[[ $1 = folder ]] && return\n"
	"\twhile IFS= read -r line; do\n"
	"\t\t[[ -d $line ]] || COMPREPLY+=(\"$line\")\n"
	"\tdone < <(if [[ $1 = file ]]; then compgen -f -- \"$cur\"; else\n"
	"\t\tcompgen -f -X '!*.md' -- \"$cur\"; compgen -f -X '!*.txt' -- \"$cur\"; fi)\n"
	"}\n"
	"\n"
	"_imitation() {\n"
	"\tlocal cur word command=open kind= options= takes= workshop= more= commands= i n=0\n"
	"\tlocal -a words=()\n"
	"\tCOMPREPLY=()\n"
	"\tfor ((i = 0; i <= COMP_CWORD; i++)); do\n"
	"\t\tword=${COMP_WORDS[i]}\n"
	"\t\tif ((i > 1)) && [[ $word = [:=]* || ${COMP_WORDS[i - 1]} = *[:=] ]]; then\n"
	"\t\t\twords[${#words[@]}-1]+=$word\n"
	"\t\telse\n"
	"\t\t\twords+=(\"$word\")\n"
	"\t\tfi\n"
	"\tdone\n"
	"\tcur=${words[${#words[@]}-1]}\n"
	"\tfor ((i = 1; i < ${#words[@]} - 1; i++)); do\n"
	"\t\tword=${words[i]}\n"
	"\t\t_imitation_option \"$word\"\n"
	"\t\tif [[ $kind ]]; then\n"
	"\t\t\t((i++))\n"
	"\t\telif [[ $word != -* ]]; then\n"
	"\t\t\t((n++))\n"
	"\t\t\tcase $n:$word in\n";

static const char tail[] =
	"\t\t\tesac\n"
	"\t\t\tword=${word/#\\~\\//$HOME/} word=${word//\\\\/}\n"
	"\t\t\tif ((n > 1)) || [[ $command = open ]]; then\n"
	"\t\t\t\t[[ -d $word || $word = *.md ]] && workshop=$word\n"
	"\t\t\tfi\n"
	"\t\tfi\n"
	"\tdone\n"
	"\t_imitation_command \"$command\"\n"
	"\t# Where the last word before is an option with a value, the word is that value.\n"
	"\tif ((i > ${#words[@]} - 1)); then\n"
	"\t\t_imitation_complete \"$kind\"\n"
	"\telif [[ $cur = --*=* ]]; then\n"
	"\t\t_imitation_option \"${cur%%=*}\"\n"
	"\t\tcur=${cur#*=}\n"
	"\t\t_imitation_complete \"$kind\"\n"
	"\telif [[ $cur = -* ]]; then\n"
	"\t\tCOMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
	"\telif [[ $command = open ]]; then\n"
	"\t\t((n > 0)) || COMPREPLY=($(compgen -W \"$commands\" -- \"$cur\"))\n"
	"\t\t((n > 0)) || _imitation_complete workshop\n"
	"\telse\n"
	"\t\tset -- $takes\n"
	"\t\tif ((n <= $#)); then\n"
	"\t\t\t_imitation_complete \"${!n}\"\n"
	"\t\telif [[ $more ]]; then\n"
	"\t\t\t_imitation_complete \"${!#}\"\n"
	"\t\tfi\n"
	"\tfi\n"
	"\tif [[ $cur = *:* && $COMP_WORDBREAKS = *:* ]]; then\n"
	"\t\tCOMPREPLY=(\"${COMPREPLY[@]#\"${cur%\"${cur##*:}\"}\"}\")\n"
	"\tfi\n"
	"}\n"
	"\n"
	"complete -F _imitation imitation\n";

static const char *kind_name(enum argument argument)
{
	static const char *const names[ARGUMENTS] = {
		[ARGUMENT_NONE] = "",         [ARGUMENT_WORKSHOP] = "workshop", [ARGUMENT_FOLDER] = "folder",
		[ARGUMENT_FILE] = "file",     [ARGUMENT_URI] = "uri",           [ARGUMENT_STEP] = "step",
		[ARGUMENT_LESSON] = "lesson", [ARGUMENT_LANGUAGE] = "language", [ARGUMENT_MACHINE] = "machine",
		[ARGUMENT_GUEST] = "guest",   [ARGUMENT_SHELL] = "shell",
		[ARGUMENT_CLASS] = "class",   [ARGUMENT_REACH] = "reach",
	};

	return names[argument];
}

static void print_kinds(void)
{
	int i;

	for (i = 0; i < ARGUMENTS; i++) {
		char *values = argument_values((enum argument)i);
		const char *list = argument_list((enum argument)i);

		if (list)
			printf("\t%s) list=%s ;;\n", kind_name((enum argument)i), list);
		else if (values[0])
			printf("\t%s) values='%s' ;;\n", kind_name((enum argument)i), values);
		free(values);
	}
}

/* Prints a function that sets $kind to the kind of value that an option takes. */
static void print_option_kinds(void)
{
	const struct command_line_option *option;

	puts("_imitation_option() { # WORD\n\tkind=\n\tcase $1 in");
	for (option = command_line_options; option->name; option++)
		if (option->value && option->letter)
			printf("\t-%c | --%s) kind=%s ;;\n", option->letter, option->name,
			       kind_name(option->argument));
		else if (option->value)
			printf("\t--%s) kind=%s ;;\n", option->name, kind_name(option->argument));
	puts("\tesac\n}\n");
}

static void print_command(const char *name, const struct command_line_command *command)
{
	const struct command_line_option *option;
	int i;

	printf("\t%s)\n\t\toptions='", name);
	for (option = command_line_options; option->name; option++)
		if (command_line_has(option, name)) {
			if (option->letter)
				printf("-%c ", option->letter);
			printf("--%s ", option->name);
		}
	printf("'\n");
	if (command) {
		printf("\t\ttakes='");
		for (i = 0; i < COMMAND_TAKES && command->takes[i] != ARGUMENT_NONE; i++)
			printf("%s%s", i ? " " : "", kind_name(command->takes[i]));
		printf("' more=%s\n", command->more ? "yes" : "");
	}
	puts("\t\t;;");
}

/* Prints a function that sets variables to the options and arguments of a command. */
static void print_commands(void)
{
	const struct command_line_command *command;

	puts("_imitation_command() { # COMMAND, or open\n\tcase $1 in");
	print_command(COMMAND_LINE_OPEN, NULL);
	for (command = command_line_commands; command->name; command++)
		print_command(command->name, command);
	printf("\tesac\n\tcommands='");
	for (command = command_line_commands; command->name; command++)
		printf("%s%s", command == command_line_commands ? "" : " ", command->name);
	puts("'\n}\n");
}

static void print_names(void)
{
	const struct command_line_command *command;

	for (command = command_line_commands; command->name; command++)
		printf("%s1:%s", command == command_line_commands ? "\t\t\t" : " | ", command->name);
	puts(") command=$word ;;");
}

void completion_bash(void)
{
	printf("# bash completion for imitation, as \"imitation completion bash\" prints it\n\n"
	       "_imitation_program() {\n\tcommand %s \"$@\"\n}\n\n", shell_self());
	print_option_kinds();
	print_commands();
	printf("%s", head);
	print_kinds();
	printf("%s", body);
	print_names();
	printf("%s", tail);
}
