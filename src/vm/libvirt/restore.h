// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Restoring snapshots, and undoing that. */
#ifndef VM_LIBVIRT_RESTORE_H
#define VM_LIBVIRT_RESTORE_H

#include "vm/libvirt/conn.h"

/* If these fail, err says what the machine is now. */
lv_verb lv_restore, lv_undo;

#endif
