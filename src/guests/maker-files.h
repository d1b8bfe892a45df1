// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The files that the script makes: in a folder of their own until a guest is
 * whole, then in the cache; and whether one was made by an older script.
 * With the cache held.  One thread. */
#ifndef GUESTS_MAKER_FILES_H
#define GUESTS_MAKER_FILES_H

#include "vm/files/guests.h"

/* Where the script puts its files; caller frees. */
char *maker_folder(void);
/* The program's own script of this name; NULL: it was not installed.  Caller frees. */
char *maker_script(const char *name);
/* Forgets what an older script left in the folder, and what it left half made. */
void maker_forget_old(void);
/* Moves those of the guests that are whole into the cache, over older ones. */
void maker_take_over(const bool wanted[GUEST_COUNT]);
/* Was it made for this person, by a script that is older than the one there is? */
bool guest_is_old(const struct guest *guest);

#endif
