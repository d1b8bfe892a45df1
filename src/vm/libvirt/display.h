// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine's screen shows, by libvirt. */
#ifndef VM_LIBVIRT_DISPLAY_H
#define VM_LIBVIRT_DISPLAY_H

#include "vm/libvirt/conn.h"

/* The backend's screen(); see vm/backend.h. */
bool lv_screen(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
	       struct error *err);

#endif
