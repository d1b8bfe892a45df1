// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Files: reading whole ones with a limit, writing them so that a crash leaves
 * either the old or the new one, and the XDG folders.  Any thread. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/error.h"
#include "base/str.h"

/* Reads a regular file of at most limit bytes; a larger one is an error. */
bool file_read(const char *path, size_t limit, struct str *out, struct error *err);

/* Writes to a new file beside it, fsyncs, renames over it, fsyncs the folder.
 * The old file stays as it was on any failure (full disk, no rights). */
bool file_write_atomic(const char *path, const char *data, size_t length, struct error *err);

/* The same with the rights of any new file (umask), for others to read; not
 * where another thread makes files at the same time. */
bool file_write_shared(const char *path, const char *data, size_t length, struct error *err);

/* All of it, however often that is interrupted; false with errno. */
bool file_write_fd(int fd, const void *data, size_t length);
bool file_mkdirs(const char *path, mode_t mode, struct error *err); /* like mkdir -p */
bool file_exists(const char *path);
bool file_is_dir(const char *path);
/* Is there such a program in one of these folders, written as $PATH? */
bool file_in_path(const char *path, const char *program);
/* Is the program in $PATH, or where libvirt looks for an emulator besides? */
bool file_has_program(const char *program);
char *file_tilde(const char *path); /* "~/…" where it is in $HOME; caller frees */
char *file_join(const char *dir, const char *name); /* absolute names win; caller frees */

/* XDG base directories with "imitation" appended (created by whoever writes).
 * Without HOME the password file's home folder is used.  Caller frees. */
char *file_data_dir(void);    /* $XDG_DATA_HOME/imitation */
char *file_state_dir(void);   /* $XDG_STATE_HOME/imitation */
char *file_cache_dir(void);   /* $XDG_CACHE_HOME/imitation */
char *file_runtime_dir(void); /* $XDG_RUNTIME_DIR/imitation, else the state one */

#endif
