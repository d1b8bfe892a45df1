// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Connections beside the main one, for calls that one machine may never answer.
 *
 * A libvirt connection can be used by many threads, but the one that waits for an
 * answer also sends for the others, and in libvirt 9.0 it was seen not to for a
 * minute.  So an action, and a look at a screen, has a connection of its own
 * while it lasts; reading, events and consoles have the main one.  A driver
 * inside of this process has no such line, and only the one connection. */
#ifndef VM_LIBVIRT_HANDS_H
#define VM_LIBVIRT_HANDS_H

#include "vm/libvirt/libvirt-private.h"

/* lv_act, lv_screen and lv_reset with a connection of their own.  Any thread. */
bool lv_hand_act(struct vm_conn *conn, const struct vm_request *request, struct error *err);
bool lv_hand_screen(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
		    struct error *err);
bool lv_hand_reset(struct vm_conn *conn, struct error *err);
/* When all of them have returned. */
void lv_hands_close(struct vm_conn *conn);

#endif
