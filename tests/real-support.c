// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A user and a home for tests with real machines; see real-support.h. */
#include "real-support.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <grp.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

#define SKIP 77

extern char **environ;

char real_home[REAL_HOME_SIZE] = "/tmp/imi-XXXXXX"; /* short: sockets lie under it */
char *real_image;

bool real_is_installed(const char *program)
{
	static const char *const folders[] = { "/usr/bin", "/usr/sbin", "/usr/local/bin" };
	size_t i;

	for (i = 0; i < sizeof folders / sizeof *folders; i++) {
		char *path = file_join(folders[i], program);
		bool there = access(path, X_OK) == 0;

		free(path);
		if (there)
			return true;
	}
	return false;
}

static const char *env_or(const char *name, const char *otherwise)
{
	const char *value = getenv(name);

	return value && value[0] ? value : otherwise;
}

/* Copied to where the ordinary user can read it. */
static bool copy_image(void)
{
	static const char *const roots[] = { "top_builddir", "top_srcdir" };
	struct str bytes = { 0 };
	bool ok = false;
	size_t i;

	for (i = 0; i < 2 && !ok; i++) {
		char *path = mem_printf("%s/lessons/guests/tick.img", env_or(roots[i], "."));

		str_cut(&bytes, 0);
		ok = file_read(path, 1 << 20, &bytes, NULL);
		free(path);
	}
	real_image = mem_printf("%s/tick.img", real_home);
	ok = ok && file_write_atomic(real_image, bytes.text, bytes.len, NULL);
	str_free(&bytes);
	return ok;
}

static void set_home(void)
{
	static const struct {
		const char *variable, *folder;
	} folders[] = {
		{ "HOME", "" }, { "XDG_RUNTIME_DIR", "/run" }, { "XDG_DATA_HOME", "/data" },
		{ "XDG_CONFIG_HOME", "/config" }, { "XDG_CACHE_HOME", "/cache" },
		{ "XDG_STATE_HOME", "/state" },
	};
	size_t i;

	for (i = 0; i < sizeof folders / sizeof *folders; i++) {
		char *path = mem_printf("%s%s", real_home, folders[i].folder);

		mkdir(path, 0700);
		setenv(folders[i].variable, path, 1);
		free(path);
	}
	unsetenv("LIBVIRT_DEFAULT_URI");
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

/* Ends the daemons and machines of this test: those whose environment has its
 * home folder (QEMU has it in its command line). */
static bool is_of_this_test(const char *pid)
{
	static const char *const files[] = { "environ", "cmdline" };
	bool ours = false;
	size_t i;

	for (i = 0; i < 2 && !ours; i++) {
		char *path = mem_printf("/proc/%s/%s", pid, files[i]);
		struct str text = { 0 };

		if (file_read(path, 1 << 20, &text, NULL))
			ours = memmem(text.text ? text.text : "", text.len, real_home, strlen(real_home)) != NULL;
		str_free(&text);
		free(path);
	}
	return ours;
}

static void end_processes(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	while (proc && (entry = readdir(proc)) != NULL) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);

		if (isdigit((unsigned char)entry->d_name[0]) && pid != getpid() &&
		    pid != getppid() && is_of_this_test(entry->d_name))
			kill(pid, SIGKILL);
	}
	if (proc)
		closedir(proc);
}

pid_t real_qemu_of(const char *machine)
{
	char *path = mem_printf("%s/libvirt/qemu/run/%s.pid", getenv("XDG_RUNTIME_DIR"), machine);
	struct str text = { 0 };
	pid_t pid = 0;

	if (file_read(path, 64, &text, NULL))
		pid = (pid_t)strtol(str_text(&text), NULL, 10);
	str_free(&text);
	free(path);
	return pid;
}

int real_run(char *const argv[])
{
	int status = -1;
	pid_t pid;

	if (posix_spawnp(&pid, argv[0], NULL, NULL, argv, environ) != 0)
		return -1;
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* A child of ours does the tests, so that its end is the end of its threads. */
int real_in_child(int (*tests)(void), const struct passwd *user)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		int failed;

		if (user && (setgroups(0, NULL) != 0 || setgid(user->pw_gid) != 0 ||
			     setuid(user->pw_uid) != 0))
			_exit(1);
		set_home();
		failed = tests();
		free(real_image);
		exit(failed ? 1 : 0);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	end_processes();
	return status == 0 ? 0 : 1;
}

/* For a user of our own: what is left of a test that was killed is ended by that number,
 * so nobody else may have it, not even in another container on this computer. */
static char *unused_number(void)
{
	uint32_t any = 0;

	if (getrandom(&any, sizeof any, 0) != sizeof any)
		any = (uint32_t)getpid();
	return mem_printf("%u", 2000000 + any % 16000000);
}

int real_as_user(int (*tests)(const struct passwd *user))
{
	char *name = mem_printf("imi-test-%d", (int)getpid()), *number = unused_number();
	char *const add[] = { (char *)"useradd", (char *)"-M", (char *)"-l", (char *)"-d", real_home,
			      (char *)"-u", number, (char *)"-s", (char *)"/usr/sbin/nologin", name,
			      NULL };
	char *const del[] = { (char *)"userdel", name, NULL };
	struct passwd *user;
	int failed = 1;

	if (geteuid() != 0) {
		free(number);
		free(name);
		return tests(NULL);
	}
	if (real_run(add) != 0) {
		puts("1..0 # SKIP useradd makes no user here, and root has no session daemon");
		free(number);
		free(name);
		return SKIP;
	}
	user = getpwnam(name);
	if (user && chown(real_home, user->pw_uid, user->pw_gid) == 0 &&
	    chown(real_image, user->pw_uid, user->pw_gid) == 0)
		failed = tests(user);
	real_run(del);
	free(number);
	free(name);
	return failed;
}

/* Returns the first program that real machines need and that is not installed; NULL: all are. */
static const char *missing(void)
{
	static const char *const programs[] = { "qemu-system-x86_64", "qemu-img" };
	size_t i;

	for (i = 0; i < sizeof programs / sizeof *programs; i++)
		if (!real_is_installed(programs[i]))
			return programs[i];
	return real_is_installed("libvirtd") || real_is_installed("virtqemud") ?
	       NULL : "libvirtd or virtqemud";
}

int real_begin(void)
{
	const char *lacks = missing();

	if (getenv("E2E_SKIP")) {
		puts("1..0 # SKIP the environment asks for it (E2E_SKIP)");
		return SKIP;
	}
	if (lacks) {
		printf("1..0 # SKIP %s is not installed\n", lacks);
		return SKIP;
	}
	if (!mkdtemp(real_home))
		return 1;
	if (copy_image())
		return 0;
	printf("1..0 # SKIP lessons/guests/tick.img was not made\n");
	real_end();
	return SKIP;
}

void real_end(void)
{
	free(real_image);
	real_image = NULL;
	nftw(real_home, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
