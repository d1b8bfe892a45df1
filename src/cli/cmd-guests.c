// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation guests [NAME]…: lists the guests, and makes those that are missing or that
 * an older version of the program made.  With --from, the named guests are taken from a
 * signed archive instead, also those that are there.  One thread. */
#include "cli/cmd-guests.h"

#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "guests/maker-output.h"
#include "vm/files/guests.h"

/* ---- while a command waits ----------------------------------------------------- */

enum {
	BAR = 20,          /* columns */
	TURN_MS = 1000,
	LAST_TURN_MS = 20, /* the script has closed its end of the pipe: it is about to exit */
	COLUMNS_LEAST = 20,
	COLUMNS_USUAL = 80,
	TITLE = 43,        /* columns of the longest title of a guest, in any language */
};

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

static const int numbers[] = { SIGINT, SIGTERM, SIGHUP };

static void take_signals(struct sigaction before[ARRAY_LEN(numbers)])
{
	struct sigaction action = { .sa_handler = on_signal };
	size_t i;

	interrupted = 0;
	sigemptyset(&action.sa_mask);
	for (i = 0; i < ARRAY_LEN(numbers); i++)
		sigaction(numbers[i], &action, &before[i]);
}

static void give_signals_back(const struct sigaction before[ARRAY_LEN(numbers)])
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(numbers); i++)
		sigaction(numbers[i], &before[i], NULL);
}

static int columns(void)
{
	struct winsize size;

	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col :
										 COLUMNS_USUAL;
}

static bool shows_blocks(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* Overwrites the line of the previous call. */
static void show_bar(const struct maker *maker)
{
	int room = columns() - BAR - 10;
	char *bar = words_bar(maker_percent(maker), BAR, !shows_blocks()), *text = mem_dup(maker_text(maker));

	text[utf8_fit(text, room > COLUMNS_LEAST ? room : COLUMNS_LEAST)] = '\0';
	out_printf("\r%s %3d %% %s%*s", bar, maker_percent(maker), text,
		   room > utf8_width(text) ? room - utf8_width(text) : 0, "");
	free(bar);
	free(text);
}

/* Prints one line for each new activity. */
static void show_line(const struct maker *maker, const char *prefix, char **said)
{
	if (str_eq(*said, maker_text(maker)))
		return;
	free(*said);
	*said = mem_dup(maker_text(maker));
	out_printf("%s", prefix);
	/* TRANSLATORS: how much of it is done, and what is being done. */
	out_printf(_("%1$3d %% %2$s\n"), maker_percent(maker), *said);
}

static enum maker_state wait_turn(struct maker *maker, enum maker_state state)
{
	struct pollfd fd = { .fd = maker_fd(maker), .events = POLLIN };

	poll(&fd, 1, fd.fd < 0 && state == MAKER_WORKS ? LAST_TURN_MS : TURN_MS);
	return maker_turn(maker);
}

static enum maker_state follow(struct maker *maker, const char *prefix)
{
	bool bar = isatty(STDOUT_FILENO) && !prefix[0];
	enum maker_state state = maker_turn(maker);
	char *said = NULL;

	while ((state == MAKER_WAITS || state == MAKER_WORKS) && !interrupted) {
		if (bar)
			show_bar(maker);
		else
			show_line(maker, prefix, &said);
		out_flush();
		state = wait_turn(maker, state);
	}
	if (bar) {
		if (state == MAKER_GOOD)
			show_bar(maker);
		out_line("");
	} else if (state == MAKER_GOOD) {
		show_line(maker, prefix, &said);
	}
	out_flush();
	free(said);
	return state;
}

bool maker_run(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
	       const char *prefix, struct error *err)
{
	struct sigaction before[ARRAY_LEN(numbers)];
	struct maker *maker;
	enum maker_state state = MAKER_FAILED;

	take_signals(before);
	maker = maker_start(wanted, archive, err);
	if (maker) {
		state = follow(maker, prefix);
		if (interrupted)
			error_set(err, ERROR_FAILED, _("Making the guests was stopped; nothing half made is used."));
		else if (state != MAKER_GOOD && err)
			*err = *maker_error(maker);
	}
	maker_free(maker, MAKER_END_MS);
	give_signals_back(before);
	return state == MAKER_GOOD && !interrupted;
}

/* ---- the command --------------------------------------------------------------- */

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

	out_printf("%-10s %s%*s %s\n", guest->name, title, width < TITLE ? TITLE - width : 0, "",
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
					"nested, inetsim, and all for all of them."), options->argv[wrong]);
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
