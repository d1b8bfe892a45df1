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
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
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
	progress_start(p); /* as after a first screen: from here on it is written */
	return p;
}

static void flush_ok(struct progress *p)
{
	struct error err = { 0 };

	if (!progress_flush(p, 20000, &err))
		fail_msg("flushing says: %s", err.message);
}

/* Until the thread has seen what others wrote. */
static bool refresh(struct progress *p)
{
	struct pollfd fd = { .fd = progress_fd(p), .events = POLLIN };

	if (poll(&fd, 1, 20000) != 1)
		fail_msg("nothing was seen");
	return progress_refresh(p);
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

/* A neighbour on this host learns nothing of it. */
static void nobody_else_may_read_it(void **state)
{
	struct progress *p = open_ok();
	char *folder = file_state_dir(), *path;
	struct stat st;

	(void)state;
	umask(0);
	assert_true(progress_set_place(p, "1.1", NULL));
	flush_ok(p);
	progress_close(p);
	path = file_path("");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(stat(folder, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	umask(022);
	free(folder);
	free(path);
}

static void two_windows(void **state)
{
	struct progress *a = open_ok(), *b = open_ok();

	(void)state;
	assert_true(progress_set_place(a, "1.1", NULL));
	assert_true(progress_pass(a, "1.1", "x", NULL));
	flush_ok(a);
	assert_true(progress_set_place(b, "5.5", NULL));
	assert_true(progress_pass(b, "1.2", "y", NULL));
	assert_true(progress_add_spent(a, 10, NULL));
	flush_ok(a);
	assert_true(progress_add_spent(b, 20, NULL));
	flush_ok(b);
	assert_true(refresh(b));
	assert_true(progress_passed(b, "1.1", "x"));
	while (progress_spent_ms(a) != 30)
		refresh(a);
	assert_false(progress_refresh(a));
	assert_true(progress_passed(a, "1.2", "y"));
	assert_string_equal(progress_place(a), "5.5");
	/* What one forgets the other does not bring back. */
	assert_true(progress_clear(b, NULL));
	flush_ok(b);
	assert_true(progress_pass(a, "1.3", "z", NULL));
	flush_ok(a);
	while (progress_passed(a, "1.1", "x"))
		refresh(a);
	while (!progress_passed(b, "1.3", "z"))
		refresh(b);
	assert_false(progress_passed(b, "1.1", "x"));
	assert_true(progress_passed(a, "1.3", "z"));
	assert_null(progress_place(b));
	assert_int_equal(progress_spent_ms(b), 0);
	progress_close(a);
	progress_close(b);
}

/* Nothing is asked of the one that looks on: the other's write wakes it. */
static void the_other_window_is_seen(void **state)
{
	struct progress *a = open_ok(), *b = open_ok();

	(void)state;
	progress_pass(a, "1.1", "x", NULL);
	assert_true(refresh(b));
	assert_true(progress_passed(b, "1.1", "x"));
	/* Its own writes are no news. */
	flush_ok(a);
	assert_false(progress_refresh(a));
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

/* ---- steps that get other numbers -------------------------------------------------- */

/* Steps as "ID LESSON TITLE CONTENT", one after another; the last three are numbers. */
static struct step_list steps_of(const char *language, const char *text)
{
	struct step_list steps = { 0 };
	unsigned lesson, title, content;
	char id[20];
	int took;

	for (; sscanf(text, " %19s %u %u %u%n", id, &lesson, &title, &content, &took) == 4; text += took)
		steps_add(&steps, &(struct known_step){ .id = id, .language = (char *)language,
							.lesson = lesson, .title = title,
							.content = content });
	return steps;
}

static void follow_in(struct progress *p, const char *language, const char *text)
{
	struct step_list steps = steps_of(language, text);

	progress_follow(p, &steps, "w");
	steps_free(&steps);
}

static void follow(struct progress *p, const char *text)
{
	follow_in(p, "", text);
}

/* As the person left it: passed 1.1 and 2.1, seen and skipped 1.2, stands on 2.1. */
#define AS_IT_WAS "1.1 1 11 91  1.2 1 12 0  2.1 2 21 92"

static struct progress *left(void)
{
	struct progress *p = open_ok();

	follow(p, AS_IT_WAS);
	progress_pass(p, "1.1", "k", NULL);
	progress_set_place(p, "1.2", NULL);
	progress_skip(p, "1.2", NULL);
	progress_pass(p, "2.1", "k", NULL);
	progress_add_snapshot(p, "box", "calm", "2.1", 1, NULL);
	progress_set_place(p, "2.1", NULL);
	return p;
}

static void assert_left_at(const struct progress *p, const char *a, const char *b, const char *c)
{
	assert_true(progress_passed(p, a, "k"));
	assert_true(progress_step_seen(p, b));
	assert_true(progress_step_skipped(p, b));
	assert_true(progress_passed(p, c, "k"));
	assert_string_equal(progress_snapshot(p, "box", "calm")->step, c);
}

static struct progress *again(struct progress *p, const char *language, const char *text)
{
	flush_ok(p);
	progress_close(p);
	p = open_ok();
	follow_in(p, language, text);
	return p;
}

static void a_step_is_put_in_front(void **state)
{
	struct progress *p = again(left(), "", "1.1 1 10 91  1.2 1 11 91  1.3 1 12 0  2.1 2 21 92");

	(void)state;
	assert_left_at(p, "1.2", "1.3", "2.1");
	assert_string_equal(progress_place(p), "2.1");
	assert_false(progress_passed(p, "1.1", "k"));
	assert_false(progress_step_seen(p, "1.1"));
	assert_false(progress_step_skipped(p, "1.2"));
	/* The file stays right when it is written and read once more. */
	progress_add_spent(p, 1, NULL);
	p = again(p, "", AS_IT_WAS);
	assert_left_at(p, "1.1", "1.2", "2.1");
	progress_close(p);
}

static void a_lesson_is_put_in_between(void **state)
{
	struct progress *p = again(left(), "", "1.1 1 11 91  1.2 1 12 0  2.1 9 12 0  3.1 2 21 92");

	(void)state;
	assert_left_at(p, "1.1", "1.2", "3.1");
	assert_string_equal(progress_place(p), "3.1");
	assert_false(progress_step_seen(p, "2.1"));
	assert_false(progress_passed(p, "2.1", "k"));
	progress_close(p);
}

static void steps_change_places(void **state)
{
	struct progress *p = again(left(), "", "1.1 1 12 0  1.2 1 11 91  2.1 2 21 92");

	(void)state;
	assert_left_at(p, "1.2", "1.1", "2.1");
	assert_false(progress_passed(p, "1.1", "k"));
	progress_close(p);
}

/* Its words are corrected, or its checks changed, but not both at once. */
static void a_step_is_edited(void **state)
{
	struct progress *p = again(left(), "", "1.1 1 77 91  1.2 1 12 0  2.1 2 21 55");

	(void)state;
	assert_left_at(p, "1.1", "1.2", "2.1");
	progress_close(p);
	/* Another step that has only text is not the one that was read. */
	p = again(open_ok(), "", "1.1 1 11 91  1.2 1 88 0  2.1 2 21 92");
	assert_false(progress_step_seen(p, "1.2"));
	assert_true(progress_passed(p, "1.1", "k"));
	progress_close(p);
}

/* One lesson is opened alone, or another cannot be read: nothing of the rest is lost. */
static void steps_that_are_not_there_come_back(void **state)
{
	struct progress *p = again(left(), "", "1.1 5 51 0");

	(void)state;
	assert_false(progress_passed(p, "1.1", "k"));
	progress_set_place(p, "1.1", NULL);
	p = again(p, "", "2.1 2 21 92");
	assert_true(progress_passed(p, "2.1", "k"));
	progress_set_place(p, "2.1", NULL);
	p = again(p, "", AS_IT_WAS);
	assert_left_at(p, "1.1", "1.2", "2.1");
	progress_close(p);
}

static void titles_in_another_language(void **state)
{
	struct progress *p = again(left(), "es", "1.1 3 31 91  1.2 3 32 0  2.1 4 41 92");

	(void)state;
	assert_left_at(p, "1.1", "1.2", "2.1");
	progress_add_spent(p, 1, NULL);
	p = again(p, "", AS_IT_WAS);
	assert_left_at(p, "1.1", "1.2", "2.1");
	/* A translation that is behind, and one beside which a step was put in front. */
	p = again(p, "es", "1.1 3 31 94  1.2 3 32 0  2.1 4 41 92");
	assert_left_at(p, "1.1", "1.2", "2.1");
	p = again(p, "es", "1.1 3 30 95  1.2 3 31 91  2.1 4 41 92");
	assert_true(progress_passed(p, "1.2", "k"));
	assert_false(progress_passed(p, "1.1", "k"));
	progress_close(p);
}

/* A file of an earlier version: its numbers count. */
static void a_file_without_steps_is_read(void **state)
{
	struct progress *p;

	(void)state;
	support_text(state_home, "imitation/w.progress",
		     "imitation-progress 1\nepoch 0\nplace 2.1\nseen 1.2\nseen 2.1\npassed 1.1 k\n"
		     "passed 2.1 k\nskipped 1.2\nmoment box calm 2.1 1\nspent 0\nend\n");
	p = open_ok();
	follow(p, AS_IT_WAS);
	assert_left_at(p, "1.1", "1.2", "2.1");
	progress_add_spent(p, 1, NULL);
	p = again(p, "", "1.1 1 10 0  1.2 1 11 91  1.3 1 12 0  2.1 2 21 92");
	assert_left_at(p, "1.2", "1.3", "2.1");
	progress_close(p);
}

/* Two windows, one of which has a newer version of the files. */
static void two_numberings_at_once(void **state)
{
	struct progress *a = left(), *b;

	(void)state;
	flush_ok(a);
	b = open_ok();
	follow(b, "1.1 1 10 0  1.2 1 11 91  1.3 1 12 0  2.1 2 21 92");
	progress_pass(b, "1.3", "new", NULL);
	flush_ok(b);
	while (!progress_passed(a, "1.2", "new"))
		refresh(a);
	assert_true(progress_passed(a, "1.1", "k"));
	progress_pass(a, "1.1", "more", NULL);
	flush_ok(a);
	while (!progress_passed(b, "1.2", "more"))
		refresh(b);
	/* What waits to be written gets its new number, too. */
	progress_pass(a, "1.1", "last", NULL);
	follow(a, "4.4 1 11 91");
	assert_true(progress_passed(a, "4.4", "last"));
	flush_ok(a);
	while (!progress_passed(b, "1.2", "last"))
		refresh(b);
	progress_close(a);
	progress_close(b);
}

static void damaged(void **state)
{
	static const char *const bad[] = {
		"imitation-progress 1\nepoch 0\nplace 3.2\npassed 1.1 ab\nmoment box fir",
		"imitation-progress 1\nepoch 0\nplace 3.2\ngarbage here\npassed 1.1 ab\nend\n",
		"imitation-progress 1\nepoch x\nplace 3.2\npassed 1.1 ab\nspent -5\nend\n",
		"imitation-progress 1\nepoch 9223372036854775807\nplace 3.2\npassed 1.1 ab\nend\n",
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

static bool refresh_is_due(const struct progress *p)
{
	struct pollfd fd = { .fd = progress_fd(p), .events = POLLIN };

	return poll(&fd, 1, 0) == 1;
}

static size_t threads(void)
{
	DIR *folder = opendir("/proc/self/task");
	size_t n = 0;

	assert_non_null(folder);
	while (readdir(folder))
		n++;
	closedir(folder);
	return n;
}

/* A first screen waits for none of what writing needs. */
static void opening_only_reads(void **state)
{
	char *folder = mem_printf("%s/imitation", state_home), *path = file_path("");
	size_t before = threads();
	struct error err = { 0 };
	struct progress *p = progress_open("w", &err);

	(void)state;
	assert_true(progress_set_place(p, "1.2", &err));
	assert_true(progress_saved(p));
	assert_string_equal(progress_place(p), "1.2");
	assert_false(file_exists(folder));
	assert_int_equal(threads(), before);
	assert_false(progress_refresh(p)); /* which starts nothing */
	assert_int_equal(threads(), before);
	assert_int_equal(progress_fd(p), -1);
	/* Now it is written by itself. */
	progress_start(p);
	assert_true(progress_fd(p) >= 0);
	for (int ms = 0; ms < 60000 && !file_exists(path); ms += 5)
		clock_nap(5);
	assert_true(file_exists(path));
	progress_close(p);
	free(path);
	free(folder);
}

static void what_waits_is_not_lost(void **state)
{
	struct progress *p = progress_open("w", NULL);

	(void)state;
	progress_pass(p, "1.1", "a", NULL);
	flush_ok(p);
	progress_close(p);
	p = progress_open("w", NULL);
	assert_true(progress_passed(p, "1.1", "a"));
	progress_pass(p, "1.1", "b", NULL);
	progress_close(p);
	p = progress_open("w", NULL);
	assert_true(progress_passed(p, "1.1", "b"));
	progress_close(p);
}

/* What another session writes is seen, even if the folder was not there at first. */
static void a_folder_that_is_made_later(void **state)
{
	struct progress *a = open_ok(), *b = open_ok();

	(void)state;
	progress_pass(a, "1.1", "a", NULL);
	flush_ok(a);
	assert_true(refresh(b));
	assert_true(progress_passed(b, "1.1", "a"));
	progress_close(a);
	progress_close(b);
}

static void no_folder(void **state)
{
	struct error err = { 0 };
	struct progress *p;

	(void)state;
	setenv("XDG_STATE_HOME", "/proc/nowhere", 1);
	p = progress_open("w", &err);
	assert_non_null(p);
	assert_int_equal(err.kind, ERROR_NONE);
	assert_true(progress_pass(p, "1.1", "a", &err));
	assert_false(progress_flush(p, 1000, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_false(progress_saved(p));
	assert_true(refresh_is_due(p));
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

/* Until an attempt has come out otherwise than the one before. */
static void wait_until(struct progress *p, bool well)
{
	while (progress_is_well(p, NULL) != well)
		refresh(p);
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
	progress_pass(p, "1.1", "a", NULL);
	flush_ok(p);
	assert_true(file_read(path, 10000, &was, NULL));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	none = before;
	none.rlim_cur = 10;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	progress_pass(p, "1.2", "b", NULL);
	wait_until(p, false);
	assert_false(progress_saved(p));
	assert_false(progress_add_spent(p, 5, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	err = (struct error){ 0 };
	assert_false(progress_flush(p, 20000, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_non_null(strstr(err.remedy, "room on the disk"));
	setrlimit(RLIMIT_FSIZE, &before);
	assert_true(progress_passed(p, "1.2", "b"));
	assert_true(file_read(path, 10000, &is, NULL));
	assert_string_equal(str_text(&was), str_text(&is));
	/* With room again all of it is written, without a new change. */
	wait_until(p, true);
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

static int hold_lock(void)
{
	char *folder = mem_printf("%s/imitation", state_home), *path = file_path(".lock");
	int fd;

	assert_true(file_mkdirs(folder, 0700, NULL));
	fd = open(path, O_RDWR | O_CREAT, 0600);
	free(folder);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	free(path);
	return fd;
}

static void cleared_while_waiting(void **state)
{
	struct progress *a = open_ok(), *b = open_ok();
	int fd = hold_lock();

	(void)state;
	/* Somebody holds the lock and does not let go: no waiting for ever. */
	progress_pass(a, "1.1", "old", NULL);
	assert_false(progress_flush(a, 20000, NULL));
	assert_true(progress_passed(a, "1.1", "old"));
	close(fd);
	progress_clear(b, NULL);
	flush_ok(b);
	progress_set_place(a, "4.1", NULL);
	flush_ok(a);
	while (progress_passed(a, "1.1", "old"))
		refresh(a);
	assert_string_equal(progress_place(a), "4.1");
	progress_close(a);
	progress_close(b);
}

/* What is done while a clearing is on its way to the disk is meant, whatever becomes
 * of the next write. */
static void made_after_a_clear(void **state)
{
	struct progress *p = open_ok();
	int fd;

	(void)state;
	progress_pass(p, "1.1", "old", NULL);
	progress_clear(p, NULL);
	progress_pass(p, "1.1", "new", NULL);
	flush_ok(p);
	fd = hold_lock();
	progress_pass(p, "1.2", "more", NULL);
	assert_false(progress_flush(p, 20000, NULL));
	close(fd);
	progress_close(p);
	p = open_ok();
	assert_false(progress_passed(p, "1.1", "old"));
	assert_true(progress_passed(p, "1.1", "new"));
	assert_true(progress_passed(p, "1.2", "more"));
	progress_close(p);
}

/* --- a slow disk --- */

static atomic_int slow_ms;       /* for each fsync */
static atomic_int syncs, syncs_here; /* of them all, and of the test's own thread */
static _Thread_local bool here;

/* In the place of the C library's own. */
int fsync(int fd)
{
	syncs++;
	syncs_here += here;
	clock_nap(slow_ms);
	return (int)syscall(SYS_fsync, fd);
}

static void slow_disk(void **state)
{
	enum { TIMES = 50, SLOW_MS = 200 };
	struct progress *p = open_ok(), *other = open_ok();
	int64_t begun, called, flushed;
	int i;

	(void)state;
	here = true;
	syncs = syncs_here = 0;
	slow_ms = SLOW_MS;
	begun = clock_mono_ms();
	for (i = 0; i < TIMES; i++) {
		char key[20];

		snprintf(key, sizeof key, "k%d", i);
		progress_set_place(p, "1.1", NULL);
		progress_pass(p, "1.1", key, NULL);
		assert_true(progress_passed(p, "1.1", key));
		progress_refresh(p);
		progress_refresh(other);
	}
	called = clock_mono_ms() - begun;
	assert_false(progress_flush(p, 1, NULL)); /* bounded */
	flush_ok(p);
	flushed = clock_mono_ms() - begun;
	slow_ms = 0;
	here = false;
	assert_true(flushed >= SLOW_MS);
	/* All calls together took a small part of one write, which waits for two syncs. */
	if (called * 4 > flushed)
		fail_msg("%d calls took %d ms, and writing %d ms", 3 * TIMES, (int)called, (int)flushed);
	assert_int_equal(syncs_here, 0);
	assert_true(syncs >= 2);
	/* What was queued meanwhile went in one piece. */
	assert_true(syncs <= 2 * TIMES / 5);
	progress_close(p);
	assert_true(refresh(other));
	assert_true(progress_passed(other, "1.1", "k49"));
	progress_close(other);
	p = open_ok();
	for (i = 0; i < TIMES; i++) {
		char key[20];

		snprintf(key, sizeof key, "k%d", i);
		assert_true(progress_passed(p, "1.1", key));
	}
	progress_close(p);
}

/* It shall soon be seen by others: the folder is synced once, after both writes. */
static void what_waits_goes_before_the_folder(void **state)
{
	struct progress *p = open_ok(), *other = open_ok();

	(void)state;
	syncs = 0;
	slow_ms = 200;
	progress_set_place(p, "1.1", NULL);
	while (syncs == 0)
		clock_nap(1);
	progress_set_place(p, "1.2", NULL);
	flush_ok(p);
	slow_ms = 0;
	assert_int_equal(syncs, 3);
	while (!str_eq(progress_place(other), "1.2"))
		refresh(other);
	progress_close(other);
	progress_close(p);
}

static bool is_written(void)
{
	struct progress *p = progress_open("w", NULL);
	bool passed = p && progress_passed(p, "1.1", "a");

	progress_close(p);
	return passed;
}

/* It is left to itself, and does what it still can. */
static void a_disk_that_hangs(void **state)
{
	struct progress *p = open_ok();
	int64_t begun = clock_mono_ms(), closed;

	(void)state;
	slow_ms = 6000;
	progress_pass(p, "1.1", "a", NULL);
	progress_close(p);
	closed = clock_mono_ms() - begun;
	slow_ms = 0;
	assert_true(closed < 6000);
	/* The next one waits for the lock for a while, and for the thread no longer than that. */
	while (!is_written() && clock_mono_ms() - begun < 60000)
		clock_nap(100);
	assert_true(is_written());
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
			bool stored = true;

			p = progress_open("w", NULL);
			for (k = 0; k < TIMES; k++) {
				progress_add_spent(p, 1, NULL);
				stored = progress_flush(p, 60000, NULL);
			}
			/* On a slow disk the lock may be long in coming: what waits goes
			 * with the next. */
			for (k = 0; k < TIMES && !stored; k++)
				stored = progress_flush(p, 60000, NULL);
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
		progress_pass(p, "1.1", key, NULL);
		while (!progress_flush(p, 60000, NULL))
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
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 && strcmp(entry->d_name, "w.progress") != 0 &&
		    strcmp(entry->d_name, "w.progress.lock") != 0)
			fail_msg("%s was left", entry->d_name);
	closedir(dir);
	free(path);
}

/* Whoever keeps a copy beside it, by whatever name, keeps it. */
static void only_our_own_are_swept(void **state)
{
	static const char *const others[] = {
		"w.progress.backup", "w.progress.before", "w.progress.AbCd12", ".w.progress.AbCd12",
		".w.progress.imitation-AbCd1", ".w.progress.imitation-AbC.12", ".v.progress.imitation-AbCd12",
	};
	char *folder = mem_printf("%s/imitation", state_home), *ours;
	struct progress *p;
	size_t i;

	(void)state;
	assert_true(file_mkdirs(folder, 0700, NULL));
	ours = file_join(folder, ".w.progress.imitation-AbCd12");
	for (i = 0; i < ARRAY_LEN(others); i++)
		support_text(folder, others[i], "mine");
	support_text(folder, ".w.progress.imitation-AbCd12", "half");
	p = open_ok();
	progress_set_place(p, "1.1", NULL);
	flush_ok(p);
	progress_close(p);
	assert_false(file_exists(ours));
	for (i = 0; i < ARRAY_LEN(others); i++) {
		char *path = file_join(folder, others[i]);

		if (!file_exists(path))
			fail_msg("%s is gone", others[i]);
		free(path);
	}
	free(ours);
	free(folder);
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
		progress_set_place(p, "1.1", NULL);
		flush_ok(p);
		no_stale_files();
		progress_close(p);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_yet),  TEST(round_trip), TEST(nobody_else_may_read_it), TEST(two_windows),
		TEST(one_lesson_over), TEST(a_skipped_step), TEST(the_language), TEST(damaged), TEST(hostile_file),
		TEST(opening_only_reads), TEST(what_waits_is_not_lost), TEST(a_folder_that_is_made_later),
		TEST(no_folder),    TEST(full_disk),  TEST(cleared_while_waiting),
		TEST(made_after_a_clear), TEST(the_other_window_is_seen), TEST(slow_disk),
		TEST(what_waits_goes_before_the_folder),
		TEST(a_disk_that_hangs), TEST(sums), TEST(only_our_own_are_swept),
		TEST(a_step_is_put_in_front), TEST(a_lesson_is_put_in_between), TEST(steps_change_places),
		TEST(a_step_is_edited), TEST(steps_that_are_not_there_come_back),
		TEST(titles_in_another_language), TEST(a_file_without_steps_is_read),
		TEST(two_numberings_at_once), TEST(killed),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
