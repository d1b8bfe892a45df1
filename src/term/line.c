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

#include "base/clock.h"
#include "base/mem.h"

enum {
	TRIES_MOST = 16, /* writes that find no room where poll() has found some */
	LOOK_MS = 1000,  /* between two tries while the line takes nothing */
	BACKGROUND_MS = 100, /* for the signal that came with SIGCONT to be heard */
};

#define FRAME_MOST (64 << 20) /* bytes; more than any terminal's cells take */

static FILE *stream;
static int kept = -1; /* the file in memory; written from its beginning for each frame */
static int own = -1;  /* the terminal, opened by us: a write to it never waits */
static struct str waiting; /* bytes that go out with the next ones */
static struct str queue;   /* what the line has to take */
static size_t queue_sent;  /* bytes of it that the line has taken */
static volatile sig_atomic_t has_spoken; /* the line has taken something since it was opened */

/* The limit on the size of files (RLIMIT_FSIZE) also holds for files in memory. */
static bool can_keep(void)
{
	struct rlimit limit;

	return getrlimit(RLIMIT_FSIZE, &limit) == 0 &&
	       (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= FRAME_MOST);
}

/* The descriptor that we were given is the shell's as well: not to wait would hold for both.
 * After su the terminal's file belongs to another user; /dev/tty can still be opened. */
static int open_own(void)
{
	const char *name = tcgetsid(STDOUT_FILENO) < 0 ? "/proc/self/fd/1" : "/dev/tty";

	return isatty(STDOUT_FILENO) ? open(name, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC) : -1;
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
	own = open_own();
	return stream;
}

void line_close(void)
{
	if (stream)
		fclose(stream);
	if (kept >= 0)
		close(kept);
	if (own >= 0)
		close(own);
	str_free(&waiting);
	line_drop();
	stream = NULL;
	kept = own = -1;
	has_spoken = 0;
}

void line_catch(struct str *out)
{
	if (kept >= 0 && dup3(kept, fileno(stream), O_CLOEXEC) >= 0)
		return;
	has_spoken = 1;
	line_send(out);
	line_drain(CLOCK_NEVER);
}

void line_caught(struct str *out)
{
	off_t end = kept < 0 ? 0 : lseek(kept, 0, SEEK_CUR), at = 0;

	if (dup3(STDOUT_FILENO, fileno(stream), O_CLOEXEC) < 0)
		return; /* one of the two is closed: there is no terminal any more */
	while (at < end) {
		size_t left = (size_t)(end - at);
		ssize_t n = pread(kept, str_room(out, left), left, at);

		if (n <= 0)
			break;
		str_took(out, (size_t)n);
		at += n;
	}
	if (kept >= 0)
		lseek(kept, 0, SEEK_SET);
}

void line_send_with_next(const char *bytes, size_t n)
{
	str_addn(&waiting, bytes, n);
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

static bool has_room(int patience_ms)
{
	struct pollfd line = { .fd = own >= 0 ? own : STDOUT_FILENO, .events = POLLOUT };

	return poll(&line, 1, patience_ms) == 1;
}

/* Writes what the line takes at once, or fails with EAGAIN.  On a line that has room, a
 * write of one byte does not wait.  Safe in a signal's handler. */
static ssize_t put(const char *bytes, size_t n)
{
	if (own >= 0)
		return write(own, bytes, n);
	if (has_room(0))
		return write(STDOUT_FILENO, bytes, 1);
	errno = EAGAIN;
	return -1;
}

void line_drop(void)
{
	str_free(&queue);
	queue_sent = 0;
}

/* A signal may come behind the write: so it is noted before that the line has spoken. */
static ssize_t put_noted(const char *bytes, size_t n)
{
	sig_atomic_t before = has_spoken;
	ssize_t done;

	has_spoken = 1;
	done = put(bytes, n);
	if (done < 0)
		has_spoken = before;
	return done;
}

bool line_go(void)
{
	int tries = TRIES_MOST;

	while (queue_sent < queue.len) {
		ssize_t n = put_noted(queue.text + queue_sent, queue.len - queue_sent);

		if (n >= 0) {
			queue_sent += (size_t)n;
		} else if (errno == EAGAIN) {
			if (tries-- == 0 || !has_room(0))
				return true;
		} else if (errno != EINTR) {
			line_drop();
			return false;
		}
	}
	line_drop();
	return true;
}

int line_fd(void)
{
	return queue.len == 0 ? -1 : own >= 0 ? own : STDOUT_FILENO;
}

bool line_drain(int64_t until_ms)
{
	int64_t now;

	while (line_go() && queue.len > 0) {
		now = clock_mono_ms();
		if (now >= until_ms)
			return false;
		has_room(clock_left_ms(clock_sooner(until_ms, now + LOOK_MS)));
	}
	return true;
}

bool line_send(struct str *bytes)
{
	put_waiting_before(bytes);
	str_addn(&queue, str_text(bytes), bytes->len);
	str_free(bytes);
	return line_go();
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
 * too.  The others come from outside, and end a program that does not know them; so do those
 * from SIGRTMIN to SIGRTMAX. */
static const int fatal[] = {
	SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGTRAP, SIGSYS,
	SIGQUIT, SIGXCPU, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGIO, SIGPWR,
	SIGSTKFLT,
};
#define N_OWN 7
#define STACK_BYTES (64 << 10)
static struct sigaction before[_NSIG]; /* by the signal's number */
static struct termios saved;
static bool known; /* saved was filled */
static char reset_bytes[512];
static size_t reset_length;
static volatile sig_atomic_t on; /* the terminal is ours */
static bool armed;               /* the handlers are ours */

static void guard_restore(void)
{
	if (known)
		tcsetattr(STDIN_FILENO, TCSANOW, &saved);
}

void guard_give_back(void)
{
	size_t done = 0;
	ssize_t n = 1;

	if (!on)
		return;
	on = 0;
	/* If the line takes no more, nothing can be done about it.  Before the first frame there is
	 * nothing to reset, and the cursor would jump. */
	while (has_spoken && done < reset_length && n > 0) {
		n = put(reset_bytes + done, reset_length - done);
		done += n > 0 ? (size_t)n : 0;
	}
	guard_restore();
}

static void put_back(int signal_number)
{
	guard_give_back();
	sigaction(signal_number, &before[signal_number], NULL);
	raise(signal_number);
}

void guard_remember(void)
{
	known = tcgetattr(STDIN_FILENO, &saved) == 0;
	reset_length = 0;
	on = 1;
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
static void take_fatal(int number, bool from_outside, const struct sigaction *action)
{
	sigaction(number, action, &before[number]);
	if (from_outside && before[number].sa_handler != SIG_DFL)
		sigaction(number, &before[number], NULL);
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
		take_fatal(fatal[i], i >= N_OWN, &action);
	for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
		take_fatal(number, true, &action);
	give_stack();
	armed = true;
	on = 1;
}

void guard_off(void)
{
	size_t i;

	on = 0;
	if (!armed)
		return;
	armed = false;
	for (i = 0; i < ARRAY_LEN(fatal); i++)
		sigaction(fatal[i], &before[fatal[i]], NULL);
	for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
		sigaction(number, &before[number], NULL);
}

/* ---- stopping ------------------------------------------------------------------------ */

/* Is the terminal the shell's now?  Not where no shell looks after it (no job control). */
static bool is_in_background(void)
{
	pid_t front = tcgetpgrp(STDIN_FILENO);

	return front >= 0 && front != getpgrp();
}

/* Stops until the shell's `fg`.  In the background the terminal is the shell's, so it
 * stops again.  False: it was continued to end. */
static bool sleep_until_foreground(int end_fd)
{
	struct pollfd end = { .fd = end_fd, .events = POLLIN };
	bool ends = false;

	do {
		kill(0, SIGTSTP);
		ends = poll(&end, 1, is_in_background() ? BACKGROUND_MS : 0) != 0;
	} while (!ends && is_in_background());
	return !ends || tcgetpgrp(STDIN_FILENO) == getpgrp();
}

bool line_stop(int end_fd)
{
	struct sigaction by_default = { .sa_handler = SIG_DFL }, former;
	sigset_t stop, mask;
	bool is_back;

	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigemptyset(&by_default.sa_mask);
	sigaction(SIGTSTP, &by_default, &former);
	pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
	is_back = sleep_until_foreground(end_fd);
	pthread_sigmask(SIG_SETMASK, &mask, NULL);
	sigaction(SIGTSTP, &former, NULL);
	return is_back;
}
