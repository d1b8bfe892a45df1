/* The serial consoles: a stream for each live machine, read by libvirt's event
 * thread, opened and closed by the worker.
 *
 * A console is never taken from somebody who has it open.  When a stream ends
 * (the machine stopped, or its QEMU was replaced by a restore) the event
 * thread only marks it; ending it properly wants the hypervisor, which is the
 * worker's business.  The memory is given back on the event thread, by a timer
 * set after the callback was taken off: so it cannot be running then.  (The
 * free function that libvirt takes for a stream's callback is not called by
 * every version.) */
#include "vm/libvirt-private.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#define READ_MAX (64 * 1024) /* at one go, so that others get their turn */

struct lv_console {
	struct vm_conn *conn; /* a reference */
	struct lv_machine *machine;
	virStreamPtr stream;
	bool ended, dropped; /* under the connection's lock */
};

/* On the event thread. */
static void give_back(int timer, void *opaque)
{
	struct lv_console *console = opaque;

	virEventRemoveTimeout(timer);
	virStreamFree(console->stream);
	lv_unref(console->conn);
	free(console);
}

static void tell(struct lv_console *console, const char *bytes, size_t n)
{
	struct vm_conn *conn = console->conn;

	pthread_mutex_lock(&conn->lock);
	if (n == 0)
		console->ended = true;
	if (!conn->closed && !console->dropped)
		conn->watch.console(conn->watch.context, console->machine->spec->name, bytes, n);
	pthread_mutex_unlock(&conn->lock);
}

/* On the event thread. */
static void on_stream(virStreamPtr stream, int events, void *opaque)
{
	struct lv_console *console = opaque;
	size_t total = 0;
	char bytes[4096];
	int n = -1;

	if (events & VIR_STREAM_EVENT_READABLE) {
		while (total < READ_MAX && (n = virStreamRecv(stream, bytes, sizeof bytes)) > 0) {
			tell(console, bytes, (size_t)n);
			total += (size_t)n;
		}
		if (n == -2 || n > 0)
			return;
	}
	tell(console, "", 0);
	virStreamEventRemoveCallback(stream);
}

/* Takes the machine's console, if it is to go: ended, or in any case. */
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
	/* Gone already where the stream ended by itself. */
	virStreamEventRemoveCallback(console->stream);
	virStreamAbort(console->stream);
	virEventAddTimeout(0, give_back, console, NULL);
}

void lv_console_close(struct vm_conn *conn, struct lv_machine *machine)
{
	struct lv_console *console = detach(conn, machine, true);

	if (console)
		drop(console);
}

static bool open_stream(struct vm_conn *conn, struct lv_machine *machine, virDomainPtr domain,
			struct error *err)
{
	virStreamPtr stream = virStreamNew(conn->virt, VIR_STREAM_NONBLOCK);
	struct lv_console *console;

	if (!stream)
		return lv_error(err, machine->domain);
	if (virDomainOpenConsole(domain, NULL, stream, 0) < 0) {
		lv_error(err, machine->domain);
		virStreamFree(stream);
		return false;
	}
	console = mem_alloc(sizeof *console);
	console->conn = conn;
	console->machine = machine;
	console->stream = stream;
	lv_ref(conn);
	pthread_mutex_lock(&conn->lock);
	machine->console = console;
	pthread_mutex_unlock(&conn->lock);
	if (virStreamEventAddCallback(stream,
				      VIR_STREAM_EVENT_READABLE | VIR_STREAM_EVENT_HANGUP |
				      VIR_STREAM_EVENT_ERROR, on_stream, console, NULL) < 0) {
		lv_error(err, machine->domain);
		lv_console_close(conn, machine);
		return false;
	}
	return true;
}

bool lv_console_open(struct vm_conn *conn, const char *name, struct error *err)
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
	ok = virDomainIsActive(domain) == 1 && open_stream(conn, machine, domain, err);
	virDomainFree(domain);
	return ok;
}

bool lv_console_write(struct vm_conn *conn, const char *name, const char *bytes, size_t n,
		      struct error *err)
{
	struct lv_machine *machine = lv_machine(conn, name);
	struct lv_console *console;

	pthread_mutex_lock(&conn->lock);
	console = machine ? machine->console : NULL;
	if (console && console->ended)
		console = NULL;
	pthread_mutex_unlock(&conn->lock);
	if (!console)
		return error_set(err, ERROR_STATE, _("The console is not connected."));
	while (n > 0) {
		int sent = virStreamSend(console->stream, bytes, n);

		if (sent < 0)
			break;
		bytes += sent;
		n -= (size_t)sent;
	}
	return n == 0 || error_set(err, ERROR_FAILED, _("The machine does not take what is typed."));
}
