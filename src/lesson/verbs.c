// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The tables of the lesson format; see verbs.h. */
#include "lesson/verbs.h"

#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"

#define EVERY (KEY_MACHINE | KEY_LABEL | KEY_CONFIRM)

static const struct verb_rule verbs[] = {
	{ VERB_DEFINE, "define", EVERY, 0, 0, N_("Make the machine known, powered off.") },
	{ VERB_START, "start", EVERY, 0, 0, N_("Power it on; a saved one goes on where it was.") },
	{ VERB_PAUSE, "pause", EVERY, 0, 0, N_("Freeze it, with all that it has in memory.") },
	{ VERB_RESUME, "resume", EVERY, 0, 0, N_("Let a paused machine go on.") },
	{ VERB_SHUTDOWN, "shutdown", EVERY, 0, 0,
	  N_("Press its power button: the system inside may shut down.") },
	{ VERB_POWEROFF, "poweroff", EVERY, 0, 0, N_("Pull its plug.") },
	{ VERB_RESET, "reset", EVERY, 0, 0, N_("Press its reset button.") },
	{ VERB_SAVE, "save", EVERY, 0, 0, N_("Write its memory to disk and power it off.") },
	{ VERB_FORGET, "forget", EVERY, 0, 0, N_("Throw the saved memory away.") },
	{ VERB_SNAPSHOT, "snapshot", EVERY | KEY_NAME | KEY_DESCRIPTION, KEY_NAME, 0,
	  N_("Take a snapshot.") },
	{ VERB_RESTORE, "restore", EVERY | KEY_NAME | KEY_DESCRIPTION | KEY_TO, KEY_NAME, 0,
	  N_("Go back, or forward, to a snapshot.") },
	{ VERB_DELETE, "delete", EVERY | KEY_NAME | KEY_DESCRIPTION, KEY_NAME, 0,
	  N_("Delete a snapshot.") },
	{ VERB_CLONE, "clone", EVERY | KEY_AS, KEY_AS, 0, N_("Make a second machine like it.") },
	{ VERB_REMOVE, "remove", EVERY, 0, 0,
	  N_("Remove the machine with its disks and snapshots.") },
	{ VERB_ATTACH, "attach", EVERY | KEY_DISK | KEY_SIZE | KEY_FORMAT, KEY_DISK, 0,
	  N_("Plug a disk in; it is made first if it is not there yet.") },
	{ VERB_DETACH, "detach", EVERY | KEY_DISK | KEY_SIZE | KEY_FORMAT, KEY_DISK, 0,
	  N_("Pull a disk out.") },
	{ VERB_PLUG, "plug", EVERY, 0, 0, N_("Plug its network cable in.") },
	{ VERB_UNPLUG, "unplug", EVERY, 0, 0, N_("Unplug its network cable.") },
	{ VERB_TYPE, "type", EVERY | KEY_TEXT | KEY_AFTER, KEY_TEXT, 0,
	  N_("Type a text on its console.") },
	{ VERB_SET, "set", EVERY | KEY_MEMORY | KEY_CPUS | KEY_SCREENS, 0,
	  KEY_MEMORY | KEY_CPUS | KEY_SCREENS, N_("Give it other memory, processors or screens.") },
	{ VERB_SCREENSHOT, "screenshot", EVERY | KEY_NAME, 0, 0, N_("Keep a picture of its screen.") },
};

/* A row of lesson/fields.h as a rule. */
#define ACTION_RULE(key, kind, type, field, bit) { key, kind, offsetof(struct action, field), bit },
#define CHECK_RULE(key, kind, type, field, bit) { key, kind, offsetof(struct check, field), bit },
#define MACHINE_RULE(key, kind, type, field, bit) \
	{ key, kind, offsetof(struct machine_spec, field), bit },

const struct key_rule action_keys[] = { ACTION_FIELDS(ACTION_RULE) };
const size_t n_action_keys = ARRAY_LEN(action_keys);

const struct key_rule check_keys[] = { CHECK_FIELDS(CHECK_RULE) };
const size_t n_check_keys = ARRAY_LEN(check_keys);

const struct key_rule machine_keys[] = { MACHINE_FIELDS(MACHINE_RULE) };
const size_t n_machine_keys = ARRAY_LEN(machine_keys);

static const char *const states[STATE_COUNT] = {
	[STATE_ABSENT] = "absent", [STATE_SHUTOFF] = "shutoff", [STATE_RUNNING] = "running",
	[STATE_PAUSED] = "paused", [STATE_SAVED] = "saved",
};

const struct verb_rule *verb_rule(enum verb verb)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(verbs); i++)
		if (verbs[i].verb == verb)
			return &verbs[i];
	return NULL;
}

const struct key_rule *key_rule(const struct key_rule *rules, size_t n, const char *name)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(rules[i].name, name) == 0)
			return &rules[i];
	return NULL;
}

const char *verb_name(enum verb verb)
{
	const struct verb_rule *rule = verb_rule(verb);

	return rule ? rule->name : NULL;
}

enum verb verb_named(const char *name)
{
	size_t i;

	for (i = 0; name && i < ARRAY_LEN(verbs); i++)
		if (strcmp(verbs[i].name, name) == 0)
			return verbs[i].verb;
	return VERB_NONE;
}

const char *state_name(enum machine_state state)
{
	return (unsigned)state < STATE_COUNT ? states[state] : NULL;
}

enum machine_state state_named(const char *name)
{
	int i;

	for (i = 0; name && i < STATE_COUNT; i++)
		if (str_eq(states[i], name))
			return (enum machine_state)i;
	return STATE_UNKNOWN;
}
