// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a person is in a workshop and what they have done: the place, the
 * checks that passed, the snapshots taken, the minutes spent.
 *
 * One file a workshop, $XDG_STATE_HOME/imitation/ID.progress, plain lines.
 * Opening only reads.  A change is seen at once by the functions here.  It is written by a
 * thread, which progress_start() starts, so that a first screen need not wait for it.  The
 * thread makes the folder, merges the changes with what is on disk under a
 * lock (flock on a file beside it), and writes atomically and synced: two sessions of one
 * person lose nothing, and kill -9 leaves the old or the new file.  Only opening, flushing
 * and closing wait for the disk; the last two start the thread if something waits for it.
 * A damaged file is moved aside (ID.progress.damaged), and err says so; those of its lines
 * that can be read still count.  One thread. */
#ifndef PROGRESS_PROGRESS_H
#define PROGRESS_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "progress/record.h"

struct progress;

#define PROGRESS_COVER "cover"
#define PROGRESS_END "end"
#define PROGRESS_SOURCE "source" /* no folder of a language has such a name */

/* Never NULL.  Without an id (NULL) nothing is read or written, for rehearsals.  If the
 * file cannot be read, err says so, and progress_saved() is false.  Whether it can be
 * written is known after the first change was tried. */
struct progress *progress_open(const char *workshop_id, struct error *err);
/* The same to see what another session does: nothing is ever written.  Changes are only seen
 * here, until progress_refresh() takes in what that session wrote. */
struct progress *progress_open_to_look(const char *workshop_id, struct error *err);
/* When the file was written that progress_open() has read, on the wall clock; 0: there was
 * none. */
int64_t progress_written_ms(const struct progress *progress);
/* The steps of the workshop, and its own id: from now on the numbers given to and by all
 * functions are theirs.  Steps that had other numbers when the file was written, or when this
 * was called before, take their passed checks with them, and so does the place. */
void progress_follow(struct progress *progress, const struct step_list *steps,
		     const char *workshop);
/* Returns the record in the file of that id, as it is there; an empty one if there is none or
 * it cannot be read.  Waits for the disk.  The caller frees it. */
struct record progress_look(const char *workshop_id);
/* Starts the thread that writes, and that sees what other sessions write, unless it runs
 * already.  If it cannot be started, progress_is_well() says why; another call tries it
 * again. */
void progress_start(struct progress *progress);
enum { PROGRESS_CLOSE_MS = 3000 };
/* Waits up to so many milliseconds for what is not written.  Call progress_flush() before to
 * learn whether it was.  NULL is fine. */
void progress_close_within(struct progress *progress, int timeout_ms);
void progress_close(struct progress *progress); /* within PROGRESS_CLOSE_MS */
/* Waits so many milliseconds until all is on disk; false with err: it is not. */
bool progress_flush(struct progress *progress, int timeout_ms, struct error *err);

/* Could the file be read, and did the last write succeed, as far as is known? */
bool progress_saved(const struct progress *progress);
/* False with err (or NULL): the last write failed, or nothing is written at all, and why. */
bool progress_is_well(const struct progress *progress, struct error *err);
/* Readable: call progress_refresh().  -1 until the thread is started, or if there is no file. */
int progress_fd(const struct progress *progress);

const char *progress_place(const struct progress *progress); /* step id, or NULL */
/* PROGRESS_COVER or PROGRESS_END where one of these is open in place of the step, else NULL.  It is
 * for who follows: the workshop is opened at the step. */
const char *progress_page(const struct progress *progress);
bool progress_passed(const struct progress *progress, const char *step, const char *check_key);
bool progress_step_seen(const struct progress *progress, const char *step);
bool progress_step_skipped(const struct progress *progress, const char *step);
/* The language that the person chose, PROGRESS_SOURCE for the one it was
 * written in, or NULL. */
const char *progress_language(const struct progress *progress);
int64_t progress_spent_ms(const struct progress *progress);
const struct progress_snapshot *progress_snapshot(const struct progress *progress, const char *machine,
					      const char *snapshot);

/* What the person looked at in the step of its place; step NULL: nothing is known.  Valid until
 * the next change or refresh. */
const struct record_view *progress_view(const struct progress *progress);
/* Actions that were not over when the line was lost, of which nothing was told; valid as that. */
const struct record_unfinished *progress_unfinished(const struct progress *progress, size_t *n);
/* The processes that have the workshop open as a seat, the newest last; valid as that. */
const struct record_seat *progress_seats(const struct progress *progress, size_t *n);

/* Each change is seen here at once, and queued to be written.  False with err: the last
 * write failed; it is tried again together with this change. */
bool progress_set_place(struct progress *progress, const char *step, struct error *err);
/* The same for a page that is no step, until the place is set. */
bool progress_set_page(struct progress *progress, const char *page, struct error *err);
bool progress_pass(struct progress *progress, const char *step, const char *check_key,
		   struct error *err);
/* Marks the step as skipped, until one of its checks passes. */
bool progress_skip(struct progress *progress, const char *step, struct error *err);
bool progress_add_snapshot(struct progress *progress, const char *machine, const char *snapshot,
			 const char *step, int64_t taken_ms, struct error *err);
bool progress_drop_snapshot(struct progress *progress, const char *machine, const char *snapshot,
			  struct error *err);
bool progress_add_spent(struct progress *progress, int64_t ms, struct error *err);
bool progress_set_language(struct progress *progress, const char *language, struct error *err);
bool progress_set_view(struct progress *progress, const struct record_view *view, struct error *err);
bool progress_add_unfinished(struct progress *progress, const struct record_unfinished *action,
			     struct error *err);
bool progress_told(struct progress *progress, struct error *err); /* nothing is unfinished any more */
bool progress_take_seat(struct progress *progress, const struct record_seat *seat, struct error *err);
bool progress_leave_seat(struct progress *progress, const struct record_seat *seat, struct error *err);
/* Takes in what another session wrote, as far as the thread has seen it; true if anything
 * changed. */
bool progress_refresh(struct progress *progress);
/* Forgets all of it (imitation reset, start over): place, checks, snapshots. */
bool progress_clear(struct progress *progress, struct error *err);
/* Forgets the passed checks of one lesson ("3"), to start it over. */
bool progress_clear_lesson(struct progress *progress, int lesson, struct error *err);

#endif
