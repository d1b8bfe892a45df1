// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The keys of a US keyboard, to type text into a machine.  Pure; any thread. */
#ifndef VM_KEYBOARD_H
#define VM_KEYBOARD_H

#include <stdbool.h>

struct key {
	unsigned code;    /* from <linux/input-event-codes.h> */
	const char *name; /* "KEY_A", as virsh send-key names it */
	bool shift;
};

#define KEY_CODE_SHIFT 42 /* KEY_LEFTSHIFT */

/* Returns false if no key types this character. */
bool key_for(unsigned char c, struct key *key);

#endif
