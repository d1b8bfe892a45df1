// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What was found out about this host: a list of findings, each with a verdict and a
 * remedy.  Plain data; one thread. */
#ifndef HOST_FINDINGS_H
#define HOST_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

enum verdict { VERDICT_GOOD, VERDICT_NOTE, VERDICT_OBSTACLE };

struct finding {
	const char *id; /* for programs, not translated: "qemu", "disk-space" */
	enum verdict verdict;
	char *text, *remedy; /* translated and clean; remedy is "" if there is none */
};

struct findings {
	struct finding *list;
	size_t n;
};

/* Adds a finding.  Takes ownership of text and of remedy (which may be NULL). */
void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *remedy);
bool findings_good(const struct findings *findings); /* true if none is an obstacle */
void findings_free(struct findings *findings);

#endif
