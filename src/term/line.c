// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The line to the terminal; see line.h.
 *
 * Curses writes to a file descriptor, in pieces of the size of its buffer, and
 * takes no other way out.  So it has a descriptor of its own, which for the time
 * of a frame is another name of a file in memory instead of the terminal. */
#include "term/line.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <termios.h>
#include <unistd.h>

#include "base/mem.h"

#define FRAME_MOST (64 << 20) /* bytes; more than any terminal's cells take */

static FILE *stream;
static int kept = -1; /* the file in memory; written from its beginning for each frame */
static struct str waiting; /* bytes that go out with the next ones */

/* The limit on the size of files (RLIMIT_FSIZE) also holds for files in memory. */
static bool can_keep(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_FSIZE, &limit) == 0 &&
	       (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= FRAME_MOST);
}

FILE *line_open(void)
{
	int fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);

	stream = fd < 0 ? NULL : fdopen(fd, "w");
	if (!stream) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	kept = can_keep() ? memfd_create("frame", MFD_CLOEXEC) : -1;
	return stream;
}

void line_close(void)
{
	if (stream)
		fclose(stream);
	if (kept >= 0)
		close(kept);
	str_free(&waiting);
	stream = NULL;
	kept = -1;
}

void line_catch(struct str *out)
{
	if (kept < 0 || dup3(kept, fileno(stream), O_CLOEXEC) < 0)
		line_send(out);
}

void line_caught(struct str *out)
{
	off_t end = kept < 0 ? 0 : lseek(kept, 0, SEEK_CUR), at = 0;
	char bytes[16384];

	if (dup3(STDOUT_FILENO, fileno(stream), O_CLOEXEC) < 0)
		return; /* one of the two is closed: there is no terminal any more */
	while (at < end) {
		size_t left = (size_t)(end - at);
		ssize_t n = pread(kept, bytes, left < sizeof bytes ? left : sizeof bytes, at);

		if (n <= 0)
			break;
		str_addn(out, bytes, (size_t)n);
		at += n;
	}
	if (kept >= 0)
		lseek(kept, 0, SEEK_SET);
}

/* Another program may have left the line in a state in which it does not wait. */
static bool wait_for_room(void)
{
	struct pollfd line = { .fd = STDOUT_FILENO, .events = POLLOUT };

	while (poll(&line, 1, -1) < 0)
		if (errno != EINTR)
			return false;
	return line.revents & POLLOUT;
}

void line_send_with_next(const char *bytes)
{
	str_add(&waiting, bytes);
}

static void put_waiting_before(struct str *bytes)
{
	if (waiting.len == 0)
		return;
	str_addn(&waiting, bytes->text, bytes->len);
	str_free(bytes);
	*bytes = waiting;
	waiting = (struct str){ 0 };
}

bool line_send(struct str *bytes)
{
	size_t done = 0;
	bool there = true;

	put_waiting_before(bytes);
	while (there && done < bytes->len) {
		ssize_t n = write(STDOUT_FILENO, bytes->text + done, bytes->len - done);

		if (n >= 0)
			done += (size_t)n;
		else
			there = errno == EINTR || (errno == EAGAIN && wait_for_room());
	}
	str_free(bytes);
	return there;
}

void line_cell(int *width, int *height)
{
	struct winsize size = { 0 };

	*width = *height = 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0) {
		*width = size.ws_xpixel / size.ws_col;
		*height = size.ws_ypixel / size.ws_row;
	}
}

/* ---- a crash -----------------------------------------------------------------------
 *
 * The handler uses only async-signal-safe calls: it writes a prepared string,
 * restores the line settings and lets the signal do its work again, by the
 * handler that was there before (a sanitizer's) or by default.  It has a stack of its own,
 * because the thread's may be what ran out. */

/* The first ones are what a program does itself: GLib dies by SIGTRAP, inside of libvirt
 * too.  The others come from outside, and end a program that does not know them. */
static const int fatal[] = {
	SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS,
	SIGQUIT, SIGXCPU, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGIO, SIGPWR,
	SIGSTKFLT,
};
#define N_OWN 7
#define STACK_BYTES (64 << 10)
static struct sigaction before[ARRAY_LEN(fatal)];
static struct termios saved;
static bool known; /* saved was filled */
static char reset_bytes[512];
static size_t reset_length;
static volatile sig_atomic_t on;

static void put_back(int signal_number)
{
	size_t i;

	if (on) {
		on = 0;
		ssize_t done = write(STDOUT_FILENO, reset_bytes, reset_length);

		(void)done; /* nothing more could be done */
		if (known)
			tcsetattr(STDIN_FILENO, TCSANOW, &saved);
	}
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		if (fatal[i] == signal_number)
			sigaction(signal_number, &before[i], NULL);
	raise(signal_number);
}

void guard_remember(void)
{
	known = tcgetattr(STDIN_FILENO, &saved) == 0;
}

/* A sanitizer may have given the thread one already. */
static void give_stack(void)
{
	static char stack[STACK_BYTES];
	const stack_t ours = { .ss_sp = stack, .ss_size = sizeof stack };
	stack_t there;

	if (sigaltstack(NULL, &there) == 0 && (there.ss_flags & SS_DISABLE))
		sigaltstack(&ours, NULL);
}

/* A signal from outside that is ignored, or that somebody handles, does not end us. */
static void take_fatal(size_t i, const struct sigaction *action)
{
	sigaction(fatal[i], action, &before[i]);
	if (i >= N_OWN && before[i].sa_handler != SIG_DFL)
		sigaction(fatal[i], &before[i], NULL);
}

void guard_on(const char *reset)
{
	struct sigaction action = { .sa_handler = put_back, .sa_flags = SA_ONSTACK };
	size_t i;

	reset_length = strlen(reset);
	if (reset_length > sizeof reset_bytes)
		reset_length = sizeof reset_bytes;
	memcpy(reset_bytes, reset, reset_length);
	sigemptyset(&action.sa_mask);
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		take_fatal(i, &action);
	give_stack();
	on = 1;
}

void guard_off(void)
{
	size_t i;

	if (!on)
		return;
	on = 0;
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		sigaction(fatal[i], &before[i], NULL);
}
