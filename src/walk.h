// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One person's walk through one workshop, without a screen.
 *
 * It holds the workshop, the progress and the machines together: it knows the
 * place, presses buttons, collects what came of them, looks whether checks
 * hold and writes down what passed.  The screen, --plain, `do`, `status` and
 * `rehearse` all walk by it.  One thread; nothing here waits for a hypervisor
 * except the functions named walk_wait…, which are not for a screen. */
#ifndef WALK_H
#define WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"
#include "ui/ui.h"
#include "vm/check.h"
#include "vm/guests.h"
#include "vm/vm.h"

struct walk;

struct walk_options {
	/* All strings are the caller's, and must live as long as the walk. */
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

struct walk_check {
	const struct check *check;
	char *text;
	bool passed;
	bool seen_open; /* it was seen not to hold, since the step was opened */
	struct check_answer answer;
};

/* NULL with err where the workshop cannot be opened. */
struct walk *walk_open(const struct walk_options *options, struct error *err);
void walk_close(struct walk *walk); /* NULL is fine */

const struct workshop *walk_workshop(const struct walk *walk);
/* What is wrong in the files as they were opened: errors only, sorted. */
const struct diags *walk_errors(const struct walk *walk);
/* Says the first of them, and what shows them all; false: there are none. */
bool walk_say_errors(struct walk *walk);
const struct vm_picture *walk_picture(const struct walk *walk); /* NULL before the first */
bool walk_is_connecting(const struct walk *walk); /* nothing is known of the machines yet */
bool walk_is_doing(const struct walk *walk);      /* something that was asked for is not done */
int walk_fd(const struct walk *walk); /* readable: call walk_turn; -1 without machines */
/* Takes in what happened; true where anything to be shown changed. */
bool walk_turn(struct walk *walk);
/* Whose screen is to be looked at; NULL: nobody's. */
void walk_watch_screen(struct walk *walk, const char *machine);

/* ---- the place */
size_t walk_lesson(const struct walk *walk);
size_t walk_step_index(const struct walk *walk);
const struct step *walk_step(const struct walk *walk); /* NULL: no lessons */
bool walk_on_cover(const struct walk *walk);
bool walk_finished(const struct walk *walk);
void walk_go(struct walk *walk, size_t lesson, size_t step);
void walk_go_cover(struct walk *walk);
bool walk_next(struct walk *walk); /* false: there is none; the end is a place of its own */
bool walk_previous(struct walk *walk);

/* ---- the language.  Asked for, else chosen before, else the locale's. */
/* Shows the same step in this language, NULL: as it was written, and keeps the
 * choice.  False with err where that cannot be shown. */
bool walk_use_language(struct walk *walk, const char *language, struct error *err);
/* The same with the next one that the workshop has, and says so. */
void walk_next_language(struct walk *walk);

/* ---- doing; each returns a ticket, or 0 with err */
const struct action *walk_action(const struct walk *walk, int button); /* NULL: none */
/* A question to ask before, or NULL; the caller frees it. */
char *walk_question(const struct walk *walk, const struct action *action);
/* sure: its question was answered with yes, so what it replaces may go. */
uint64_t walk_press(struct walk *walk, int button, bool sure, struct error *err);
/* Is something else being done to what this button of the step is for?  Then it
 * may be pressed when that is over. */
bool walk_button_waits(const struct walk *walk, int button);
/* The machine of what has this ticket, NULL: that is over, or it is 0. */
const char *walk_in_hand(const struct walk *walk, uint64_t ticket);
size_t walk_failed(const struct walk *walk); /* how many things asked for did not work so far */
uint64_t walk_restore(struct walk *walk, const char *machine, const char *snapshot,
		      struct error *err);
uint64_t walk_undo(struct walk *walk, const char *machine, struct error *err);
/* Sets the stage of the current lesson: one job a machine whose need does not
 * hold; the last one's ticket.  0 without an error: it holds already. */
uint64_t walk_set_stage(struct walk *walk, struct error *err);
char *walk_stage_question(const struct walk *walk); /* NULL: nothing would be lost */
bool walk_stage_holds(const struct walk *walk);
/* Starts the lesson over: forgets its passed checks, deletes the snapshots that
 * its buttons take, sets its stage, and goes to its first step. */
char *walk_over_question(const struct walk *walk); /* never NULL; caller frees */
bool walk_start_over(struct walk *walk, struct error *err);
/* Skips the step: its buttons are pressed one after the other, it is marked as
 * skipped, and the next one is opened. */
char *walk_skip_question(const struct walk *walk); /* NULL: nothing would be lost */
bool walk_skip(struct walk *walk, struct error *err);
/* Is one of these two under way? */
bool walk_is_at_it(const struct walk *walk);

/* Reads the workshop's files anew and stays at the step.  Where there is an error
 * in them, the view says so and shows what it did.  False: something is under
 * way, try again later. */
bool walk_reload(struct walk *walk);

/* ---- guests that are made when they are first needed */
/* Marks those that pressing the button (0: any of the step's) would need, or
 * setting the stage; true: there are some. */
bool walk_button_lacks(const struct walk *walk, int button, bool lacking[GUEST_COUNT]);
bool walk_stage_lacks(const struct walk *walk, bool lacking[GUEST_COUNT]);
/* Begins to make what the lesson lacks, else what any lesson does. */
bool walk_make_guests(struct walk *walk, struct error *err);
bool walk_is_making(const struct walk *walk);
void walk_stop_making(struct walk *walk);
int walk_making_fd(const struct walk *walk); /* readable: call walk_turn; -1: none */

/* ---- what is so */
const struct walk_check *walk_checks(const struct walk *walk, size_t *n);
bool walk_check_passed(const struct walk *walk, const struct step *step, const struct check *check);
/* Forgets place, checks and moments, for good. */
bool walk_forget_progress(struct walk *walk, struct error *err);
bool walk_step_done(const struct walk *walk, size_t lesson, size_t step);
bool walk_step_skipped(const struct walk *walk, size_t lesson, size_t step);
/* Everything for the screen, valid until the next call of anything here. */
void walk_view(struct walk *walk, struct view *view);
/* Says something in the message line of the view. */
void walk_say(struct walk *walk, enum view_tone tone, const char *text, const char *mend);
void walk_say_more(struct walk *walk, const char *sentence); /* after what is said */
/* Says what went wrong; where there was no connection for it, until there is. */
void walk_say_error(struct walk *walk, const struct error *err);
void walk_spend(struct walk *walk, int64_t ms); /* adds to the time spent */
const char *walk_said(const struct walk *walk);

/* ---- waiting, for commands */
/* Until the first picture is read, or the connection failed. */
bool walk_wait_ready(struct walk *walk, int timeout_ms, struct error *err);
bool walk_wait_result(struct walk *walk, uint64_t ticket, int timeout_ms, struct vm_result *result);
/* Until check i of the step has passed. */
bool walk_wait_check(struct walk *walk, size_t i, int timeout_ms);
struct vm *walk_vm(struct walk *walk);

#endif
