// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Gives the terminal back whatever happens: a crash, an abort. */
#ifndef TERM_GUARD_H
#define TERM_GUARD_H

/* Remembers the line's settings: before curses changes them. */
void guard_remember(void);
/* From then on a fatal signal writes these bytes and puts the settings back
 * before the program dies of it. */
void guard_on(const char *reset);
void guard_off(void);

#endif
