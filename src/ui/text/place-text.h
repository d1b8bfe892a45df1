// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The text of a place as lines: the cover, a step, the end.  Private to src/ui. */
#ifndef UI_TEXT_PLACE_TEXT_H
#define UI_TEXT_PLACE_TEXT_H

#include "ui/state.h"
#include "ui/text/render.h"

void page_make(struct lines *lines, const struct view *view, const struct render_options *options);
/* Makes it anew where the place or the width changed, and keeps what was at
 * the top there. */
void page_update(struct ui *ui, const struct view *view, int width, bool ascii);
/* Shown as it was written, for want of a translation? */
bool is_untranslated(const struct workshop *workshop, const struct lesson *lesson);
/* Its number and title, and whether it is not translated; caller frees. */
char *lesson_title(const struct workshop *workshop, const struct lesson *lesson);
/* A file opened by itself has no cover: is this its first page, which is that, too? */
bool is_own_cover(const struct view *view);
char *page_title(const struct view *view); /* of the frame; caller frees */

#endif
