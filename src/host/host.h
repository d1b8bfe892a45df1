// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Facts about this host that can be read at once: programs, disk space, memory,
 * processes.  Any thread. */
#ifndef HOST_HOST_H
#define HOST_HOST_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* The emulator of an architecture, and the name of its package in packaging/packages. */
char *host_emulator(const char *arch); /* caller frees */
const char *host_emulator_package(const char *arch);

/* The path itself, or its nearest parent folder that exists.  Caller frees. */
char *host_existing(const char *path);
bool host_can_write(const char *path); /* can we write into it, or create it? */
int64_t host_free_bytes(const char *path); /* bytes available to this user; -1 if unknown */
int64_t host_free_memory(void);            /* bytes available without swapping; -1 if unknown */
bool host_process_lives(pid_t pid);

#endif
