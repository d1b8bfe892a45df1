// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The file in which a record lies: found, locked, read, and written whole.
 *
 * Each function uses the disk and may take long, or waits for the lock.  Only one thread
 * at a time may use a file. */
#ifndef PROGRESS_RECORD_FILE_H
#define PROGRESS_RECORD_FILE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/error.h"
#include "progress/record.h"

struct record_file {
	char *path, *lock_path;
	struct stat seen; /* the file that was read or written last */
	unsigned long version; /* grows with each file read that others wrote */
	bool look_only; /* a damaged file is not moved aside */
};

/* Names the file of a workshop; its folder need not exist.  False with err: both paths are
 * NULL. */
bool record_file_find(struct record_file *file, const char *workshop_id, struct error *err);
void record_file_free(struct record_file *file); /* what it holds */
char *record_file_folder(const struct record_file *file); /* caller frees */

/* Makes the folder if it is missing, and returns a descriptor; close() releases the lock.
 * -1 with err: it cannot be made, or was not released within two seconds. */
int record_file_lock(const struct record_file *file, struct error *err);
/* Removes what killed writers left.  Call it with the lock. */
void record_file_sweep(const struct record_file *file);
/* If there is no file, the record is empty.  A file with invalid lines is moved aside, err
 * says so, and damaged is set; its other lines count.  False with err: it cannot be
 * read.  The caller frees the record in any case. */
bool record_file_read(struct record_file *file, struct record *record, bool *damaged,
		      struct error *err);
/* Writes atomically; others see it at once.  Call it with the lock.  It is on disk for good
 * after record_file_settle(); until then a crash of the system may bring the old file back. */
bool record_file_write(struct record_file *file, const struct record *record, struct error *err);
void record_file_settle(const struct record_file *file);
/* Has the file been replaced since it was read or written here? */
bool record_file_changed(const struct record_file *file);

#endif
