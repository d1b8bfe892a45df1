// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The tables of commands and options, and what every command needs of what was given: the
 * path of its workshop, and how to report errors; see command-line.h. */
#include <config.h>

#include "cli/command-line.h"

#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/diag.h"
#include "vm/files/guests.h"

/* ---- commands and options ------------------------------------------------------ */

const struct command_line_command command_line_commands[] = {
	{ "lint", N_("WORKSHOP…"), N_("look for mistakes, as FILE:LINE:COL: …"),
	  { ARGUMENT_WORKSHOP }, true },
	{ "rehearse", N_("[WORKSHOP]"), N_("try every step, button and check, as TAP"),
	  { ARGUMENT_WORKSHOP }, false },
	{ "new", N_("FOLDER"), N_("begin a workshop of your own"), { ARGUMENT_FOLDER }, false },
	{ "export", N_("--html FOLDER [WORKSHOP]"),
	  N_("the workshop as web pages, for screens and paper"), { ARGUMENT_WORKSHOP }, false },
	{ "status", N_("[--json] [WORKSHOP]"), N_("place, steps, machines, snapshots"),
	  { ARGUMENT_WORKSHOP }, false },
	{ "do", N_("STEP [BUTTON] [WORKSHOP]"), N_("press a step's buttons, wait for its checks"),
	  { ARGUMENT_STEP, ARGUMENT_WORKSHOP, ARGUMENT_WORKSHOP }, false },
	{ "guests", N_("[--from ARCHIVE] [NAME]…"), N_("make missing guests from Debian packages"),
	  { ARGUMENT_GUEST }, true },
	{ "doctor", N_("[--json] [WORKSHOP]"),
	  N_("can this host run it? each obstacle with its remedy"), { ARGUMENT_WORKSHOP }, false },
	{ "prepare", N_("MACHINE [WORKSHOP]"),
	  N_("make its disk and definition, for virsh define"),
	  { ARGUMENT_MACHINE, ARGUMENT_WORKSHOP }, false },
	{ "reset", N_("[WORKSHOP]"), N_("give back every machine, snapshot and disk it made"),
	  { ARGUMENT_WORKSHOP }, false },
	{ "seat", "", N_("a place in a class: what sshd runs"), { ARGUMENT_NONE }, false },
	{ "class", N_("host LIST"), N_("a host for a class: what is to do there"),
	  { ARGUMENT_CLASS, ARGUMENT_FILE }, false },
	{ "completion", N_("bash|zsh|fish"), N_("print the completion script of this shell"),
	  { ARGUMENT_SHELL }, false },
	{ NULL, NULL, NULL, { ARGUMENT_NONE }, false },
};

#define FIELD(name) offsetof(struct options, name)
#define MACHINES "open rehearse status do doctor prepare reset" /* commands that connect */
#define READERS MACHINES " new export" /* commands that show what somebody wrote */

const struct command_line_option command_line_options[] = {
	{ 'c', "connect", "URI", ARGUMENT_URI, N_("the hypervisor to use, as libvirt names it"), MACHINES,
	  FIELD(uri) },
	{ 's', "step", "STEP", ARGUMENT_STEP, N_("open at this step, for instance 3.2"), "open", FIELD(step) },
	{ 0, "plain", NULL, ARGUMENT_NONE, N_("no full screen: read and answer line by line"), "open",
	  FIELD(plain) },
	{ 0, "present", NULL, ARGUMENT_NONE, N_("for a shared screen: narrow lines, the last key, no hints"), "open",
	  FIELD(present) },
	{ 0, "notes", NULL, ARGUMENT_NONE, N_("a second terminal for who presents; export: with the notes"),
	  "open export", FIELD(notes) },
	{ 0, "no-mouse", NULL, ARGUMENT_NONE, N_("leave the mouse to the terminal"), "open",
	  FIELD(no_mouse) },
	{ 0, "watch", NULL, ARGUMENT_NONE, N_("for authors: show each change as soon as it is saved"), "open",
	  FIELD(watch) },
	{ 0, "language", "LANG", ARGUMENT_LANGUAGE, N_("the language, for instance es"), READERS,
	  FIELD(language) },
	{ 0, "json", NULL, ARGUMENT_NONE, N_("status, doctor: for programs"), "status doctor", FIELD(json) },
	{ 0, "lesson", "NUMBER", ARGUMENT_LESSON, N_("rehearse: only this lesson"), "rehearse",
	  FIELD(lesson) },
	{ 0, "alone", NULL, ARGUMENT_NONE, N_("rehearse: each lesson from nothing, the last one first"),
	  "rehearse", FIELD(alone) },
	{ 0, "mutate", NULL, ARGUMENT_NONE, N_("rehearse: leave out each button in turn"), "rehearse",
	  FIELD(mutate) },
	{ 0, "keep-going", NULL, ARGUMENT_NONE, N_("rehearse: go on after a failure"), "rehearse",
	  FIELD(keep_going) },
	{ 0, "html", "FOLDER", ARGUMENT_FOLDER, N_("export: where the pages go"), "export", FIELD(html) },
	{ 0, "from", "ARCHIVE", ARGUMENT_FILE, N_("guests: take them from this file or address, if signed"), "guests",
	  FIELD(from) },
	{ 0, "key", "FILE", ARGUMENT_FILE, N_("guests: trust what this public key has signed"), "guests",
	  FIELD(key) },
	{ 0, "for", "LESSONS", ARGUMENT_REACH, N_("class host: 1-7 or all, which need more memory"), "class",
	  FIELD(reach) },
	{ 'y', "yes", NULL, ARGUMENT_NONE, N_("reset, do: don't ask"), "reset do", FIELD(yes) },
	{ 'h', "help", NULL, ARGUMENT_NONE, N_("show this and exit"), NULL, 0 },
	{ 'V', "version", NULL, ARGUMENT_NONE, N_("show the version and exit"), NULL, 0 },
	{ 0, NULL, NULL, ARGUMENT_NONE, NULL, NULL, 0 },
};

/* The value of the first long option: above every character, as musl's getopt reads
 * whole characters. */
enum { FIRST_LONG = 0x110000 };

enum { COMMANDS = ARRAY_LEN(command_line_commands) - 1, OPTIONS = ARRAY_LEN(command_line_options) - 1 };

const struct command_line_command *command_line_command(const char *word)
{
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		if (str_eq(word, command_line_commands[i].name))
			return &command_line_commands[i];
	return NULL;
}

const struct command_line_command *command_line_meant(const char *word)
{
	const char *names[COMMANDS];
	size_t i;

	for (i = 0; i < COMMANDS; i++)
		names[i] = command_line_commands[i].name;
	i = edit_nearest(word, names, COMMANDS);
	return i < COMMANDS ? &command_line_commands[i] : NULL;
}

bool command_line_has(const struct command_line_option *option, const char *command)
{
	const char *at = option->commands;
	size_t n = strlen(command);

	while (at && *at) {
		size_t length = strcspn(at, " ");

		if (length == n && strncmp(at, command, n) == 0)
			return true;
		at += length;
		at += strspn(at, " ");
	}
	return !option->commands;
}

/* ---- the help ------------------------------------------------------------------ */

/* printf() counts bytes; this counts columns. */
static int padding(const char *text, int columns)
{
	int width = utf8_width(text);

	return width < columns ? columns - width : 0;
}

static void print_option(const struct command_line_option *option)
{
	char letter[] = { '-', option->letter, ',', '\0' };
	char *name = mem_printf("--%s%s%s", option->name, option->value ? " " : "",
				option->value ? option->value : "");

	out_printf("  %-3s %-17s %s\n", option->letter ? letter : "", name, _(option->help));
	free(name);
}

static void print_command(const struct command_line_command *command)
{
	/* gettext() translates an empty text to what a catalogue says of itself. */
	const char *arguments = command->arguments[0] ? _(command->arguments) : "";

	out_printf("  %-10s %s%*s %s\n", command->name, arguments, padding(arguments, 24), "",
		   _(command->help));
}

static void print_help(void)
{
	size_t i;

	out_line(_("Usage: imitation [OPTION]… [WORKSHOP]\n"
		   "       imitation COMMAND [OPTION]… [ARGUMENT]…\n\n"
		   "A hands-on workshop in the terminal: lessons beside live virtual machines.\n"
		   "WORKSHOP is a folder of lessons or one markdown file; without it the workshop\n"
		   "that comes with the program is opened.\n"));
	out_line(_("Commands:"));
	for (i = 0; i < COMMANDS; i++)
		print_command(&command_line_commands[i]);
	out_line(_("\nOptions:"));
	for (i = 0; i < OPTIONS; i++)
		print_option(&command_line_options[i]);
	out_line(_("\nExit status: 0 it worked, 1 it failed (do: a check does not hold), 2 wrong usage."));
	out_printf(_("\nReport bugs to: %1$s\nHome page:      %2$s\n"), PACKAGE_BUGREPORT, PACKAGE_URL);
}

/* ---- parsing ------------------------------------------------------------------- */

static int take(const struct command_line_option *option, struct options *options)
{
	char *field = (char *)options + option->field;

	if (option->letter == 'h') {
		print_help();
		return EXIT_GOOD;
	}
	if (option->letter == 'V') {
		out_line(PACKAGE_STRING);
		return EXIT_GOOD;
	}
	if (!option->value)
		*(bool *)field = true;
	else
		*(const char **)(void *)field = optarg;
	/* All that follows is in this language, also the help. */
	if (option->field == FIELD(language))
		language_start(NULL, optarg);
	return -1;
}

/* Converts the tables for getopt; an option is identified by its index. */
static void for_getopt(struct option longs[OPTIONS + 1], char shorts[2 * OPTIONS + 2])
{
	size_t i;

	*shorts++ = ':'; /* getopt is silent, and tells a missing value */
	for (i = 0; i < OPTIONS; i++) {
		const struct command_line_option *option = &command_line_options[i];

		longs[i] = (struct option){ option->name, option->value ? required_argument : no_argument,
					    NULL, FIRST_LONG + (int)i };
		if (option->letter)
			*shorts++ = option->letter;
		if (option->letter && option->value)
			*shorts++ = ':';
	}
	longs[OPTIONS] = (struct option){ NULL, 0, NULL, 0 };
	*shorts = '\0';
}

static const struct command_line_option *option_of(int found)
{
	size_t i;

	if (found >= FIRST_LONG)
		return &command_line_options[found - FIRST_LONG];
	for (i = 0; i < OPTIONS; i++)
		if (command_line_options[i].letter == found)
			return &command_line_options[i];
	return NULL;
}

/* Complains in the user's language; getopt's own messages may be in another. */
static int refuse_option(int option, char **argv)
{
	char letter[] = { '-', (char)optopt, '\0' };
	/* Of a character beyond ASCII glibc reports one byte, and optind may not have
	 * moved on yet. */
	const char *name = optopt > ' ' && optopt <= '~' ? letter :
			   optopt == 0 || optopt >= FIRST_LONG ? argv[optind - 1] : "-\357\277\275";

	if (option == ':')
		return complain_usage(_("The option %s needs a value."), name);
	if (optopt >= FIRST_LONG)
		return complain_usage(_("The option --%s takes no value."),
				      command_line_options[optopt - FIRST_LONG].name);
	return complain_usage(_("There is no option %s."), name);
}

int command_line_read(int argc, char **argv, struct options *options)
{
	struct option longs[OPTIONS + 1];
	char shorts[2 * OPTIONS + 2];
	int found, status;

	for_getopt(longs, shorts);
	while ((found = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		if (found == '?' || found == ':')
			return refuse_option(found, argv);
		status = take(option_of(found), options);
		if (status >= 0)
			return status;
	}
	options->argc = argc - optind;
	options->argv = argv + optind;
	return -1;
}

/* ---- arguments --------------------------------------------------------------------- */

static const struct {
	const char *list;
	const char *title; /* N_() */
} kinds[ARGUMENTS] = {
	[ARGUMENT_NONE] = { NULL, "" },
	[ARGUMENT_WORKSHOP] = { NULL, N_("workshop") },
	[ARGUMENT_FOLDER] = { NULL, N_("folder") },
	[ARGUMENT_FILE] = { NULL, N_("file") },
	[ARGUMENT_URI] = { NULL, N_("hypervisor") },
	[ARGUMENT_GUEST] = { NULL, N_("guest") },
	[ARGUMENT_SHELL] = { NULL, N_("shell") },
	[ARGUMENT_CLASS] = { NULL, N_("what to do") },
	[ARGUMENT_REACH] = { NULL, N_("lessons") },
	[ARGUMENT_STEP] = { "steps", N_("step") },
	[ARGUMENT_LESSON] = { "lessons", N_("lesson") },
	[ARGUMENT_LANGUAGE] = { "languages", N_("language") },
	[ARGUMENT_MACHINE] = { "machines", N_("machine") },
};

const char *argument_list(enum argument argument)
{
	return kinds[argument].list;
}

const char *argument_title(enum argument argument)
{
	return kinds[argument].title[0] ? _(kinds[argument].title) : "";
}

char *argument_values(enum argument argument)
{
	struct str values = { 0 };
	size_t i;

	if (argument == ARGUMENT_URI)
		str_add(&values, "qemu:///session qemu:///system test:///default");
	for (i = 0; argument == ARGUMENT_GUEST && i < GUEST_COUNT; i++)
		str_addf(&values, "%s%s", i ? " " : "", guest_table[i].name);
	if (argument == ARGUMENT_SHELL)
		str_add(&values, "bash zsh fish");
	if (argument == ARGUMENT_CLASS)
		str_add(&values, "host");
	if (argument == ARGUMENT_REACH)
		str_add(&values, "1-7 all");
	return values.text ? str_take(&values) : mem_dup("");
}

/* ---- what was given ------------------------------------------------------------ */

#define MOST_ERRORS 10 /* on standard error; lint shows all */

int complain(const struct error *err)
{
	err_printf("imitation: %s\n", err->message[0] ? err->message : _("it failed"));
	if (err->remedy[0])
		err_printf("imitation: %s\n", err->remedy);
	return EXIT_FAILED;
}

size_t complain_files(const struct diags *diags, const char *workshop)
{
	struct str path = { 0 };
	size_t i, n = 0;

	for (i = 0; i < diags->n; i++)
		if (diags->list[i].severity == DIAG_ERROR && n++ < MOST_ERRORS) {
			char *line = diag_text(&diags->list[i]);

			err_printf("%s\n", line);
			free(line);
		}
	if (n <= MOST_ERRORS)
		return n;
	shell_quote_file(&path, workshop);
	/* TRANSLATORS: %2$s is the name of this program, %3$s a folder. */
	err_printf(ngettext("imitation: there is %1$zu more error; this shows it: "
			    "%2$s lint %3$s\n",
			    "imitation: there are %1$zu more errors; this shows them: "
			    "%2$s lint %3$s\n", (unsigned long)(n - MOST_ERRORS)),
	   n - MOST_ERRORS, shell_self(), str_text(&path));
	str_free(&path);
	return n;
}

int complain_usage(const char *format, ...)
{
	va_list args;
	char *text, *clean;

	va_start(args, format);
	text = mem_vprintf(format, args);
	va_end(args);
	clean = utf8_clean(text, strlen(text)); /* it tells what was given */
	err_printf("imitation: %s\n", clean);
	err_printf(_("imitation: try '%s --help'\n"), shell_self());
	free(clean);
	free(text);
	return EXIT_USAGE;
}

const char *options_built_in(void)
{
	static char *path;

	if (!path)
		path = home_lessons();
	if (!path)
		err_printf(_("imitation: the workshop that belongs to this program was not found; "
			     "name one: imitation FOLDER\n"));
	return path;
}

const char *options_workshop(const struct options *options, int i)
{
	return i < options->argc ? options->argv[i] : options_built_in();
}
