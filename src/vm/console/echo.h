// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which part of a console's output is the echo of what was typed into it?
 *
 * A terminal shows each line again that is typed.  A check must not take that for the
 * machine's answer, so the lines that were typed are kept until they were seen again.  A
 * line of output ends in an echo if what was typed
 *  - goes on where the output had come to when it was typed,
 *  - follows a prompt, up to the end of the line, or
 *  - is the whole line, soon after it was typed, on a machine that is known to echo.
 * A shell that breaks its lines shows one in several.  What was typed while no shell was
 * reading is shown twice: at once, and behind the next prompt.
 *
 * Keys that edit the line make the shell show what was not typed, such as a command of
 * before.  If the first key of the line was typed at a prompt, all that is shown behind that
 * prompt until Enter is an echo, whatever it is.
 *
 * Each is taken for an echo once, or twice in the last case: words that the machine writes
 * after that are its own.  Pure; not shared between threads without a lock. */
#ifndef VM_CONSOLE_ECHO_H
#define VM_CONSOLE_ECHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"

#define ECHO_LINES 32 /* that are waited for; of more the oldest are forgotten */

/* A line that was typed. */
struct echo_line {
	struct str text; /* without the newline */
	char *before;    /* what stood in the console's line when its first key was typed */
	uint64_t at;     /* number of that line; 0: not known */
	int64_t typed_ms; /* monotonic clock: its first key */
	bool ended;      /* Enter was typed */
	bool seen;       /* it was shown without a prompt; a shell shows it once more */
	bool edited;     /* at a prompt: it is what is behind that in line `at`, or until Enter later */
	uint64_t wraps;  /* number of the line in which an edited one goes on; 0: none */
};

/* A zeroed struct is one of a machine into which nothing was typed. */
struct echo {
	struct echo_line lines[ECHO_LINES]; /* the oldest first */
	size_t n;
	bool echoes;  /* an echo was seen */
	bool spoilt;  /* the line that is typed was edited, and its text is not known */
	/* The beginning of an echo ended a line of output, so the next may go on with it: */
	size_t part;  /* bytes of it that were seen; 0: no such line */
	size_t whose; /* index of what was typed */
	uint64_t next; /* number of the line that may go on */
	bool prompted; /* there was a prompt before it */
};

/* These bytes are about to be sent to the machine, whose console is in the line of this
 * number, of which it has written so much (cleaned, see filter.h). */
void echo_typed(struct echo *echo, const char *bytes, size_t n, const char *tail, uint64_t number,
		int64_t now_ms);
/* Return how many bytes of a line of output the machine wrote itself; the rest is an echo.
 * The first is for a line that is still being written, the second for one that has ended,
 * to be called once for each. */
size_t echo_tail(const struct echo *echo, const char *tail, uint64_t number, int64_t now_ms);
size_t echo_ended(struct echo *echo, const char *line, uint64_t number, int64_t now_ms);
void echo_clear(struct echo *echo); /* forgets all; frees what is in it */

#endif
