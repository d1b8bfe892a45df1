// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A page as plain text, for a screen reader or a pipe.  Any thread that may use the
 * view. */
#ifndef UI_TEXT_PLAIN_TEXT_H
#define UI_TEXT_PLAIN_TEXT_H

struct doc;
struct view;

/* The page that is shown, with its buttons and checks, wrapped to this many columns.
 * Caller frees. */
char *ui_plain_step(const struct view *view, int columns);
/* A document, such as a hint.  Caller frees. */
char *ui_plain_doc(const struct doc *doc, int columns);

#endif
