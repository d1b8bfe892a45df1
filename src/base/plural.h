// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Selects the plural form for a number by the rule in a catalogue's header: a C
 * expression with the variable n, such as "n != 1".  Any thread. */
#ifndef BASE_PLURAL_H
#define BASE_PLURAL_H

#include <stdbool.h>

/* Sets *form to the form for n.  Returns false if the rule is not valid. */
bool plural_form(const char *rule, unsigned long n, unsigned long *form);

#endif
