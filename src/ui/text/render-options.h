// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* How prose is to be rendered.  Plain data. */
#ifndef UI_TEXT_RENDER_OPTIONS_H
#define UI_TEXT_RENDER_OPTIONS_H

#include <stdbool.h>

#define PROSE_COLUMNS 80 /* prose is never wider, however wide the pane is */

struct render_options {
	int width;  /* columns, at least 1 */
	bool ascii; /* transliterate before measuring */
	bool marks; /* keep backticks around code: for output without styles */
	bool titles; /* no frame says the title of the step */
	int tag;    /* the tag of each line */
	bool airy;  /* one more blank line between blocks */
	bool tight; /* no blank line before the first block */
	bool code;  /* render_text: the text is a command, so break it at blanks only */
	const char *word; /* put before the first paragraph: "Hint:"; or NULL */
};

#endif
