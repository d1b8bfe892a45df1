// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A console's way to its machine: a stream on a connection of its own, and a thread that
 * writes to it.
 *
 * virStreamSend() takes everything.  But once five requests wait for a guest that reads nothing
 * (max_client_requests in libvirtd.conf), the daemon reads nothing more from that connection,
 * and every call on it waits, for ever maybe.  So the connection serves this console alone;
 * only the thread calls it; and of what is typed a kilobyte at most is under way until the
 * daemon has answered that it read it.  The rest stays with whoever types.
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
/* Returns how many bytes it took: 0 while those before are under way. */
size_t lv_line_send(struct lv_line *line, const char *bytes, size_t n);
bool lv_line_is_alive(struct lv_line *line); /* is its connection? */
/* Aborts the stream, which nobody may use any more.  Waits for that for part of a second, so that
 * the console can be opened again; where a guest reads nothing it comes later. */
void lv_line_end(struct lv_line *line);
/* After lv_line_end(), when no callback has the stream: frees all of it, sooner or later. */
void lv_line_free(struct lv_line *line);

#endif
