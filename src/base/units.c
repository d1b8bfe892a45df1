// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Times, sizes and bars as translated text; see units.h. */
#include "base/units.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

char *words_span(int64_t ms)
{
	int seconds = ms < 0 ? 0 : ms / 1000 > 86400 * 9999LL ? 86400 * 9999 : (int)(ms / 1000);
	int minutes = seconds / 60, hours = minutes / 60, days = hours / 24;

	if (minutes == 0)
		return mem_printf(ngettext("%d s", "%d s", (unsigned long)seconds), seconds);
	if (hours < 2)
		return mem_printf(ngettext("%d min", "%d min", (unsigned long)minutes), minutes);
	if (days < 2)
		return mem_printf(ngettext("%d h", "%d h", (unsigned long)hours), hours);
	return mem_printf(ngettext("%d day", "%d days", (unsigned long)days), days);
}

int64_t words_span_ms(int64_t ms)
{
	const int64_t second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
	int64_t unit = ms < minute ? second : ms < 2 * hour ? minute : ms < 2 * day ? hour : day;

	return ms < 0 ? second - ms : unit - ms % unit;
}

char *words_seconds(int64_t ms)
{
	if (ms >= 9950)
		return words_span(ms + 500);
	/* TRANSLATORS: seconds with one decimal, as in "0.5 s" */
	return mem_printf(_("%.1f s"), (double)(ms < 50 ? 50 : ms) / 1000.0);
}

char *words_memory(uint64_t bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB" };
	size_t unit = 0;

	while (bytes >= 10240 && unit + 1 < ARRAY_LEN(units)) {
		bytes /= 1024;
		unit++;
	}
	if (bytes >= 1024 && bytes % 1024 == 0 && unit + 1 < ARRAY_LEN(units)) {
		bytes /= 1024;
		unit++;
	}
	return mem_printf("%llu %s", (unsigned long long)bytes, units[unit]);
}

char *words_minutes(int64_t minutes)
{
	int n = minutes < 0 ? 0 : minutes > 99999 ? 99999 : (int)minutes;

	return mem_printf(ngettext("%d minute", "%d minutes", (unsigned long)n), n);
}

static char *clock_of(int64_t wall_ms, int64_t now_wall_ms, long utc_offset_s, bool exact)
{
	time_t at = (time_t)(wall_ms / 1000 + utc_offset_s);
	time_t now = (time_t)(now_wall_ms / 1000 + utc_offset_s);
	struct tm a, b;
	char text[32];
	bool today;

	if (!gmtime_r(&at, &a) || !gmtime_r(&now, &b))
		return mem_dup("?");
	today = a.tm_year == b.tm_year && a.tm_yday == b.tm_yday;
	if (!today && exact)
		strftime(text, sizeof text, "%m-%d %H:%M:%S", &a);
	else if (!today)
		strftime(text, sizeof text, "%Y-%m-%d", &a);
	else if (exact)
		strftime(text, sizeof text, "%H:%M:%S", &a);
	else
		strftime(text, sizeof text, "%H:%M", &a);
	return mem_dup(text);
}

char *words_clock(int64_t wall_ms, int64_t now_wall_ms, long utc_offset_s)
{
	return clock_of(wall_ms, now_wall_ms, utc_offset_s, false);
}

char *words_clock_exact(int64_t wall_ms, int64_t now_wall_ms, long utc_offset_s)
{
	return clock_of(wall_ms, now_wall_ms, utc_offset_s, true);
}

char *words_short_title(const char *title)
{
	const char *colon = strstr(title, ": ");

	return colon && colon > title ? mem_ndup(title, (size_t)(colon - title)) : mem_dup(title);
}

char *words_bar(int percent, int columns, bool ascii)
{
	static const char *const signs[2][2] = { { "█", "#" }, { "░", "." } };
	int done = percent <= 0 ? 0 : percent >= 100 ? columns : percent * columns / 100, i;
	struct str bar = { 0 };

	for (i = 0; i < columns; i++)
		str_add(&bar, signs[i >= done][ascii]);
	return str_take(&bar);
}

const char *words_callout(const char *name)
{
	static const struct {
		const char *name, *word;
	} words[] = {
		{ "bulb", N_("Tip:") },	{ "warning", N_("Careful:") },
		{ "memo", N_("Note:") }, { "information_source", N_("Note:") },
		{ "question", N_("Question:") }, { "beginner", N_("First steps:") },
		{ "tip", N_("Tip:") }, { "caution", N_("Careful:") },
		{ "important", N_("Important:") }, { "exclamation", N_("Important:") },
	};

	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (str_eq(name, words[i].name))
			return _(words[i].word);
	return _("Note:");
}
