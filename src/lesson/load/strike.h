// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is ~~struck out~~, which cmark does not know.  Used by markdown.c only.  Pure. */
#ifndef LESSON_LOAD_STRIKE_H
#define LESSON_LOAD_STRIKE_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/doc.h"

/* Marks the spans between pairs of tildes, and cuts them where these are. */
void strike_find(struct span **spans, size_t *n);

#endif
