// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A log for developers, written to the file that $IMITATION_LOG names; nothing is
 * written without it.  It never goes to the terminal and is not translated.  Any
 * thread. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
