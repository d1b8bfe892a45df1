// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A markdown file as parts: documents, hints, notes, fences.  Plain data. */
#ifndef LESSON_LOAD_MARKDOWN_PARTS_H
#define LESSON_LOAD_MARKDOWN_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "lesson/doc.h"

/* Blocks deeper than this are shown side by side. */
#define MARKDOWN_DEPTH 64

struct markdown_text {
	const char *text;
	size_t length;
	const int *lines; /* for each line, its line in the file */
	size_t n_lines;
};

/* A code fence whose info string begins with "vm:" or is "check". */
struct markdown_fence {
	char *name;  /* the first word of the info string */
	char *body;  /* not cleaned */
	size_t length;
	int line, column; /* of the fence in the file */
	int body_line;    /* of the body's first line; that of the fence if it was included */
	const int *lines; /* for each line of the body, its line in the file: those of the text */
	size_t n_lines;   /* of these, and of what follows; 0: not known */
};

/* A code block that looks like an action or a check but is not, for lint. */
struct markdown_stray {
	char *name;  /* the first word of its info string */
	char *meant; /* what it was probably meant to be; NULL: it is in a quote */
	int line, column;
};

/* A relative link or picture, for lint. */
struct markdown_target {
	char *url;
	bool image;
	int line;
};

struct markdown_part {
	char *title; /* plain text; NULL before the first step */
	int line;
	struct doc doc;
	struct doc *hints;
	size_t n_hints;
	char **notes;
	size_t n_notes;
	struct markdown_fence *fences;
	size_t n_fences;
};

struct markdown_file {
	struct markdown_part *parts; /* at least one */
	size_t n_parts;
	struct markdown_target *targets;
	size_t n_targets;
	struct markdown_stray *strays;
	size_t n_strays;
	char *heading;    /* the first "#" heading, or NULL */
	int open_comment; /* line of a comment without an end, or 0 */
	int too_many_pictures; /* line from which on pictures are text, or 0 */
	int unended;      /* line of an admonition without an end, or 0 */
	int *lines;       /* of the text that was parsed, their lines in the file */
};

void markdown_free(struct markdown_file *file);

enum markdown_flags {
	MARKDOWN_STEPS = 1, /* "##" begins a new part */
	MARKDOWN_HINTS = 2, /* <details> are hints; otherwise they are shown as text */
};

#endif
