// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Makes calls of libvirt fail: fault-libvirt.c stands before libvirt's functions.  A plan is by
 * thread: only calls of the thread that armed it are counted, and fail.  torture-shim.c
 * decides of each call of all threads. */
#ifndef TESTS_FAULT_LIBVIRT_H
#define TESTS_FAULT_LIBVIRT_H

#include <stdbool.h>

enum fault {
	FAULT_NONE,   /* all work; they are counted */
	FAULT_BEFORE, /* libvirt does nothing, and says so */
	FAULT_AFTER,  /* libvirt does it, and says that it did not */
};

/* From now on the nth call (1 is the next) of this thread fails; 0: none.  reads: calls that
 * only read count, too. */
void fault_arm(enum fault fault, int nth, bool reads);
int fault_calls(void);          /* since it was armed */
const char *fault_name(void);   /* of the function that failed; NULL: none did */

/* Decides of each call from now on, instead of any plan; called by all threads. */
typedef enum fault fault_decide(const char *name);
void fault_decide_by(fault_decide *function);
/* libvirt's own function of this name; aborts if there is none. */
void *fault_real(const char *name);

#endif
