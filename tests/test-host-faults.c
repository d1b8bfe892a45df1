// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Faults of disks, room, folders and paths: what is said of them, and what helps.  Each is
 * made on purpose, by an ordinary user: where the test runs as root, in a child process. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "lesson-support.h"
#include "vm/files/faults.h"

#define SESSION "qemu:///session"
#define SOMEBODY 65534 /* any user but root */

static char *folder;

static int setup(void **state)
{
	(void)state;
	folder = support_folder();
	return chmod(folder, 0777);
}

static int teardown(void **state)
{
	(void)state;
	support_remove(folder);
	free(folder);
	return 0;
}

/* Makes a file that begins like a qcow2 image.  Caller frees its path. */
static char *image(const char *name, mode_t mode)
{
	char *path = file_join(folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fwrite("QFI\xfb\0\0\0\3", 1, 8, file);
	fclose(file);
	assert_int_equal(chmod(path, mode), 0);
	return path;
}

/* Does the function say these parts, in a process of an ordinary user? */
static bool as_somebody(bool (*says)(void))
{
	int status = 1;
	pid_t pid = fork();

	if (pid == 0)
		_exit((geteuid() != 0 || setuid(SOMEBODY) == 0) && says() ? 0 : 1);
	return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool has(const struct error *err, const char *message, const char *remedy)
{
	if (strstr(err->message, message) && strstr(err->remedy, remedy))
		return true;
	fprintf(stderr, "%s; %s\n", err->message, err->remedy);
	return false;
}

static void a_good_disk_has_no_fault(void **state)
{
	char *path = image("good.qcow2", 0600);

	(void)state;
	assert_false(fault_of_disk(path, "kite", NULL));
	assert_int_equal(disk_trouble_of(path), DISK_WELL);
	free(path);
}

static void a_disk_that_is_gone(void **state)
{
	char *path = file_join(folder, "gone.qcow2");
	struct error err = { 0 };

	(void)state;
	support_text(folder, "gone.xml", "<domain/>");
	assert_int_equal(disk_trouble_of(path), DISK_GONE);
	assert_true(fault_of_disk(path, "kite", &err));
	assert_true(has(&err, "The disk of kite is gone: ", "Put the file back; or start the lesson over with o"));
	free(path);
}

/* Nothing of the machine is there, or the file is a link to another device. */
static void a_disk_that_may_be_elsewhere(void **state)
{
	char *path = file_join(folder, "away.qcow2"), *below = file_join(folder, "stick/away.qcow2");
	struct error err = { 0 };

	(void)state;
	assert_int_equal(disk_trouble_of(path), DISK_AWAY);
	assert_int_equal(disk_trouble_of(below), DISK_AWAY);
	support_text(folder, "away.xml", "<domain/>");
	assert_int_equal(symlink("/nonexistent/away.qcow2", path), 0);
	assert_int_equal(disk_trouble_of(path), DISK_AWAY);
	assert_true(fault_of_disk(path, "kite", &err));
	assert_true(has(&err, "The disk of kite is not there: ", "with o, which asks first"));
	free(below);
	free(path);
}

static void a_disk_that_is_none(void **state)
{
	char *path = file_join(folder, "odd.qcow2");
	struct error err = { 0 };

	(void)state;
	support_text(folder, "odd.qcow2", "junk");
	assert_int_equal(disk_trouble_of(path), DISK_DAMAGED);
	assert_true(fault_of_disk(path, "kite", &err));
	assert_true(has(&err, "The disk of kite is damaged", "start the lesson over with o"));
	free(path);
}

/* Writes these bytes into an image at the offset. */
static enum disk_trouble trouble_with(const char *bytes, size_t n, long at)
{
	char *path = image("half.qcow2", 0600);
	FILE *file = fopen(path, "r+");
	enum disk_trouble trouble;

	assert_non_null(file);
	fseek(file, at, SEEK_SET);
	fwrite(bytes, 1, n, file);
	fclose(file);
	trouble = disk_trouble_of(path);
	free(path);
	return trouble;
}

static void a_disk_that_is_cut_short_or_corrupt(void **state)
{
	(void)state;
	assert_int_equal(trouble_with("\0\0\0\1\0\0\0\0\0\0\0\x24", 12, 36), DISK_WELL);
	assert_int_equal(trouble_with("\0\0\0\2\0\0\0\0\0\0\0\x24", 12, 36), DISK_DAMAGED);
	assert_int_equal(trouble_with("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12, 36), DISK_DAMAGED);
	assert_int_equal(trouble_with("\0\0\0\0\0\1\0\0", 8, 48), DISK_DAMAGED);
	assert_int_equal(trouble_with("\0\0\0\0\0\0\0\2", 8, 72), DISK_DAMAGED);
	assert_int_equal(trouble_with("\0\0\0\0\0\0\0\1", 8, 72), DISK_WELL);
}

static bool says_barred(void)
{
	char *path = file_join(folder, "it's barred.qcow2");
	struct error err = { 0 };
	struct stat st;
	bool mine = stat(path, &st) == 0 && st.st_uid == geteuid(), ok;

	/* The command is safe to paste, whatever the file's name. */
	ok = fault_of_disk(path, "kite", &err) &&
	     has(&err, "You may not read and write the disk of kite: ",
		 mine ? "chmod u+rw '" : "sudo chown ") && strstr(err.remedy, "it'\\''s barred");
	free(path);
	return ok;
}

static void a_disk_that_may_not_be_opened(void **state)
{
	char *path = image("it's barred.qcow2", 0400);

	(void)state;
	assert_true(as_somebody(says_barred));
	free(path);
}

static void room_that_is_not_there(void **state)
{
	struct error err = { 0 };
	char *below = file_join(folder, "not/made/yet");

	(void)state;
	assert_false(fault_of_room(below, 1, NULL));
	assert_true(fault_of_room(below, UINT64_MAX, &err));
	assert_true(has(&err, "There is too little room on the disk: ", "make room"));
	assert_non_null(strstr(err.message, below));
	assert_true(file_free_bytes(below) > 0);
	free(below);
}

static bool says_closed(void)
{
	char *below = file_join(folder, "closed/below");
	struct error err = { 0 };
	bool ok = fault_of_folder(below, &err) &&
		  has(&err, "The machines' disks cannot be written in ", "export XDG_DATA_HOME=");

	free(below);
	return ok && !fault_of_folder(folder, NULL);
}

static void a_folder_that_cannot_be_written(void **state)
{
	char *closed = file_join(folder, "closed");

	(void)state;
	assert_int_equal(mkdir(closed, 0555), 0);
	assert_true(as_somebody(says_closed));
	free(closed);
}

static void set(const char *variable, const char *value)
{
	if (value)
		setenv(variable, value, 1);
	else
		unsetenv(variable);
}

/* The fault with these folders; NULL: not set. */
static bool session_says(const char *home, const char *run, const char *message, const char *remedy)
{
	struct error err = { 0 };

	set("HOME", home);
	set("XDG_RUNTIME_DIR", run);
	set("XDG_CONFIG_HOME", NULL);
	set("XDG_CACHE_HOME", NULL);
	if (!message)
		return !fault_of_session(SESSION, "kite", NULL);
	return fault_of_session(SESSION, "kite", &err) && has(&err, message, remedy);
}

static bool says_short_paths(void)
{
	return session_says(folder, NULL, NULL, NULL) && session_says(folder, folder, NULL, NULL);
}

static bool says_long_home(void)
{
	char *name = mem_printf("%0120d", 0), *home = file_join(folder, name);
	bool ok = session_says(home, NULL, "The path of libvirt's socket is too long: ",
			       "export XDG_RUNTIME_DIR=") &&
		  session_says(home, folder, "too long for the machines' sockets: ",
			       "export XDG_CONFIG_HOME=") &&
		  !fault_of_session("qemu:///system", "kite", NULL) &&
		  !fault_of_session("test:///default", "kite", NULL);

	free(home);
	free(name);
	return ok;
}

static bool says_not_ours(void)
{
	char *run = file_join(folder, "of-root"), *file = file_join(folder, "file");
	const char *whose = "XDG_RUNTIME_DIR names a folder that you cannot write: ";
	struct stat st;
	bool ok;

	if (stat(run, &st) == 0 && st.st_uid != geteuid())
		whose = "XDG_RUNTIME_DIR names a folder of another user: ";
	ok = session_says(folder, run, whose, "XDG_RUNTIME_DIR") &&
	     session_says(folder, file, "XDG_RUNTIME_DIR names a folder that you cannot write: ",
			  "XDG_RUNTIME_DIR");
	free(file);
	free(run);
	if (ok) { /* libvirt's own folder in it */
		run = file_join(folder, "open");
		ok = session_says(folder, run, "open/libvirt", "XDG_RUNTIME_DIR");
		free(run);
	}
	return ok;
}

static bool says_closed_config(void)
{
	char *home = file_join(folder, "closed");
	bool ok = session_says(home, folder, "libvirt's folder cannot be written: ",
			       "export XDG_CONFIG_HOME=");

	free(home);
	return ok;
}

static void a_folder_with_a_name_that_xml_cannot_hold(void **state)
{
	static const char *const paths[] = { "/home/new\nline", "/home/b\377d", "/home/\033[31m" };
	struct error err = { 0 };

	(void)state;
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		error_clear(&err);
		assert_true(fault_of_folder_name(paths[i], &err));
		assert_true(has(&err, "control characters, or bytes that are no UTF-8: /home/",
				"Choose another folder: export HOME=/another/folder"));
	}
	setenv("XDG_DATA_HOME", paths[1], 1);
	assert_true(fault_of_folder_name(paths[1], &err));
	assert_true(has(&err, "", "export XDG_DATA_HOME=/another/folder"));
	unsetenv("XDG_DATA_HOME");
	assert_false(fault_of_folder_name("/home/with blanks/Ünder/日本", NULL));
}

static void folders_of_libvirt(void **state)
{
	char *run = file_join(folder, "of-root"), *in_it = file_join(folder, "open/libvirt");

	(void)state;
	assert_int_equal(mkdir(run, 0500), 0);
	support_text(folder, "open/x", "x");
	assert_int_equal(mkdir(in_it, 0500), 0);
	*strrchr(in_it, '/') = '\0';
	assert_int_equal(chmod(in_it, 0777), 0);
	support_text(folder, "file", "x");
	assert_true(as_somebody(says_short_paths));
	assert_true(as_somebody(says_long_home));
	assert_true(as_somebody(says_not_ours));
	assert_true(as_somebody(says_closed_config));
	free(in_it);
	free(run);
}

/* ---- the folder of the user's daemons -------------------------------------------------- */

static char *all_users, *their_own; /* "run", and this user's folder in it */

/* What becomes of the variable; NULL: it is not set. */
static bool becomes(const char *before, const char *after)
{
	const char *now;

	set("XDG_RUNTIME_DIR", before);
	file_take_runtime_dir(all_users);
	now = getenv("XDG_RUNTIME_DIR");
	if (str_eq(now ? now : "", after ? after : ""))
		return true;
	fprintf(stderr, "%s became %s\n", before ? before : "nothing", now ? now : "nothing");
	return false;
}

/* It runs as somebody whose folder of-root is not. */
static bool is_taken_if_ours(void)
{
	char *theirs = file_join(folder, "theirs"), *name = mem_printf("%lu", (unsigned long)geteuid());
	bool ok;

	their_own = file_join(all_users, name);
	ok = becomes(NULL, NULL) && mkdir(their_own, 0755) == 0 && chmod(their_own, 0755) == 0 &&
	     becomes(NULL, NULL) && chmod(their_own, 0700) == 0 && becomes(NULL, their_own) &&
	     becomes("", their_own) && becomes(folder, folder);
	if (geteuid() == SOMEBODY) /* the tests' own user made both */
		ok = ok && becomes(theirs, their_own);
	ok = ok && rmdir(their_own) == 0 && symlink(folder, their_own) == 0 && becomes(NULL, NULL) &&
	     unlink(their_own) == 0;
	free(their_own);
	free(name);
	free(theirs);
	return ok;
}

static void the_own_folder_of_daemons_is_found(void **state)
{
	char *theirs = file_join(folder, "theirs");

	(void)state;
	all_users = file_join(folder, "run");
	assert_int_equal(mkdir(all_users, 0777), 0);
	assert_int_equal(chmod(all_users, 0777), 0);
	assert_int_equal(mkdir(theirs, 0700), 0);
	assert_true(as_somebody(is_taken_if_ours));
	free(all_users);
	free(theirs);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_disk_has_no_fault),
		cmocka_unit_test(a_disk_that_is_gone),
		cmocka_unit_test(a_disk_that_is_none),
		cmocka_unit_test(a_disk_that_may_be_elsewhere),
		cmocka_unit_test(a_disk_that_is_cut_short_or_corrupt),
		cmocka_unit_test(a_disk_that_may_not_be_opened),
		cmocka_unit_test(room_that_is_not_there),
		cmocka_unit_test(a_folder_that_cannot_be_written),
		cmocka_unit_test(a_folder_with_a_name_that_xml_cannot_hold),
		cmocka_unit_test(folders_of_libvirt),
		cmocka_unit_test(the_own_folder_of_daemons_is_found),
	};

	return cmocka_run_group_tests_name("faults of this host", tests, setup, teardown);
}
