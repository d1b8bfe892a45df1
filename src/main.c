// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Sets up the language and runs the command that was asked for. */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/home.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/shell-quote.h"
#include "cli/command-line.h"
#include "cli/commands.h"

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

/* In the locale C the C library ignores LANGUAGE: scripts rely on that. */
static const char *languages_of(const char *locale)
{
	const char *first = getenv("LANGUAGE");

	if (!locale[0] || strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0)
		return "";
	return first && first[0] ? first : is_a_language(locale) ? locale : "";
}

/* Uses the person's language even if their locale is not installed here, as SSH may pass
 * one along. */
static const char *set_language(void)
{
	const char *wanted = wanted_language();
	const char *elsewhere = getenv("IMITATION_LOCALEDIR");
	static char languages[200];

	locale_start();
	/* Copies it, because the environment will change. */
	snprintf(languages, sizeof languages, "%s", languages_of(wanted));
	language_find_by(home_catalogues);
	language_start(elsewhere, languages);
	return languages[0] ? languages : NULL;
}

/* An embedded hypervisor logs to standard error, expected errors too.  That goes to our
 * log or is dropped, unless the person asked libvirt for more.  Call it before threads
 * start. */
static void keep_libvirt_quiet(void)
{
	const char *log = getenv("IMITATION_LOG");
	char *outputs = mem_printf("3:file:%s", log && log[0] == '/' ? log : "/dev/null");

	setenv("LIBVIRT_LOG_OUTPUTS", outputs, 0);
	free(outputs);
}

/* There with AddressSanitizer, which else does this at exit(). */
void __lsan_do_leak_check(void) __attribute__((weak));

/* Not by exit(): a hypervisor that was loaded may have threads at work, and exit()
 * takes its libraries down under them. */
static int leave(int status)
{
	struct error err = { 0 };

	if (!out_end(&err)) {
		complain(&err);
		status = status == EXIT_GOOD ? EXIT_FAILED : status;
	}
	if (__lsan_do_leak_check)
		__lsan_do_leak_check();
	_exit(status);
}

int main(int argc, char **argv)
{
	struct options options = { 0 };
	int status;

	options.locale = set_language();
	/* Writing beyond a limit, or to a closed pipe, shall be an error to report, not
	 * a signal that ends the program. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	keep_libvirt_quiet();
	file_take_runtime_dir("/run/user");
	if (argc > 0)
		shell_set_self(argv[0]);
	status = command_line_read(argc, argv, &options);
	return leave(status >= 0 ? status : commands_run(&options));
}
