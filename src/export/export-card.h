// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* card.html: the commands that a workshop teaches, on a sheet of paper.  One thread. */
#ifndef EXPORT_EXPORT_CARD_H
#define EXPORT_EXPORT_CARD_H

#include "export/export-frame.h"

/* Adds the card of the edition to the files. */
void export_card(struct making *m);

#endif
