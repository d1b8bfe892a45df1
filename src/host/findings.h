// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What was found out about this host: a list of findings, each with a verdict
 * and its remedy.  Plain data; one thread. */
#ifndef HOST_FINDINGS_H
#define HOST_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

enum verdict { VERDICT_GOOD, VERDICT_NOTE, VERDICT_OBSTACLE };

struct finding {
	const char *id; /* for programs: "qemu", "disk-space"; not translated */
	enum verdict verdict;
	char *text, *remedy; /* translated and clean; remedy is "" where there is nothing to do */
};

struct findings {
	struct finding *list;
	size_t n;
};

/* Takes text and remedy over (remedy may be NULL). */
void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *remedy);
bool findings_good(const struct findings *findings); /* no obstacle among them */
void findings_free(struct findings *findings);

#endif
