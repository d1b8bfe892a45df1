// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Does a check hold?  Pure: it depends only on the check and the picture.  Any thread. */
#ifndef VM_CHECK_H
#define VM_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/machine.h"

struct check_answer {
	bool holds;
	bool certain;     /* false: the machine or its console could not be read, or not now */
	char found[200];  /* if it does not hold: "expected paused, found running" (translated) */
};

/* Does a console line after number `after` match the pattern, which the console must be
 * watched for?  The line being written also counts. */
bool check_console_said(const char *pattern, const struct vm_machine *machine, uint64_t after);
/* Judges the check.  console_after: only console lines with a greater seq count. */
struct check_answer check_evaluate(const struct check *check, const struct vm_picture *picture,
				   uint64_t console_after);
/* Returns NULL, or what the check looks at and the simulation does not have, as a translated
 * clause. */
const char *check_not_simulated(const struct check *check);
/* Returns the check's label, or a sentence made from its keys ("the dreamer is
 * paused").  title is the machine's title.  Caller frees. */
char *check_text(const struct check *check, const char *title);

#endif
