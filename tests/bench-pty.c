// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A program in a terminal of 24 rows and 80 columns, measured frame by frame.
 *
 *   bench-pty [OPTION]… TEXT [KEYS TEXT]… -- COMMAND…
 *
 * The first frame is there when TEXT has come, the next ones when theirs has come
 * after their KEYS; an empty TEXT is any byte.  TEXT is looked for in the bytes, so it
 * is a word that the program draws in one piece.  A frame is over, and the next keys
 * are sent, when nothing has come for CALM_MS, or the program has ended.  For each frame
 * a line says:
 *
 *   MICROSECONDS BYTES WRITES READS
 *
 * from the start, or from the keys, to TEXT; then what came until the frame was over,
 * by how many writes ("-": the kernel does not say), in how many pieces it was read.
 *
 *   -s SHIM     tests/bench-shim.so, without which writes to files count too
 *   -t          only how long the first frame takes, MICROSECONDS: the program is killed as
 *               soon as TEXT has come
 *   -f MS       fsync() takes so much longer; needs the shim
 *   -x          the program ends itself with the write that has the first TEXT, for
 *               those who count instructions; needs the shim, prints nothing
 *   -i SECONDS  then waits until it has settled, and a last line says how often its
 *               threads woke up in so long, and what came: WAKE-UPS BYTES
 *   -w SECONDS  that it takes to settle (3)
 *
 * Where a TEXT does not come, that is said, and the exit status is 1. */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "bench-shim.h"

enum { ROWS = 24, COLUMNS = 80, CALM_MS = 200, PATIENCE_MS = 30000, END_MS = 5000 };

static struct bench_page *page;
static const char *shim;
static unsigned sync_ms, idle_s, settle_s = 3;
static bool ends_itself, only_time;

static int master;
static pid_t child;
static char *got; /* since the last keys */
static size_t n_got, reads;

static int64_t now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void fail(const char *what, const char *which)
{
	fprintf(stderr, "bench-pty: %s%s\n", what, which);
	if (child > 0)
		kill(child, SIGKILL);
	exit(1);
}

/* ---- the program --------------------------------------------------------------- */

static void make_page(const char *last)
{
	int fd = memfd_create("bench", 0);
	char number[16];

	if (fd < 0 || ftruncate(fd, sizeof *page) != 0)
		fail("no memory to share: ", strerror(errno));
	page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (page == MAP_FAILED)
		fail("no memory to share: ", strerror(errno));
	snprintf(number, sizeof number, "%d", fd);
	setenv(BENCH_SHIM_PAGE, number, 1);
	page->sync_ms = sync_ms;
	if (ends_itself)
		snprintf(page->last, sizeof page->last, "%s", last);
}

static void start(char **command)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };

	child = forkpty(&master, NULL, NULL, &size);
	if (child < 0)
		fail("no terminal: ", strerror(errno));
	if (child > 0)
		return;
	page->process = getpid();
	if (shim)
		setenv("LD_PRELOAD", shim, 1);
	execvp(command[0], command);
	_exit(127);
}

static bool read_some(void);

/* It may want to say good-bye, and needs somebody who listens. */
static bool ends(void)
{
	int64_t until = now_us() + END_MS * 1000;

	while (waitpid(child, NULL, WNOHANG) == 0) {
		struct pollfd in = { .fd = master, .events = POLLIN };

		if (now_us() > until)
			return false;
		if (poll(&in, 1, 10) == 1 && !read_some())
			usleep(1000);
	}
	return true;
}

static void end(void)
{
	kill(child, SIGTERM);
	if (ends())
		return;
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
}

/* ---- what it writes ------------------------------------------------------------- */

/* Who asks what terminal this is, is told: a plain one. */
static void answer(size_t from)
{
	static const char question[] = "\033[c", reply[] = "\033[?6c";

	if (memmem(got + from, n_got - from, question, strlen(question)))
		(void)!write(master, reply, strlen(reply));
}

/* False: nobody writes there any more. */
static bool read_some(void)
{
	char bytes[65536];
	ssize_t n = read(master, bytes, sizeof bytes);

	if (n <= 0)
		return false;
	got = realloc(got, n_got + (size_t)n);
	if (!got)
		fail("no memory", "");
	memcpy(got + n_got, bytes, (size_t)n);
	n_got += (size_t)n;
	reads++;
	answer(n_got - (size_t)n);
	return true;
}

static bool readable(int64_t until)
{
	int64_t left = until - now_us();
	struct pollfd in = { .fd = master, .events = POLLIN };

	return left > 0 && poll(&in, 1, (int)(left / 1000) + 1) == 1;
}

/* False: it ended, or that did not come. */
static bool see(const char *text)
{
	int64_t until = now_us() + PATIENCE_MS * 1000;

	while (n_got == 0 || !memmem(got, n_got, text, strlen(text)))
		if (!readable(until) || !read_some())
			return false;
	return true;
}

static void calm(void)
{
	while (readable(now_us() + CALM_MS * 1000))
		if (!read_some())
			return; /* it ended */
}

/* ---- the figures ----------------------------------------------------------------- */

/* The writes of the program so far, but for those that the shim saw go elsewhere. */
static long writes(void)
{
	char path[64];
	long all = -1;
	FILE *in;

	snprintf(path, sizeof path, "/proc/%d/io", child);
	in = fopen(path, "r");
	if (!in)
		return -1;
	if (fscanf(in, "rchar: %*u wchar: %*u syscr: %*u syscw: %ld", &all) == 1)
		all -= page->elsewhere;
	fclose(in);
	return all;
}

/* KEYS is NULL for the first frame, which began when the program was started. */
static void frame(const char *keys, const char *text, int64_t began)
{
	long before = keys ? writes() : 0;
	int64_t us;

	n_got = reads = 0;
	if (keys) {
		began = now_us();
		if (write(master, keys, strlen(keys)) < 0)
			fail("cannot type: ", strerror(errno));
	}
	if (!see(text))
		fail("it did not show: ", text);
	us = now_us() - began;
	if (only_time) {
		printf("%lld\n", (long long)us);
		return;
	}
	calm();
	printf("%lld %zu ", (long long)us, n_got);
	if (before < 0 || writes() < 0)
		printf("- %zu\n", reads);
	else
		printf("%ld %zu\n", writes() - before, reads);
}

/* How often its threads have gone to sleep of their own will. */
static long sleeps(void)
{
	char command[128];
	long sum = -1;
	FILE *in;

	snprintf(command, sizeof command,
		 "cat /proc/%d/task/*/status | awk '/^voluntary/ { n += $2 } END { print n }'", child);
	in = popen(command, "r");
	if (!in || fscanf(in, "%ld", &sum) != 1)
		fail("its wake-ups cannot be counted", "");
	pclose(in);
	return sum;
}

static void leave_alone(int64_t ms)
{
	int64_t until = now_us() + ms * 1000;

	n_got = 0;
	while (now_us() < until)
		if (readable(until) && !read_some())
			fail("it ended while nothing was asked of it", "");
}

static void idle(void)
{
	long before;

	leave_alone((int64_t)settle_s * 1000);
	before = sleeps();
	leave_alone((int64_t)idle_s * 1000);
	printf("%ld %zu\n", sleeps() - before, n_got);
}

/* With -x: valgrind has something to say after that. */
static int see_end(const char *text)
{
	if (!see(text))
		fail("it did not show: ", text);
	if (!ends())
		fail("the shim did not see it write: ", text);
	return 0;
}

/* ---- the command line --------------------------------------------------------------- */

static void usage(void)
{
	fail("usage: bench-pty [-s SHIM] [-t] [-f MS] [-x] [-i SECONDS] [-w SECONDS] TEXT [KEYS TEXT]… -- COMMAND…", "");
}

static char **read_options(int argc, char **argv)
{
	int option;

	/* "+": up to the first TEXT. */
	while ((option = getopt(argc, argv, "+s:tf:xi:w:")) != -1) {
		switch (option) {
		case 's':
			shim = optarg;
			break;
		case 't':
			only_time = true;
			break;
		case 'f':
			sync_ms = (unsigned)atoi(optarg);
			break;
		case 'x':
			ends_itself = true;
			break;
		case 'w':
			settle_s = (unsigned)atoi(optarg);
			break;
		case 'i':
			idle_s = (unsigned)atoi(optarg);
			break;
		default:
			usage();
		}
	}
	return argv + optind;
}

int main(int argc, char **argv)
{
	char **frames = read_options(argc, argv), **command = frames;
	int64_t began;

	while (*command && strcmp(*command, "--") != 0)
		command++;
	if (!*command || !command[1] || (command - frames) % 2 == 0)
		usage();
	make_page(frames[0]);
	began = now_us();
	start(command + 1);
	if (ends_itself)
		return see_end(frames[0]);
	frame(NULL, *frames++, began);
	if (only_time) {
		kill(child, SIGKILL);
		return 0;
	}
	for (; frames < command; frames += 2)
		frame(frames[0], frames[1], 0);
	if (idle_s > 0)
		idle();
	end();
	return 0;
}
