// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Does a check hold?  Pure: a check and a picture in, an answer out. */
#ifndef VM_CHECK_H
#define VM_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/machine.h"

struct check_answer {
	bool holds;
	bool certain;     /* false: the machine could not be read, or the console is not there */
	char found[200];  /* where it does not hold: "expected paused, found running" (translated) */
};

/* Does a line of its console that came after that one match the extended regular
 * expression?  The line being written counts. */
bool check_console_said(const char *pattern, const struct vm_machine *machine, uint64_t after);
/* console_after: only console lines with a greater seq count. */
struct check_answer check_evaluate(const struct check *check, const struct vm_picture *picture,
				   uint64_t console_after);
/* Its label, or a sentence made from its keys ("the dreamer is paused").
 * title is the machine's title.  Caller frees. */
char *check_text(const struct check *check, const char *title);

#endif
