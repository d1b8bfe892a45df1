// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Linked clones.  On the thread of an action. */
#ifndef VM_LIBVIRT_CLONE_H
#define VM_LIBVIRT_CLONE_H

#include "vm/libvirt/conn.h"

lv_verb lv_clone;

#endif
