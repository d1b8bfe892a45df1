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
/* The machine's QEMU ended or was replaced, so the open console is not its console any
 * more.  Call this at once: libvirt's event may come only after the next text was typed. */
void lv_console_cut(struct vm_conn *conn, struct lv_machine *machine);
/* Ends the consoles whose own connections broke; the next look opens them again. */
void lv_consoles_check(struct vm_conn *conn);

#endif
