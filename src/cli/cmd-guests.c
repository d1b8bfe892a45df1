// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation guests [NAME]…: lists the guests, and makes those that are missing or that
 * an older version of the program made.  With --from, the named guests are taken from a
 * signed archive instead, also those that are there. */
#include "cli/cmd-guests.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/utf8.h"
#include "cli/maker-run.h"
#include "guests/maker-output.h"

/* Marks the guests named on the command line.  Returns false, with the index of the
 * argument in *wrong, if one is unknown. */
static bool take_names(const struct options *options, bool named[GUEST_COUNT], int *wrong)
{
	size_t i;

	for (*wrong = 0; *wrong < options->argc; ++*wrong) {
		const char *name = options->argv[*wrong];
		const struct guest *guest = guest_named(name);

		if (!guest && strcmp(name, "all") != 0)
			return false;
		for (i = 0; i < GUEST_COUNT; i++)
			named[i] = named[i] || !guest || guest == &guest_table[i];
	}
	return true;
}

static void print_guest(const struct guest *guest, const char *made, bool old)
{
	const char *title = _(guest->title);
	int width = utf8_width(title);
	char *shown = made ? utf8_clean(made, strlen(made)) : NULL;

	out_printf("%-10s %s%*s %s\n", guest->name, title, width < 34 ? 34 - width : 0, "",
		   old ? _("made by an older version of the program") : shown ? shown : _("missing"));
	free(shown);
}

/* Lists the named guests, and marks those that have to be made. */
static bool look(const bool named[GUEST_COUNT], bool missing[GUEST_COUNT])
{
	bool any = false;
	size_t i;

	for (i = 0; i < GUEST_COUNT; i++) {
		char *made = guest_made(&guest_table[i]);

		print_guest(&guest_table[i], made, guest_is_old(&guest_table[i]));
		missing[i] = named[i] && (!made || guest_is_old(&guest_table[i]));
		any = any || missing[i];
		free(made);
	}
	return any;
}

static bool share_a_file(const struct guest *one, const struct guest *other)
{
	size_t i, k;

	for (i = 0; one->files[i]; i++)
		for (k = 0; other->files[k]; k++)
			if (str_eq(one->files[i], other->files[k]))
				return true;
	return false;
}

/* Adds the guests that share a kernel with a named one: they have to be replaced
 * together, as modules fit only their own kernel. */
static void mark_sharing(const bool named[GUEST_COUNT], bool wanted[GUEST_COUNT])
{
	size_t i, k;

	for (i = 0; i < GUEST_COUNT; i++)
		for (k = 0, wanted[i] = named[i]; k < GUEST_COUNT; k++)
			wanted[i] = wanted[i] || (named[k] && share_a_file(&guest_table[i], &guest_table[k]));
}

static bool make_or_take(const struct options *options, const bool wanted[GUEST_COUNT], struct error *err)
{
	struct maker_archive archive = { options->from, options->key };

	out_line(options->from
			 ? _("\nThe archive's signature is verified now; then the guests are taken out of it.")
			 : _("\nWhat is missing or old is made now, from packages that Debian offers; nothing\n"
			     "is installed."));
	return maker_run(wanted, options->from ? &archive : NULL, "", err);
}

int cmd_guests(const struct options *options)
{
	bool named[GUEST_COUNT] = { false }, wanted[GUEST_COUNT];
	struct error err = { 0 };
	int wrong;
	size_t i;

	if (!take_names(options, named, &wrong))
		return complain_usage(_("There is no guest \"%s\"; there are: linux, arm64, adventure, "
					"nested, and all for all of them."), options->argv[wrong]);
	if (options->key && !options->from)
		return complain_usage(_("--key goes with --from, which names an archive."));
	for (i = 0; options->argc == 0 && i < GUEST_COUNT; i++)
		named[i] = true;
	if (!look(named, wanted) && !options->from)
		return EXIT_GOOD;
	if (options->from)
		mark_sharing(named, wanted);
	if (!make_or_take(options, wanted, &err))
		return complain(&err);
	out_line(_("All that was asked for is there."));
	return EXIT_GOOD;
}
