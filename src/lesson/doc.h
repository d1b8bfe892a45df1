// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A piece of markdown as a tree of plain data: what the screen renders.
 *
 * The tree is made by load/markdown.c, the only place that uses cmark, and does not
 * change afterwards.  All text is UTF-8 without markup, with entities decoded and
 * control characters removed; joiners stay (utf8_clean_prose), and tabs in blocks of code
 * (utf8_clean_code). */
#ifndef LESSON_DOC_H
#define LESSON_DOC_H

#include <stdbool.h>
#include <stddef.h>

enum span_style {
	SPAN_EMPH = 1,
	SPAN_STRONG = 2,
	SPAN_CODE = 4,
	SPAN_LINK = 8,
	SPAN_IMAGE = 16, /* the text replaces a picture */
	SPAN_BREAK = 32, /* a hard line break; no text */
	SPAN_RAISED = 64,   /* <sup>: "^" begins the text, so that 2^10 is not 210 anywhere */
	SPAN_LOWERED = 128, /* <sub>: "_" begins the text */
	SPAN_STRUCK = 256,  /* struck out: "~~" stands at both ends, as a terminal cannot show it */
};

/* A run of text in one style.  A soft line break is a blank. */
struct span {
	char *text;
	unsigned style; /* of enum span_style */
	int link;       /* 1-based index into doc.links, 0 for none */
	int picture;    /* 1-based index into doc.pictures, 0 for none */
};

enum block_kind {
	BLOCK_ROOT,
	BLOCK_PARAGRAPH, /* spans */
	BLOCK_HEADING,   /* spans, level */
	BLOCK_QUOTE,     /* kids; callout is set for "> :bulb: …" */
	BLOCK_LIST,      /* kids are BLOCK_ITEM */
	BLOCK_ITEM,      /* kids; number in an ordered list */
	BLOCK_CODE,      /* text with its newlines, info */
	BLOCK_RULE,
	BLOCK_TABLE, /* kids are BLOCK_ROW; the first is the head, whose cells may be empty */
	BLOCK_ROW,   /* usually as many as the head has, or fewer; never more */
	BLOCK_CELL,  /* spans, align */
};

enum align { ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct block {
	enum block_kind kind;
	struct span *spans;
	size_t n_spans;
	struct block *kids;
	size_t n_kids;
	char *text;   /* BLOCK_CODE: the code; BLOCK_QUOTE: the callout's name ("bulb") or NULL */
	char *info;   /* BLOCK_CODE: the info string, "" for none */
	int level;    /* BLOCK_HEADING: 1 to 6 */
	bool ordered; /* BLOCK_LIST */
	bool tight;   /* BLOCK_LIST: no blank lines between items */
	bool plain;   /* BLOCK_LIST: definitions of the term above: items without a sign */
	int number;   /* BLOCK_ITEM of an ordered list: its number */
	enum align align;
	int line; /* in the file, 1-based */
};

struct doc {
	struct block root;
	char **links; /* addresses, in order of first use, each once */
	size_t n_links;
	char **pictures; /* addresses, one for each picture */
	size_t n_pictures;
};

void doc_free(struct doc *doc); /* frees what it holds and zeroes it */

/* Addresses of links and pictures, as they are in markdown. */
bool address_has_scheme(const char *address); /* "https:…", "mailto:…", "//host" */
/* Returns the file's name in the address: without "?query" and "#part", with "%20"
 * decoded.  It is empty for "#part" alone.  Caller frees. */
char *address_file(const char *address);
char *address_part(const char *address); /* what stands behind "#", decoded; "" for nothing */

#endif
