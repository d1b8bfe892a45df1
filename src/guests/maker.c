// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The script that makes guests, as a child process; see maker.h. */
#include "guests/maker.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/shell-quote.h"
#include "base/str.h"
#include "guests/maker-output.h"
#include "vm/files/guests.h"

enum {
	KILLED_MS = 100,   /* for a process to be gone after SIGKILL, unless a disk holds it */
	LINE_MOST = 4096,  /* bytes; a longer line is not part of the protocol */
	ARGUMENTS = 12,
};

struct maker {
	bool wanted[GUEST_COUNT];
	const struct maker_archive *archive; /* NULL: guests are made, not taken */
	enum maker_state state;
	pid_t pid;      /* leader of a process group; 0: not running */
	bool is_told;   /* to end */
	int fd, lock;   /* -1: none */
	struct str input;
	int percent;
	char *text, *log;
	struct error error;
};

static void say(struct maker *maker, char *text)
{
	free(maker->text);
	maker->text = text;
}

static bool fail(struct maker *maker, const struct error *err)
{
	if (!maker->error.kind)
		maker->error = *err;
	if (!maker->error.remedy[0])
		error_remedy(&maker->error, _("What the programs said is in %s."), maker->log);
	maker->state = MAKER_FAILED;
	return false;
}

/* ---- starting the script ------------------------------------------------------- */

static char *script_path(const struct maker *maker, struct error *err)
{
	char *script = maker_script(maker->archive ? "take-guests" : "make-guests");

	if (script)
		return script;
	error_set(err, ERROR_SYSTEM, _("The script that makes the guests was not installed with this program."));
	error_remedy(err, _("Install the program again: make install"));
	return NULL;
}

/* Runs in the child, so it calls only what is safe after fork(). */
static void become(char *const argv[], int out, int errors, int lock)
{
	struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t none;
	int number, null = open("/dev/null", O_RDONLY);

	setpgid(0, 0);
	/* The kernel sends SIGTERM to the script if this program dies. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	for (number = 1; number < NSIG; number++)
		sigaction(number, &usual, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(null, 0) < 0 || dup2(out, 1) < 0 || dup2(errors, 2) < 0)
		_exit(127);
	/* The script and its programs inherit the lock, so it is held until all have
	 * ended. */
	fcntl(lock, F_SETFD, 0);
	execv(argv[0], argv);
	_exit(127);
}

static bool spawn(struct maker *maker, char *const argv[])
{
	struct error err = { 0 };
	int fds[2], errors = open(maker->log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool ok = false;

	if (errors < 0) {
		error_errno(&err, maker->log);
		return fail(maker, &err);
	}
	if (pipe2(fds, O_CLOEXEC) == 0) {
		maker->is_told = false;
		maker->pid = fork();
		if (maker->pid == 0)
			become(argv, fds[1], errors, maker->lock);
		ok = maker->pid > 0;
		if (ok)
			setpgid(maker->pid, maker->pid);
		else
			close(fds[0]);
		close(fds[1]);
		maker->fd = ok ? fds[0] : -1;
	}
	if (!ok) {
		maker->pid = 0;
		error_errno(&err, "fork");
	}
	close(errors);
	return ok ? fcntl(maker->fd, F_SETFL, O_NONBLOCK) == 0 : fail(maker, &err);
}

static void run_script(struct maker *maker)
{
	struct error err = { 0 };
	char *script = script_path(maker, &err), *cache = file_cache_dir();
	char *output = maker_folder(), *keep = file_join(cache, "packages");
	char *argv[ARGUMENTS + GUEST_COUNT] = {
		(char *)"/bin/sh", script, (char *)"--output", output, (char *)"--keep", keep,
	};
	size_t n = 6, i;

	if (maker->archive) {
		argv[n++] = (char *)"--from";
		argv[n++] = (char *)maker->archive->place;
	}
	if (maker->archive && maker->archive->key) {
		argv[n++] = (char *)"--key";
		argv[n++] = (char *)maker->archive->key;
	}
	for (i = 0; i < GUEST_COUNT; i++)
		if (maker->wanted[i])
			argv[n++] = (char *)guest_table[i].name;
	maker->state = MAKER_WORKS;
	maker_forget_old();
	say(maker, mem_dup(maker->archive ? _("The guests are about to be taken out of the archive.") :
						 _("The guests are about to be made.")));
	if (!script)
		fail(maker, &err);
	else if (spawn(maker, argv))
		log_line("making guests: process %ld", (long)maker->pid);
	free(script);
	free(cache);
	free(output);
	free(keep);
}

static bool must_be_made(const struct guest *guest)
{
	char *made = guest_made(guest);
	bool must = !made || guest_is_old(guest);

	free(made);
	return must;
}

/* Called with the lock held.  What another program has made meanwhile is not made again. */
static void begin(struct maker *maker)
{
	struct error err = { 0 };
	bool any = maker->archive != NULL;
	size_t i;

	if (flock(maker->lock, LOCK_EX | LOCK_NB) != 0) {
		if (errno == EWOULDBLOCK || errno == EINTR)
			return;
		error_errno(&err, "flock");
		fail(maker, &err);
		return;
	}
	for (i = 0; i < GUEST_COUNT; i++)
		any = any || (maker->wanted[i] && must_be_made(&guest_table[i]));
	if (any)
		run_script(maker);
	else
		maker->state = MAKER_GOOD;
}

struct maker *maker_start(const bool wanted[GUEST_COUNT], const struct maker_archive *archive,
			  struct error *err)
{
	struct maker *maker = mem_alloc(sizeof *maker);
	char *cache = file_cache_dir(), *guests = guest_cache();

	memcpy(maker->wanted, wanted, sizeof maker->wanted);
	maker->archive = archive;
	maker->fd = maker->lock = -1;
	maker->log = file_join(cache, "make-guests.log");
	say(maker, mem_dup(_("Another program is making guests; this one waits for it.")));
	if (file_mkdirs(guests, 0700, err)) {
		maker->lock = open(guests, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		if (maker->lock < 0)
			error_errno(err, guests);
	}
	if (maker->lock < 0) {
		error_remedy(err, _("Make the folder yours, or move it: %1$s=/another/folder %2$s"),
			   "XDG_CACHE_HOME", shell_self());
		maker_free(maker, 0);
		maker = NULL;
	} else {
		begin(maker);
	}
	free(cache);
	free(guests);
	return maker;
}

/* ---- what it says ---------------------------------------------------------------- */

/* TRANSLATORS: %s is the name of a guest; in the first one, of a processor architecture. */
static const char *const sentences[MAKER_WORDS] = {
	[MAKER_LISTS] = N_("The lists of Debian's packages are being downloaded: %s."),
	[MAKER_DOWNLOAD] = N_("The packages of the guest %s are being downloaded."),
	[MAKER_UNPACK] = N_("The packages of the guest %s are being unpacked."),
	[MAKER_PACK] = N_("The guest %s is being packed."),
	[MAKER_DONE] = N_("Made: %s."),
	[MAKER_FETCH] = N_("The archive of guests is being downloaded: %s"),
	[MAKER_CHECK] = N_("The archive is being checked, before anything is unpacked: %s."),
	[MAKER_TAKE] = N_("The guest %s is being taken out of the archive."),
	[MAKER_TAKEN] = N_("Taken out of the archive: %s."),
};

static void take_line(struct maker *maker, const char *line)
{
	struct maker_news news;

	log_line("make-guests: %s", line);
	if (!maker_line(line, &news))
		return;
	if (news.failed) {
		fail(maker, &news.error);
		return;
	}
	maker->percent = news.percent > maker->percent ? news.percent : maker->percent;
	say(maker, i18n_fill(_(sentences[news.word]), news.what));
}

static void take_input(struct maker *maker)
{
	char *end;

	while (maker->input.len > 0 && (end = memchr(maker->input.text, '\n', maker->input.len))) {
		size_t length = (size_t)(end - maker->input.text);
		char *line = mem_ndup(maker->input.text, length);

		memmove(maker->input.text, end + 1, maker->input.len - length - 1);
		str_cut(&maker->input, maker->input.len - length - 1);
		take_line(maker, line);
		free(line);
	}
	if (maker->input.len > LINE_MOST)
		str_cut(&maker->input, 0);
}

/* Reads what there is; returns true at end of file. */
static bool read_input(struct maker *maker)
{
	char buffer[4096];
	ssize_t n;

	while ((n = read(maker->fd, buffer, sizeof buffer)) > 0 || (n < 0 && errno == EINTR))
		if (n > 0) {
			str_addn(&maker->input, buffer, (size_t)n);
			take_input(maker);
		}
	return n == 0 || (errno != EAGAIN && errno != EWOULDBLOCK);
}

/* ---- its end --------------------------------------------------------------------- */

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* Checks the files that are there, not only what the script reported. */
static void judge(struct maker *maker, int status)
{
	struct error err = { 0 };
	bool lacking = false;
	size_t i;

	maker_take_over(maker->wanted);
	for (i = 0; i < GUEST_COUNT; i++)
		lacking = lacking || (maker->wanted[i] && must_be_made(&guest_table[i]));
	maker->pid = 0;
	close_fd(&maker->lock);
	if (maker->state == MAKER_FAILED)
		return;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || lacking) {
		error_set(&err, ERROR_FAILED, _("The script that makes the guests ended too early."));
		fail(maker, &err);
		return;
	}
	maker->percent = 100;
	maker->state = MAKER_GOOD;
}

enum maker_state maker_turn(struct maker *maker)
{
	int status;

	if (maker->state == MAKER_WAITS)
		begin(maker);
	if (maker->fd >= 0 && read_input(maker))
		close_fd(&maker->fd);
	if (maker->pid > 0 && maker->fd < 0 && waitpid(maker->pid, &status, WNOHANG) == maker->pid)
		judge(maker, status);
	/* It has not failed for good before the process has ended. */
	return maker->pid > 0 && maker->state == MAKER_FAILED ? MAKER_WORKS : maker->state;
}

void maker_end(struct maker *maker)
{
	/* A second one would end what the script does at the first: removing its folder. */
	if (maker->pid > 0 && !maker->is_told)
		kill(-maker->pid, SIGTERM);
	maker->is_told = true;
}

static bool is_gone_within(const struct maker *maker, int patience_ms)
{
	int64_t until = clock_mono_ms() + patience_ms;

	while (waitpid(maker->pid, NULL, WNOHANG) == 0) {
		if (clock_mono_ms() >= until)
			return false;
		clock_nap(10);
	}
	return true;
}

/* Stops the process group: a script waits for the program that it runs. */
static void stop(struct maker *maker, int patience_ms)
{
	bool gone;

	maker_end(maker);
	gone = is_gone_within(maker, patience_ms);
	kill(-maker->pid, SIGKILL); /* what is still running of the group */
	if (!gone)
		is_gone_within(maker, KILLED_MS);
	maker_take_over(maker->wanted);
	log_line("making guests: stopped");
}

void maker_free(struct maker *maker, int patience_ms)
{
	if (!maker)
		return;
	if (maker->pid > 0)
		stop(maker, patience_ms);
	close_fd(&maker->fd);
	close_fd(&maker->lock);
	str_free(&maker->input);
	free(maker->text);
	free(maker->log);
	free(maker);
}

int maker_fd(const struct maker *maker)
{
	return maker->fd;
}

int maker_percent(const struct maker *maker)
{
	return maker->percent;
}

const char *maker_text(const struct maker *maker)
{
	return maker->text;
}

const struct error *maker_error(const struct maker *maker)
{
	return &maker->error;
}
