/* The text of a place as lines: the cover, a step, the end.  Private to src/ui. */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "ui/render.h"
#include "ui/state.h"

void page_make(struct lines *lines, const struct view *view, const struct render_options *options);
/* Makes it anew where the place or the width changed, and keeps what was at
 * the top there. */
void page_update(struct ui *ui, const struct view *view, int width, bool ascii);
char *page_title(const struct view *view); /* of the frame; caller frees */

#endif
