// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A console's way to its machine: a stream on a connection of its own, and a thread that
 * writes to it.
 *
 * virStreamSend() takes everything.  What a guest does not read then waits in the daemon, which
 * must never happen:
 *
 * - Once five requests wait (max_client_requests in libvirtd.conf), the daemon reads nothing
 *   more from that connection, and every call on it waits, for ever maybe.
 * - If the machine ends while a request waits, daemons of libvirt 10 and later put it into a
 *   queue twice (daemonStreamHandleWrite() reads its "status" before the write fails).  Then the
 *   daemon loops for ever or crashes, for all its users.  Seen with 11.3.
 *
 * So the connection serves this console alone, and only the thread calls it.  No more is sent
 * than the machine's terminal holds if none of it is read (Linux gives a pseudo terminal 8192
 * bytes, drivers/tty/pty.c), until the machine shows that it reads: what was typed last comes
 * back.  The rest stays with whoever types.
 *
 * None of these functions waits for a guest. */
#ifndef VM_LIBVIRT_CONSOLE_LINE_H
#define VM_LIBVIRT_CONSOLE_LINE_H

#include "vm/libvirt/conn.h"

struct lv_line;

/* Returns a connection for a stream.  NULL: the driver is inside this process (embed), which has
 * only the one connection, and no line that stands still; or none can be had: then *failed is
 * true, and err is set.  May take as long as connecting takes. */
virConnectPtr lv_line_connect(struct vm_conn *conn, bool *failed, struct error *err);
/* Takes one over that is not used: a console that another program has is asked for again and
 * again.  NULL is fine. */
void lv_line_keep(struct vm_conn *conn, virConnectPtr virt);

/* Takes a connection (NULL: the stream's is not its own) and a stream over, also if it fails.
 * Returns NULL with err if there can be no thread. */
struct lv_line *lv_line_new(virConnectPtr virt, virStreamPtr stream, struct error *err);
/* Returns how many bytes it took: 0 while those before are under way, or the machine has to
 * read first. */
size_t lv_line_send(struct lv_line *line, const char *bytes, size_t n);
/* The machine wrote this.  On the event thread. */
void lv_line_heard(struct lv_line *line, const char *bytes, size_t n);
bool lv_line_is_alive(struct lv_line *line); /* is its connection? */
/* Aborts the stream, which nobody may use any more.  Waits for that for part of a second, so that
 * the console can be opened again; where the daemon is slow it comes later. */
void lv_line_end(struct lv_line *line);
/* After lv_line_end(), when no callback has the stream: frees all of it, sooner or later. */
void lv_line_free(struct lv_line *line);

#endif
