// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The functions of a library as a module; see library-module.h.  It is compiled once for
 * each library: LIBRARY is the header that lists its functions. */
#include <config.h>

#include "base/library-module.h"

#include LIBRARY

#include "base/home.h"

static const struct library functions = { LIBRARY_FUNCTIONS(LIBRARY_GIVES) };

const struct module imitation_module = {
	.version = PACKAGE_VERSION,
	.size = sizeof functions,
	.functions = &functions,
};
