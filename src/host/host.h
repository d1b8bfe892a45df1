// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Questions to this computer that are answered at once: programs, room on
 * disks, memory, processes.  Any thread. */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The emulator of an architecture, and what packaging/packages calls its package. */
char *host_emulator(const char *arch); /* caller frees */
const char *host_emulator_package(const char *arch);

/* The path itself, or the folder above it that is there.  Caller frees. */
char *host_existing(const char *path);
bool host_can_write(const char *path); /* into it, or make it */
int64_t host_free_bytes(const char *path); /* for us; -1 unknown */
int64_t host_free_memory(void);            /* without swapping; -1 unknown */
bool host_process_lives(pid_t pid);

#endif
