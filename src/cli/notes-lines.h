// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* imitation --notes --plain: the notes for who presents, line by line. */
#ifndef CLI_NOTES_LINES_H
#define CLI_NOTES_LINES_H

struct session_options;

/* Prints the notes of the open step, and again each time when another one is opened.  Ends when
 * a line "q" is read, or when what it writes is not read any more.  Returns the exit status. */
int notes_lines_run(const struct session_options *open);

#endif
