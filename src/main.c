// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Options and the table of commands; everything else is done elsewhere. */
#include <config.h>

#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ascii-out.h"
#include "base/home.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/paste.h"
#include "base/str.h"
#include "base/utf8.h"
#include "options.h"

typedef int command_function(const struct options *options);

static const struct command_entry {
	const char *name;
	command_function *run;
	const char *arguments, *help;
} commands[] = {
	{ "lint", cmd_lint, N_("WORKSHOP…"), N_("look for mistakes, as FILE:LINE:COL: …") },
	{ "rehearse", cmd_rehearse, N_("[WORKSHOP]"), N_("try every step, button and check, as TAP") },
	{ "new", cmd_new, N_("FOLDER"), N_("begin a workshop of your own") },
	{ "export", cmd_export, N_("--html FOLDER [WORKSHOP]"), N_("the workshop as web pages, for screens and paper") },
	{ "status", cmd_status, N_("[--json] [WORKSHOP]"), N_("place, steps, machines, snapshots") },
	{ "do", cmd_do, N_("STEP [BUTTON] [WORKSHOP]"), N_("press a step's buttons and say what came of it") },
	{ "guests", cmd_guests, N_("[--from ARCHIVE] [NAME]…"), N_("make missing guests from Debian packages") },
	{ "doctor", cmd_doctor, N_("[--json] [WORKSHOP]"), N_("can this host run it? each obstacle with its mend") },
	{ "prepare", cmd_prepare, N_("MACHINE [WORKSHOP]"), N_("make its disk and definition, for virsh define") },
	{ "reset", cmd_reset, N_("[WORKSHOP]"), N_("give back every machine, snapshot and disk it made") },
};

enum { OPTION_PLAIN = 256, OPTION_PRESENT, OPTION_JSON, OPTION_KEEP_GOING, OPTION_LESSON, OPTION_LANGUAGE,
       OPTION_HTML, OPTION_WATCH, OPTION_ALONE, OPTION_FROM, OPTION_KEY };

static const struct option long_options[] = {
	{ "connect", required_argument, NULL, 'c' },
	{ "step", required_argument, NULL, 's' },
	{ "plain", no_argument, NULL, OPTION_PLAIN },
	{ "present", no_argument, NULL, OPTION_PRESENT },
	{ "alone", no_argument, NULL, OPTION_ALONE },
	{ "watch", no_argument, NULL, OPTION_WATCH },
	{ "json", no_argument, NULL, OPTION_JSON },
	{ "keep-going", no_argument, NULL, OPTION_KEEP_GOING },
	{ "lesson", required_argument, NULL, OPTION_LESSON },
	{ "html", required_argument, NULL, OPTION_HTML },
	{ "from", required_argument, NULL, OPTION_FROM },
	{ "key", required_argument, NULL, OPTION_KEY },
	{ "language", required_argument, NULL, OPTION_LANGUAGE },
	{ "yes", no_argument, NULL, 'y' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static const struct {
	const char *names, *help;
} option_help[] = {
	{ "-c, --connect URI", N_("the hypervisor to use, as libvirt names it") },
	{ "-s, --step STEP", N_("open at this step, for instance 3.2") },
	{ "    --plain", N_("no full screen: read and answer line by line") },
	{ "    --present", N_("for a shared screen: narrow lines, calm, no hints") },
	{ "    --watch", N_("for authors: show each change as soon as it is saved") },
	{ "    --language LANG", N_("the language, for instance es") },
	{ "    --json", N_("status, doctor: for programs") },
	{ "    --lesson NUMBER", N_("rehearse: only this lesson") },
	{ "    --alone", N_("rehearse: each lesson from nothing, the last one first") },
	{ "    --keep-going", N_("rehearse: go on after a failure") },
	{ "    --html FOLDER", N_("export: where the pages go") },
	{ "    --from ARCHIVE", N_("guests: take them from this file or address, if signed") },
	{ "    --key FILE", N_("guests: trust what this public key has signed") },
	{ "-y, --yes", N_("reset, do: don't ask") },
	{ "-h, --help", N_("show this and exit") },
	{ "-V, --version", N_("show the version and exit") },
};

/* printf() pads by bytes; people see columns. */
static int padding(const char *text, int columns)
{
	int width = utf8_width(text);

	return width < columns ? columns - width : 0;
}

static void print_help(void)
{
	size_t i;

	puts(_("Usage: imitation [OPTION]… [WORKSHOP]\n"
	       "       imitation COMMAND [OPTION]… [ARGUMENT]…\n\n"
	       "A hands-on workshop in the terminal: lessons beside live virtual machines.\n"
	       "WORKSHOP is a folder of lessons or one markdown file; without it the workshop\n"
	       "that comes with the program is opened.\n"));
	puts(_("Commands:"));
	for (i = 0; i < ARRAY_LEN(commands); i++)
		printf("  %-8s %s%*s %s\n", commands[i].name, _(commands[i].arguments),
		       padding(_(commands[i].arguments), 26), "", _(commands[i].help));
	puts(_("\nOptions:"));
	for (i = 0; i < ARRAY_LEN(option_help); i++)
		printf("  %-21s %s\n", option_help[i].names, _(option_help[i].help));
	puts(_("\nExit status: 0 it worked, 1 it failed, 2 wrong usage."));
}

/* ---- languages ---------------------------------------------------------------- */

static const char *wanted_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return value;
	}
	return "";
}

static bool is_a_language(const char *locale)
{
	return locale[0] && locale[1] && strcspn(locale, ".@") >= 2 && strcmp(locale, "POSIX") != 0;
}

/* A person whose locale is not installed here (SSH brings it along) still gets
 * UTF-8 and their own language. */
static const char *set_language(void)
{
	const char *wanted = wanted_language(), *first = getenv("LANGUAGE");
	const char *elsewhere = getenv("IMITATION_LOCALEDIR");
	static char languages[200];
	char *catalogues = home_catalogues();

	if (!setlocale(LC_ALL, "") && strcasestr(wanted, "utf")) {
		setlocale(LC_ALL, "C.UTF-8");
		if ((!first || !first[0]) && strncmp(wanted, "C", 1) != 0)
			setenv("LANGUAGE", wanted, 1);
	}
	setlocale(LC_NUMERIC, "C"); /* our JSON and sizes; people see few decimals */
	bindtextdomain(PACKAGE, elsewhere ? elsewhere : catalogues);
	free(catalogues);
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
	i18n_start();
	first = getenv("LANGUAGE");
	/* A copy: the environment will change. */
	snprintf(languages, sizeof languages, "%s",
		 first[0] ? first : is_a_language(wanted) ? wanted : "");
	return languages[0] ? languages : NULL;
}

/* A hypervisor embedded in this process logs to standard error, expected
 * errors too.  Unless the person asks libvirt for more, that goes to our log or
 * nowhere.  Before any thread. */
static void keep_libvirt_quiet(void)
{
	const char *log = getenv("IMITATION_LOG");
	char *outputs = mem_printf("3:file:%s", log && log[0] == '/' ? log : "/dev/null");

	setenv("LIBVIRT_LOG_OUTPUTS", outputs, 0);
	free(outputs);
}

/* ---- options ------------------------------------------------------------------- */

static int take_option(int option, struct options *options)
{
	switch (option) {
	case 'c': options->uri = optarg; return -1;
	case 's': options->step = optarg; return -1;
	case 'y': options->yes = true; return -1;
	case OPTION_PLAIN: options->plain = true; return -1;
	case OPTION_PRESENT: options->present = true; return -1;
	case OPTION_JSON: options->json = true; return -1;
	case OPTION_KEEP_GOING: options->keep_going = true; return -1;
	case OPTION_LESSON: options->lesson = optarg; return -1;
	case OPTION_ALONE: options->alone = true; return -1;
	case OPTION_WATCH: options->watch = true; return -1;
	case OPTION_FROM: options->from = optarg; return -1;
	case OPTION_KEY: options->key = optarg; return -1;
	case OPTION_HTML: options->html = optarg; return -1;
	case OPTION_LANGUAGE: options->language = optarg; return -1;
	case 'h':
		stdout = ascii_out(stdout);
		print_help();
		return EXIT_GOOD;
	case 'V': puts(PACKAGE_STRING); return EXIT_GOOD;
	default:
		fprintf(stderr, _("imitation: try '%s --help'\n"), paste_self());
		return EXIT_USAGE;
	}
}

/* Without a terminal there is no screen to draw. */
static bool plain(const struct options *options)
{
	return options->plain || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO);
}

/* The command that was meant by a word that names neither one nor a file; or NULL. */
static const char *command_meant(const char *word)
{
	const char *names[ARRAY_LEN(commands)];
	size_t i;

	for (i = 0; i < ARRAY_LEN(commands); i++)
		names[i] = commands[i].name;
	i = near_word(word, names, ARRAY_LEN(names));
	return i < ARRAY_LEN(names) && access(word, F_OK) != 0 ? names[i] : NULL;
}

static int open_workshop(const struct options *options)
{
	const char *meant = options->argc > 0 ? command_meant(options->argv[0]) : NULL;

	if (meant)
		return complain_usage(_("There is no command \"%1$s\"; did you mean %2$s?"),
				      options->argv[0], meant);
	if (options->argc > 1)
		return complain_usage(_("One workshop at a time: \"%s\" is one too many."),
				      options->argv[1]);
	if (options->watch && plain(options))
		return complain_usage(_("--watch needs a terminal, and the full screen."));
	return plain(options) ? plain_run(options) : app_run(options);
}

/* NULL where it names none: then it is a workshop. */
static command_function *command_named(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(commands); i++)
		if (strcmp(name, commands[i].name) == 0)
			return commands[i].run;
	return NULL;
}

int main(int argc, char **argv)
{
	struct options options = { 0 };
	int option, status;
	command_function *run;

	options.locale = set_language();
	stderr = ascii_out(stderr);
	/* Writing beyond a limit, or to a pipe that nobody reads, is an error to
	 * be told, not a reason to die. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	keep_libvirt_quiet();
	if (argc > 0) {
		paste_set_self(argv[0]);
		argv[0] = (char *)"imitation"; /* as getopt's errors begin */
	}
	/* GNU style: options may stand anywhere among the arguments. */
	while ((option = getopt_long(argc, argv, "c:s:yhV", long_options, NULL)) != -1) {
		status = take_option(option, &options);
		if (status >= 0)
			return status;
	}
	options.argc = argc - optind;
	options.argv = argv + optind;
	run = command_named(options.argc > 0 ? options.argv[0] : "");
	/* A full screen writes to the terminal by itself, and needs it as it is. */
	if (!options.json && (run || plain(&options)))
		stdout = ascii_out(stdout);
	if (!run)
		return open_workshop(&options);
	options.argc--;
	options.argv++;
	return run(&options);
}
