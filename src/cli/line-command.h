// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a line means that is typed in --plain.  It has whole words of the one table of commands
 * (ui/input/command.h), its keys as they are and its names, and a few more, without blanks
 * around them.  Pure; any thread. */
#ifndef CLI_LINE_COMMAND_H
#define CLI_LINE_COMMAND_H

#include <stdbool.h>

#include "lesson/lesson.h"
#include "ui/input/command.h"

/* The command of the line; COMMAND_NONE: it is none. */
struct command line_command(const struct workshop *workshop, const char *line);
/* Returns the step that the line goes to, within it, whether there is such a step or not; ""
 * if it names none; NULL: it does not begin with the word that goes to a step. */
const char *line_goes_to(const char *line);
/* The same of words that are looked for: "/tick". */
const char *line_searches(const char *line);
/* Returns the name of the command that was probably meant, of those that is_here() allows;
 * NULL: none.  It is static, in the current language. */
const char *line_nearest(const char *line, bool (*is_here)(enum command_id id));

#endif
