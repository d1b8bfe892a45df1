// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The files of a machine: which of those in a workshop's folder are this program's, and
 * removing them.
 *
 * These are the disk MACHINE.qcow2, the definition MACHINE.xml, their temporary files
 * (base/file.h), the disks that this program made to be plugged in or put aside, and
 * ".MACHINE.disks", which lists these.  Everything else is a person's, whatever its name begins with.  On
 * the thread of an action, with the folder locked (vm/files/disk.h) where they remove. */
#ifndef VM_FILES_MACHINE_FILES_H
#define VM_FILES_MACHINE_FILES_H

#include <stdbool.h>

#include "base/error.h"

/* Removes what killed programs left while they made the machine with this disk. */
void machine_files_sweep(const char *disk);
/* Makes an empty disk at path, to be plugged into the machine with this disk, if there is
 * none (*made), and notes that it is ours.  size is in qemu-img's form ("1G").  Returns
 * false with err. */
bool machine_files_add(const char *disk, const char *path, const char *format, const char *size,
		       bool *made, struct error *err);
/* Removes the disk that this made, because it could not be plugged in. */
void machine_files_take_back(const char *disk, const char *path);
/* Moves a disk that cannot be used to another name in its folder, and notes that it is ours.
 * *aside is that path, NULL if there was no file; caller frees.  Returns false with err. */
bool machine_files_put_aside(const char *disk, char **aside, struct error *err);
/* Removes all files of the machine with this disk, and the folder if it becomes empty. */
void machine_files_remove(const char *disk);

#endif
