// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The beginning of a seat; see seat-start.h. */
#include "cli/seat-start.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/out.h"

static bool asks_for_something(const struct options *options)
{
	return options->argc > 0 || options->uri || options->step || options->language ||
	       options->plain || options->present || options->notes || options->no_mouse ||
	       options->watch;
}

/* A client that passes no locale on leaves that of the daemon, "C". */
static void say_utf8(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);

		if (value && value[0])
			return;
	}
	setenv("LANG", "C.UTF-8", 1);
	locale_start();
}

int seat_prepare(const struct options *options)
{
	const struct rlimit none = { 0, 0 };

	if (asks_for_something(options))
		return complain_usage(_("A seat takes no options and no arguments."));
	/* What scp and rsync send would be taken for keys. */
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_printf(_("imitation: a seat needs a terminal, as plain ssh gives it\n"));
		return EXIT_USAGE;
	}
	umask(077);
	setrlimit(RLIMIT_CORE, &none);
	signal(SIGTSTP, SIG_IGN);
	say_utf8();
	return 0;
}
