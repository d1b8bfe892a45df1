// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What pattern.c uses of libtre, for the module lesson-tre.so. */
#ifndef LESSON_TRE_LIBRARY_H
#define LESSON_TRE_LIBRARY_H

#include <tre/tre.h>

#include "base/library-module.h"

#define LIBRARY_FUNCTIONS(F) \
	F(tre_regcomp) \
	F(tre_regerror) \
	F(tre_regexec) \
	F(tre_regfree)

struct library {
	LIBRARY_FUNCTIONS(LIBRARY_FIELD)
};

#endif
