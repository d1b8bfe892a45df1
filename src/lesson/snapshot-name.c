// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names of snapshots; see snapshot-name.h. */
#include "lesson/snapshot-name.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/lesson.h"

static bool is_visible(const char *name)
{
	size_t n = strlen(name), i = 0;

	while (i < n) {
		uint32_t cp;
		size_t took = utf8_decode(name + i, n - i, &cp);

		if (utf8_cp_width(cp) < 0 || cp == UTF8_REPLACEMENT)
			return false;
		i += took;
	}
	return true;
}

static bool is_number(const char *name)
{
	return name[0] && name[strspn(name, "0123456789")] == '\0';
}

static bool has_quotes(const char *name)
{
	return strpbrk(name, "\"\\") != NULL;
}

bool snapshot_name_is_found(const char *name)
{
	return !is_number(name) && !has_quotes(name);
}

char *snapshot_name_fault(const char *name)
{
	if (!name[0] || strlen(name) > SNAPSHOT_NAME_BYTES || name[0] == '.' || strchr(name, '/') ||
	    !is_visible(name))
		return mem_printf(_("\"%s\" is not a valid name for a snapshot: use up to 128 "
				    "bytes, no \"/\", no \".\" first, and no invisible characters."),
				  name);
	if (is_number(name))
		return mem_printf(_("\"%s\" is not a valid name for a snapshot: QEMU takes digits "
				    "alone for the number of another one."), name);
	if (has_quotes(name))
		return mem_printf(_("\"%s\" is not a valid name for a snapshot: libvirt cannot restore "
				    "one with a quotation mark or a backslash in its name."), name);
	if (name[0] == '-')
		return mem_printf(_("\"%s\" is not a valid name for a snapshot: virsh takes what "
				    "begins with a dash for an option."), name);
	if (str_starts(name, SAFETY_PREFIX))
		return mem_printf(_("\"%1$s\" is not a valid name for a snapshot: \"%2$s\" begins "
				    "the names of those that this program takes before a restore."),
				  name, SAFETY_PREFIX);
	return NULL;
}

bool snapshot_name_ok(const char *name)
{
	char *fault = snapshot_name_fault(name);
	bool ok = !fault;

	free(fault);
	return ok;
}
