// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The backend for libvirt.  The program has it from its module (vm/module.h);
 * tests are linked with it. */
#ifndef VM_LIBVIRT_BACKEND_LIBVIRT_H
#define VM_LIBVIRT_BACKEND_LIBVIRT_H

#include "vm/backend.h"

extern const struct vm_backend backend_libvirt;

#endif
