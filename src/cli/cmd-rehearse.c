// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation rehearse: tries every step, button and check on the real connection.
 *
 * The machines of a rehearsal have names of their own (rehearsal-NAME), so the user's
 * machines and progress are left alone.  They are removed before and after.  The output
 * is TAP (testanything.org): a point for each stage, button and check, in the order of
 * the lesson.  Comments say how long each took; readers take longer, as they also read. */
#include "cli/cmd-rehearse.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/str.h"
#include "cli/rehearse-mutate.h"
#include "session/session.h"

#define PREFIX "rehearsal-"
#define MOST_ERRORS 10 /* lines of them; lint shows all */

/* ---- skipping what could not be made ------------------------------------------------ */

static void skip_stage(struct rehearsal *r, const struct lesson *lesson)
{
	char *name = mem_printf(_("lesson %d: the stage is set"), lesson->number);

	rehearsal_skip(r, name, r->guests_unmade);
	free(name);
}

static void skip_step(struct rehearsal *r, const struct step *step)
{
	char *name = mem_printf(_("%1$s: %2$s"), step->id, step->title);

	rehearsal_skip(r, name, r->guests_unmade);
	free(name);
}

/* ---- steps ------------------------------------------------------------------------- */

static bool try_step(struct rehearsal *r, const struct step *step)
{
	bool ok = true;
	size_t a;

	r->undone = false;
	for (a = 0; a < step->n_actions && (ok || r->keep_going); a++) {
		ok = rehearsal_press(r, step, &step->actions[a]) && ok;
		if (ok || r->keep_going)
			ok = rehearsal_checks(r, step, a + 1) && ok;
	}
	if (ok || r->keep_going)
		ok = rehearsal_checks(r, step, 0) && ok;
	return ok;
}

/* ---- how long it took --------------------------------------------------------------- */

static void say_step(const struct step *step, int64_t began_ms)
{
	out_printf(_("# %1$s took %2$.1f s"), step->id, (double)(clock_mono_ms() - began_ms) / 1000);
	out_line("");
}

/* "lesson 3: 12 s of 5 stated minutes". */
static void say_all(const char *what, int64_t began_ms, int minutes)
{
	double seconds = (double)(clock_mono_ms() - began_ms) / 1000;

	if (minutes > 0)
		out_printf(ngettext("# %1$s: %2$.0f s of %3$d stated minute",
				    "# %1$s: %2$.0f s of %3$d stated minutes", (unsigned long)minutes),
			   what, seconds, minutes);
	else
		out_printf(_("# %1$s: %2$.0f s"), what, seconds);
	out_line("");
	out_flush();
}

/* ---- lessons ------------------------------------------------------------------------ */

/* A step whose guest could not be made is skipped. */
static bool rehearse_step(struct rehearsal *r, const struct step *step, bool unset)
{
	int64_t began = clock_mono_ms();
	bool ok;

	if (unset || rehearsal_step_lacks(r, step)) {
		skip_step(r, step);
		return true;
	}
	ok = try_step(r, step);
	say_step(step, began);
	return ok;
}

static bool rehearse_lesson(struct rehearsal *r, size_t index)
{
	const struct lesson *lesson = &session_workshop(r->session)->lessons[index];
	char *what = mem_printf(_("lesson %d"), lesson->number);
	bool ok = true, unset;
	int64_t began;
	size_t i;

	session_go(r->session, index, 0);
	rehearsal_make(r, lesson);
	began = clock_mono_ms();
	unset = rehearsal_stage_lacks(r, lesson);
	if (unset)
		skip_stage(r, lesson);
	else
		ok = rehearsal_stage(r, lesson);
	for (i = 0; i < lesson->n_steps && (ok || r->keep_going); i++) {
		session_go(r->session, index, i);
		ok = rehearse_step(r, &lesson->steps[i], unset) && ok;
	}
	say_all(what, began, lesson->duration);
	r->stated += lesson->duration;
	free(what);
	return ok;
}

/* Rehearses the lessons one after the other, as a reader goes through them. */
static bool in_order(struct rehearsal *r, const char *only)
{
	const struct workshop *workshop = session_workshop(r->session);
	bool ok = session_vm(r->session) ? rehearsal_clean(r, _("nothing is left of an earlier rehearsal")) : true;
	size_t i;

	for (i = 0; i < workshop->n_lessons && (ok || r->keep_going); i++)
		if (rehearsal_is_meant(&workshop->lessons[i], only))
			ok = rehearse_lesson(r, i) && ok;
	return ok;
}

/* Rehearses each lesson from nothing, the last one first, so that each has only what it
 * `needs`. */
static bool each_alone(struct rehearsal *r, const char *only)
{
	const struct workshop *workshop = session_workshop(r->session);
	bool ok = true;
	size_t i;

	for (i = workshop->n_lessons; i-- > 0 && (ok || r->keep_going);) {
		char *name = mem_printf(_("lesson %d: nothing is there before it"),
					workshop->lessons[i].number);

		if (rehearsal_is_meant(&workshop->lessons[i], only)) {
			ok = (!session_vm(r->session) || rehearsal_clean(r, name)) && ok;
			ok = (ok || r->keep_going) && rehearse_lesson(r, i) && ok;
		}
		free(name);
	}
	return ok;
}

/* Buttons and checks with faults were not loaded, so they could not be tried. */
static bool files_are_right(struct rehearsal *r)
{
	const struct diags *errors = session_errors(r->session);
	size_t i;

	rehearsal_point(r, errors->n == 0, _("the workshop has no errors"), NULL);
	for (i = 0; i < errors->n && i < MOST_ERRORS; i++) {
		char *line = diag_text(&errors->list[i]);

		out_printf("# %s\n", line);
		free(line);
	}
	if (errors->n > MOST_ERRORS)
		out_printf(ngettext("# and %zu more error, which lint shows\n",
				    "# and %zu more errors, which lint shows\n",
				    (unsigned long)(errors->n - MOST_ERRORS)), errors->n - MOST_ERRORS);
	return errors->n == 0;
}

static void rehearse(struct rehearsal *r, const struct options *options)
{
	r->began_ms = clock_mono_ms();
	if (options->mutate)
		rehearse_mutated(r, options->lesson);
	else if (options->alone)
		each_alone(r, options->lesson);
	else
		in_order(r, options->lesson);
	if (session_vm(r->session))
		rehearsal_clean(r, _("everything is given back"));
	say_all(_("the whole"), r->began_ms, r->stated);
}

static void rehearse_connected(struct rehearsal *r, const struct options *options)
{
	struct error err = { 0 };

	if (!session_wait_ready(r->session, 30000, &err)) {
		rehearsal_point(r, false, _("the hypervisor answers"), err.message);
		return;
	}
	if (session_picture(r->session))
		out_printf("# %s%s\n", session_picture(r->session)->uri,
			   session_picture(r->session)->simulated ? " (SIMULATED)" : "");
	rehearse(r, options);
}

static bool has_lesson(const struct workshop *workshop, const char *number, struct error *err)
{
	char *end = NULL;
	size_t i;

	if (!number)
		return true;
	strtol(number, &end, 10);
	for (i = 0; *end == '\0' && i < workshop->n_lessons; i++)
		if (rehearsal_is_meant(&workshop->lessons[i], number))
			return true;
	return error_set(err, ERROR_INPUT, _("This workshop has no lesson %s."), number);
}

/* Two rehearsals by one user would remove each other's machines.  The lock is released
 * when the process ends. */
static bool be_the_only_one(struct error *err)
{
	char *folder = file_state_dir(), *path = file_join(folder, "rehearsal.lock");
	bool ok = file_mkdirs(folder, 0700, err);
	int fd = ok ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600) : -1;

	if (ok && fd < 0)
		ok = error_errno(err, path);
	if (ok && flock(fd, LOCK_EX | LOCK_NB) != 0) {
		bool other = errno == EWOULDBLOCK;

		ok = error_errno(err, path);
		if (other) {
			error_set(err, ERROR_STATE, _("Another rehearsal of yours is under way."));
			error_remedy(err, _("Wait for its end, or stop it with Ctrl-C in its window."));
		}
		close(fd);
	}
	free(path);
	free(folder);
	return ok;
}

int cmd_rehearse(const struct options *options)
{
	struct session_options open = { .uri = options->uri, .language = options->language,
				     .locale = options->locale,
				     .prefix = PREFIX, .forget = true };
	struct rehearsal r = { .keep_going = options->keep_going };
	struct error err = { 0 };

	if (options->argc > 1)
		return complain_usage(_("rehearse takes one workshop."));
	if (options->alone && options->mutate)
		return complain_usage(_("--mutate begins each lesson from nothing already: leave out --alone."));
	open.path = options_workshop(options, 0);
	r.session = open.path ? session_open(&open, &err) : NULL;
	if (!r.session)
		return open.path ? complain(&err) : EXIT_FAILED;
	if (!has_lesson(session_workshop(r.session), options->lesson, &err)) {
		session_close(r.session);
		return complain(&err);
	}
	if (!be_the_only_one(&err)) {
		session_close(r.session);
		return complain(&err);
	}
	out_line("TAP version 13");
	if (files_are_right(&r) || r.keep_going)
		rehearse_connected(&r, options);
	out_printf("1..%d\n", r.points);
	out_printf(_("# %1$d passed, %2$d failed, %3$d skipped\n"), r.points - r.failed - r.skipped,
		   r.failed, r.skipped);
	session_close(r.session);
	free(r.guests_unmade);
	return r.failed ? EXIT_FAILED : EXIT_GOOD;
}
