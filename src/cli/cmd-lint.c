// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation lint: prints the faults of a workshop, one on each line. */
#include "cli/cmd-lint.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/out.h"
#include "lesson/lint/lint.h"
#include "lesson/lint/translation.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"
#include "ui/fits-screen.h"
#include "vm/files/boot-files.h"

static size_t print(struct diags *diags)
{
	size_t i;

	diag_sort(diags);
	for (i = 0; i < diags->n; i++) {
		char *line = diag_text(&diags->list[i]);

		out_line(line);
		free(line);
	}
	return diag_errors(diags);
}

/* Lessons have to fit the screen in every language. */
static void fit_language(const char *path, const char *language, struct diags *diags)
{
	struct diags aside = { 0 };
	struct workshop *workshop = workshop_load(path, language, &aside, NULL);

	if (workshop)
		fits_screen_lint(workshop, diags);
	workshop_free(workshop);
	diag_free(&aside);
}

static bool lint_workshop(const char *path, struct diags *diags, struct error *err)
{
	struct workshop *workshop = workshop_load(path, NULL, diags, err);
	size_t i;

	if (!workshop)
		return false;
	workshop_lint(workshop, diags);
	boot_files_lint(workshop, diags);
	fits_screen_lint(workshop, diags);
	for (i = 0; i < workshop->n_languages; i++)
		fit_language(path, workshop->languages[i], diags);
	workshop_free(workshop);
	return true;
}

/* Reports only the faults of the translation, not those of its source. */
static bool lint_translation(const char *path, const char *language, struct diags *diags,
			     struct error *err)
{
	struct diags aside = { 0 };
	struct workshop *source = workshop_load(path, NULL, &aside, err);
	bool loaded = source != NULL;

	if (loaded) {
		workshop_lint_language(source, path, language, diags);
		fit_language(path, language, diags);
	}
	workshop_free(source);
	diag_free(&aside);
	return loaded;
}

static int lint_one(const char *path)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	char *above, *language;
	size_t errors;
	bool done;

	if (workshop_is_translation(path, &above, &language)) {
		done = lint_translation(above, language, &diags, &err);
		free(above);
		free(language);
	} else {
		done = lint_workshop(path, &diags, &err);
	}
	errors = done ? print(&diags) : 0;
	diag_free(&diags);
	if (!done)
		return complain(&err);
	return errors ? EXIT_FAILED : EXIT_GOOD;
}

int cmd_lint(const struct options *options)
{
	int i, status = EXIT_GOOD;

	if (options->argc == 0)
		return complain_usage(_("lint needs the workshop to check."));
	for (i = 0; i < options->argc; i++)
		if (lint_one(options->argv[i]) != EXIT_GOOD)
			status = EXIT_FAILED;
	return status;
}
