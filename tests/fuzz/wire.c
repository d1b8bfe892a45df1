// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Payloads of a class: the first byte says of which kind.  What is read is written, short
 * enough, and read again as the same. */
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "json/json.h"
#include "room/wire.h"

#define KIND(name, most) \
	static void look_at_##name(const char *bytes, size_t n) \
	{ \
		struct room_##name first, second; \
		char *once, *twice; \
\
		if (!wire_read_##name(bytes, n, &first)) \
			return; \
		once = wire_##name(&first); \
		assert_true(strlen(once) <= 2 * (most)); \
		if (strlen(once) <= (most)) { \
			assert_true(wire_read_##name(once, strlen(once), &second)); \
			twice = wire_##name(&second); \
			assert_string_equal(once, twice); \
			room_##name##_free(&second); \
			free(twice); \
		} \
		room_##name##_free(&first); \
		free(once); \
	}

KIND(place, ROOM_PAYLOAD_MAX)
KIND(say, ROOM_PAYLOAD_MAX)
KIND(here, ROOM_PAYLOAD_MAX)
KIND(state, ROOM_PAYLOAD_MAX)
KIND(to, ROOM_PAYLOAD_MAX)
KIND(screen, ROOM_SCREEN_MAX)

FUZZ(wire)
{
	static void (*const look_at[])(const char *, size_t) = {
		look_at_place, look_at_say, look_at_here, look_at_state, look_at_to, look_at_screen,
	};
	static bool is_open;
	struct error err = { 0 };

	if (!is_open && !json_open(&err))
		fail_msg("%s", err.message);
	is_open = true;
	if (size == 0)
		return 0;
	look_at[data[0] % (sizeof look_at / sizeof *look_at)]((const char *)data + 1, size - 1);
	return 0;
}
