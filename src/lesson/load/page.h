// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A file of a workshop: reads it, prepares it for the markdown parser, and parses it.  For
 * the files of this folder; others use load.h.  Any thread, but one at a time for each
 * workshop. */
#ifndef LESSON_LOAD_PAGE_H
#define LESSON_LOAD_PAGE_H

#include <stdbool.h>

#include "base/error.h"
#include "lesson/diag.h"
#include "lesson/lesson.h"
#include "lesson/load/front.h"
#include "lesson/load/markdown-parts.h"
#include "lesson/load/values.h"

/* A workshop while it is being loaded. */
struct loading {
	struct workshop *workshop;
	struct diags *diags;
	const char *shown;    /* the folder as the user gave it */
	const char *folder;   /* its absolute path */
	bool single;          /* the workshop is a single file */
};

/* A parsed file of the workshop. */
struct page {
	struct front front;
	struct markdown_file markdown;
	const char *file; /* owned by the workshop */
	char *hash;       /* of its text */
	struct value_context context;
};

/* Reads the file at path; flags are markdown_flags.  hints_if_lesson: <details> are hints
 * only if the file has an action or a check.  Faults are added to loading->diags.  Returns
 * false with err if the file cannot be read; else free the page with page_free(). */
bool page_read(struct loading *loading, const char *path, unsigned flags, bool hints_if_lesson,
	       struct page *page, struct error *err);
void page_free(struct page *page);

/* Returns the title in the front matter, else the "#" heading, else NULL.  Caller frees. */
char *page_heading(const struct page *page);
/* Returns the duration in minutes; 0 if it is not given or not valid (then reported). */
int page_minutes(const struct page *page);

/* The place of a key's value; line 0: the key is not there. */
struct place page_place(const struct page *page, const char *key);
/* The page's own hash, and the hash of the source that it names.  The caller frees it with
 * source_hash_free(). */
struct source_hash page_source_hash(const struct page *page);

#define SOURCE_HASH_DIGITS 12

/* Returns the first 12 of the 16 hexadecimal digits of the text's 64-bit FNV-1a hash,
 * in lower case.  Line endings, blanks at the ends of lines, empty lines at the end and
 * a byte order mark make no difference.  Caller frees. */
char *source_hash_of(const char *text, size_t n);

#endif
