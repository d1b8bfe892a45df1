// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The text of the last page: what was done, skipped, left open and kept, what one can tell a
 * friend, and what one may do now.  One thread. */
#ifndef UI_TEXT_END_TEXT_H
#define UI_TEXT_END_TEXT_H

#include "session/view.h"
#include "ui/text/lines.h"
#include "ui/text/render-options.h"

void end_text(struct lines *lines, const struct view *view, const struct render_options *options);

#endif
