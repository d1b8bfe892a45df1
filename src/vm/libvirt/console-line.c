// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The thread of a console's stream; see console-line.h. */
#include "vm/libvirt/console-line.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm/libvirt/libvirt-error.h"

enum {
	LINE_BYTES = 1024,  /* that are under way at a time */
	UNREAD_MAX = 4096,  /* that the machine may have left unread, as far as is known */
	ANSWERS_MAX = 2048, /* the same for a terminal's answers, so that keys have room after them */
	ESCAPE = 0x1b,
	FULL_POLL_MS = 20,  /* for a driver inside this process that takes nothing at present */
	END_WAIT_MS = 300,  /* for a stream to be aborted */
};

struct lv_line {
	virConnectPtr virt; /* its own, or NULL */
	virStreamPtr stream;

	pthread_mutex_t lock; /* guards what follows; held while copying only */
	pthread_cond_t wake;
	char bytes[LINE_BYTES];
	size_t n;      /* of them are under way */
	size_t unread; /* bytes were sent that the machine may not have read */
	size_t behind; /* of them come after this one: */
	char shown;    /* the last of them that a machine would show; 0: none of them */
	bool is_answered; /* the machine wrote something after them */
	bool ended;    /* nothing more is to be sent */
	bool aborted;  /* the stream is */
	bool released; /* nobody else has the stream */
};

virConnectPtr lv_line_connect(struct vm_conn *conn, bool *failed, struct error *err)
{
	virConnectPtr virt;

	*failed = false;
	if (conn->embed)
		return NULL;
	pthread_mutex_lock(&conn->lock);
	virt = conn->spare;
	conn->spare = NULL;
	pthread_mutex_unlock(&conn->lock);
	if (virt && virConnectIsAlive(virt) == 1)
		return virt;
	if (virt)
		virConnectClose(virt);
	/* It asks for no signs of life: it stands still while a guest reads nothing. */
	virt = virConnectOpen(conn->uri);
	*failed = !virt;
	if (!virt)
		lv_error(err, "");
	return virt;
}

void lv_line_keep(struct vm_conn *conn, virConnectPtr virt)
{
	pthread_mutex_lock(&conn->lock);
	if (virt && !conn->spare) {
		conn->spare = virt;
		virt = NULL;
	}
	pthread_mutex_unlock(&conn->lock);
	if (virt)
		virConnectClose(virt);
}

static bool has_ended(struct lv_line *line)
{
	bool ended;

	pthread_mutex_lock(&line->lock);
	ended = line->ended;
	pthread_mutex_unlock(&line->lock);
	return ended;
}

/* Sends what is under way, and waits until the daemon has read it.  What a stream that has
 * ended does not take is dropped: whoever types is told of the end by its reader. */
static void send_all(struct lv_line *line)
{
	unsigned long version;
	size_t sent = 0;

	while (sent < line->n && !has_ended(line)) {
		int n = virStreamSend(line->stream, line->bytes + sent, line->n - sent);

		if (n == -2)
			clock_nap(FULL_POLL_MS);
		else if (n < 0)
			return;
		else
			sent += (size_t)n;
	}
	if (line->virt)
		virConnectGetLibVersion(line->virt, &version);
}

static void destroy(struct lv_line *line)
{
	virStreamFree(line->stream);
	if (line->virt)
		virConnectClose(line->virt);
	pthread_mutex_destroy(&line->lock);
	pthread_cond_destroy(&line->wake);
	free(line);
}

static void *run(void *arg)
{
	struct lv_line *line = arg;

	pthread_mutex_lock(&line->lock);
	while (!line->ended) {
		if (line->n == 0) {
			pthread_cond_wait(&line->wake, &line->lock);
			continue;
		}
		pthread_mutex_unlock(&line->lock);
		send_all(line);
		pthread_mutex_lock(&line->lock);
		line->n = 0;
	}
	pthread_mutex_unlock(&line->lock);
	virStreamAbort(line->stream);
	pthread_mutex_lock(&line->lock);
	line->aborted = true;
	pthread_cond_broadcast(&line->wake);
	while (!line->released)
		pthread_cond_wait(&line->wake, &line->lock);
	pthread_mutex_unlock(&line->lock);
	destroy(line);
	return NULL;
}

struct lv_line *lv_line_new(virConnectPtr virt, virStreamPtr stream, struct error *err)
{
	struct lv_line *line = mem_alloc(sizeof *line);

	line->virt = virt;
	line->stream = stream;
	pthread_mutex_init(&line->lock, NULL);
	thread_cond_init(&line->wake);
	errno = thread_start(NULL, run, line);
	if (errno == 0)
		return line;
	error_errno(err, "pthread_create");
	virStreamAbort(stream);
	destroy(line);
	return NULL;
}

/* ---- what the machine has read -------------------------------------------------------- */

/* How long is the escape sequence that begins here?  0: none does. */
static size_t escape_length(const char *bytes, size_t n)
{
	size_t i = 1;

	if (n == 0 || bytes[0] != ESCAPE)
		return 0;
	if (n > 1 && (bytes[1] == '[' || bytes[1] == 'O'))
		i++;
	while (i < n && (bytes[i] < '@' || bytes[i] > '~'))
		i++;
	return i < n ? i + 1 : n;
}

/* Is it what a terminal answers, and no key?  (XTerm Control Sequences, "CSI … R" and the like;
 * strings begin with ESC and a letter.) */
static bool is_answer(const char *escape, size_t n)
{
	return n > 1 && (strchr("P]_^X", escape[1]) || strchr("Rcnty", escape[n - 1]));
}

/* A machine shows what is typed, but no blank: another line after Enter, and after the key of an
 * arrow a sequence of its own. */
static bool is_shown(char c)
{
	return (unsigned char)c > ' ' ? c != 0x7f : c == '\r' || c == ESCAPE;
}

/* With the lock. */
static void note_sent(struct lv_line *line, const char *bytes, size_t n)
{
	size_t i = 0;

	line->unread += n;
	line->behind += n;
	line->is_answered = false;
	while (i < n) {
		size_t escape = escape_length(bytes + i, n - i), length = escape ? escape : 1;

		if (is_shown(bytes[i]) && !(escape && is_answer(bytes + i, escape))) {
			line->shown = bytes[i];
			line->behind = n - i - length;
		}
		i += length;
	}
}

void lv_line_heard(struct lv_line *line, const char *bytes, size_t n)
{
	pthread_mutex_lock(&line->lock);
	line->is_answered = true;
	if (line->shown && (memchr(bytes, line->shown, n) || (line->shown == '\r' && memchr(bytes, '\n', n)))) {
		line->unread = line->behind;
		line->shown = '\0';
	}
	pthread_mutex_unlock(&line->lock);
}

/* With the lock: how many bytes may be sent now.  One key goes after each thing that the machine
 * writes, for a program that shows no keys. */
static size_t room(const struct lv_line *line, bool answer)
{
	size_t most = answer ? ANSWERS_MAX : UNREAD_MAX;

	if (line->n > 0)
		return 0;
	if (!line->virt)
		return LINE_BYTES;
	most = most > line->unread ? most - line->unread : !answer && line->is_answered ? 1 : 0;
	return most < LINE_BYTES ? most : LINE_BYTES;
}

/* An answer that a machine is not to get, because it reads none, is taken and dropped: what
 * is typed would wait behind it. */
size_t lv_line_send(struct lv_line *line, const char *bytes, size_t n)
{
	size_t escape = escape_length(bytes, n), taken;
	bool answer = escape > 0 && is_answer(bytes, escape);

	pthread_mutex_lock(&line->lock);
	taken = room(line, answer);
	taken = n < taken ? n : taken;
	if (taken > 0) {
		memcpy(line->bytes, bytes, taken);
		line->n = taken;
		note_sent(line, bytes, taken);
		pthread_cond_broadcast(&line->wake);
	} else if (line->n == 0 && answer) {
		taken = escape;
	}
	pthread_mutex_unlock(&line->lock);
	return taken;
}

bool lv_line_is_alive(struct lv_line *line)
{
	return !line->virt || virConnectIsAlive(line->virt) == 1;
}

void lv_line_end(struct lv_line *line)
{
	struct timespec until = thread_deadline(END_WAIT_MS);

	pthread_mutex_lock(&line->lock);
	line->ended = true;
	pthread_cond_broadcast(&line->wake);
	while (!line->aborted)
		if (pthread_cond_timedwait(&line->wake, &line->lock, &until) == ETIMEDOUT)
			break;
	pthread_mutex_unlock(&line->lock);
}

void lv_line_free(struct lv_line *line)
{
	pthread_mutex_lock(&line->lock);
	line->released = true;
	pthread_cond_broadcast(&line->wake);
	pthread_mutex_unlock(&line->lock);
}
