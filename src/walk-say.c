// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the walk says in the message line, and for how long that is true; see
 * walk.h and walk-private.h.  One thread: the screen's. */
#include <stdlib.h>

#include "base/error.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "lacks.h"
#include "walk-private.h"

/* The states of all machines in one number, to see whether any has changed. */
static uint64_t fold_states(const struct walk *walk)
{
	uint64_t folded = 0;
	size_t i;

	for (i = 0; walk->picture && i < walk->picture->n_machines; i++)
		folded = folded * 31 + (uint64_t)walk->picture->machines[i].state;
	return folded;
}

/* Good news is of the machines as they were: a change takes it away.  So does it what
 * was refused because of their state, and what was found out about an action that a
 * lost connection cut short. */
static void drop_old_news(struct walk *walk)
{
	if ((walk->tone == TONE_GOOD || walk->passing) && walk->n_jobs == 0 && walk->message &&
	    walk->message[0] && walk->said_of != fold_states(walk))
		walk_say(walk, TONE_INFO, "", "");
}

/* What was said because there was no connection is not so any more. */
static void drop_news_of_link(struct walk *walk)
{
	if (!walk->of_link || !walk->picture || walk->picture->link != VM_ALIVE)
		return;
	walk_say(walk, TONE_GOOD, _("The connection is back, and the machines were looked at again."),
		 _("What had not begun was not done: ask for it again."));
}

void walk_drop_news(struct walk *walk)
{
	drop_old_news(walk);
	drop_news_of_link(walk);
}

void walk_say(struct walk *walk, enum view_tone tone, const char *text, const char *mend)
{
	walk->said_of = fold_states(walk);
	char *new_text = mem_dup(text ? text : ""), *new_mend = mem_dup(mend ? mend : "");

	free(walk->message);
	free(walk->mend);
	free(walk->story.text);
	walk->story.text = NULL;
	walk->of_link = walk->passing = false;
	walk->message = new_text;
	walk->mend = new_mend;
	walk->tone = tone;
}

void walk_say_more(struct walk *walk, const char *sentence)
{
	const char *said = walk_said(walk);
	char *text = mem_printf("%s%s%s", said, said[0] ? " " : "", sentence);

	free(walk->message);
	walk->message = text;
}

void walk_say_error(struct walk *walk, const struct error *err)
{
	bool alive = walk->picture && walk->picture->link == VM_ALIVE;

	walk_say(walk, TONE_BAD, err->message, err->mend);
	walk->of_link = err->kind == ERROR_CONNECTION && !alive;
	walk->passing = err->kind == ERROR_STATE || (err->kind == ERROR_CONNECTION && alive);
}

const char *walk_said(const struct walk *walk)
{
	return walk->message ? walk->message : "";
}

/* A progress call that failed is said once, and what is not saved is shown
 * until a later one gets through. */
void walk_saved(struct walk *walk, bool ok, const struct error *err)
{
	if (!ok && walk->remember && !walk->unsaved_said) {
		walk_say(walk, TONE_BAD, err->message, err->mend);
		walk->unsaved_said = true;
	}
	if (ok)
		walk->unsaved_said = false;
}

/* What the lesson needs and is not here is said when the lesson is opened, once
 * it is known which hypervisor there is. */
void walk_say_lacks(struct walk *walk)
{
	const struct lesson *lesson = &walk->workshop->lessons[walk->lesson];
	struct findings findings = { 0 };

	if (!walk->picture || walk->picture->link != VM_ALIVE || walk->cover || !walk_step(walk) ||
	    walk->lacks_said == walk->lesson + 1)
		return;
	/* An error in the files is said once, and has to be seen. */
	if (walk->errors.n > 0 && walk_said(walk)[0])
		return;
	walk->lacks_said = walk->lesson + 1;
	lacks_find(walk->workshop, lesson, walk->picture->uri, &findings);
	lacks_find_guests(walk->workshop, lesson, walk->picture, &findings);
	if (findings.n > 0)
		walk_say(walk, findings.list[0].verdict == VERDICT_OBSTACLE ? TONE_BAD : TONE_INFO,
			 findings.list[0].text, findings.list[0].mend);
	findings_free(&findings);
}
