// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* JSON to values and back; see wire.h. */
#include "room/wire.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "json/json.h"

/* ---- words ----------------------------------------------------------------------------- */

static const char *const presences[] = {
	[ROOM_HERE] = "here",	    [ROOM_QUIT] = "quit",	[ROOM_LOST] = "lost",
	[ROOM_PRIVATE] = "private", [ROOM_STOPPED] = "stopped",
};

static const char *const asks[] = {
	[ROOM_LOOK] = "look",	  [ROOM_LOOK_CONSOLE] = "look-console",
	[ROOM_UNLOOK] = "unlook", [ROOM_HAND_SEEN] = "hand-seen",
};

static bool read_word(const struct json *map, const char *name, const char *const *words, size_t n,
		      size_t *index)
{
	const char *text = json_has_text(json_get(map, name));

	for (*index = 0; *index < n; ++*index)
		if (str_eq(text, words[*index]))
			return true;
	return false;
}

/* ---- one value of a map: false where it is none of that kind ---------------------------- */

/* Characters, not bytes: a text of 200 may have 800. */
static bool is_short(const char *text, size_t most)
{
	size_t n = 0;

	for (; *text; text++)
		n += ((unsigned char)*text & 0xc0) != 0x80;
	return n <= most;
}

static bool take_text(const struct json *value, size_t most, char **out)
{
	const char *text = json_has_text(value);

	if (!text || !is_short(text, most))
		return false;
	*out = utf8_clean(text, strlen(text));
	return true;
}

static bool read_name(const struct json *map, const char *name, char **out)
{
	return take_text(json_get(map, name), ROOM_NAME_MAX, out);
}

static bool read_hex(const struct json *map, const char *name, size_t digits, char **out)
{
	const char *text = json_has_text(json_get(map, name));

	if (!text || strlen(text) != digits || strspn(text, "0123456789abcdef") != digits)
		return false;
	*out = mem_dup(text);
	return true;
}

static bool read_time(const struct json *map, const char *name, int64_t *out)
{
	/* A year of five digits is no time. */
	return json_has_number(json_get(map, name), out) && *out >= 0 && *out < INT64_C(253402300800);
}

static bool read_count(const struct json *map, const char *name, int most, int *out)
{
	int64_t number;

	if (!json_has_number(json_get(map, name), &number) || number < 0 || number > most)
		return false;
	*out = (int)number;
	return true;
}

/* One that may be left out, and is then this. */
static bool read_count_or(const struct json *map, const char *name, int most, int none, int *out)
{
	*out = none;
	return !json_get(map, name) || read_count(map, name, most, out);
}

static bool read_truth(const struct json *map, const char *name, bool *out)
{
	return json_has_truth(json_get(map, name), out);
}

/* ---- a payload ----------------------------------------------------------------------------- */

/* Of our version, and no longer than a payload may be; NULL otherwise. */
static struct json *opened(const char *bytes, size_t n, size_t most)
{
	struct json *map = n <= most ? json_read(bytes, n) : NULL;
	int64_t version;

	if (map && json_has_number(json_get(map, "v"), &version) && version == ROOM_VERSION)
		return map;
	json_free(map);
	return NULL;
}

/* A function for each payload: fills *out from its map. */
#define READ(name, most, fill) \
	bool wire_read_##name(const char *bytes, size_t n, struct room_##name *out) \
	{ \
		struct json *map = opened(bytes, n, most); \
		bool ok; \
\
		memset(out, 0, sizeof *out); \
		ok = map && fill(map, out); \
		json_free(map); \
		if (!ok) \
			room_##name##_free(out); \
		return ok; \
	}

static struct json *begun(void)
{
	struct json *map = json_map();

	json_put(map, "v", json_number(ROOM_VERSION));
	return map;
}

static char *ended(struct json *map)
{
	char *line = json_line(map);

	json_free(map);
	return line;
}

/* ---- where the class is ---------------------------------------------------------------- */

static bool fill_place(const struct json *map, struct room_place *out)
{
	return json_has_number(json_get(map, "n"), &out->n) && out->n >= 0 &&
	       read_name(map, "driver", &out->driver) && read_name(map, "workshop", &out->workshop) &&
	       read_hex(map, "files", 16, &out->files) && read_name(map, "step", &out->step) &&
	       read_time(map, "at", &out->at) && read_time(map, "began", &out->began) &&
	       (!json_get(map, "break_until") || read_time(map, "break_until", &out->break_until)) &&
	       read_count_or(map, "line", INT_MAX, -1, &out->line);
}

READ(place, ROOM_PAYLOAD_MAX, fill_place)

char *wire_place(const struct room_place *place)
{
	struct json *map = begun();

	json_put(map, "n", json_number(place->n));
	json_put(map, "driver", json_text(place->driver));
	json_put(map, "workshop", json_text(place->workshop));
	json_put(map, "files", json_text(place->files));
	json_put(map, "step", json_text(place->step));
	json_put(map, "at", json_number(place->at));
	json_put(map, "began", json_number(place->began));
	if (place->break_until)
		json_put(map, "break_until", json_number(place->break_until));
	if (place->line >= 0)
		json_put(map, "line", json_number(place->line));
	return ended(map);
}

void room_place_free(struct room_place *place)
{
	free(place->driver);
	free(place->workshop);
	free(place->files);
	free(place->step);
	memset(place, 0, sizeof *place);
}

/* ---- what is said ------------------------------------------------------------------------ */

static bool fill_say(const struct json *map, struct room_say *out)
{
	return json_has_number(json_get(map, "n"), &out->n) && out->n >= 0 &&
	       read_time(map, "at", &out->at) && read_name(map, "from", &out->from) &&
	       take_text(json_get(map, "text"), ROOM_TEXT_MAX, &out->text) &&
	       read_count_or(map, "offer", 999, 0, &out->offer);
}

READ(say, ROOM_PAYLOAD_MAX, fill_say)

char *wire_say(const struct room_say *say)
{
	struct json *map = begun();

	json_put(map, "n", json_number(say->n));
	json_put(map, "from", json_text(say->from));
	json_put(map, "text", json_text(say->text));
	json_put(map, "at", json_number(say->at));
	if (say->offer)
		json_put(map, "offer", json_number(say->offer));
	return ended(map);
}

void room_say_free(struct room_say *say)
{
	free(say->from);
	free(say->text);
	memset(say, 0, sizeof *say);
}

/* ---- who is there ------------------------------------------------------------------------ */

static bool fill_here(const struct json *map, struct room_here *out)
{
	size_t presence;
	bool ok = read_word(map, "at", presences, ARRAY_LEN(presences), &presence) &&
		  read_time(map, "since", &out->since) && read_hex(map, "id", 8, &out->id) &&
		  read_name(map, "host", &out->host);

	out->presence = ok ? (enum room_presence)presence : ROOM_HERE;
	return ok;
}

READ(here, ROOM_PAYLOAD_MAX, fill_here)

char *wire_here(const struct room_here *here)
{
	struct json *map = begun();

	json_put(map, "at", json_text(presences[here->presence]));
	json_put(map, "since", json_number(here->since));
	json_put(map, "id", json_text(here->id));
	json_put(map, "host", json_text(here->host));
	return ended(map);
}

void room_here_free(struct room_here *here)
{
	free(here->id);
	free(here->host);
	memset(here, 0, sizeof *here);
}

/* ---- how a person is doing --------------------------------------------------------------- */

static bool read_done(const struct json *list, struct room_state *out)
{
	size_t n = json_length(list), i;

	if (!json_is_list(list) || n > ROOM_STEPS_MAX)
		return false;
	for (i = 0; i < n; i++) {
		if (!take_text(json_at(list, i), ROOM_NAME_MAX, &out->done[i]))
			return false;
		out->n_done++;
	}
	return true;
}

static bool read_checks(const struct json *list, struct room_state *out)
{
	int64_t passed, all;

	if (json_length(list) != 2 || !json_has_number(json_at(list, 0), &passed) ||
	    !json_has_number(json_at(list, 1), &all) || passed < 0 || passed > all || all > 999)
		return false;
	out->passed = (int)passed;
	out->checks = (int)all;
	return true;
}

static bool take_machine(void *context, const char *name, const struct json *state)
{
	struct room_state *out = context;
	struct room_machine *machine = &out->machines[out->n_machines];

	if (out->n_machines == ROOM_MACHINES_MAX || !is_short(name, ROOM_NAME_MAX) ||
	    !take_text(state, ROOM_NAME_MAX, &machine->state))
		return false;
	machine->name = utf8_clean(name, strlen(name));
	out->n_machines++;
	return true;
}

static bool fill_state(const struct json *map, struct room_state *out)
{
	const struct json *machines = json_get(map, "machines");

	return read_name(map, "step", &out->step) && read_time(map, "since", &out->since) &&
	       read_done(json_get(map, "done"), out) && read_checks(json_get(map, "checks"), out) &&
	       json_is_map(machines) && json_each(machines, take_machine, out) &&
	       read_truth(map, "busy", &out->busy) && read_time(map, "hand", &out->hand) &&
	       read_count(map, "hints", 9999, &out->hints) && read_truth(map, "follow", &out->follow) &&
	       read_hex(map, "files", 16, &out->files) && read_truth(map, "full", &out->full);
}

READ(state, ROOM_PAYLOAD_MAX, fill_state)

static struct json *state_map(const struct room_state *state, size_t n_done)
{
	struct json *map = begun(), *done = json_list(), *checks = json_list(), *machines = json_map();
	size_t i;

	json_put(map, "step", json_text(state->step));
	json_put(map, "since", json_number(state->since));
	for (i = 0; i < n_done; i++)
		json_push(done, json_text(state->done[i]));
	json_put(map, "done", done);
	json_push(checks, json_number(state->passed));
	json_push(checks, json_number(state->checks));
	json_put(map, "checks", checks);
	for (i = 0; i < state->n_machines; i++)
		json_put(machines, state->machines[i].name, json_text(state->machines[i].state));
	json_put(map, "machines", machines);
	json_put(map, "busy", json_truth(state->busy));
	json_put(map, "hand", json_number(state->hand));
	json_put(map, "hints", json_number(state->hints));
	json_put(map, "follow", json_truth(state->follow));
	json_put(map, "files", json_text(state->files));
	json_put(map, "full", json_truth(state->full));
	return map;
}

char *wire_state(const struct room_state *state)
{
	size_t n = state->n_done;
	char *line = ended(state_map(state, n));

	while (strlen(line) > ROOM_PAYLOAD_MAX && n > 0) {
		free(line);
		line = ended(state_map(state, --n));
	}
	return line;
}

void room_state_free(struct room_state *state)
{
	size_t i;

	free(state->step);
	free(state->files);
	for (i = 0; i < ROOM_STEPS_MAX; i++)
		free(state->done[i]);
	for (i = 0; i < ROOM_MACHINES_MAX; i++) {
		free(state->machines[i].name);
		free(state->machines[i].state);
	}
	memset(state, 0, sizeof *state);
}

/* ---- what an instructor asks of a seat ------------------------------------------------- */

static bool fill_to(const struct json *map, struct room_to *out)
{
	size_t kind;

	if (!read_word(map, "kind", asks, ARRAY_LEN(asks), &kind) || !read_name(map, "from", &out->from))
		return false;
	out->kind = (enum room_ask)kind;
	return true;
}

READ(to, ROOM_PAYLOAD_MAX, fill_to)

char *wire_to(const struct room_to *to)
{
	struct json *map = begun();

	json_put(map, "kind", json_text(asks[to->kind]));
	json_put(map, "from", json_text(to->from));
	return ended(map);
}

void room_to_free(struct room_to *to)
{
	free(to->from);
	memset(to, 0, sizeof *to);
}

/* ---- what a person sees, while somebody looks ------------------------------------------ */

static bool fill_screen(const struct json *map, struct room_screen *out)
{
	const struct json *lines = json_get(map, "console");
	size_t n = json_length(lines), i;

	if (!take_text(json_get(map, "message"), ROOM_PAYLOAD_MAX, &out->message) ||
	    !json_is_list(lines) || n > ROOM_LINES_MAX)
		return false;
	for (i = 0; i < n; i++) {
		char **line = &out->lines[out->n_lines];

		if (!take_text(json_at(lines, i), ROOM_SCREEN_MAX, line))
			return false;
		(*line)[utf8_fit(*line, ROOM_COLUMNS_MAX)] = '\0';
		out->n_lines++;
	}
	return true;
}

READ(screen, ROOM_SCREEN_MAX, fill_screen)

/* The last n lines, which are the newest. */
static struct json *screen_map(const struct room_screen *screen, size_t n)
{
	struct json *map = begun(), *lines = json_list();
	size_t i;

	json_put(map, "message", json_text(screen->message ? screen->message : ""));
	for (i = screen->n_lines - n; i < screen->n_lines; i++)
		json_push(lines, json_text(screen->lines[i]));
	json_put(map, "console", lines);
	return map;
}

char *wire_screen(const struct room_screen *screen)
{
	size_t n = screen->n_lines;
	char *line = ended(screen_map(screen, n));

	while (strlen(line) > ROOM_SCREEN_MAX && n > 0) {
		free(line);
		line = ended(screen_map(screen, --n));
	}
	return line;
}

void room_screen_free(struct room_screen *screen)
{
	size_t i;

	free(screen->message);
	for (i = 0; i < ROOM_LINES_MAX; i++)
		free(screen->lines[i]);
	memset(screen, 0, sizeof *screen);
}
