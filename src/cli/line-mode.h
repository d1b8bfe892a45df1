// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation --plain: a workshop line by line, without a screen.
 *
 * A line that is typed there holds whole words of the one table of commands
 * (ui/input/command.h), its keys as they are and its names, and a few more. */
#ifndef CLI_LINE_MODE_H
#define CLI_LINE_MODE_H

#include <stdbool.h>

#include "cli/command-line.h"
#include "lesson/lesson.h"
#include "ui/input/command.h"

/* The command of a line without blanks around it; COMMAND_NONE: it is none. */
struct command line_command(const struct workshop *workshop, const char *line);
/* The step that the line goes to, within it, whether there is such a step or not; "" if
 * it names none; NULL: it does not begin with the word that goes to a step. */
const char *line_goes_to(const char *line);
/* The name of the command that was probably meant, of those that is_here() allows; NULL:
 * none. */
const char *line_nearest(const char *line, bool (*is_here)(enum command_id id));

int line_mode_run(const struct options *options); /* the exit status */

#endif
