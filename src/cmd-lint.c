/* imitation lint: what is wrong with a workshop, a line each. */
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "lesson/load.h"
#include "options.h"

static int lint_one(const char *path)
{
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *workshop = workshop_load(path, NULL, &diags, &err);
	size_t i, errors;

	if (!workshop) {
		diag_free(&diags);
		return complain(&err);
	}
	workshop_lint(workshop, &diags);
	diag_sort(&diags);
	for (i = 0; i < diags.n; i++) {
		char *line = diag_text(&diags.list[i]);

		puts(line);
		free(line);
	}
	errors = diag_errors(&diags);
	diag_free(&diags);
	workshop_free(workshop);
	return errors ? EXIT_FAILED : EXIT_GOOD;
}

int cmd_lint(const struct options *options)
{
	int i, status = EXIT_GOOD;

	if (options->argc == 0)
		return complain_usage(_("lint wants the workshop to look at."));
	for (i = 0; i < options->argc; i++)
		if (lint_one(options->argv[i]) != EXIT_GOOD)
			status = EXIT_FAILED;
	return status;
}
