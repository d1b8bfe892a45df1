// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Which plural a number takes, by the rule in the header of a catalogue: an
 * expression of C with the variable n, such as "n != 1".  Any thread. */
#ifndef BASE_PLURAL_H
#define BASE_PLURAL_H

#include <stdbool.h>

/* The number of the form for n.  False where the rule cannot be understood. */
bool plural_form(const char *rule, unsigned long n, unsigned long *form);

#endif
