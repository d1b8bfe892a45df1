// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A thread that makes changes to the file of a record, and reads what others wrote.
 *
 * All functions are for one other thread.  Only writer_flush() and writer_free() wait for
 * the disk, as long as the caller says.  They start the thread if changes are queued. */
#ifndef PROGRESS_WRITER_H
#define PROGRESS_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "progress/record-file.h"
#include "progress/record.h"

struct writer;

/* Takes ownership of the file's strings.  Changes are queued until writer_start(). */
struct writer *writer_new(const struct record_file *file);
/* Starts the thread, which writes what is queued, unless it runs already.  If it cannot be
 * started, writer_is_well() says why; another call tries it again. */
void writer_start(struct writer *writer);
/* Tries once more to write what is not written, and ends the thread.  If the disk does
 * not answer within the time, the thread is left behind. */
void writer_free(struct writer *writer, int timeout_ms);

/* The steps and the id of the workshop (see renumber.h), from now on.  Changes that are
 * not written yet get their new numbers; one to a step that is there no more is dropped. */
void writer_follow(struct writer *writer, const struct step_list *steps, const char *workshop);
/* Queues a change, and takes ownership of its strings; the thread, if it was started, begins
 * to write it at once.  epoch: of the record to which the change was made. */
void writer_add(struct writer *writer, const struct record_change *change, int64_t epoch);
/* False with err (or NULL): the last attempt to write failed, and this is why. */
bool writer_is_well(struct writer *writer, struct error *err);
/* Readable: call writer_news().  Others have written, or writing has failed for the first
 * time, or works again.  -1 until the thread is started. */
int writer_fd(const struct writer *writer);
/* True: others have written, and news is the record in the file with all queued changes
 * made to it; the caller frees it. */
bool writer_news(struct writer *writer, struct record *news);
/* Waits so many milliseconds until all is written.  False with err: it is not. */
bool writer_flush(struct writer *writer, int timeout_ms, struct error *err);

#endif
