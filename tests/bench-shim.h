/* SPDX-FileCopyrightText: 2026 the imitation authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What bench-pty and the shim in the program that it runs tell each other: a page
 * that both have mapped.  Its descriptor is named in the environment. */
#ifndef BENCH_SHIM_H
#define BENCH_SHIM_H

#include <stdint.h>
#include <sys/types.h>

#define BENCH_SHIM_PAGE "BENCH_SHIM_PAGE"

struct bench_page {
	pid_t process;    /* the one that counts: its children do not */
	unsigned sync_ms; /* how much longer fsync() and fdatasync() take */
	char last[64];    /* the write that has this is the process's last; empty: none is */
	unsigned elsewhere; /* writes that did not go to a terminal */
};

#endif
