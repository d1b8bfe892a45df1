// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See look.h. */
#include "classhost/look.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#define FILE_MOST (1 << 20)
#define OUTPUT_MOST (1 << 20)

/* An ordinary user's $PATH lacks those of sshd, nft and setquota. */
static const char *const folders[] = { "/usr/local/sbin", "/usr/local/bin", "/usr/sbin",
				       "/usr/bin",        "/sbin",          "/bin" };

/* ---- files --------------------------------------------------------------------------- */

static char *read_text(void *context, const char *path)
{
	struct str text = { 0 };

	(void)context;
	if (!file_read(path, FILE_MOST, &text, NULL)) {
		str_free(&text);
		return NULL;
	}
	return text.text ? str_take(&text) : mem_dup("");
}

static bool is_there(void *context, const char *path)
{
	(void)context;
	return file_exists(path);
}

static int64_t room_in(void *context, const char *folder)
{
	(void)context;
	return file_free_bytes(folder);
}

static bool only_root_changes(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_uid == 0 && !(st.st_mode & 022) && (st.st_mode & 01);
}

static bool is_for_all(void *context, const char *path)
{
	char *real = realpath(path, NULL), *slash;
	bool good = real && only_root_changes(real);

	(void)context;
	while (good && (slash = strrchr(real, '/')) != real) {
		*slash = '\0';
		good = only_root_changes(real);
	}
	free(real);
	return good;
}

/* ---- accounts -------------------------------------------------------------------------- */

static bool find_user(void *context, const char *name, unsigned *uid, unsigned *gid)
{
	const struct passwd *user = getpwnam(name);

	(void)context;
	if (!user)
		return false;
	*uid = user->pw_uid;
	*gid = user->pw_gid;
	return true;
}

static bool find_group(void *context, const char *name, unsigned *gid)
{
	const struct group *group = getgrnam(name);

	(void)context;
	if (!group)
		return false;
	*gid = group->gr_gid;
	return true;
}

static bool is_member(void *context, const char *name, const char *user)
{
	const struct group *group = getgrnam(name);
	char **member;

	(void)context;
	for (member = group ? group->gr_mem : NULL; member && *member; member++)
		if (str_eq(*member, user))
			return true;
	return false;
}

/* ---- commands -------------------------------------------------------------------------- */

/* sshd refuses to run by a name without a folder.  Caller frees; NULL: there is none. */
static char *program_path(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(folders); i++) {
		char *path = mem_printf("%s/%s", folders[i], name);

		if (access(path, X_OK) == 0)
			return path;
		free(path);
	}
	return NULL;
}

static bool has_program(void *context, const char *name)
{
	char *path = program_path(name);
	bool there = path != NULL;

	(void)context;
	free(path);
	return there;
}

/* Starts a program with its output going to fd, default signals, no input, and in English. */
static bool spawn(const char *path, const char *const argv[], int fd, pid_t *pid)
{
	static const char *const english[] = { "LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
					       NULL };
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t none, all;
	int failed;

	sigemptyset(&none);
	sigfillset(&all);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &all);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_adddup2(&files, fd, 1);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	failed = posix_spawn(pid, path, &files, &attr, (char *const *)(uintptr_t)argv,
			     (char *const *)(uintptr_t)english);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	return failed == 0;
}

static void read_output(int fd, struct str *out)
{
	char buffer[4096];
	ssize_t n;

	while ((n = read(fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
		if (n > 0 && out->len < OUTPUT_MOST)
			str_addn(out, buffer, (size_t)n);
}

static char *output_of(void *context, const char *const argv[])
{
	char *path = program_path(argv[0]);
	struct str out = { 0 };
	int fds[2], status = -1;
	bool started;
	pid_t pid;

	(void)context;
	if (!path || pipe2(fds, O_CLOEXEC) != 0) {
		free(path);
		return NULL;
	}
	started = spawn(path, argv, fds[1], &pid);
	close(fds[1]);
	read_output(fds[0], &out);
	close(fds[0]);
	free(path);
	while (started && waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (status == 0)
		return out.text ? str_take(&out) : mem_dup("");
	str_free(&out);
	return NULL;
}

struct look look_here(void)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);

	return (struct look){
		.root = geteuid() == 0,
		.processors = processors > 0 ? (int)processors : 1,
		.file = read_text,
		.exists = is_there,
		.free_bytes = room_in,
		.is_for_all = is_for_all,
		.user = find_user,
		.group = find_group,
		.is_member = is_member,
		.has_program = has_program,
		.output = output_of,
	};
}
