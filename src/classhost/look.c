// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See look.h. */
#include "classhost/look.h"

#include <grp.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/process.h"
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

/* In English, whatever the person's language is. */
static char *output_of(void *context, const char *const argv[])
{
	static const char *const english[] = { "LC_ALL=C", "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
					       NULL };
	char *path = program_path(argv[0]), *text;
	struct process_run run = { .env = english, .also = -1, .most = OUTPUT_MOST };
	struct str out = { 0 };
	const char **with_path;
	size_t n = 0;

	(void)context;
	if (!path)
		return NULL;
	while (argv[n])
		n++;
	with_path = mem_array(n + 1, sizeof *with_path);
	memcpy(with_path, argv, n * sizeof *with_path);
	with_path[0] = path;
	run.argv = with_path;
	text = process_run(&run, &out) == 0 ? str_take(&out) : NULL;
	str_free(&out);
	free(with_path);
	free(path);
	return text;
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
