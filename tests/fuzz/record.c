// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A file of a person's progress: what is read of it, printed and read again is the same,
 * whatever happened to it meanwhile. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "progress/record.h"
#include "progress/record-lines.h"
#include "progress/renumber.h"

enum {
	GROWTH = 3, /* bytes that one becomes: %XX */
	HEADER_BYTES = 80
};

/* Whatever was read, its own file is one without a fault, and stays the same. */
static void look_at(const struct record *record)
{
	struct str first = { 0 }, second = { 0 };
	struct record again;

	record_print(record, &first);
	if (!record_parse(&again, str_text(&first), first.len))
		fail_msg("it cannot read what it has printed:\n%s", str_text(&first));
	record_print(&again, &second);
	assert_string_equal(str_text(&first), str_text(&second));
	assert_true(record_equal(record, &again));
	record_free(&again);
	str_free(&first);
	str_free(&second);
}

static void look_at_size(const struct record *record, size_t size)
{
	struct str text = { 0 };

	record_print(record, &text);
	if (text.len > GROWTH * size + HEADER_BYTES)
		fail_msg("%zu bytes become %zu", size, text.len);
	str_free(&text);
}

static void change_all(struct record *record)
{
	static char step[] = "3.2", machine[] = "box", name[] = "a b%";
	static const enum record_change_kind kinds[] = {
		CHANGE_PLACE,    CHANGE_SKIP,  CHANGE_PASS,     CHANGE_SNAPSHOT,
		CHANGE_SNAPSHOT, CHANGE_SPENT, CHANGE_LANGUAGE, CHANGE_CLEAR_LESSON,
		CHANGE_DROP_SNAPSHOT, CHANGE_VIEW, CHANGE_UNFINISHED, CHANGE_SEAT,
		CHANGE_CLEAR_LESSON, CHANGE_SEAT_LEFT, CHANGE_TOLD,
		CHANGE_CLEAR,
	};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct record_change change = { .kind = kinds[i], .step = step, .machine = machine,
						.name = name, .verb = name, .ms = 3, .more = 1 };

		record_apply(record, &change);
		if (change.kind == CHANGE_CLEAR_LESSON)
			look_at(record);
	}
	assert_true(record_is_empty(record));
}

static void follow(struct record *record)
{
	static char ids[][4] = { "1.1", "3.1", "3.2", "3.3" }, language[] = "";
	struct step_list now = { 0 };
	uint32_t i;

	for (i = 0; i < 4; i++)
		steps_add(&now, &(struct known_step){ .id = ids[i], .language = language,
						      .lesson = i / 2, .title = i,
						      .content = i + 7 });
	record_follow(record, &now, "other-1f2e3d4c");
	steps_free(&now);
	look_at(record);
}

FUZZ(record)
{
	struct record record;

	record_parse(&record, (const char *)data, size);
	look_at_size(&record, size);
	look_at(&record);
	follow(&record);
	change_all(&record);
	record_free(&record);
	return 0;
}
