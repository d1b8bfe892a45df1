// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* For tests with real machines: QEMU through a libvirt session of an ordinary user, in a
 * home folder of its own, with a daemon of its own that may be stopped and killed. */
#ifndef TESTS_REAL_SUPPORT_H
#define TESTS_REAL_SUPPORT_H

#include <pwd.h>
#include <stdbool.h>
#include <sys/types.h>

#define REAL_HOME_SIZE 16
#define REAL_SESSION "qemu:///session"

extern char real_home[REAL_HOME_SIZE];
extern char *real_image; /* of a machine that writes "tick N" once a second */

/* Makes the home folder and the image.  Returns 0, or what the test program shall exit with:
 * 77 where QEMU, libvirt's daemon or the guest's image is missing, which it prints. */
int real_begin(void);
void real_end(void); /* removes the folder */
/* Calls tests with an ordinary user that it makes, and removes afterwards; without root's
 * rights with NULL.  Returns what they return. */
int real_as_user(int (*tests)(const struct passwd *user));
/* Runs tests in a child process, as this user (NULL: the present one) in the home folder,
 * so that the child's end is the end of its threads; and ends all of the folder's daemons
 * and machines.  Returns 0 or 1. */
int real_in_child(int (*tests)(void), const struct passwd *user);
bool real_is_installed(const char *program);
/* The number of the machine's QEMU, or 0; from the file that this test's daemon writes, because
 * the person may have a machine of the same name. */
pid_t real_qemu_of(const char *machine);
int real_run(char *const argv[]); /* waits for the program; returns its status, or -1 */

#endif
