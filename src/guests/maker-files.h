// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The files that the script makes.  They are in a folder of their own until a guest is
 * complete, and then in the cache.  Call these while holding the cache's lock.  One
 * thread. */
#ifndef GUESTS_MAKER_FILES_H
#define GUESTS_MAKER_FILES_H

#include "vm/files/guests.h"

/* The folder into which the script writes.  Caller frees. */
char *maker_folder(void);
/* The path of the program's own script of this name; NULL if it is not installed.
 * Caller frees. */
char *maker_script(const char *name);
/* Removes what an older script, or one that did not finish, left in the folder. */
void maker_forget_old(void);
/* Moves the complete ones of the wanted guests into the cache, replacing older ones. */
void maker_take_over(const bool wanted[GUEST_COUNT]);
/* Was the guest made for this user by an older script than the installed one? */
bool guest_is_old(const struct guest *guest);

#endif
