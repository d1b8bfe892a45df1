// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The commands by their names, and opening a workshop; see commands.h. */
#include "cli/commands.h"

#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "app/notes-loop.h"
#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "cli/cmd-class.h"
#include "cli/cmd-completion.h"
#include "cli/cmd-do.h"
#include "cli/cmd-doctor.h"
#include "cli/cmd-export.h"
#include "cli/cmd-guests.h"
#include "cli/cmd-lint.h"
#include "cli/cmd-machines.h"
#include "cli/cmd-new.h"
#include "cli/cmd-rehearse.h"
#include "cli/cmd-status.h"
#include "cli/command-line.h"
#include "cli/line-mode.h"
#include "cli/notes-lines.h"
#include "cli/seat-start.h"
#include "term/input.h"
#include "term/term.h"

/* ---- opening a workshop ----------------------------------------------------------- */

/* Without a terminal, or on one that cannot place its cursor, there is no full screen. */
static bool plain(const struct options *options)
{
	return options->plain || !isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
	       term_is_dumb();
}

/* Returns the command that was probably meant, if the word is neither a command nor a
 * file; else NULL. */
static const char *command_meant(const char *word)
{
	const struct command_line_command *meant =
		access(word, F_OK) != 0 ? command_line_meant(word) : NULL;

	return meant ? meant->name : NULL;
}

static int run_screen(const struct options *options)
{
	struct session_options open = {
		.path = options_workshop(options, 0), .uri = options->uri,
		.language = options->language, .locale = options->locale, .step = options->step,
		.built_in = options->argc == 0, .on_screen = true, .seat = options->seat,
	};
	struct error err = { 0 };

	if (!open.path)
		return EXIT_FAILED;
	if (options->no_mouse)
		term_no_mouse();
	return app_run(&open, options->watch, options->present, &err) ? EXIT_GOOD : complain(&err);
}

/* What cannot be asked for together with --notes, or NULL. */
static const char *not_with_notes(const struct options *options)
{
	return options->step ? "--step" : options->present ? "--present" :
	       options->watch ? "--watch" : NULL;
}

static int run_notes(const struct options *options)
{
	struct session_options open = {
		.path = options_workshop(options, 0), .language = options->language,
		.locale = options->locale, .built_in = options->argc == 0,
		.on_screen = !plain(options),
	};
	struct error err = { 0 };

	if (!open.path)
		return EXIT_FAILED;
	if (plain(options))
		return notes_lines_run(&open);
	return notes_loop_run(&open, &err) ? EXIT_GOOD : complain(&err);
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
	if (options->notes && not_with_notes(options))
		return complain_usage(_("--notes goes where another terminal goes: leave out %s."),
				      not_with_notes(options));
	if (options->notes)
		return run_notes(options);
	if (options->watch && plain(options))
		return complain_usage(_("--watch needs a terminal, and the full screen."));
	return plain(options) ? line_mode_run(options) : run_screen(options);
}

static int cmd_seat(const struct options *given)
{
	struct options options = *given;
	int refused = seat_prepare(given);

	if (refused)
		return refused;
	options.seat = true;
	return plain(&options) ? line_mode_run(&options) : run_screen(&options);
}

/* ---- the commands ------------------------------------------------------------------ */

/* Each returns the exit status. */
typedef int command_function(const struct options *options);

static const struct {
	const char *name;
	command_function *run;
} table[] = {
	{ "lint", cmd_lint },
	{ "rehearse", cmd_rehearse },
	{ "new", cmd_new },
	{ "export", cmd_export },
	{ "status", cmd_status },
	{ "do", cmd_do },
	{ "guests", cmd_guests },
	{ "doctor", cmd_doctor },
	{ "prepare", cmd_prepare },
	{ "reset", cmd_reset },
	{ "seat", cmd_seat },
	{ "class", cmd_class },
	{ "completion", cmd_completion },
};

/* NULL if there is no such command. */
static command_function *function_of(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(table); i++)
		if (strcmp(table[i].name, name) == 0)
			return table[i].run;
	return NULL;
}

int commands_run(struct options *options)
{
	command_function *run = options->argc > 0 ? function_of(options->argv[0]) : NULL;

	if (!run)
		return open_workshop(options);
	options->argc--;
	options->argv++;
	return run(options);
}
