// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a person types to install what is missing, on their kind of system: the
 * names are those of the table packaging/packages.  Any thread. */
#ifndef BASE_PACKAGES_H
#define BASE_PACKAGES_H

#include <stdbool.h>

#include "base/error.h"

/* Marks a string of names from the table's second column, with blanks between
 * them: tests/packages-test.sh looks each of them up. */
#define PACKAGES(names) names

/* Where to look; a test describes another system than its own. */
struct packages_system {
	const char *path;       /* as $PATH: where the package managers are */
	const char *os_release; /* a file as os-release(5) has it */
	bool root;
};

/* "sudo dnf install qemu-img": the command of the package manager that this
 * system has.  Where none is known: the names alone, "qemu-img, cpio".  A name that
 * is not in the table stands for itself.  SYSTEM: NULL for this one.  Caller frees. */
char *packages_install(const char *names, const struct packages_system *system);

/* Adds "Install it: …" to an error that was set. */
void packages_remedy(struct error *err, const char *names);

/* A translated sentence with one %s, which stands for what installs these packages.
 * Caller frees. */
char *packages_sentence(const char *sentence, const char *names);

#endif
