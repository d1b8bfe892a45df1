// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation reset: gives back every machine, snapshot and disk that the
 * program made for a workshop, and nothing else. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "options.h"
#include "out.h"
#include "ui/ui.h"
#include "walk.h"

#define RESET_MS 120000

static bool agreed(const struct walk *walk)
{
	char answer[16];

	out_printf(_("This removes the machines of \"%s\" with their disks and snapshots, "
		     "and forgets your place. Go on? [y/N] "), walk_workshop(walk)->title);
	out_flush();
	return fgets(answer, sizeof answer, stdin) && says_yes(answer[0]);
}

static int reset(struct walk *walk)
{
	struct error err = { 0 };
	struct vm_result result;
	uint64_t ticket;

	if (walk_vm(walk)) {
		if (!walk_wait_ready(walk, 20000, &err))
			return complain(&err);
		ticket = vm_submit_reset(walk_vm(walk), &err);
		if (!ticket)
			return complain(&err);
		if (!walk_wait_result(walk, ticket, RESET_MS, &result)) {
			err_printf(_("imitation: no answer after %d seconds\n"), RESET_MS / 1000);
			return EXIT_FAILED;
		}
		if (!result.ok)
			return complain(&result.error);
	}
	if (!walk_forget_progress(walk, &err))
		return complain(&err);
	out_line(_("Everything that this program made for the workshop is given back."));
	return EXIT_GOOD;
}

int cmd_reset(const struct options *options)
{
	struct walk_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .look_only = true };
	struct error err = { 0 };
	struct walk *walk;
	int status;

	if (options->argc > 1)
		return complain_usage(_("reset takes one workshop."));
	open.path = options_workshop(options, 0);
	walk = open.path ? walk_open(&open, &err) : NULL;
	if (!walk)
		return open.path ? complain(&err) : EXIT_FAILED;
	/* Asked of a person; a script that calls it means it. */
	if (isatty(STDIN_FILENO) && !options->yes && !agreed(walk))
		status = EXIT_FAILED;
	else
		status = reset(walk);
	walk_close(walk);
	return status;
}
