// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What on this host keeps machines from working, as their files and folders show it.
 *
 * libvirt has codes for little of this: a full disk, a disk that QEMU may not open and a
 * path that is too long all come as "internal error", with a text.  So after a failure, and
 * for doctor, the files themselves are looked at.  Each function returns true if there is
 * such a fault, and then sets err, which may be NULL.  Any thread; none asks libvirt. */
#ifndef VM_FILES_FAULTS_H
#define VM_FILES_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/error.h"
#include "vm/machine.h"

/* Looks at the file of a machine's disk, which QEMU opens as this user. */
enum disk_trouble disk_trouble_of(const char *path);
/* The disk of the machine is in such trouble. */
bool fault_of_disk(const char *path, const char *machine, struct error *err);
/* The emulator that runs machines of this kind is not installed. */
bool fault_of_emulator(const char *machine, const char *arch, struct error *err);
/* The folder, or the one in which it would be made, cannot be written. */
bool fault_of_folder(const char *folder, struct error *err);
/* Its path has control characters or bytes that are no UTF-8: a definition, which is XML, does
 * not keep them, so libvirt would look for the disks elsewhere. */
bool fault_of_folder_name(const char *folder, struct error *err);
/* Bytes without which next to nothing can be written. */
#define FAULT_ROOM_LEAST (2 << 20)
/* Less than so many bytes are free there. */
bool fault_of_room(const char *folder, uint64_t bytes, struct error *err);
/* The user's own libvirt at this URI cannot have its sockets and files: their folders belong
 * to others, or their paths are too long for sockets.  domain: of a machine, or NULL.  No
 * fault at another URI. */
bool fault_of_session(const char *uri, const char *domain, struct error *err);

/* This URI is that of the system's libvirt here, whose socket this user may not open. */
bool fault_of_access(const char *uri, struct error *err);

/* Returns the folder in which libvirt keeps definitions and saved memory; NULL: none on this
 * host.  Caller frees. */
char *fault_libvirt_folder(const char *uri);

#endif
