// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Files: reading whole ones with a limit, writing them so that a crash leaves
 * either the old or the new one, and the XDG folders.  Any thread. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "base/str.h"

/* Reads a regular file of at most limit bytes; a larger one is an error. */
bool file_read(const char *path, size_t limit, struct str *out, struct error *err);

/* Writes to a new file beside it, fsyncs, renames over it, fsyncs the folder.
 * The old file stays as it was on any failure (full disk, no rights). */
bool file_write_atomic(const char *path, const char *data, size_t length, struct error *err);

/* The same but for the folder, which is left to file_sync_folder(): until then a crash of the
 * system may bring the old file back. */
bool file_replace(const char *path, const char *data, size_t length, struct error *err);
void file_sync_folder(const char *path); /* the folder of this file */

/* As file_write_atomic(), with the permissions that umask gives, for files that other users read.  It
 * changes the umask: not while another thread creates files. */
bool file_write_shared(const char *path, const char *data, size_t length, struct error *err);

/* Returns the name of a temporary file beside path, ".NAME.imitation-XXXXXX", for
 * mkostemp(); path is to be written by renaming it.  Caller frees. */
char *file_temp(const char *path);
/* Removes what killed writers left of such files for this path.  Files of any other name
 * are not touched.  Call it only while nobody else writes the file. */
void file_sweep_temps(const char *path);

/* Writes all bytes, also after interruptions.  Returns false with errno set. */
bool file_write_fd(int fd, const void *data, size_t length);
bool file_mkdirs(const char *path, mode_t mode, struct error *err); /* like mkdir -p */
/* Can nobody else but root have put something in the place of this folder, or of one that
 * it lies in?  In a folder to which all can write (/tmp, /var/tmp) that is a folder, and no
 * link, of this user's or root's.  True if it does not exist yet.  Returns false with err. */
bool file_is_safe_folder(const char *path, struct error *err);
bool file_exists(const char *path);
bool file_is_dir(const char *path);
/* Of a folder, or of the one in which it would be made: can this user write there, and how
 * many bytes are free for this user (-1: unknown)? */
bool file_can_write(const char *folder);
int64_t file_free_bytes(const char *folder);
/* Is there such an executable in one of these folders, written as $PATH? */
bool file_in_path(const char *path, const char *program);
/* Is the program in $PATH or in a folder where libvirt looks for emulators? */
bool file_has_program(const char *program);
char *file_tilde(const char *path); /* "~/…" if it is below $HOME; caller frees */
/* Joins them; an absolute name is returned as it is.  Caller frees. */
char *file_join(const char *dir, const char *name);

/* A folder of the user's: what the variable of the XDG base directories names, else the one
 * under the home folder (".cache").  That is $HOME, or the password file's.  Caller frees. */
char *file_user_folder(const char *variable, const char *under_home);
/* XDG base directories with "imitation" appended; the writer creates them.  Caller frees. */
char *file_data_dir(void);    /* $XDG_DATA_HOME/imitation */
char *file_state_dir(void);   /* $XDG_STATE_HOME/imitation */
char *file_cache_dir(void);   /* $XDG_CACHE_HOME/imitation */
char *file_runtime_dir(void); /* $XDG_RUNTIME_DIR/imitation, else the state one */
/* Where $XDG_RUNTIME_DIR is not set, or is another user's, takes the folder of this user in the
 * one that is given, "/run/user", if it is there, ours and closed to others: libvirt's daemon is
 * there.  A shell of su, runuser and cron has no such variable.  Changes the environment: call
 * it before threads start. */
void file_take_runtime_dir(const char *of_all_users);

/* Returns what is behind the last slash of the path, within it. */
const char *file_last_part(const char *path);

#endif
