// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Opening and closing a session; see session.h. */
#include "session/session.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/language.h"
#include "base/mem.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "lesson/workshop.h"
#include "progress/progress.h"
#include "session/known-steps.h"
#include "session/lay-aside.h"
#include "session/leaving.h"
#include "session/parts.h"
#include "session/seat.h"
#include "session/show-edition.h"
#include "session/staying.h"
#include "session/typed.h"

enum {
	CLOSE_MS = 3000, /* for the action under way, when the program ends */
	CLOSE_LEAST_MS = 500,
	SAVE_LEAST_MS = 400,  /* of the time that is left when the program has to end */
};

/* ---- opening --------------------------------------------------------------------- */

static void open_place(struct session *session, const char *step)
{
	const char *place = step ? step : progress_place(session->progress);
	size_t lesson = 0, index = 0;

	if (place && workshop_step(session->place.workshop, place, &lesson, &index))
		session_go(session, lesson, index);
	else if (session->place.workshop->n_lessons == 0 || session_has_keys(session))
		session_go_first(session);
	else
		session_go(session, 0, 0);
}

char *session_shell_command(const struct session_options *options, const char *command)
{
	struct str text = { 0 };

	str_addf(&text, "%s%s%s", shell_self(), command[0] ? " " : "", command);
	if (options->uri) {
		str_add(&text, " -c ");
		shell_quote_word(&text, options->uri);
	}
	if (!options->built_in) {
		str_addc(&text, ' ');
		shell_quote_file(&text, options->path);
	}
	return str_take(&text);
}

static bool step_exists(const struct session *session, const struct session_options *options,
			struct error *err)
{
	const char *step = options->step;
	char *command;

	if (!step || workshop_step(session->place.workshop, step, NULL, NULL))
		return true;
	command = session_shell_command(options, "status");
	error_set(err, ERROR_INPUT, _("This workshop has no step %s."), step);
	error_remedy(err, _("Steps are named LESSON.STEP, for instance 1.1; this lists them: %s"),
		   command);
	free(command);
	return false;
}

static bool load(struct session *session, const struct session_options *options, struct error *err)
{
	session->place.workshop =
		editions_open(&session->editions, options->path,
			      options->language ? options->language : options->locale, err);
	if (session->place.workshop && options->language)
		language_use(options->language);
	return session->place.workshop && step_exists(session, options, err);
}

static bool open_machines(struct session *session, const struct session_options *options,
			  struct error *err)
{
	session->machines = (struct machines){
		.uri = options->uri,
		.prefix = options->prefix,
		.from_root = options->built_in ? NULL : realpath(options->path, NULL),
		.look_only = options->look_only, .backend = options->backend,
		.none = options->no_machines,
		/* Loading libvirt takes longer than the first frame, which comes first. */
		.later = options->on_screen,
	};
	if (!machines_open(&session->machines, session->place.workshop, err))
		return false;
	if (session->machines.vm)
		session->look = host_look_new(session->place.workshop);
	return true;
}

static struct progress *open_progress(const struct session *session,
				      const struct session_options *options, struct error *unsaved)
{
	const char *id = session->place.workshop->id;

	if (options->follow)
		return progress_open_to_look(id, unsaved);
	return progress_open(options->forget ? NULL : id, unsaved);
}

struct session *session_open(const struct session_options *options, struct error *err)
{
	struct session *session = mem_alloc(sizeof *session);
	struct error unsaved = { 0 };

	session->remember = !options->forget;
	session->look_only = options->look_only || options->follow;
	session->by_line = options->by_line;
	session->on_screen = options->on_screen;
	if (!load(session, options, err)) {
		session_close(session);
		return NULL;
	}
	if (session->place.workshop->n_machines > 0 && !options->seat)
		session->give_back = session_shell_command(options, "reset");
	session_choose_id(session);
	session->progress = open_progress(session, options, &unsaved);
	if (!options->language)
		session_remembered_language(session);
	session_follow_steps(session);
	if (options->seat)
		seat_take(session);
	if (!open_machines(session, options, err)) {
		session_close(session);
		return NULL;
	}
	open_place(session, options->step);
	session->entered_ms = -1; /* the person may have been there before */
	if (unsaved.kind && session->remember)
		session_say(session, TONE_BAD, unsaved.message, unsaved.remedy);
	return session;
}

/* ---- closing --------------------------------------------------------------------- */

void session_end_by(struct session *session, int64_t until_ms)
{
	session->end_by_ms = until_ms;
	if (session->making.maker)
		maker_end(session->making.maker);
}

/* How long to wait for something that usually gets so many milliseconds. */
static int patience(const struct session *session, int usual_ms)
{
	int left = session->end_by_ms ? clock_left_ms(session->end_by_ms) : usual_ms;

	return left < usual_ms ? left : usual_ms;
}

/* Waits some time for actions that were just begun, so that their results count.  Some is
 * kept for the disk. */
static void close_machines(struct session *session)
{
	int most = session->end_by_ms ? patience(session, CLOSE_MS) - SAVE_LEAST_MS : CLOSE_MS;
	int64_t until = clock_mono_ms() + most;
	int left;

	if (session->machines.vm) {
		session_wait_end(session, most);
		session->run_on = session_run_on(session);
	}
	left = clock_left_ms(until);
	if (!session->end_by_ms && left < CLOSE_LEAST_MS)
		left = CLOSE_LEAST_MS;
	machines_close(&session->machines, left);
}

bool session_end(struct session *session, struct error *err)
{
	close_machines(session);
	seat_leave(session);
	if (!session->end_by_ms || !session->remember)
		return session_flush(session, err);
	return progress_flush(session->progress, patience(session, CLOSE_MS), err);
}

void session_close(struct session *session)
{
	if (!session)
		return;
	maker_free(session->making.maker, patience(session, MAKER_END_MS));
	close_machines(session);
	seat_leave(session);
	progress_close_within(session->progress, patience(session, PROGRESS_CLOSE_MS));
	/* Its thread may read the disk, and the workshop: all stays until the process ends. */
	if (!host_look_free(session->look, session->end_by_ms ? session->end_by_ms : CLOCK_NEVER))
		return;
	view_store_free(session->store);
	chain_clear(&session->chain);
	checks_clear(&session->checks);
	jobs_clear(&session->jobs);
	leaving_free(session->leaving);
	lay_aside_free(session->aside);
	typed_forget(session);
	trail_clear(&session->trail);
	away_clear(&session->away);
	place_clear(&session->place);
	message_clear(&session->message);
	anchor_clear(&session->anchor);
	free(session->give_back);
	free(session->run_on);
	free(session->risk);
	free(session->risk_remedy);
	free(session->broken);
	free(session->unsaved);
	free(session->notes);
	editions_clear(&session->editions);
	free(session);
}

/* ---- what there is --------------------------------------------------------------- */

const struct workshop *session_workshop(const struct session *session)
{
	return session->place.workshop;
}

const struct diags *session_errors(const struct session *session)
{
	return &session->editions.errors;
}

const struct vm_picture *session_picture(const struct session *session)
{
	return session->machines.picture;
}

bool session_is_connecting(const struct session *session)
{
	return machines_are_connecting(&session->machines);
}

void session_watch_screen(struct session *session, const char *machine)
{
	machines_watch_screen(&session->machines, machine);
}

struct vm *session_vm(struct session *session)
{
	return session->machines.vm;
}
