// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The serial consoles: a stream for each live machine, read by libvirt's event thread,
 * opened and closed by the worker.
 *
 * A console that somebody else has open is not taken from them.  When a stream ends (the
 * machine stopped, or a restore replaced its QEMU) the event thread only marks it, because
 * closing it needs the hypervisor, which only the worker may call.  The memory is freed on
 * the event thread by a timer that is set after the callback was removed, so the callback
 * cannot be running then.  (Some versions of libvirt do not call the free function of a
 * stream's callback.)
 *
 * libvirt keeps a lock file for each pseudo terminal in a folder that all users share.  It
 * cannot remove one that another user's killed daemon left, and it trusts one that names a
 * daemon which let go of that terminal long ago; either would bar the console for good.  But
 * the terminal itself is ours, so in these cases it is opened directly, and locked with
 * flock(), because libvirt's lock does not tell another of our programs that it is in use.
 *
 * What is typed goes to the terminal directly wherever it can be opened, because it says when
 * it is full.  Else, on another host or as a user who may not open it, it goes through the
 * stream, whose connection may then come to stand still: see console-line.h.  So each stream
 * has one of its own, and none of its calls is made here once the console is open. */
#include "vm/libvirt/console-stream.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "vm/libvirt/console-line.h"
#include "vm/libvirt/definition.h"
#include "vm/libvirt/libvirt-error.h"
#include "vm/libvirt/owner.h"
#include "vm/libvirt/read.h"
#include "vm/rules.h"

#define READ_MAX (64 * 1024) /* bytes at a time, so that other consoles are read too */

struct lv_console {
	struct vm_conn *conn; /* a reference */
	struct lv_machine *machine;
	struct lv_line *line; /* NULL if the terminal is read directly, with this handle: */
	int handle;
	virStreamPtr stream; /* the line's, or NULL */
	int fd; /* the terminal; -1: it cannot be opened */
	bool ended, dropped; /* under the connection's lock */
	/* Held by the event thread while it uses the stream: libvirt's functions for a stream
	 * use freed memory if it is aborted by another thread meanwhile. */
	pthread_mutex_t use;
	bool closed; /* under that lock: the event thread uses it no more */
};

/* On the event thread. */
static void give_back(int timer, void *opaque)
{
	struct lv_console *console = opaque;

	virEventRemoveTimeout(timer);
	if (console->line)
		lv_line_free(console->line);
	if (console->fd >= 0)
		close(console->fd);
	pthread_mutex_destroy(&console->use);
	lv_unref(console->conn);
	free(console);
}

/* With the lock.  n is 0 at the end, which is reported once; nothing is reported after it. */
static void tell(struct lv_console *console, const char *bytes, size_t n)
{
	struct vm_conn *conn = console->conn;

	if (console->ended || console->dropped)
		return;
	console->ended = n == 0;
	if (!conn->closed)
		conn->watch.console(conn->watch.context, console->machine->spec->name, bytes, n);
}

static void tell_locked(struct lv_console *console, const char *bytes, size_t n)
{
	pthread_mutex_lock(&console->conn->lock);
	tell(console, bytes, n);
	pthread_mutex_unlock(&console->conn->lock);
}

/* Takes what the stream has, and its end. */
static void receive(struct lv_console *console, int events)
{
	size_t total = 0;
	char bytes[4096];
	int n = -1;

	if (events & VIR_STREAM_EVENT_READABLE) {
		while (total < READ_MAX &&
		       (n = virStreamRecv(console->stream, bytes, sizeof bytes)) > 0) {
			lv_line_heard(console->line, bytes, (size_t)n);
			tell_locked(console, bytes, (size_t)n);
			total += (size_t)n;
		}
		if (n == -2 || n > 0)
			return;
	}
	virStreamEventRemoveCallback(console->stream);
	tell_locked(console, "", 0);
}

/* On the event thread. */
static void on_stream(virStreamPtr stream, int events, void *opaque)
{
	struct lv_console *console = opaque;

	(void)stream;
	pthread_mutex_lock(&console->use);
	if (!console->closed)
		receive(console, events);
	pthread_mutex_unlock(&console->use);
}

/* The same for a terminal that was opened directly. */
static void on_terminal(int handle, int fd, int events, void *opaque)
{
	struct lv_console *console = opaque;
	size_t total = 0;
	char bytes[4096];
	ssize_t n = -1;

	errno = 0;
	if (events & VIR_EVENT_HANDLE_READABLE)
		while (total < READ_MAX && (n = read(fd, bytes, sizeof bytes)) > 0) {
			tell_locked(console, bytes, (size_t)n);
			total += (size_t)n;
		}
	if (n > 0 || (n < 0 && (errno == EAGAIN || errno == EINTR)))
		return;
	tell_locked(console, "", 0);
	virEventUpdateHandle(handle, 0);
}

/* Removes the machine's console from its machine and returns it, if it has ended or if any
 * is wanted. */
static struct lv_console *detach(struct vm_conn *conn, struct lv_machine *machine, bool any)
{
	struct lv_console *console;

	pthread_mutex_lock(&conn->lock);
	console = machine->console;
	if (console && (any || console->ended)) {
		machine->console = NULL;
		console->dropped = true;
	} else {
		console = NULL;
	}
	pthread_mutex_unlock(&conn->lock);
	return console;
}

static void drop(struct lv_console *console)
{
	pthread_mutex_lock(&console->use);
	console->closed = true;
	pthread_mutex_unlock(&console->use);
	if (console->stream) {
		/* The callback is gone already if the stream ended by itself. */
		virStreamEventRemoveCallback(console->stream);
		lv_line_end(console->line);
	} else {
		if (console->handle >= 0)
			virEventRemoveHandle(console->handle);
		flock(console->fd, LOCK_UN);
	}
	virEventAddTimeout(0, give_back, console, NULL);
}

void lv_console_close(struct vm_conn *conn, struct lv_machine *machine)
{
	struct lv_console *console = detach(conn, machine, true);

	if (console)
		drop(console);
}

void lv_console_cut(struct vm_conn *conn, struct lv_machine *machine)
{
	pthread_mutex_lock(&conn->lock);
	if (machine && machine->console)
		tell(machine->console, "", 0);
	pthread_mutex_unlock(&conn->lock);
}

/* fd: the terminal, or -1; the console closes it. */
static struct lv_console *new_console(struct vm_conn *conn, struct lv_machine *machine, int fd)
{
	struct lv_console *console = mem_alloc(sizeof *console);

	console->conn = conn;
	console->machine = machine;
	console->fd = fd;
	console->handle = -1;
	pthread_mutex_init(&console->use, NULL);
	lv_ref(conn);
	pthread_mutex_lock(&conn->lock);
	machine->console = console;
	pthread_mutex_unlock(&conn->lock);
	return console;
}

/* The machine's pseudo terminal on this host, or NULL; caller frees. */
static char *path_of_terminal(virDomainPtr domain)
{
	char *xml = virDomainGetXMLDesc(domain, 0);
	char *path = xml ? definition_console(xml) : NULL;

	free(xml);
	return path;
}

/* Has the process the file open?  Also true if that cannot be read. */
static bool may_have_open(long pid, const char *path)
{
	char *folder = mem_printf("/proc/%ld/fd", pid), target[PATH_MAX];
	DIR *dir = opendir(folder);
	bool found = !dir && errno != ENOENT;
	struct dirent *entry;

	while (dir && !found && (entry = readdir(dir)) != NULL) {
		ssize_t n = readlinkat(dirfd(dir), entry->d_name, target, sizeof target - 1);

		target[n > 0 ? n : 0] = '\0';
		found = str_eq(target, path);
	}
	if (dir)
		closedir(dir);
	free(folder);
	return found;
}

/* Does the process belong to another user?  Another user's daemon cannot have a terminal of
 * our machine open; it may have had an older one of the same number. */
static bool is_anothers(const struct vm_conn *conn, long pid)
{
	char *folder = mem_printf("/proc/%ld", pid);
	struct stat st;
	bool anothers = uri_is_own_session(conn->uri) && stat(folder, &st) == 0 &&
			st.st_uid != geteuid();

	free(folder);
	return anothers;
}

/* Returns the process that holds libvirt's lock of /dev/pts/N; 0: unknown. */
static long lock_holder(const char *terminal)
{
	char *path = mem_printf("/var/lock/LCK..%s", terminal + strlen("/dev")), *at;
	struct str text = { 0 };
	long pid = 0;

	for (at = path + strlen("/var/lock/"); *at; at++)
		if (*at == '/')
			*at = '_';
	if (file_read(path, 64, &text, NULL))
		pid = strtol(str_text(&text), NULL, 10);
	str_free(&text);
	free(path);
	return pid > 0 ? pid : 0;
}

/* Did the console not open because of a stale lock?  A system error means that the lock file
 * cannot be replaced, which happens only if nobody lives who holds it.  An error of QEMU's
 * driver means that libvirt has the console open for somebody.  Else the process named in
 * the lock file decides: it may not have the terminal open. */
static bool lock_is_stale(const struct vm_conn *conn, virDomainPtr domain, const virError *why)
{
	char *path;
	bool stale;
	long pid;

	if (why->code == VIR_ERR_SYSTEM_ERROR)
		return true;
	if (why->code != VIR_ERR_OPERATION_FAILED || why->domain == VIR_FROM_QEMU)
		return false;
	path = path_of_terminal(domain);
	pid = path && str_starts(path, "/dev/") ? lock_holder(path) : 0;
	/* A lock that this very process holds is refused by QEMU's driver. */
	stale = pid && (pid == getpid() || is_anothers(conn, pid) || !may_have_open(pid, path));
	free(path);
	return stale;
}

/* Opens the machine's terminal without blocking; -1 if that fails. */
static int open_own_terminal(virDomainPtr domain)
{
	char *path = path_of_terminal(domain);
	int fd = path ? open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1;

	free(path);
	return fd;
}

static bool in_another_window(struct lv_machine *machine, struct error *err)
{
	static const virError taken = { .code = VIR_ERR_OPERATION_FAILED, .domain = VIR_FROM_QEMU };

	return lv_translate(err, &taken, LV_CONSOLE, machine->domain);
}

/* Has another of our programs opened it directly? */
static bool is_held(int fd)
{
	bool held = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;

	if (fd >= 0 && !held)
		flock(fd, LOCK_UN);
	return held;
}

/* Takes the terminal, which it closes if that fails. */
static bool open_terminal(struct vm_conn *conn, struct lv_machine *machine, int fd,
			  struct error *err)
{
	struct lv_console *console;
	struct termios modes;

	if (fd < 0)
		return false;
	if (flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
		close(fd);
		return in_another_window(machine, err);
	}
	if (tcgetattr(fd, &modes) == 0) {
		cfmakeraw(&modes);
		tcsetattr(fd, TCSANOW, &modes);
	}
	console = new_console(conn, machine, fd);
	console->handle = virEventAddHandle(fd, VIR_EVENT_HANDLE_READABLE | VIR_EVENT_HANDLE_HANGUP |
					    VIR_EVENT_HANDLE_ERROR, on_terminal, console, NULL);
	if (console->handle >= 0)
		return true;
	lv_console_close(conn, machine);
	return false;
}

/* Takes the connection, the stream and fd over. */
static bool watch_stream(struct vm_conn *conn, struct lv_machine *machine, virConnectPtr virt,
			 virStreamPtr stream, int fd, struct error *err)
{
	struct lv_line *line = lv_line_new(virt, stream, err);
	struct lv_console *console;

	if (!line && fd >= 0)
		close(fd);
	if (!line)
		return false;
	console = new_console(conn, machine, fd);
	console->line = line;
	console->stream = stream;
	if (virStreamEventAddCallback(stream,
				      VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_HANGUP |
				      VIR_STREAM_EVENT_ERROR, on_stream, console, NULL) == 0)
		return true;
	lv_error(err, machine->domain);
	lv_console_close(conn, machine);
	return false;
}

/* Sets err and *stale after a stream was refused: see lock_is_stale(). */
static void refused(struct vm_conn *conn, struct lv_machine *machine, virDomainPtr domain,
		    bool *stale, struct error *err)
{
	virErrorPtr why = virSaveLastError();

	*stale = !conn->remote && why && lock_is_stale(conn, domain, why);
	lv_translate(err, why, LV_CONSOLE, machine->domain);
	virFreeError(why);
}

/* The same domain by another connection; NULL with libvirt's error. */
static virDomainPtr domain_by(virConnectPtr virt, virDomainPtr domain)
{
	unsigned char uuid[VIR_UUID_BUFLEN];

	return virDomainGetUUID(domain, uuid) == 0 ? virDomainLookupByUUID(virt, uuid) : NULL;
}

/* Opens the stream, and returns it.  NULL with err; and *stale: see lock_is_stale(). */
static virStreamPtr new_stream(struct vm_conn *conn, struct lv_machine *machine,
			       virConnectPtr virt, virDomainPtr domain, bool *stale,
			       struct error *err)
{
	virDomainPtr its = virt ? domain_by(virt, domain) : domain;
	virStreamPtr stream = its ? virStreamNew(virt ? virt : conn->virt, VIR_STREAM_NONBLOCK) : NULL;
	bool is_open = stream && virDomainOpenConsole(its, NULL, stream, 0) == 0;

	if (!stream)
		lv_error(err, machine->domain);
	else if (!is_open)
		refused(conn, machine, domain, stale, err);
	if (stream && !is_open) {
		virStreamFree(stream);
		stream = NULL;
	}
	if (virt && its)
		virDomainFree(its);
	return stream;
}

static bool open_stream(struct vm_conn *conn, struct lv_machine *machine, virDomainPtr domain,
			struct error *err)
{
	int fd = conn->remote ? -1 : open_own_terminal(domain);
	bool stale = false, failed = is_held(fd);
	virStreamPtr stream = NULL;
	virConnectPtr virt = NULL;

	if (failed)
		in_another_window(machine, err);
	else
		virt = lv_line_connect(conn, &failed, err);
	if (!failed)
		stream = new_stream(conn, machine, virt, domain, &stale, err);
	if (stream)
		return watch_stream(conn, machine, virt, stream, fd, err);
	lv_line_keep(conn, virt);
	if (stale)
		return open_terminal(conn, machine, fd, err);
	if (fd >= 0)
		close(fd);
	return false;
}

void lv_consoles_check(struct vm_conn *conn)
{
	size_t i;

	pthread_mutex_lock(&conn->lock);
	for (i = 0; i < conn->n_machines; i++) {
		struct lv_console *console = conn->machines[i].console;

		if (console && console->line && !lv_line_is_alive(console->line))
			tell(console, "", 0);
	}
	pthread_mutex_unlock(&conn->lock);
}

/* ---- the backend's functions --------------------------------------------------------- */

static bool open_console(struct vm_conn *conn, const char *name, struct error *err)
{
	struct lv_machine *machine = lv_machine(conn, name);
	struct lv_console *ended;
	virDomainPtr domain;
	bool absent, is_open, ok;

	if (!machine)
		return false;
	if (conn->test)
		return error_set(err, ERROR_UNSUPPORTED,
				 _("A simulated machine has no console."));
	ended = detach(conn, machine, false);
	if (ended)
		drop(ended);
	pthread_mutex_lock(&conn->lock);
	is_open = machine->console != NULL;
	pthread_mutex_unlock(&conn->lock);
	if (is_open)
		return true;
	domain = lv_find(conn, machine, &absent, err);
	if (!domain)
		return false;
	/* The worker waits for this, and with it all other machines.  A QEMU that is only busy is
	 * asked at the next look. */
	if (lv_is_held(domain))
		ok = lv_is_silent(domain) && error_silent(err, machine->domain);
	else
		ok = virDomainIsActive(domain) == 1 && open_stream(conn, machine, domain, err);
	virDomainFree(domain);
	return ok;
}

/* Also called by actions; it uses the main connection, as an action's own is closed. */
bool lv_console_open(struct vm_conn *conn, const char *name, struct error *err)
{
	virConnectPtr before = lv_use(NULL);
	bool is_open = open_console(conn, name, err);

	lv_use(before);
	return is_open;
}

ssize_t lv_console_write(struct vm_conn *conn, const char *name, const char *bytes, size_t n,
			 struct error *err)
{
	struct lv_machine *machine = lv_machine(conn, name);
	struct lv_console *console;
	size_t taken = 0;

	pthread_mutex_lock(&conn->lock);
	console = machine ? machine->console : NULL;
	if (console && console->ended)
		console = NULL;
	pthread_mutex_unlock(&conn->lock);
	if (!console) {
		error_set(err, ERROR_STATE, _("The console is not connected."));
		return -1;
	}
	if (console->fd < 0)
		return (ssize_t)lv_line_send(console->line, bytes, n);
	while (taken < n) {
		ssize_t sent = write(console->fd, bytes + taken, n - taken);

		if (sent <= 0)
			break;
		taken += (size_t)sent;
	}
	return (ssize_t)taken;
}
