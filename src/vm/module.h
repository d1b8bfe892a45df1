// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The backends' modules (base/home.h), which are loaded when a hypervisor is
 * first needed. */
#ifndef VM_MODULE_H
#define VM_MODULE_H

#include "base/error.h"
#include "vm/backend.h"

/* The backend of this name ("libvirt"), loaded once and kept until the program
 * ends.  NULL where that cannot be, and another call tries again.  Takes some
 * tens of milliseconds the first time.  Any thread. */
const struct vm_backend *module_load(const char *name, struct error *err);

#endif
