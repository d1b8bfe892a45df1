// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A log for developers: lines in the file that $IMITATION_LOG names, none
 * without it.  Never on the terminal, never translated.  Any thread. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

void log_line(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
