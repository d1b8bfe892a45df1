// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What was found out about this host: a list of findings, each with a verdict
 * and its mend.  Plain data; one thread. */
#ifndef FINDINGS_H
#define FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

enum verdict { VERDICT_GOOD, VERDICT_NOTE, VERDICT_OBSTACLE };

struct finding {
	const char *id; /* for programs: "qemu", "disk-space"; not translated */
	enum verdict verdict;
	char *text, *mend; /* translated and clean; mend is "" where there is nothing to do */
};

struct findings {
	struct finding *list;
	size_t n;
};

/* Takes text and mend over (mend may be NULL). */
void findings_add(struct findings *findings, const char *id, enum verdict verdict, char *text,
		  char *mend);
bool findings_good(const struct findings *findings); /* no obstacle among them */
/* Lines for people, the verdicts in a column. */
void findings_print(const struct findings *findings);
void findings_print_json(const struct findings *findings);
void findings_free(struct findings *findings);

#endif
