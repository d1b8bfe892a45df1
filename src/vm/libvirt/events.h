// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* libvirt's event loop, and its events of our machines and connections. */
#ifndef VM_LIBVIRT_EVENTS_H
#define VM_LIBVIRT_EVENTS_H

#include "vm/libvirt/conn.h"

/* Starts the event loop, once in the life of the process.  Returns false with err. */
bool lv_events_start(struct error *err);
/* Begin and end passing on the connection's events to its watch. */
void lv_watch(struct vm_conn *conn);
void lv_unwatch(struct vm_conn *conn);

#endif
