// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Progress: what two windows of one person, a kill at any moment, a damaged
 * file and a full disk may not lose. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson-support.h"
#include "progress/progress.h"

static char *state_home;

static int setup(void **state)
{
	(void)state;
	state_home = support_folder();
	setenv("XDG_STATE_HOME", state_home, 1);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	support_remove(state_home);
	free(state_home);
	return 0;
}

static struct progress *open_ok(void)
{
	struct error err = { 0 };
	struct progress *p = progress_open("w", &err);

	assert_non_null(p);
	if (err.kind != ERROR_NONE)
		fail_msg("opening says: %s", err.message);
	assert_true(progress_saved(p));
	return p;
}

static char *file_path(const char *end)
{
	return mem_printf("%s/imitation/w.progress%s", state_home, end);
}

static void nothing_yet(void **state)
{
	struct progress *p = open_ok();

	(void)state;
	assert_null(progress_place(p));
	assert_false(progress_passed(p, "1.1", "k"));
	assert_false(progress_step_seen(p, "1.1"));
	assert_null(progress_snapshot(p, "m", "s"));
	assert_int_equal(progress_spent_ms(p), 0);
	assert_false(progress_refresh(p));
	progress_close(p);
	progress_close(NULL);
}

static void look(const struct progress *p)
{
	const struct progress_snapshot *m = progress_snapshot(p, "box", "before the mess\n100%");

	assert_string_equal(progress_place(p), "2.1");
	assert_true(progress_step_seen(p, "1.3"));
	assert_true(progress_step_seen(p, "2.1"));
	assert_false(progress_step_seen(p, "2.2"));
	assert_true(progress_passed(p, "1.3", "abc"));
	assert_false(progress_passed(p, "1.3", "abd"));
	assert_false(progress_passed(p, "2.1", "abc"));
	assert_int_equal(progress_spent_ms(p), 1500);
	assert_non_null(m);
	assert_string_equal(m->step, "1.3");
	assert_int_equal(m->taken_ms, 1606000000000);
	assert_non_null(progress_snapshot(p, "box", "漢字"));
	assert_non_null(progress_snapshot(p, "box", "%"));
	assert_non_null(progress_snapshot(p, "", ""));
	assert_null(progress_snapshot(p, "box", "dropped"));
}

static void round_trip(void **state)
{
	struct progress *p = open_ok();
	struct error err;

	(void)state;
	assert_true(progress_set_place(p, "1.3", &err));
	assert_true(progress_pass(p, "1.3", "abc", &err));
	assert_true(progress_pass(p, "1.3", "abc", &err));
	assert_true(progress_set_place(p, "2.1", &err));
	assert_true(progress_add_snapshot(p, "box", "before the mess\n100%", "1.3", 5, &err));
	assert_true(
		progress_add_snapshot(p, "box", "before the mess\n100%", "1.3", 1606000000000, &err));
	assert_true(progress_add_snapshot(p, "box", "漢字", "1.3", 2, &err));
	assert_true(progress_add_snapshot(p, "box", "%", "1.3", 2, &err));
	assert_true(progress_add_snapshot(p, "", "", "", 2, &err));
	assert_true(progress_add_snapshot(p, "box", "dropped", "1.3", 2, &err));
	assert_true(progress_drop_snapshot(p, "box", "dropped", &err));
	assert_true(progress_add_spent(p, 1000, &err));
	assert_true(progress_add_spent(p, 500, &err));
	assert_true(progress_add_spent(p, -7, &err));
	look(p);
	progress_close(p);
	p = open_ok();
	look(p);
	progress_close(p);
}

static void two_windows(void **state)
{
	struct progress *a = open_ok(), *b = open_ok();

	(void)state;
	assert_true(progress_set_place(a, "1.1", NULL));
	assert_true(progress_pass(a, "1.1", "x", NULL));
	assert_true(progress_set_place(b, "5.5", NULL));
	assert_true(progress_pass(b, "1.2", "y", NULL));
	assert_true(progress_add_spent(a, 10, NULL));
	assert_true(progress_add_spent(b, 20, NULL));
	assert_true(progress_passed(b, "1.1", "x"));
	assert_true(progress_refresh(a));
	assert_false(progress_refresh(a));
	assert_true(progress_passed(a, "1.2", "y"));
	assert_string_equal(progress_place(a), "5.5");
	assert_int_equal(progress_spent_ms(a), 30);
	/* What one forgets the other does not bring back. */
	assert_true(progress_clear(b, NULL));
	assert_true(progress_pass(a, "1.3", "z", NULL));
	assert_false(progress_passed(a, "1.1", "x"));
	assert_true(progress_refresh(b));
	assert_false(progress_passed(b, "1.1", "x"));
	assert_true(progress_passed(b, "1.3", "z"));
	assert_null(progress_place(b));
	assert_int_equal(progress_spent_ms(b), 0);
	progress_close(a);
	progress_close(b);
}

static void one_lesson_over(void **state)
{
	struct progress *p = open_ok();

	(void)state;
	progress_pass(p, "1.1", "x", NULL);
	progress_pass(p, "10.1", "x", NULL);
	progress_pass(p, "1.2", "x", NULL);
	progress_pass(p, "2.1", "x", NULL);
	progress_set_place(p, "1.2", NULL);
	assert_true(progress_clear_lesson(p, 1, NULL));
	assert_false(progress_passed(p, "1.1", "x"));
	assert_false(progress_passed(p, "1.2", "x"));
	assert_true(progress_passed(p, "10.1", "x"));
	assert_true(progress_passed(p, "2.1", "x"));
	assert_string_equal(progress_place(p), "1.2");
	assert_true(progress_pass(p, "1.1", "x", NULL));
	assert_true(progress_passed(p, "1.1", "x"));
	progress_close(p);
}

static void a_skipped_step(void **state)
{
	struct progress *p = open_ok();

	(void)state;
	assert_true(progress_skip(p, "1.1", NULL));
	assert_true(progress_skip(p, "1.1", NULL));
	assert_true(progress_skip(p, "1.10", NULL));
	progress_close(p);
	p = open_ok();
	assert_true(progress_step_skipped(p, "1.1"));
	assert_false(progress_step_skipped(p, "1.2"));
	/* A check of it passes: it is done, not skipped. */
	assert_true(progress_pass(p, "1.1", "x", NULL));
	assert_false(progress_step_skipped(p, "1.1"));
	assert_true(progress_step_skipped(p, "1.10"));
	assert_true(progress_skip(p, "2.1", NULL));
	assert_true(progress_clear_lesson(p, 1, NULL));
	assert_false(progress_step_skipped(p, "1.10"));
	assert_true(progress_step_skipped(p, "2.1"));
	progress_close(p);
	p = open_ok();
	assert_true(progress_step_skipped(p, "2.1"));
	progress_close(p);
}

static void the_language(void **state)
{
	struct progress *p = open_ok();

	(void)state;
	assert_null(progress_language(p));
	assert_true(progress_set_language(p, "pt_BR", NULL));
	assert_true(progress_set_place(p, "1.1", NULL));
	progress_close(p);
	p = open_ok();
	assert_string_equal(progress_language(p), "pt_BR");
	assert_true(progress_set_language(p, PROGRESS_SOURCE, NULL));
	assert_true(progress_clear_lesson(p, 1, NULL));
	progress_close(p);
	p = open_ok();
	assert_string_equal(progress_language(p), PROGRESS_SOURCE);
	progress_close(p);
}

static void damaged(void **state)
{
	static const char *const bad[] = {
		"imitation-progress 1\nepoch 0\nplace 3.2\npassed 1.1 ab\nmoment box fir",
		"imitation-progress 1\nepoch 0\nplace 3.2\ngarbage here\npassed 1.1 ab\nend\n",
		"imitation-progress 1\nepoch x\nplace 3.2\npassed 1.1 ab\nspent -5\nend\n",
		"junk\nplace 3.2\npassed 1.1 ab\nend\n",
		"imitation-progress 1\nplace 3.2\npassed 1.1 ab\npassed %zz x\nend\n",
		"imitation-progress 1\nplace 3.2\npassed 1.1 ab\nend\nmore\n",
		"imitation-progress 1\nplace 3.2\npassed 1.1 ab\n",
	};
	size_t i;

	(void)state;
	for (i = 0; i < ARRAY_LEN(bad); i++) {
		struct error err = { 0 };
		struct progress *p;
		struct str kept = { 0 };
		char *aside = file_path(".damaged");

		support_text(state_home, "imitation/w.progress", bad[i]);
		p = progress_open("w", &err);
		assert_int_equal(err.kind, ERROR_INPUT);
		assert_true(progress_saved(p));
		assert_string_equal(progress_place(p), "3.2");
		assert_true(progress_passed(p, "1.1", "ab"));
		assert_true(file_read(aside, 10000, &kept, NULL));
		assert_string_equal(str_text(&kept), bad[i]);
		progress_close(p);
		p = open_ok(); /* told once */
		assert_string_equal(progress_place(p), "3.2");
		progress_close(p);
		str_free(&kept);
		free(aside);
	}
}

static void hostile_file(void **state)
{
	struct error err = { 0 };
	struct progress *p;
	char bytes[5000];
	size_t i;

	(void)state;
	srand(1);
	for (i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(rand() % 7 ? rand() : '\n');
	support_write(state_home, "imitation/w.progress", bytes, sizeof bytes);
	p = progress_open("w", &err);
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_true(progress_pass(p, "1.1", "a", NULL));
	progress_close(p);
	p = open_ok();
	assert_true(progress_passed(p, "1.1", "a"));
	progress_close(p);
}

static void no_folder(void **state)
{
	struct error err = { 0 };
	struct progress *p;

	(void)state;
	setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
	p = progress_open("w", &err);
	assert_non_null(p);
	assert_int_not_equal(err.kind, ERROR_NONE);
	assert_false(progress_saved(p));
	assert_false(progress_pass(p, "1.1", "a", &err));
	assert_true(progress_passed(p, "1.1", "a")); /* here, at least */
	assert_false(progress_clear(p, NULL));
	assert_false(progress_passed(p, "1.1", "a"));
	assert_false(progress_refresh(p));
	progress_close(p);
	setenv("XDG_STATE_HOME", state_home, 1);
	p = progress_open("../w", &err);
	assert_int_equal(err.kind, ERROR_INPUT);
	assert_false(progress_saved(p));
	progress_close(p);
}

/* A full disk, as a limit on the size of files. */
static void full_disk(void **state)
{
	struct progress *p = open_ok();
	struct rlimit before, none;
	struct error err = { 0 };
	char *path = file_path("");
	struct str was = { 0 }, is = { 0 };

	(void)state;
	assert_true(progress_pass(p, "1.1", "a", NULL));
	assert_true(file_read(path, 10000, &was, NULL));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = before;
	none.rlim_cur = 10;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	assert_false(progress_pass(p, "1.2", "b", &err));
	assert_false(progress_saved(p));
	assert_false(progress_add_spent(p, 5, NULL));
	setrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_true(progress_passed(p, "1.2", "b"));
	assert_true(file_read(path, 10000, &is, NULL));
	assert_string_equal(str_text(&was), str_text(&is));
	/* With room again all of it is written. */
	assert_true(progress_pass(p, "1.3", "c", &err));
	assert_true(progress_saved(p));
	progress_close(p);
	p = open_ok();
	assert_true(progress_passed(p, "1.2", "b"));
	assert_int_equal(progress_spent_ms(p), 5);
	progress_close(p);
	str_free(&was);
	str_free(&is);
	free(path);
}

static void cleared_while_waiting(void **state)
{
	struct progress *a = open_ok(), *b = open_ok();
	char *path = file_path(".lock");
	int fd = open(path, O_RDWR);

	(void)state;
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	/* Somebody holds the lock and does not let go: no waiting for ever. */
	assert_false(progress_pass(a, "1.1", "old", NULL));
	assert_true(progress_passed(a, "1.1", "old"));
	close(fd);
	assert_true(progress_clear(b, NULL));
	assert_true(progress_set_place(a, "4.1", NULL));
	assert_false(progress_passed(a, "1.1", "old"));
	progress_close(a);
	progress_close(b);
	free(path);
}

/* --- several processes --- */

static void wait_for(pid_t pid, bool must_be_well)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (must_be_well)
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void sums(void **state)
{
	enum { WRITERS = 3, TIMES = 40 };
	pid_t pids[WRITERS];
	struct progress *p;
	int i, k;

	(void)state;
	for (i = 0; i < WRITERS; i++) {
		pids[i] = fork();
		if (pids[i] == 0) {
			bool stored = false;

			p = progress_open("w", NULL);
			for (k = 0; k < TIMES; k++)
				stored = progress_add_spent(p, 1, NULL);
			/* On a slow disk the lock may be long in coming: what waits goes
			 * with the next. */
			for (k = 0; k < TIMES && !stored; k++)
				stored = progress_add_spent(p, 0, NULL);
			_exit(!stored);
		}
	}
	for (i = 0; i < WRITERS; i++)
		wait_for(pids[i], true);
	p = open_ok();
	assert_int_equal(progress_spent_ms(p), WRITERS * TIMES);
	progress_close(p);
}

/* Passes checks for ever and says each on the pipe once it is safe. */
static _Noreturn void write_until_killed(int writer, int round, int out)
{
	struct progress *p = progress_open("w", NULL);
	int i;

	for (i = 0;; i++) {
		char key[40];

		snprintf(key, sizeof key, "%d-%d-%d", round, writer, i);
		/* On a slow disk the lock may be long in coming: not said, not safe. */
		while (!progress_pass(p, "1.1", key, NULL))
			;
		if (write(out, &i, sizeof i) != sizeof i)
			_exit(1);
	}
}

static void no_stale_files(void)
{
	char *path = mem_printf("%s/imitation", state_home);
	DIR *dir = opendir(path);
	struct dirent *entry;

	while ((entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.' && strcmp(entry->d_name, "w.progress") != 0 &&
		    strcmp(entry->d_name, "w.progress.lock") != 0)
			fail_msg("%s was left", entry->d_name);
	closedir(dir);
	free(path);
}

static void killed(void **state)
{
	enum { ROUNDS = 15, WRITERS = 2 };
	int round, i, k;

	(void)state;
	srand((unsigned)getpid());
	for (round = 0; round < ROUNDS; round++) {
		int pipes[WRITERS][2], said[WRITERS];
		pid_t pids[WRITERS];
		struct progress *p;

		for (i = 0; i < WRITERS; i++) {
			assert_int_equal(pipe(pipes[i]), 0);
			pids[i] = fork();
			if (pids[i] == 0)
				write_until_killed(i, round, pipes[i][1]);
			close(pipes[i][1]);
		}
		/* Wait for some to be done, then strike in the middle of the next. */
		for (k = 0; k < 1 + rand() % 6; k++)
			assert_int_equal(read(pipes[0][0], &said[0], sizeof said[0]),
					 sizeof said[0]);
		usleep((useconds_t)(rand() % 3000));
		for (i = 0; i < WRITERS; i++)
			kill(pids[i], SIGKILL);
		for (i = 0; i < WRITERS; i++)
			wait_for(pids[i], false);
		p = open_ok(); /* not damaged */
		for (i = 0; i < WRITERS; i++) {
			int last = i == 0 ? said[0] : -1, next;

			while (read(pipes[i][0], &next, sizeof next) == sizeof next)
				last = next;
			for (k = 0; k <= last; k++) {
				char key[40];

				snprintf(key, sizeof key, "%d-%d-%d", round, i, k);
				if (!progress_passed(p, "1.1", key))
					fail_msg("%s was said and lost", key);
			}
			close(pipes[i][0]);
		}
		assert_true(progress_set_place(p, "1.1", NULL));
		no_stale_files();
		progress_close(p);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_yet),  TEST(round_trip), TEST(two_windows),
		TEST(one_lesson_over), TEST(a_skipped_step), TEST(the_language), TEST(damaged), TEST(hostile_file),
		TEST(no_folder),    TEST(full_disk),  TEST(cleared_while_waiting),
		TEST(sums),	    TEST(killed),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
