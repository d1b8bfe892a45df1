// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The serial consoles.  On the worker's thread. */
#ifndef VM_LIBVIRT_CONSOLE_STREAM_H
#define VM_LIBVIRT_CONSOLE_STREAM_H

#include "vm/libvirt/conn.h"

bool lv_console_open(struct vm_conn *conn, const char *machine, struct error *err);
ssize_t lv_console_write(struct vm_conn *conn, const char *machine, const char *bytes, size_t n,
		      struct error *err);
void lv_console_close(struct vm_conn *conn, struct lv_machine *machine);
/* Its QEMU is gone or was replaced: what is open is its console no more.  Told
 * at once, as the event of that may come after the next thing is typed. */
void lv_console_cut(struct vm_conn *conn, struct lv_machine *machine);

#endif
