// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What the words of a lesson must look like; see value-syntax.h. */
#include "lesson/load/value-syntax.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/mem.h"
#include "base/str.h"
#include "lesson/lesson.h"
#include "lesson/snapshot-name.h"

bool number_parse(const char *text, int least, int most, int *number)
{
	char *end;
	long n;

	if (!ascii_digit(text[0]))
		return false;
	errno = 0;
	n = strtol(text, &end, 10);
	if (errno || *end || n < least || n > most)
		return false;
	*number = (int)n;
	return true;
}

bool size_parse(const char *text, uint64_t *bytes)
{
	static const struct {
		const char *name;
		double factor;
	} units[] = {
		{ "", 1 }, { "B", 1 },
		{ "K", 0x1p10 }, { "KiB", 0x1p10 }, { "kB", 1e3 }, { "KB", 1e3 }, { "k", 0x1p10 },
		{ "M", 0x1p20 }, { "MiB", 0x1p20 }, { "MB", 1e6 },
		{ "G", 0x1p30 }, { "GiB", 0x1p30 }, { "GB", 1e9 },
		{ "T", 0x1p40 }, { "TiB", 0x1p40 }, { "TB", 1e12 },
	};
	double value = 0, scale = 1;
	bool point = false;
	size_t i;

	if (!ascii_digit(*text))
		return false;
	/* Not strtod(), whose decimal point depends on the locale. */
	for (; ascii_digit(*text) || (*text == '.' && !point); text++) {
		if (*text == '.') {
			point = true;
			continue;
		}
		value = value * 10 + (*text - '0');
		scale *= point ? 10 : 1;
	}
	while (*text == ' ')
		text++;
	for (i = 0; i < ARRAY_LEN(units); i++) {
		if (strcmp(units[i].name, text) != 0)
			continue;
		value = value / scale * units[i].factor;
		if (!(value >= 1 && value <= 0x1p50)) /* also false for NaN */
			return false;
		*bytes = (uint64_t)value;
		return true;
	}
	return false;
}

bool machine_name_ok(const char *name)
{
	size_t n = strlen(name), i;

	for (i = 0; i < n; i++)
		if (!ascii_alnum(name[i]) && name[i] != '-')
			return false;
	return n > 0 && n <= MACHINE_NAME_BYTES && name[0] != '-' && !str_starts(name, SAFETY_PREFIX);
}

bool path_stays_inside(const char *path)
{
	int depth = 0;

	while (*path) {
		size_t n = strcspn(path, "/");

		if (n == 2 && strncmp(path, "..", 2) == 0)
			depth--;
		else if (n > 0 && !(n == 1 && *path == '.'))
			depth++;
		if (depth < 0)
			return false;
		path += n;
		path += *path == '/';
	}
	return depth > 0;
}

