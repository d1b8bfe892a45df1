// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where words stand in all lessons, as plain text.  Pure; one thread. */
#ifndef UI_TEXT_PLAIN_SEARCH_H
#define UI_TEXT_PLAIN_SEARCH_H

#include "session/view.h"

/* The steps where the words are found, under the titles of their lessons and with the first lines
 * that have them, and how to go there; or that they are found nowhere.  picture: the machines, which
 * the commands of buttons are made for, or NULL.  Wrapped to this many columns.  Caller frees. */
char *ui_plain_search(const struct workshop *workshop, const struct vm_picture *picture,
		      const char *words, int columns);

#endif
