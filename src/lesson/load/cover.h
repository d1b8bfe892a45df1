// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The cover of a workshop: its texts and its machines.  Any thread. */
#ifndef LESSON_LOAD_COVER_H
#define LESSON_LOAD_COVER_H

#include "lesson/load/page.h"

/* Reads title, date, machines and text of the cover into the workshop; with words_only (for
 * a translation) only title and text.  Returns false with err if it cannot be read. */
bool cover_read(struct loading *loading, const char *path, bool words_only, struct error *err);
/* Reads the same keys from a page that is a workshop by itself. */
void cover_from_page(struct loading *loading, const struct page *page);
/* Reads only the machines and the id from the cover of another folder; its faults are not
 * reported. */
void cover_borrow(struct loading *loading, const char *path, const char *folder);

#endif
