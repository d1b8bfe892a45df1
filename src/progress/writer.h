// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A thread that does changes to the file of a record, and takes in what others wrote.
 *
 * All calls are of one other thread, which they never make wait for the disk; only
 * writer_flush() and writer_free() wait, as long as they are told. */
#ifndef PROGRESS_WRITER_H
#define PROGRESS_WRITER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "progress/record-file.h"
#include "progress/record.h"

struct writer;

/* Takes over what the file holds, if it can begin.  NULL with err: there is no thread
 * to be had, and the file stays the caller's. */
struct writer *writer_new(const struct record_file *file, struct error *err);
/* Tries once more what is not written, and ends.  One whose disk does not answer within
 * the time is left to itself. */
void writer_free(struct writer *writer, int timeout_ms);

/* Queues a change, whose strings it takes over; it is begun at once.  epoch: that of
 * the record on which it was made. */
void writer_add(struct writer *writer, const struct record_change *change, int64_t epoch);
/* False with err (or NULL): the last attempt to write failed, and this is why. */
bool writer_is_well(struct writer *writer, struct error *err);
/* Readable: call writer_news().  It is so where others wrote, or an attempt has come out
 * otherwise than the one before. */
int writer_fd(const struct writer *writer);
/* True: others wrote, and news is what the file says now, with all that waits here done
 * on it; the caller frees it. */
bool writer_news(struct writer *writer, struct record *news);
/* Waits so many milliseconds until all is written.  False with err: it is not. */
bool writer_flush(struct writer *writer, int timeout_ms, struct error *err);

#endif
