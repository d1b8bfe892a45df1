// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Times, sizes and bars as translated text. */
#ifndef BASE_UNITS_H
#define BASE_UNITS_H

#include <stdbool.h>
#include <stdint.h>

/* Each char * is freed by the caller; a const char * is static.  Any thread. */

char *words_span(int64_t ms);    /* "3 s", "4 min", "2 h", "5 d" */
/* For how many milliseconds more that says the same, while the time goes on. */
int64_t words_span_ms(int64_t ms);
char *words_seconds(int64_t ms); /* "0.5 s": a duration */
char *words_memory(uint64_t bytes); /* "4 MiB" */
char *words_minutes(int64_t minutes); /* "5 minutes" */
/* The time of day, "18:12", or the date if it was another day. */
char *words_clock(int64_t wall_ms, int64_t now_wall_ms, long utc_offset_s);
/* To the second: "18:12:05", "04-19 18:12:05". */
char *words_clock_exact(int64_t wall_ms, int64_t now_wall_ms, long utc_offset_s);
/* A title up to its first ": ". */
char *words_short_title(const char *title);
/* The word for the icon of a callout: "Tip:" for "bulb". */
const char *words_callout(const char *name);

/* A progress bar of that many columns, percent from 0 to 100. */
char *words_bar(int percent, int columns, bool ascii);

#endif
