// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A pattern, and lines of a console that it is compared with: the first line of the input is
 * the pattern. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "lesson/pattern.h"

/* A text in which no character means anything but itself. */
static bool is_literal(const char *pattern)
{
	return pattern[0] && pattern[strcspn(pattern, "\\^$.[]|()?*+{}")] == '\0';
}

static void compare(const struct pattern *pattern, const char *text, const char *line)
{
	bool matches = pattern_matches(pattern, line);

	if (pattern_matches(pattern, line) != matches)
		fail_msg("/%s/ and \"%s\" match only once", text, line);
	if (is_literal(text) && matches != (strstr(line, text) != NULL))
		fail_msg("/%s/ %s \"%s\"", text, matches ? "matches" : "does not match", line);
}

FUZZ(pattern)
{
	char *text = fuzz_text(data, size), *rest = text, *line = strsep(&rest, "\n");
	struct error err = { 0 };
	struct pattern *pattern = pattern_new(line, &err);
	const char *source = line;

	if (!pattern) {
		assert_int_equal(err.kind, ERROR_INPUT);
		assert_true(err.message[0]);
		fuzz_clean(err.message, false);
	}
	while (pattern && (line = strsep(&rest, "\n")) != NULL)
		compare(pattern, source, line);
	pattern_free(pattern);
	free(text);
	return 0;
}
