// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Changing the language while the program runs; see i18n.h.
 *
 * gettext looks at LANGUAGE for every sentence, and remembers what it found
 * until textdomain() is called.  Other threads translate meanwhile: so LANGUAGE
 * is there from the start, and only its value changes, which the C library
 * swaps without moving the environment. */
#include "base/i18n.h"

#include <stdlib.h>

#include "base/mem.h"

static char *at_start;

void i18n_start(void)
{
	setenv("LANGUAGE", "", 0);
	free(at_start);
	at_start = mem_dup(getenv("LANGUAGE"));
}

void i18n_use(const char *language)
{
	setenv("LANGUAGE", language ? language : at_start ? at_start : "", 1);
	textdomain(textdomain(NULL));
}
