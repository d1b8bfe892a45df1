// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The program on a line to a terminal, which is the test: it gives the line its size, hears
 * what is written and presses keys.  Folders of the person are the test's own. */
#ifndef LINE_SUPPORT_H
#define LINE_SUPPORT_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/str.h"

enum { LINE_PATIENCE_MS = 20000 }; /* never waited for when all is well */

struct line_way {
	unsigned short rows, cols;
	const char *term;             /* NULL: not set */
	const char *const *variables; /* "NAME=VALUE", "NAME" to unset, NULL; or NULL */
	const char *const *arguments; /* of the program, NULL; or NULL */
};

struct line {
	int terminal, end; /* ours, and the program's, which is kept open */
	pid_t pid;
	struct str said;   /* by the program */
	bool mute;         /* the terminal answers no questions */
};

/* Makes the home of the test, with a workshop "shop" of three steps in it: "First words",
 * "Second words" and "Many words", which has the rows "Row 01." to "Row 80." and a check with
 * the hint "Seek and find.".  For cmocka: 0 if it worked. */
int line_home(void **state);
int line_forget_home(void **state);
char *line_in_home(const char *name); /* the caller frees the path */
/* Is the program there?  Else says what is missing. */
bool line_has_program(void);

/* Starts the program as "imitation ARGUMENTS" in the home. */
void line_start(struct line *line, const struct line_way *way);
void line_size(struct line *line, unsigned short rows, unsigned short cols);
void line_press(struct line *line, const char *keys);
/* As when the window is closed, or the connection lost. */
void line_hang_up(struct line *line);
/* Hears for so long at most.  False: nothing came. */
bool line_hear(struct line *line, int ms);
void line_until_calm(struct line *line);
void line_until(struct line *line, const char *text); /* fails if it does not come */
/* Waits until the program ends, and returns its status of waitpid(), and in how many
 * milliseconds it came if took is not NULL.  Kills it after LINE_PATIENCE_MS. */
int line_wait(struct line *line, int *took);
/* The most memory that it had so far, in KiB. */
long line_peak_kib(const struct line *line);
/* Closes both ends and forgets what was said. */
void line_end(struct line *line);

#endif
