// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Files; see file.h. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

#define PIECE 4096 /* bytes */

/* size: what the file is said to have.  One byte more is asked for, so that its end is seen. */
static bool read_all(int fd, const char *path, size_t size, size_t limit, struct str *out,
		     struct error *err)
{
	size_t piece = (size < limit ? size : limit) + 1;

	for (;;) {
		ssize_t n = read(fd, str_room(out, piece), piece);

		if (n == 0)
			return true;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return error_errno(err, path);
		if (out->len + (size_t)n > limit)
			return error_set(err, ERROR_INPUT,
					 _("%1$s is larger than the %2$zu bytes allowed."), path, limit);
		str_took(out, (size_t)n);
		piece = piece > (size_t)n ? piece - (size_t)n : PIECE;
	}
}

bool file_read(const char *path, size_t limit, struct str *out, struct error *err)
{
	struct stat st;
	bool ok;
	/* Without blocking, so that opening a pipe cannot hang the program. */
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return error_errno(err, path);
	if (fstat(fd, &st) != 0)
		ok = error_errno(err, path);
	else if (!S_ISREG(st.st_mode))
		ok = error_set(err, ERROR_INPUT, _("%s is not a regular file."), path);
	else
		ok = read_all(fd, path, (size_t)st.st_size, limit, out, err);
	close(fd);
	return ok;
}

bool file_write_fd(int fd, const void *data, size_t length)
{
	const char *at = data;

	while (length > 0) {
		ssize_t n = write(fd, at, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		at += n;
		length -= (size_t)n;
	}
	return true;
}

void file_sync_folder(const char *path)
{
	char *copy = mem_dup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
	free(copy);
}

/* A name that no other program gives to its files.  Editors, rsync and people write
 * "NAME.backup", "NAME.XXXXXX" or ".NAME.XXXXXX". */
#define TEMP_MARK ".imitation-"
#define TEMP_RANDOM "XXXXXX"

enum { TEMP_STEM = 224 }; /* bytes of a long name, so that a folder takes the whole */

const char *file_last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *file_temp(const char *path)
{
	const char *name = file_last_part(path);

	return mem_printf("%.*s.%.*s" TEMP_MARK TEMP_RANDOM, (int)(name - path), path, TEMP_STEM,
			  name);
}

/* wanted: what file_temp() returns, without the folder.  Its last six characters are
 * letters and digits in the name of a file. */
static bool is_temp(const char *name, const char *wanted)
{
	size_t n = strlen(wanted), stem = n - strlen(TEMP_RANDOM);

	return strlen(name) == n && strncmp(name, wanted, stem) == 0 &&
	       strspn(name + stem, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") ==
		       n - stem;
}

static bool is_own_file(int folder, const char *name)
{
	struct stat st;

	return fstatat(folder, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(st.st_mode) &&
	       st.st_uid == geteuid();
}

void file_sweep_temps(const char *path)
{
	char *temp = file_temp(path), *copy = mem_dup(path);
	DIR *folder = opendir(dirname(copy));
	struct dirent *entry;

	while (folder && (entry = readdir(folder)) != NULL)
		if (is_temp(entry->d_name, file_last_part(temp)) &&
		    is_own_file(dirfd(folder), entry->d_name))
			unlinkat(dirfd(folder), entry->d_name, 0);
	if (folder)
		closedir(folder);
	free(copy);
	free(temp);
}

static bool replace(const char *path, const char *data, size_t length, mode_t mode,
		    struct error *err)
{
	char *temp = file_temp(path);
	int fd = mkostemp(temp, O_CLOEXEC);
	bool ok;

	if (fd < 0) {
		error_errno(err, path);
		free(temp);
		return false;
	}
	ok = file_write_fd(fd, data, length) && fchmod(fd, mode) == 0 && fsync(fd) == 0;
	if (!ok)
		error_errno(err, path);
	if (close(fd) != 0 && ok)
		ok = error_errno(err, path);
	if (ok && rename(temp, path) != 0)
		ok = error_errno(err, path);
	if (!ok)
		unlink(temp);
	free(temp);
	return ok;
}

static bool write_atomic(const char *path, const char *data, size_t length, mode_t mode,
			 struct error *err)
{
	bool ok = replace(path, data, length, mode, err);

	if (ok)
		file_sync_folder(path);
	return ok;
}

bool file_write_atomic(const char *path, const char *data, size_t length, struct error *err)
{
	return write_atomic(path, data, length, 0600, err);
}

bool file_replace(const char *path, const char *data, size_t length, struct error *err)
{
	return replace(path, data, length, 0600, err);
}

bool file_write_shared(const char *path, const char *data, size_t length, struct error *err)
{
	mode_t mask = umask(0);

	umask(mask);
	return write_atomic(path, data, length, 0666 & ~mask, err);
}

bool file_mkdirs(const char *path, mode_t mode, struct error *err)
{
	char *copy = mem_dup(path), *at = copy;
	bool ok = true;

	while (ok && (at = strchr(at + 1, '/')) != NULL) {
		*at = '\0';
		ok = file_is_dir(copy) || mkdir(copy, mode) == 0 || errno == EEXIST ||
		     error_errno(err, copy);
		*at = '/';
	}
	if (ok && mkdir(copy, mode) != 0 && (errno != EEXIST || !file_is_dir(copy)))
		ok = error_errno(err, copy);
	free(copy);
	return ok;
}

static bool is_for_all(const struct stat *st)
{
	return (st->st_mode & S_IWOTH) != 0;
}

/* May it stand in a folder to which all can write? */
static bool is_beyond_doubt(const struct stat *st)
{
	return S_ISDIR(st->st_mode) && (st->st_uid == geteuid() || st->st_uid == 0) &&
	       (!is_for_all(st) || (st->st_mode & S_ISVTX));
}

/* Looks at each folder on the way.  path is changed, and is as before at the end. */
static bool is_safe_way(char *path)
{
	struct stat in, st;
	bool safe = true, there = stat("/", &in) == 0;
	char *at = path, *end;

	for (; safe && there && *at; at = end) {
		char behind;

		at += strspn(at, "/");
		end = at + strcspn(at, "/");
		behind = *end;
		*end = '\0';
		there = *at && lstat(path, &st) == 0;
		safe = !there || !is_for_all(&in) || is_beyond_doubt(&st);
		there = there && stat(path, &in) == 0;
		*end = behind;
	}
	return safe;
}

bool file_is_safe_folder(const char *path, struct error *err)
{
	/* Links that root or this user made may lead to such a place, too. */
	char *named = mem_dup(path), *real = realpath(path, NULL);
	bool safe = (path[0] != '/' || is_safe_way(named)) && (!real || is_safe_way(real));

	free(named);
	free(real);
	if (safe)
		return true;
	error_set(err, ERROR_SYSTEM,
		  _("The folder %s may be changed by other users of this computer."), path);
	error_remedy(err, _("Remove it, or ask whoever looks after this computer to do so. Machines "
			    "at qemu:///session have their disks in your home folder."));
	return false;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool file_is_dir(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Returns the path itself, or its nearest parent folder that exists.  Caller frees. */
static char *existing(const char *path)
{
	char *at = mem_dup(path), *slash;

	while (!file_exists(at) && (slash = strrchr(at, '/')) != NULL) {
		if (slash == at)
			slash++;
		if (!*slash)
			break;
		*slash = '\0';
	}
	return at;
}

bool file_can_write(const char *folder)
{
	char *at = existing(folder);
	bool can = access(at, W_OK | X_OK) == 0 && file_is_dir(at);

	free(at);
	return can;
}

int64_t file_free_bytes(const char *folder)
{
	char *at = existing(folder);
	struct statvfs fs;
	bool known = statvfs(at, &fs) == 0;

	free(at);
	return known ? (int64_t)fs.f_bavail * (int64_t)fs.f_frsize : -1;
}

bool file_in_path(const char *path, const char *program)
{
	char *all = mem_dup(path), *rest = all, *folder;
	bool found = false;

	while (!found && (folder = strsep(&rest, ":")) != NULL) {
		char *file = file_join(folder, program);

		found = folder[0] && access(file, X_OK) == 0;
		free(file);
	}
	free(all);
	return found;
}

bool file_has_program(const char *program)
{
	const char *path = getenv("PATH");
	char *all = mem_printf("%s:/usr/bin:/usr/sbin:/usr/local/bin:/usr/local/sbin:/usr/libexec",
			       path ? path : "");
	bool found = file_in_path(all, program);

	free(all);
	return found;
}

char *file_tilde(const char *path)
{
	const char *home = getenv("HOME");
	size_t n = home ? strlen(home) : 0;

	if (n > 1 && str_starts(path, home) && path[n] == '/')
		return mem_printf("~%s", path + n);
	return mem_dup(path);
}

char *file_join(const char *dir, const char *name)
{
	if (name[0] == '/' || !dir[0])
		return mem_dup(name);
	return mem_printf("%s%s%s", dir, str_ends(dir, "/") ? "" : "/", name);
}

/* Returns $HOME, or the home folder of the password file.  Caller frees. */
static char *home_folder(void)
{
	const char *home = getenv("HOME");
	struct passwd entry, *me = NULL;
	char names[4096];

	if (home && home[0] == '/')
		return mem_dup(home);
	getpwuid_r(geteuid(), &entry, names, sizeof names, &me);
	return mem_dup(me ? me->pw_dir : "/");
}

char *file_user_folder(const char *variable, const char *under_home)
{
	const char *set = getenv(variable);
	char *home, *folder;

	/* The XDG specification says that relative paths are to be ignored. */
	if (set && set[0] == '/')
		return mem_dup(set);
	home = home_folder();
	folder = file_join(home, under_home);
	free(home);
	return folder;
}

static char *our_folder(const char *variable, const char *under_home)
{
	char *folder = file_user_folder(variable, under_home);
	char *ours = file_join(folder, "imitation");

	free(folder);
	return ours;
}

char *file_data_dir(void)
{
	return our_folder("XDG_DATA_HOME", ".local/share");
}

char *file_state_dir(void)
{
	return our_folder("XDG_STATE_HOME", ".local/state");
}

char *file_cache_dir(void)
{
	return our_folder("XDG_CACHE_HOME", ".cache");
}

char *file_runtime_dir(void)
{
	const char *set = getenv("XDG_RUNTIME_DIR");

	return set && set[0] == '/' ? mem_printf("%s/imitation", set) : file_state_dir();
}

static bool is_anothers(const char *folder)
{
	struct stat st;

	return stat(folder, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid != geteuid() &&
	       !(st.st_mode & (S_IWGRP | S_IWOTH));
}

/* The XDG base directories ask for all of this. */
static bool is_ours_alone(const char *folder)
{
	struct stat st;

	return lstat(folder, &st) == 0 && S_ISDIR(st.st_mode) && st.st_uid == geteuid() &&
	       (st.st_mode & 0777) == 0700;
}

void file_take_runtime_dir(const char *of_all_users)
{
	const char *set = getenv("XDG_RUNTIME_DIR");
	char *own;

	if (set && set[0] && !is_anothers(set))
		return;
	own = mem_printf("%s/%lu", of_all_users, (unsigned long)geteuid());
	if (is_ours_alone(own))
		setenv("XDG_RUNTIME_DIR", own, 1);
	free(own);
}
