// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A number between two others, both included.  cmocka 1 has assert_in_range() for
 * that, which cmocka 2 warns of in favour of two others that cmocka 1 lacks.
 * Included after <cmocka.h>. */
#ifndef TESTS_BETWEEN_H
#define TESTS_BETWEEN_H

#define assert_between(value, least, most) do { \
	long long value_ = (long long)(value), least_ = (long long)(least), most_ = (long long)(most); \
	if (value_ < least_ || value_ > most_) \
		fail_msg("%s is %lld, not between %lld and %lld", #value, value_, least_, most_); \
} while (0)

#endif
