// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The lines in which make-guests and take-guests report their progress.  Pure; any thread. */
#ifndef GUESTS_MAKER_LINE_H
#define GUESTS_MAKER_LINE_H

#include <stdbool.h>

#include "base/error.h"

enum maker_word {
	MAKER_LISTS, MAKER_DOWNLOAD, MAKER_UNPACK, MAKER_PACK, MAKER_DONE,
	MAKER_FETCH, MAKER_CHECK, MAKER_TAKE, MAKER_TAKEN, MAKER_WORDS
};

struct maker_news {
	bool failed;          /* if true, only error is set */
	int percent;          /* 0 to 100, of all that was asked for */
	enum maker_word word;
	char what[64];        /* clean */
	struct error error;   /* translated, with its remedy */
};

/* Parses one line.  Returns false if it is not part of the protocol. */
bool maker_line(const char *line, struct maker_news *news);

#endif
