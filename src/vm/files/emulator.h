// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The QEMU programs on this host: which of them emulates which architecture, by libvirt's
 * names of these, and which package has it.  Any thread. */
#ifndef VM_FILES_EMULATOR_H
#define VM_FILES_EMULATOR_H

#include <stdbool.h>

/* Returns the program's name, "qemu-system-ppc64" for ppc64le.  Caller frees. */
char *emulator_program(const char *arch);
/* Returns the package that has it: a name of packaging/packages. */
const char *emulator_package(const char *arch);
/* Is the program installed?  For this host's own architecture qemu-kvm will do. */
bool emulator_is_here(const char *arch);
/* Is any QEMU installed for an architecture that this program knows? */
bool emulator_is_any_here(void);

#endif
