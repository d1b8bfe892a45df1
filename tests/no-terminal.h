// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Bars pseudo terminals from a test program, as they are barred from an ordinary user where the
 * system's daemon runs the machines: no-terminal.c stands before the C library's open(). */
#ifndef TESTS_NO_TERMINAL_H
#define TESTS_NO_TERMINAL_H

#include <stdbool.h>

void bar_terminals(bool are_barred); /* from opening; any thread */

#endif
