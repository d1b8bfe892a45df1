// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The program ends in time, whatever stands still: within two seconds after SIGTERM and
 * SIGHUP, within three after "q".
 *
 * It runs in a terminal of this test's own, on libvirt's test driver.  The terminal does not
 * answer, or takes no bytes; another program holds the lock on the progress; calls to the disk
 * do not return (tests/ends-shim.c); making guests does not stop.  What needs a daemon and
 * QEMU is in e2e-robust.sh. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <glob.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include "base/clock.h"
#include "base/error.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"

enum {
	SIGNAL_MS = 2000,
	QUIT_MS = 3000,
	PATIENCE_MS = 20000, /* never waited for when all is well */
	CALM_MS = 400,       /* without output, until the program has drawn all that it has */
};

#define STOP (-1)

static char *program, *shim;
static const char *script; /* of a shell, which runs $0; NULL: there is no shell */
static char *home; /* of the test; the workshop is in it */

/* ---- the program in a terminal ------------------------------------------------------ */

static struct {
	struct termios settings; /* of the line, before the program had it */
	int terminal, line; /* both ends */
	pid_t pid;
	bool reads;         /* the terminal takes bytes */
	bool answers;
	struct str said;
} run;

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

static void become(const char *hangs)
{
	char *flag = file_join(home, "hang");

	set("HOME", home);
	set("XDG_STATE_HOME", NULL);
	set("XDG_DATA_HOME", NULL);
	set("XDG_CONFIG_HOME", NULL);
	set("XDG_CACHE_HOME", NULL);
	set("XDG_RUNTIME_DIR", home);
	set("TERM", "xterm-256color");
	set("LC_ALL", "C.UTF-8");
	set("LANGUAGE", "");
	set("TMUX", NULL);
	set("COLORTERM", NULL);
	set("IMITATION_PIXELS", NULL);
	set("ASAN_OPTIONS", "verify_asan_link_order=0:detect_leaks=0");
	if (hangs) {
		set("LD_PRELOAD", shim);
		set("ENDS_HANGS", hangs);
		set("ENDS_WHEN", flag);
	}
	if (chdir(home) != 0)
		_exit(127);
	if (script)
		execl("/bin/sh", "sh", "-mc", script, program, (char *)NULL);
	else
		execl(program, program, "--connect", "test:///default", "shop", (char *)NULL);
	_exit(127);
}

/* Fills the line until it takes no more. */
static void fill(int line)
{
	static char bytes[4096];
	int flags = fcntl(line, F_GETFL);
	size_t n = sizeof bytes;

	memset(bytes, 'x', sizeof bytes);
	fcntl(line, F_SETFL, flags | O_NONBLOCK);
	while (n > 0)
		if (write(line, bytes, n) < 0)
			n /= 2;
	fcntl(line, F_SETFL, flags);
}

/* hangs: what of the disk does not return once the file "hang" is there; or NULL. */
static void start(const char *hangs, bool full)
{
	struct winsize size = { 24, 80, 0, 0 };

	assert_int_equal(openpty(&run.terminal, &run.line, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(run.line, &run.settings), 0);
	if (full)
		fill(run.line);
	run.reads = !full;
	run.answers = true;
	run.pid = fork();
	assert_true(run.pid >= 0);
	if (run.pid == 0) {
		close(run.terminal);
		login_tty(run.line);
		become(hangs);
	}
	fcntl(run.line, F_SETFD, FD_CLOEXEC);
	fcntl(run.terminal, F_SETFD, FD_CLOEXEC);
}

static void press(const char *keys)
{
	assert_int_equal(write(run.terminal, keys, strlen(keys)), (ssize_t)strlen(keys));
}

/* Lets the terminal read for so long at most.  False: nothing came. */
static bool listen_for(int ms)
{
	struct pollfd in = { .fd = run.terminal, .events = POLLIN };
	char bytes[4096];
	ssize_t n;

	if (!run.reads) {
		clock_nap(ms);
		return false;
	}
	if (poll(&in, 1, ms) != 1 || (n = read(run.terminal, bytes, sizeof bytes)) <= 0)
		return false;
	str_addn(&run.said, bytes, (size_t)n);
	if (run.answers && memmem(bytes, (size_t)n, "\033[c", 3))
		press("\033[?1;2c");
	return true;
}

static void until_calm(void)
{
	while (listen_for(CALM_MS))
		;
}

static void until_said(const char *text)
{
	int64_t until = clock_mono_ms() + PATIENCE_MS;

	while (!strstr(str_text(&run.said), text) && clock_mono_ms() < until)
		listen_for(20);
	if (!strstr(str_text(&run.said), text))
		fail_msg("\"%s\" was not shown", text);
}

static void asks_to_end(int number)
{
	if (number == STOP)
		press("\032");
	else if (number == 0)
		press("q");
	else
		kill(run.pid, number);
}

static const char *name_of(int number)
{
	return number == STOP ? "Ctrl-Z" : number == 0 ? "q" : strsignal(number);
}

/* Did the program end by itself?  Status 127 means that it never started; others come from
 * sanitizers. */
static bool is_an_end(int status)
{
	return WIFEXITED(status) && WEXITSTATUS(status) <= EXIT_FAILURE;
}

/* Number 0: "q". */
static void ends_in_time(int number, const char *when)
{
	int64_t begin = clock_mono_ms(), most = number == 0 ? QUIT_MS : SIGNAL_MS, took;
	struct termios after;
	int status = -1;

	if (waitpid(run.pid, &status, WNOHANG) != 0)
		fail_msg("%s: it had ended before it was asked to (%x)", when, (unsigned)status);
	asks_to_end(number);
	while (waitpid(run.pid, &status, WNOHANG) == 0) {
		if (clock_mono_ms() - begin > PATIENCE_MS) {
			kill(run.pid, SIGKILL);
			waitpid(run.pid, &status, 0);
		}
		listen_for(10);
	}
	took = clock_mono_ms() - begin;
	print_message("%s, %s: %ld ms, status %x\n", when, name_of(number), (long)took,
		      (unsigned)status);
	assert_int_equal(tcgetattr(run.line, &after), 0);
	close(run.terminal);
	close(run.line);
	str_free(&run.said);
	assert_int_equal(after.c_lflag, run.settings.c_lflag);
	assert_int_equal(after.c_iflag, run.settings.c_iflag);
	assert_int_equal(after.c_oflag, run.settings.c_oflag);
	assert_in_range(took, 0, most);
	assert_true(is_an_end(status));
}

static const int ways[] = { SIGTERM, SIGHUP, 0 };

/* ---- the workshop -------------------------------------------------------------------- */

static void put(const char *name, const char *text)
{
	char *path = file_join(home, name);
	struct error err = { 0 };

	if (!file_write_atomic(path, text, strlen(text), &err))
		fail_msg("%s", err.message);
	free(path);
}

static void make_folder(const char *name)
{
	char *path = file_join(home, name);

	assert_int_equal(mkdir(path, 0755), 0);
	free(path);
}

static int forget_all(void **state)
{
	char *command = mem_printf("rm -rf '%s'", home);
	int status = home ? system(command) : 0;

	(void)state;
	free(command);
	free(home);
	home = NULL;
	return status;
}

static int make_all(void **state)
{
	char template[] = "/tmp/ends.XXXXXX";

	(void)state;
	home = mem_dup(mkdtemp(template));
	make_folder("shop");
	make_folder("shop/guests");
	put("shop/guests/disk.img", "Not a disk.");
	put("shop/workshop.md", "---\ntitle: Ends\nduration: 1\nmachines:\n"
	    "  ann: {image: guests/disk.img, memory: 4 MiB}\n---\n");
	put("shop/01-one.md", "---\ntitle: One\nduration: 1\nmachines: [ann]\n---\n"
	    "## First words\nText.\n\n```vm:define\n```\n\n## Second words\nText.\n\n```vm:start\n```\n");
	return 0;
}

/* ---- the terminal -------------------------------------------------------------------- */

static void a_terminal_that_never_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		start(NULL, false);
		run.answers = false;
		until_said("First words");
		ends_in_time(ways[i], "no answer");
	}
}

static void a_terminal_that_takes_no_bytes_from_the_start(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		start(NULL, true);
		clock_nap(1000);
		ends_in_time(ways[i], "full from the start");
	}
}

/* Ctrl-L has all drawn again. */
static void a_terminal_that_takes_no_more_bytes(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		start(NULL, false);
		until_said("First words");
		until_calm();
		run.reads = false;
		for (int n = 0; n < 30; n++) {
			press("\014");
			clock_nap(30);
		}
		fill(run.line);
		press("\014");
		clock_nap(100);
		ends_in_time(ways[i], "full");
	}
}

/* Ctrl-C is a key of the program, but others may send its signal. */
static void an_interrupt_from_outside(void **state)
{
	(void)state;
	start(NULL, false);
	until_said("First words");
	ends_in_time(SIGINT, "in the first frame");
	start(NULL, false);
	until_said("First words");
	until_calm();
	ends_in_time(SIGINT, "calm");
}

/* What does not go out is not lost: the frame comes when the terminal reads again. */
static void a_terminal_that_reads_again(void **state)
{
	(void)state;
	start(NULL, false);
	until_said("First words");
	until_calm();
	fill(run.line);
	run.reads = false;
	press("n");
	clock_nap(300);
	str_cut(&run.said, 0);
	run.reads = true;
	until_said("Second words");
	ends_in_time(0, "after it was full");
}

/* Ctrl-Z; the shell has the terminal when it continues the program to end it.  It ends when
 * the program has ended: its "wait" would not wait for a job that was stopped. */
static void a_stopped_program(void **state)
{
	(void)state;
	script = "sh -c 'echo $$ >pid; exec \"$0\" --connect test:///default shop' \"$0\"; pid=$(cat pid); "
		 "kill -TERM $pid && kill -CONT $pid || exit 2; "
		 "while kill -0 $pid 2>/dev/null; do sleep 0.02; done";
	start(NULL, false);
	until_said("words");
	until_calm();
	ends_in_time(STOP, "stopped, then SIGTERM");
	script = NULL;
}

/* ---- the disk ------------------------------------------------------------------------ */

static int hold_lock(void)
{
	char *pattern = file_join(home, ".local/state/imitation/*.lock");
	glob_t found;
	int fd;

	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	fd = open(found.gl_pathv[0], O_RDWR | O_CLOEXEC);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	globfree(&found);
	free(pattern);
	return fd;
}

static void another_that_holds_the_lock(void **state)
{
	(void)state;
	start(NULL, false);
	until_said("words");
	until_calm();
	ends_in_time(0, "nothing stands still");
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		int lock = hold_lock();

		start(NULL, false);
		until_said("words");
		press("n");
		until_calm();
		ends_in_time(ways[i], "lock held");
		close(lock);
	}
}

/* What hangs once the file "hang" is there; a call that hangs makes "hang.hung". */
static void begin_to_hang(void)
{
	put("hang", "");
}

static bool does_hang(void)
{
	char *path = file_join(home, "hang.hung");
	bool does = file_exists(path);

	free(path);
	return does;
}

static void hang_no_more(void)
{
	char *flag = file_join(home, "hang"), *hung = file_join(home, "hang.hung");

	unlink(flag);
	unlink(hung);
	free(flag);
	free(hung);
}

static void until_it_hangs(void)
{
	int64_t until = clock_mono_ms() + PATIENCE_MS;

	while (!does_hang() && clock_mono_ms() < until)
		listen_for(20);
	assert_true(does_hang());
}

/* It hangs from some time on.  The seconds that a person spent are always written at the
 * end, if there was one. */
static void hangs(const char *what)
{
	for (size_t i = 0; i < ARRAY_LEN(ways); i++) {
		start(what, false);
		until_said("words");
		until_calm();
		begin_to_hang();
		clock_nap(1100);
		ends_in_time(ways[i], what);
		assert_true(does_hang());
		hang_no_more();
	}
}

/* It hangs from the start: there is no frame, and "q" is no key yet. */
static void hangs_from_start(const char *what)
{
	for (size_t i = 0; ways[i] != 0; i++) {
		begin_to_hang();
		start(what, false);
		until_it_hangs();
		until_calm();
		ends_in_time(ways[i], what);
		hang_no_more();
	}
}

static void a_disk_that_does_not_write(void **state)
{
	(void)state;
	hangs("fsync");
	hangs("rename");
}

static void a_disk_that_does_not_read(void **state)
{
	(void)state;
	hangs_from_start("disk.img");
	hangs_from_start("01-one.md");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_terminal_that_never_answers),
		cmocka_unit_test(a_terminal_that_takes_no_bytes_from_the_start),
		cmocka_unit_test(a_terminal_that_takes_no_more_bytes),
		cmocka_unit_test(an_interrupt_from_outside),
		cmocka_unit_test(a_terminal_that_reads_again),
		cmocka_unit_test(a_stopped_program),
		cmocka_unit_test(another_that_holds_the_lock),
		cmocka_unit_test(a_disk_that_does_not_write),
		cmocka_unit_test(a_disk_that_does_not_read),
	};
	const char *build = getenv("top_builddir");
	char *here = realpath(build ? build : ".", NULL);
	int failed;

	program = file_join(here, "src/imitation");
	shim = file_join(here, "tests/ends-shim.so");
	if (access(program, X_OK) != 0 || access(shim, R_OK) != 0) {
		printf("Bail out! there is no %s, or no %s\n", program, shim);
		return EXIT_FAILURE;
	}
	failed = cmocka_run_group_tests_name("ends", tests, make_all, forget_all);
	free(here);
	free(program);
	free(shim);
	return failed;
}
