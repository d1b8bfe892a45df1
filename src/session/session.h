// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One person's walk through one workshop, without a screen.
 *
 * It holds the workshop, the progress and the machines together: it knows the
 * place, presses buttons, collects what came of them, looks whether checks
 * hold and writes down what passed.  The screen, --plain, `do`, `status` and
 * `rehearse` all walk by it.  One thread; nothing here waits for a hypervisor
 * except the functions named session_wait…, which are not for a screen. */
#ifndef SESSION_SESSION_H
#define SESSION_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"
#include "session/view.h"
#include "vm/check.h"
#include "vm/files/guests.h"
#include "vm/request.h"

struct session;

struct session_options {
	/* All strings are the caller's, and must live as long as the session. */
	const char *path;     /* of the workshop */
	bool built_in;        /* it is the one that comes with the program */
	const char *language; /* that was asked for, or NULL */
	const char *locale;   /* the languages of the locale ("es_MX:es"), or NULL */
	const char *uri;      /* or NULL */
	const char *prefix;   /* of the domains' names, or NULL */
	const char *step;     /* where to open, or NULL for where the person was */
	bool forget;          /* leave the person's progress alone: start from nothing, write nothing */
	bool look_only;       /* read the person's progress, but don't move their place;
			       * and leave the consoles to those who need them */
	bool by_line;         /* keys are words on a line, as in --plain */
	bool no_machines;     /* don't connect */
};

struct session_check {
	const struct check *check;
	char *text;
	bool passed;
	bool seen_open; /* it was seen not to hold, since the step was opened */
	struct check_answer answer;
};

/* NULL with err where the workshop cannot be opened. */
struct session *session_open(const struct session_options *options, struct error *err);
/* Lets what was begun come to its end, closes the machines, and waits until progress is
 * on disk, for some seconds each; false with err: it is not.  Then session_close(), which
 * does the same and says nothing. */
bool session_end(struct session *session, struct error *err);
void session_close(struct session *session); /* NULL is fine */

const struct workshop *session_workshop(const struct session *session);
/* What is wrong in the files as they were opened: errors only, sorted. */
const struct diags *session_errors(const struct session *session);
/* Says the first of them, and what shows them all; false: there are none. */
bool session_say_errors(struct session *session);
const struct vm_picture *session_picture(const struct session *session); /* NULL before the first */
bool session_is_connecting(const struct session *session); /* nothing is known of the machines yet */
bool session_is_doing(const struct session *session);      /* something that was asked for is not done */
/* When something that it tells of or waits for changes though nothing happens, on the
 * monotonic clock; INT64_MAX: never.  Then call session_turn. */
int64_t session_due_ms(const struct session *session);
int session_fd(const struct session *session); /* readable: call session_turn; -1 without machines */
/* Takes in what happened; true where anything to be shown changed. */
bool session_turn(struct session *session);
/* Whose screen is to be looked at; NULL: nobody's. */
void session_watch_screen(struct session *session, const char *machine);

/* ---- the place */
size_t session_lesson(const struct session *session);
size_t session_step_index(const struct session *session);
const struct step *session_step(const struct session *session); /* NULL: no lessons */
bool session_on_cover(const struct session *session);
bool session_finished(const struct session *session);
void session_go(struct session *session, size_t lesson, size_t step);
void session_go_cover(struct session *session);
bool session_next(struct session *session); /* false: there is none; the end is a place of its own */
bool session_previous(struct session *session);

/* ---- the language.  Asked for, else chosen before, else the locale's. */
/* Shows the same step in this language, NULL: as it was written, and keeps the
 * choice.  False with err where that cannot be shown. */
bool session_use_language(struct session *session, const char *language, struct error *err);
/* The same with the next one that the workshop has, and says so. */
void session_next_language(struct session *session);

/* ---- doing; each returns a ticket, or 0 with err */
const struct action *session_action(const struct session *session, int button); /* NULL: none */
/* A question to ask before, or NULL; the caller frees it. */
char *session_question(const struct session *session, const struct action *action);
/* sure: its question was answered with yes, so what it replaces may go. */
uint64_t session_press(struct session *session, int button, bool sure, struct error *err);
/* Is something else being done to what this button of the step is for?  Then it
 * may be pressed when that is over. */
bool session_button_waits(const struct session *session, int button);
/* The machine of what has this ticket, NULL: that is over, or it is 0. */
const char *session_in_hand(const struct session *session, uint64_t ticket);
size_t session_failed(const struct session *session); /* how many things asked for did not work so far */
uint64_t session_restore(struct session *session, const char *machine, const char *snapshot,
		      struct error *err);
uint64_t session_undo(struct session *session, const char *machine, struct error *err);
/* Sets the stage of the current lesson: one job a machine whose need does not
 * hold; the last one's ticket.  0 without an error: it holds already. */
uint64_t session_set_stage(struct session *session, struct error *err);
char *session_stage_question(const struct session *session); /* NULL: nothing would be lost */
bool session_stage_holds(const struct session *session);
/* Starts the lesson over: forgets its passed checks, deletes the snapshots that
 * its buttons take, sets its stage, and goes to its first step. */
char *session_over_question(const struct session *session); /* never NULL; caller frees */
bool session_start_over(struct session *session, struct error *err);
/* Skips the step: its buttons are pressed one after the other, it is marked as
 * skipped, and the next one is opened. */
char *session_skip_question(const struct session *session); /* NULL: nothing would be lost */
bool session_skip(struct session *session, struct error *err);
/* Is one of these two under way? */
bool session_is_at_it(const struct session *session);

/* Reads the workshop's files anew and stays at the step.  Where there is an error
 * in them, the view says so and shows what it did.  False: something is under
 * way, try again later. */
bool session_reload(struct session *session);

/* ---- guests that are made when they are first needed */
/* Marks those that pressing the button (0: any of the step's) would need, or
 * setting the stage; true: there are some. */
bool session_button_lacks(const struct session *session, int button, bool lacking[GUEST_COUNT]);
bool session_stage_lacks(const struct session *session, bool lacking[GUEST_COUNT]);
/* Begins to make what the lesson lacks, else what any lesson does. */
bool session_make_guests(struct session *session, struct error *err);
bool session_is_making(const struct session *session);
void session_stop_making(struct session *session);
int session_making_fd(const struct session *session); /* readable: call session_turn; -1: none */

/* ---- what is so */
const struct session_check *session_checks(const struct session *session, size_t *n);
bool session_check_passed(const struct session *session, const struct step *step, const struct check *check);
/* Forgets place, checks and moments, for good. */
bool session_forget_progress(struct session *session, struct error *err);
bool session_step_done(const struct session *session, size_t lesson, size_t step);
bool session_step_skipped(const struct session *session, size_t lesson, size_t step);
/* Everything for the screen, valid until the next call of anything here. */
void session_view(struct session *session, struct view *view);
/* Says something in the message line of the view. */
void session_say(struct session *session, enum view_tone tone, const char *text, const char *remedy);
void session_say_more(struct session *session, const char *sentence); /* after what is said */
/* Says what went wrong; where there was no connection for it, until there is. */
void session_say_error(struct session *session, const struct error *err);
void session_spend(struct session *session, int64_t ms); /* adds to the time spent */
/* Readable: call session_turn; -1: progress is not kept. */
int session_progress_fd(const struct session *session);
/* Waits, some seconds at most, until all progress is on disk; false with err: it is not. */
bool session_flush(struct session *session, struct error *err);
const char *session_said(const struct session *session);

/* ---- waiting, for commands */
/* Until the first picture is read, or the connection failed. */
bool session_wait_ready(struct session *session, int timeout_ms, struct error *err);
bool session_wait_result(struct session *session, uint64_t ticket, int timeout_ms, struct vm_result *result);
/* Until check i of the step has passed. */
bool session_wait_check(struct session *session, size_t i, int timeout_ms);
struct vm *session_vm(struct session *session);

#endif
