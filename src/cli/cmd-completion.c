// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation completion: prints the script that completes command lines in a shell.
 * Such scripts also call it to list a workshop's steps, machines, lessons or languages:
 * a line for each, with its title after a tab.  It reads lessons and does not connect
 * to a hypervisor. */
#include "cli/cmd-completion.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/command-line.h"
#include "cli/completion-bash.h"
#include "cli/completion-fish.h"
#include "cli/completion-zsh.h"
#include "lesson/load/load.h"
#include "lesson/workshop.h"

static const struct {
	const char *name;
	void (*print)(void);
} shells[] = { { "bash", completion_bash }, { "zsh", completion_zsh }, { "fish", completion_fish } };

/* ---- lists from a workshop --------------------------------------------------------- */

static void print_line(const char *value, const char *title)
{
	char *word = utf8_clean(value, strlen(value)), *clean = utf8_clean(title, strlen(title));

	out_printf("%s\t%s\n", word, clean);
	free(word);
	free(clean);
}

static void print_steps(const struct workshop *workshop)
{
	size_t i, k;

	for (i = 0; i < workshop->n_lessons; i++)
		for (k = 0; k < workshop->lessons[i].n_steps; k++)
			print_line(workshop->lessons[i].steps[k].id, workshop->lessons[i].steps[k].title);
}

static void print_lessons(const struct workshop *workshop)
{
	size_t i;

	for (i = 0; i < workshop->n_lessons; i++) {
		char *number = mem_printf("%d", workshop->lessons[i].number);

		print_line(number, workshop->lessons[i].title);
		free(number);
	}
}

/* Clones are left out: prepare cannot make them. */
static void print_machines(const struct workshop *workshop)
{
	size_t i;

	for (i = 0; i < workshop->n_machines; i++)
		if (!workshop->machines[i].clone_of)
			print_line(workshop->machines[i].name, workshop->machines[i].title);
}

static void print_languages(const struct workshop *workshop)
{
	size_t i;

	if (workshop->lang)
		print_line(workshop->lang, _("the original"));
	for (i = 0; i < workshop->n_languages; i++)
		print_line(workshop->languages[i], _("a translation"));
}

static const struct {
	enum argument argument;
	void (*print)(const struct workshop *workshop);
} lists[] = {
	{ ARGUMENT_STEP, print_steps }, { ARGUMENT_LESSON, print_lessons },
	{ ARGUMENT_LANGUAGE, print_languages }, { ARGUMENT_MACHINE, print_machines },
};

static int print_list(void (*print)(const struct workshop *workshop), const struct options *options)
{
	const char *path = options_workshop(options, 1);
	struct diags diags = { 0 };
	struct error err = { 0 };
	struct workshop *workshop;

	/* If there is none, options_workshop() has said so. */
	workshop = path ? workshop_load(path, options->language ? options->language : options->locale,
					&diags, &err) : NULL;
	if (workshop)
		print(workshop);
	else if (path)
		complain(&err);
	diag_free(&diags);
	if (!workshop)
		return EXIT_FAILED;
	workshop_free(workshop);
	return EXIT_GOOD;
}

int cmd_completion(const struct options *options)
{
	const char *word = options->argc > 0 ? options->argv[0] : "";
	size_t i;

	for (i = 0; i < ARRAY_LEN(shells) && options->argc == 1; i++)
		if (str_eq(word, shells[i].name)) {
			shells[i].print();
			return EXIT_GOOD;
		}
	for (i = 0; i < ARRAY_LEN(lists) && options->argc <= 2; i++)
		if (str_eq(word, argument_list(lists[i].argument)))
			return print_list(lists[i].print, options);
	return complain_usage(_("completion needs the shell: bash, zsh or fish."));
}
