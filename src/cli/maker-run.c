// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Making guests while a command waits; see maker-run.h.  One thread. */
#include "cli/maker-run.h"

#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "base/units.h"
#include "base/utf8.h"
#include "host/host.h"
#include "lesson/workshop.h"
#include "session/session.h"
#include "vm/backend.h"

enum {
	BAR = 20,          /* columns */
	TURN_MS = 1000,
	LAST_TURN_MS = 20, /* the script has closed its end of the pipe: it is about to exit */
	COLUMNS_LEAST = 20,
	COLUMNS_USUAL = 80,
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
	maker_free(maker);
	give_signals_back(before);
	return state == MAKER_GOOD && !interrupted;
}

/* ---- in a rehearsal ----------------------------------------------------------------- */

void rehearsal_make(struct rehearsal_guests *guests, const struct session *session,
		    const struct lesson *lesson)
{
	const struct vm_picture *picture = session_picture(session);
	bool lacking[GUEST_COUNT], any = false;
	struct error err = { 0 };
	size_t i;

	if (!picture || picture->simulated || uri_is_remote(picture->uri))
		return;
	requirements_guests(session_workshop(session), lesson, NULL, lacking);
	for (i = 0; i < GUEST_COUNT; i++) {
		lacking[i] = lacking[i] && !guests->tried[i];
		guests->tried[i] = guests->tried[i] || lacking[i];
		any = any || lacking[i];
	}
	if (!any || maker_run(lacking, NULL, "# ", &err))
		return;
	free(guests->unmade);
	guests->unmade = mem_dup(err.message);
}

static bool lacks_unmade(const struct rehearsal_guests *guests, const struct workshop *workshop,
		  const char *machine)
{
	const struct machine_spec *spec =
		guests->unmade && machine ? workshop_machine(workshop, machine) : NULL;
	bool lacking[GUEST_COUNT] = { false };
	size_t i;

	if (spec)
		guests_lacking(spec, lacking);
	for (i = 0; i < GUEST_COUNT; i++)
		if (lacking[i])
			return true;
	return false;
}

bool rehearsal_stage_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			   const struct lesson *lesson)
{
	size_t i;

	for (i = 0; i < lesson->n_needs; i++)
		if (lesson->needs[i].state != STATE_ABSENT &&
		    lacks_unmade(guests, workshop, lesson->needs[i].machine))
			return true;
	return false;
}

bool rehearsal_step_lacks(const struct rehearsal_guests *guests, const struct workshop *workshop,
			  const struct step *step)
{
	size_t i;

	for (i = 0; i < step->n_actions; i++)
		if (lacks_unmade(guests, workshop, step->actions[i].machine))
			return true;
	for (i = 0; i < step->n_checks; i++)
		if (lacks_unmade(guests, workshop, step->checks[i].machine))
			return true;
	return false;
}
