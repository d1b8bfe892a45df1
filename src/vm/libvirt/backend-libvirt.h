// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The backend for libvirt, and its survey of a hypervisor.  The program has it from its
 * module (vm/backend.h); tests are linked with it. */
#ifndef VM_LIBVIRT_BACKEND_LIBVIRT_H
#define VM_LIBVIRT_BACKEND_LIBVIRT_H

#include "vm/backend.h"

/* Takes from a domain's XML as libvirt writes it what prevents snapshots, and its files.
 * Pure; any thread. */
void survey_definition(struct survey_domain *out, const char *xml);

extern const struct vm_backend backend_libvirt;

#endif
