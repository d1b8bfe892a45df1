// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The commands that a workshop teaches, each once, in the order of first use: those that its
 * buttons stand for, and those that its text names for looking at machines ("virsh list").
 * Pure; any thread that may use gettext. */
#ifndef EXPORT_CARD_COMMANDS_H
#define EXPORT_CARD_COMMANDS_H

#include <stdbool.h>

#include "lesson/lesson.h"
#include "lesson/verbs.h"

struct card_command {
	enum verb_group group;
	enum verb verb;     /* VERB_NONE: it is named in the text */
	unsigned variant;   /* tells apart commands of one verb, or those in the text */
	char *command;      /* as the button or the text shows it */
	char *words;        /* what it does */
	bool lesson_words;  /* these are the lesson's own, so in its language */
	size_t lesson;      /* where it comes first, an index */
	const struct step *step; /* NULL: before the first step */
};

struct card {
	struct card_command *list;
	size_t n;
};

/* Adds all commands of the workshop, which must outlive the card.  The words are in the
 * language in use. */
void card_collect(struct card *card, const struct workshop *workshop);
void card_free(struct card *card); /* what it holds */
/* Does the workshop teach any command? */
bool card_has_commands(const struct workshop *workshop);

#endif
