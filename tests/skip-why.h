// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Skips a test and says why: cmocka's skip() has no room for a reason.  tests/summary.sh
 * tells the line that comes before a skipped test. */
#ifndef TESTS_SKIP_WHY_H
#define TESTS_SKIP_WHY_H

#include <stdio.h>

#define skip_why(why)                                                                             \
	do {                                                                                      \
		printf("# skipped: %s\n", why);                                                   \
		fflush(stdout);                                                                   \
		skip();                                                                           \
	} while (0)

#endif
