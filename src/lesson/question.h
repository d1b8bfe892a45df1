// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The question that a text asks its readers.  Pure; any thread. */
#ifndef LESSON_QUESTION_H
#define LESSON_QUESTION_H

#include "lesson/doc.h"

/* Returns the first sentence of the document's prose that ends in a question mark; NULL: it
 * asks nothing.  What stands in code, a table or a heading does not count.  Caller frees. */
char *doc_question(const struct doc *doc);

#endif
