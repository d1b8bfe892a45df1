// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The vocabulary of lessons: verbs with the keys that each takes, states, kinds of values,
 * names of snapshots; and actions, checks and machines by these tables: compared key by key,
 * copied, freed.  The same tables drive the parser, lint and the manual.  Pure; any thread. */
#ifndef LESSON_VERBS_H
#define LESSON_VERBS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/lesson.h"

/* What the names of snapshots begin with that this program takes before a restore. */
#define SAFETY_PREFIX "undo-"

/* May a button take a snapshot of this name? */
bool snapshot_name_ok(const char *name);
/* Would a restore bring back this snapshot, and a delete remove it, and no other one?  False
 * for digits only, which QEMU takes for the number of a snapshot, and for quotes and
 * backslashes, which libvirt 9.0 escapes only when the snapshot is taken. */
bool snapshot_name_is_found(const char *name);
/* Returns a translated sentence that says why the name is not valid; NULL if it is.
 * Caller frees. */
char *snapshot_name_fault(const char *name);

/* The kinds of values. */
enum value_kind {
	VALUE_TEXT,     /* text for people */
	VALUE_RAW,      /* used as it is */
	VALUE_MACHINE,  /* the name of a machine of the workshop */
	VALUE_NEW_NAME, /* a valid name for a new machine */
	VALUE_SNAPSHOT,
	VALUE_STATE,
	VALUE_TO, /* "running" or "paused" */
	VALUE_SIZE,
	VALUE_SIZE_TEXT,
	VALUE_COUNT,
	VALUE_FORMAT,
	VALUE_REGEX,
	VALUE_QUESTION, /* text, but not "yes" or "no" */
	VALUE_FILE,     /* a file in the workshop's folder */
	VALUE_ARCH,
	VALUE_NETWORK,
	VALUE_SCREENS, /* 1 or 2 */
	VALUE_CABLE,   /* "in" or "out" */
	VALUE_YES, /* true or false */
};

/* A key of an action, a check or a machine, and where its value is stored. */
struct key_rule {
	const char *name;
	enum value_kind kind;
	size_t offset; /* offset of the field in the struct */
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
	KEY_FACT = 1 << 0, /* a check must have at least one of these */
	KEY_WORD = 1 << 1, /* only a text for people */
};

/* What somebody wants to do, in the order in which it is shown. */
enum verb_group {
	GROUP_LOOK,
	GROUP_MAKE, /* and remove */
	GROUP_POWER,
	GROUP_KEYS,
	GROUP_SNAPSHOTS,
	GROUP_DISKS,
	GROUP_NETWORK,
	GROUP_HARDWARE,
	GROUPS
};

struct verb_rule {
	enum verb verb;
	const char *name;
	enum verb_group group;
	unsigned takes;   /* bits of action_key; every verb also takes machine, label and confirm */
	unsigned needs;   /* bits of the keys that are required */
	unsigned needs_one; /* bits of keys of which at least one is required; 0: none */
	const char *help; /* N_(): what the verb does, one line for the manual */
};

extern const struct key_rule action_keys[], check_keys[], machine_keys[];
extern const size_t n_action_keys, n_check_keys, n_machine_keys;

/* Returns NULL for verbs that cannot be written in a lesson. */
const struct verb_rule *verb_rule(enum verb verb);
const struct key_rule *key_rule(const struct key_rule *rules, size_t n, const char *name);

/* The names used in files: "pause", "shutoff"; NULL, NONE or UNKNOWN if there is none. */
const char *verb_name(enum verb verb);
enum verb verb_named(const char *name);
const char *state_name(enum machine_state state);
enum machine_state state_named(const char *name);

/* Does the check have this key? */
bool check_says(const struct check *check, const struct key_rule *rule);
/* Returns the first key in which the actions differ, or NULL.  Keys that are only texts
 * for people do not count. */
const struct key_rule *actions_differ(const struct action *a, const struct action *b);
const struct key_rule *checks_differ(const struct check *a, const struct check *b);

/* A copy with texts of its own, also of a machine. */
void action_copy(struct action *to, const struct action *from);
void machine_spec_copy(struct machine_spec *to, const struct machine_spec *from);
/* Free what the struct holds, not the struct itself. */
void action_free(struct action *action);
void check_free(struct check *check);
void machine_spec_free(struct machine_spec *spec);

#endif
