// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Disks, cables, memory, processors and screens.  On the thread of an action. */
#ifndef VM_LIBVIRT_DEVICES_H
#define VM_LIBVIRT_DEVICES_H

#include "vm/libvirt/conn.h"

lv_verb lv_attach, lv_detach, lv_plug, lv_set;

#endif
