// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names and descriptions of safety snapshots. */
#include "vm/safety.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"

#define SAFETY_MARK " [imitation: was "

static const char *const safety_words[STATE_COUNT] = {
	[STATE_SHUTOFF] = "off", [STATE_RUNNING] = "running",
	[STATE_PAUSED] = "paused", [STATE_SAVED] = "saved",
};

char *safety_description(const char *words, enum machine_state was)
{
	return mem_printf("%s" SAFETY_MARK "%s]", words, safety_words[was] ? safety_words[was] : "off");
}

bool safety_parse(const char *name, const char *description, enum machine_state *was,
		  char **words)
{
	const char *at = description ? strstr(description, SAFETY_MARK) : NULL, *word;
	int state;

	if (words)
		*words = NULL;
	if (!at || !str_starts(name, SAFETY_PREFIX) || !str_ends(at, "]"))
		return false;
	word = at + strlen(SAFETY_MARK);
	for (state = 0; state < STATE_COUNT; state++) {
		size_t n = safety_words[state] ? strlen(safety_words[state]) : 0;

		if (!n || strncmp(word, safety_words[state], n) != 0 || strcmp(word + n, "]") != 0)
			continue;
		*was = (enum machine_state)state;
		if (words)
			*words = mem_ndup(description, (size_t)(at - description));
		return true;
	}
	return false;
}

int safety_order(const char *a, const char *b)
{
	return strverscmp(a, b);
}

char *safety_next(const char *newest, int64_t wall_ms)
{
	time_t now = (time_t)(wall_ms / 1000);
	const char *dash;
	char stamp[64];
	struct tm tm;
	long number;

	localtime_r(&now, &tm);
	strftime(stamp, sizeof stamp, SAFETY_PREFIX "%Y%m%d-%H%M%S", &tm);
	if (!newest || safety_order(stamp, newest) > 0)
		return mem_dup(stamp);
	/* Either the same second, or the clock was set back: count on from the newest. */
	dash = strlen(newest) > strlen(stamp) && newest[strlen(stamp)] == '-' ?
		       newest + strlen(stamp) : NULL;
	number = dash ? strtol(dash + 1, NULL, 10) : 1;
	return mem_printf("%.*s-%ld", (int)(dash ? dash - newest : (long)strlen(newest)), newest,
			  number + 1);
}

const char *safety_newest(const struct vm_snapshot *snapshots, size_t n)
{
	const char *newest = NULL;
	size_t i;

	for (i = 0; i < n; i++)
		if (snapshots[i].safety && (!newest || safety_order(snapshots[i].name, newest) > 0))
			newest = snapshots[i].name;
	return newest;
}
