// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation WORKSHOP: opens it, on the screen or line by line. */
#include "cli/cmd-open.h"

#include <unistd.h>

#include "app/app.h"
#include "base/error.h"
#include "base/i18n.h"
#include "cli/command-line.h"
#include "cli/line-mode.h"

/* Without a terminal there is no full screen. */
static bool plain(const struct options *options)
{
	return options->plain || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO);
}

/* Returns the command that was probably meant, if the word is neither a command nor a
 * file; else NULL. */
static const char *command_meant(const char *word)
{
	const struct command_line_command *meant = command_line_meant(word);

	return meant && access(word, F_OK) != 0 ? meant->name : NULL;
}

static int run_screen(const struct options *options)
{
	struct session_options open = {
		.path = options_workshop(options, 0), .uri = options->uri,
		.language = options->language, .locale = options->locale, .step = options->step,
		.built_in = options->argc == 0, .on_screen = true,
	};
	struct error err = { 0 };

	if (!open.path)
		return EXIT_FAILED;
	return app_run(&open, options->watch, options->present, &err) ? EXIT_GOOD : complain(&err);
}

int cmd_open(const struct options *options)
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
	return plain(options) ? line_mode_run(options) : run_screen(options);
}
