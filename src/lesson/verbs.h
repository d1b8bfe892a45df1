// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The words that lessons are written in: verbs with the keys that each takes,
 * states, and the shapes of values.  One set of tables drives parsing, lint
 * and the manual.  Pure; any thread. */
#ifndef LESSON_VERBS_H
#define LESSON_VERBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"

/* What a value must be. */
enum value_kind {
	VALUE_TEXT,     /* shown to people */
	VALUE_RAW,      /* sent as it is */
	VALUE_MACHINE,  /* one of the workshop's */
	VALUE_NEW_NAME, /* shaped like a machine's name */
	VALUE_SNAPSHOT,
	VALUE_STATE,
	VALUE_TO, /* running or paused */
	VALUE_SIZE,
	VALUE_SIZE_TEXT,
	VALUE_COUNT,
	VALUE_FORMAT,
	VALUE_REGEX,
	VALUE_QUESTION, /* text, and not yes or no */
	VALUE_FILE,     /* inside of the workshop's folder */
	VALUE_ARCH,
	VALUE_NETWORK,
	VALUE_SCREENS, /* 1 or 2 */
	VALUE_CABLE,   /* in or out */
	VALUE_YES, /* true or false */
};

/* A key of an action, a check or a machine, and where its value is kept. */
struct key_rule {
	const char *name;
	enum value_kind kind;
	size_t offset; /* in the struct */
	unsigned bit;
};

enum action_key {
	KEY_MACHINE = 1 << 0,
	KEY_LABEL = 1 << 1,
	KEY_CONFIRM = 1 << 2,
	KEY_NAME = 1 << 3,
	KEY_DESCRIPTION = 1 << 4,
	KEY_TO = 1 << 5,
	KEY_AS = 1 << 6,
	KEY_DISK = 1 << 7,
	KEY_SIZE = 1 << 8,
	KEY_FORMAT = 1 << 9,
	KEY_TEXT = 1 << 10,
	KEY_MEMORY = 1 << 11,
	KEY_CPUS = 1 << 12,
	KEY_AFTER = 1 << 13,
	KEY_SCREENS = 1 << 14,
};

enum check_key {
	KEY_FACT = 1 << 0, /* one of these a check must have */
	KEY_WORD = 1 << 1, /* for people */
};

struct verb_rule {
	enum verb verb;
	const char *name;
	unsigned takes;   /* of action_key; all take machine, label and confirm */
	unsigned needs;   /* all of these */
	unsigned needs_one; /* at least one of these, 0 for none */
	const char *help; /* N_(): what it does, one line for the manual */
};

extern const struct key_rule action_keys[], check_keys[], machine_keys[];
extern const size_t n_action_keys, n_check_keys, n_machine_keys;

/* NULL for what cannot be written in a lesson. */
const struct verb_rule *verb_rule(enum verb verb);
const struct key_rule *key_rule(const struct key_rule *rules, size_t n, const char *name);

/* The names in the files: "pause", "shutoff"; NULL/NONE/UNKNOWN where there is none. */
const char *verb_name(enum verb verb);
enum verb verb_named(const char *name);
const char *state_name(enum machine_state state);
enum machine_state state_named(const char *name);

#endif
