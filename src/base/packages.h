// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What to type on this kind of system to install what is missing.  The names of
 * packages are in the table packaging/packages.  Any thread. */
#ifndef BASE_PACKAGES_H
#define BASE_PACKAGES_H

#include <stdbool.h>

#include "base/error.h"

/* Marks a string of names from the table's second column, separated by blanks:
 * tests/packages-test.sh looks up each of them. */
#define PACKAGES(names) names

/* Which system to look at; tests describe another one than their own. */
struct packages_system {
	const char *path;       /* like $PATH: where the package managers are */
	const char *os_release; /* a file as in os-release(5) */
	bool root;
};

/* Returns the command that installs these packages with the system's package manager,
 * such as "sudo dnf install qemu-img".  If no manager is known, returns only the names:
 * "qemu-img, cpio".  A name that is not in the table is used as it is.  SYSTEM: NULL
 * for this system.  Caller frees. */
char *packages_install(const char *names, const struct packages_system *system);

/* Sets the remedy "Install it: …" of an error that was set. */
void packages_remedy(struct error *err, const char *names);

/* Fills in the %s of a translated sentence with what packages_install() says.  Caller
 * frees. */
char *packages_sentence(const char *sentence, const char *names);

#endif
