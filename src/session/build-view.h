// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fills a struct view from a session.  One thread. */
#ifndef SESSION_BUILD_VIEW_H
#define SESSION_BUILD_VIEW_H

#include "session/view.h"

struct session;
struct view_store;

/* Fills the view.  What it points to is valid until the next call of any session_… .
 * On a screen it reads no file: what is known of the guests on the disk may be some
 * seconds old. */
void session_view(struct session *session, struct view *view);

/* ---- for this folder */
void view_store_free(struct view_store *store); /* NULL is fine */

#endif
