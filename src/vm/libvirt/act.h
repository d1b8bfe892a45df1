// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Carrying out a verb on a machine, by libvirt. */
#ifndef VM_LIBVIRT_ACT_H
#define VM_LIBVIRT_ACT_H

#include "vm/libvirt/conn.h"

/* The backend's act(); see vm/backend.h. */
bool lv_act(struct vm_conn *conn, const struct vm_request *request, struct error *err);

#endif
