// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What instructor and attendees tell each other, and how it is written: one JSON object each.
 *
 * A payload may come from a liar.  What is read is bounded by the limits below and of the types
 * that are told here, or it is not read at all; keys that are not known are passed over; texts
 * are cleaned for a terminal.  Times are whole seconds of the writer's clock since 1970: one
 * writer's times are compared with its own only.  json_open() comes first.  Pure. */
#ifndef ROOM_WIRE_H
#define ROOM_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ROOM_VERSION = 1,
	ROOM_PAYLOAD_MAX = 2048,     /* bytes */
	ROOM_SCREEN_MAX = 12288,     /* the same of a screen */
	ROOM_TEXT_MAX = 200,         /* characters of what is said */
	ROOM_NAME_MAX = 80,          /* bytes of a name or an id */
	ROOM_STEPS_MAX = 200,        /* that are done */
	ROOM_MACHINES_MAX = 4,
	ROOM_LINES_MAX = 25,         /* of a screen */
	ROOM_COLUMNS_MAX = 80,
};

/* Where the class is. */
struct room_place {
	int64_t n;           /* counts up with each */
	char *driver;        /* the instructor's name */
	char *workshop;      /* its id */
	char *files;         /* 16 hex digits that stand for its lessons' text */
	char *step;          /* its id */
	int64_t at, began;   /* when this was written, and when the class began */
	int64_t break_until; /* 0: there is no break */
	int line;            /* at which the instructor points; -1: none */
};

struct room_say {
	int64_t n, at;
	char *from, *text;
	int offer; /* the stage of this lesson is offered; 0: none */
};

enum room_presence { ROOM_HERE, ROOM_QUIT, ROOM_LOST, ROOM_PRIVATE, ROOM_STOPPED };

struct room_here {
	enum room_presence presence;
	int64_t since;
	char *id;   /* 8 hex digits: another for each run of the program */
	char *host;
};

struct room_machine {
	char *name, *state;
};

struct room_state {
	char *step;
	int64_t since; /* when that step was opened */
	char *done[ROOM_STEPS_MAX];
	size_t n_done;
	int passed, checks; /* of the open step */
	struct room_machine machines[ROOM_MACHINES_MAX];
	size_t n_machines;
	bool busy;
	int64_t hand; /* since when it is up; 0: it is not */
	int hints;
	bool follow, full; /* full: no place is left on the disk */
	char *files;
};

enum room_ask { ROOM_LOOK, ROOM_LOOK_CONSOLE, ROOM_UNLOOK, ROOM_HAND_SEEN };

struct room_to {
	enum room_ask kind;
	char *from;
};

struct room_screen {
	char *message;
	char *lines[ROOM_LINES_MAX];
	size_t n_lines;
};

/* Each reads n bytes into *out and returns true; the caller frees it with the function that
 * follows.  False: it is no such payload, and *out is empty. */
bool wire_read_place(const char *bytes, size_t n, struct room_place *out);
bool wire_read_say(const char *bytes, size_t n, struct room_say *out);
bool wire_read_here(const char *bytes, size_t n, struct room_here *out);
bool wire_read_state(const char *bytes, size_t n, struct room_state *out);
bool wire_read_to(const char *bytes, size_t n, struct room_to *out);
bool wire_read_screen(const char *bytes, size_t n, struct room_screen *out);

void room_place_free(struct room_place *place);
void room_say_free(struct room_say *say);
void room_here_free(struct room_here *here);
void room_state_free(struct room_state *state);
void room_to_free(struct room_to *to);
void room_screen_free(struct room_screen *screen);

/* Each returns the payload, which is read back as it was; caller frees.  Where it would be too
 * long, the last steps that are done and the oldest lines of a screen are left out. */
char *wire_place(const struct room_place *place);
char *wire_say(const struct room_say *say);
char *wire_here(const struct room_here *here);
char *wire_state(const struct room_state *state);
char *wire_to(const struct room_to *to);
char *wire_screen(const struct room_screen *screen);

#endif
