// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The tables of the lesson format; comparing, copying and freeing what a lesson sets, by them;
 * and names of snapshots, by what libvirt, QEMU and virsh do with them.  See verbs.h. */
#include "lesson/verbs.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/utf8.h"
#include "lesson/lesson.h"

/* ---- names of snapshots -------------------------------------------------------- */

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

/* ---- tables -------------------------------------------------------------------- */

#define EVERY (KEY_MACHINE | KEY_LABEL | KEY_CONFIRM)

static const struct verb_rule verbs[] = {
	{ VERB_DEFINE, "define", GROUP_MAKE, EVERY, 0, 0,
	  N_("Make the machine known, powered off.") },
	{ VERB_START, "start", GROUP_POWER, EVERY, 0, 0,
	  N_("Power it on; a saved one goes on where it was.") },
	{ VERB_PAUSE, "pause", GROUP_POWER, EVERY, 0, 0,
	  N_("Freeze it, with all that it has in memory.") },
	{ VERB_RESUME, "resume", GROUP_POWER, EVERY, 0, 0, N_("Let a paused machine go on.") },
	{ VERB_SHUTDOWN, "shutdown", GROUP_POWER, EVERY, 0, 0,
	  N_("Press its power button: the system inside may shut down.") },
	{ VERB_POWEROFF, "poweroff", GROUP_POWER, EVERY, 0, 0, N_("Pull its plug.") },
	{ VERB_RESET, "reset", GROUP_POWER, EVERY, 0, 0, N_("Press its reset button.") },
	{ VERB_SAVE, "save", GROUP_POWER, EVERY, 0, 0,
	  N_("Write its memory to disk and power it off.") },
	{ VERB_FORGET, "forget", GROUP_POWER, EVERY, 0, 0, N_("Throw the saved memory away.") },
	{ VERB_SNAPSHOT, "snapshot", GROUP_SNAPSHOTS, EVERY | KEY_NAME | KEY_DESCRIPTION, KEY_NAME,
	  0, N_("Take a snapshot.") },
	{ VERB_RESTORE, "restore", GROUP_SNAPSHOTS, EVERY | KEY_NAME | KEY_DESCRIPTION | KEY_TO,
	  KEY_NAME, 0, N_("Go back, or forward, to a snapshot.") },
	{ VERB_DELETE, "delete", GROUP_SNAPSHOTS, EVERY | KEY_NAME | KEY_DESCRIPTION, KEY_NAME, 0,
	  N_("Delete a snapshot.") },
	{ VERB_CLONE, "clone", GROUP_MAKE, EVERY | KEY_AS, KEY_AS, 0,
	  N_("Make a second machine like it.") },
	{ VERB_REMOVE, "remove", GROUP_MAKE, EVERY, 0, 0,
	  N_("Remove the machine with its disks and snapshots.") },
	{ VERB_ATTACH, "attach", GROUP_DISKS, EVERY | KEY_DISK | KEY_SIZE | KEY_FORMAT, KEY_DISK, 0,
	  N_("Plug a disk in; it is made first if it is not there yet.") },
	{ VERB_DETACH, "detach", GROUP_DISKS, EVERY | KEY_DISK | KEY_SIZE | KEY_FORMAT, KEY_DISK, 0,
	  N_("Pull a disk out.") },
	{ VERB_PLUG, "plug", GROUP_NETWORK, EVERY, 0, 0, N_("Plug its network cable in.") },
	{ VERB_UNPLUG, "unplug", GROUP_NETWORK, EVERY, 0, 0, N_("Unplug its network cable.") },
	{ VERB_TYPE, "type", GROUP_KEYS, EVERY | KEY_TEXT | KEY_AFTER, KEY_TEXT, 0,
	  N_("Type a text on its console.") },
	{ VERB_SET, "set", GROUP_HARDWARE, EVERY | KEY_MEMORY | KEY_CPUS | KEY_SCREENS, 0,
	  KEY_MEMORY | KEY_CPUS | KEY_SCREENS, N_("Give it other memory, processors or screens.") },
	{ VERB_SCREENSHOT, "screenshot", GROUP_LOOK, EVERY | KEY_NAME, 0, 0,
	  N_("Keep a picture of its screen.") },
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

/* ---- actions, checks and machines ---------------------------------------------- */

/* Do two objects of the same kind have the same value for this key? */
static bool value_same(const struct key_rule *rule, const void *a, const void *b)
{
	const char *x = (const char *)a + rule->offset, *y = (const char *)b + rule->offset;

	switch (rule->kind) {
	case VALUE_TEXT:
	case VALUE_RAW:
	case VALUE_MACHINE:
	case VALUE_NEW_NAME:
	case VALUE_SNAPSHOT:
	case VALUE_SIZE_TEXT:
	case VALUE_FORMAT:
	case VALUE_REGEX:
	case VALUE_QUESTION:
	case VALUE_FILE:
	case VALUE_ARCH:
	case VALUE_NETWORK:
		return str_eq(*(char *const *)(const void *)x, *(char *const *)(const void *)y);
	case VALUE_STATE:
	case VALUE_TO:
		return *(const enum machine_state *)(const void *)x ==
		       *(const enum machine_state *)(const void *)y;
	case VALUE_SIZE:
		return *(const uint64_t *)(const void *)x == *(const uint64_t *)(const void *)y;
	case VALUE_COUNT:
	case VALUE_SCREENS:
		return *(const int *)(const void *)x == *(const int *)(const void *)y;
	case VALUE_CABLE:
		return *(const enum cable *)(const void *)x == *(const enum cable *)(const void *)y;
	case VALUE_YES:
		return *(const bool *)(const void *)x == *(const bool *)(const void *)y;
	}
	return true;
}

bool check_says(const struct check *check, const struct key_rule *rule)
{
	static const struct check nothing;

	return !value_same(rule, check, &nothing);
}

static const struct key_rule *differ(const struct key_rule *rules, size_t n, unsigned words,
				     const void *a, const void *b)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!(rules[i].bit & words) && !value_same(&rules[i], a, b))
			return &rules[i];
	return NULL;
}

const struct key_rule *actions_differ(const struct action *a, const struct action *b)
{
	return differ(action_keys, n_action_keys, KEY_LABEL | KEY_CONFIRM | KEY_DESCRIPTION, a, b);
}

const struct key_rule *checks_differ(const struct check *a, const struct check *b)
{
	return differ(check_keys, n_check_keys, KEY_WORD, a, b);
}

static bool is_text(const struct key_rule *rule)
{
	switch (rule->kind) {
	case VALUE_STATE:
	case VALUE_TO:
	case VALUE_SIZE:
	case VALUE_COUNT:
	case VALUE_SCREENS:
	case VALUE_CABLE:
	case VALUE_YES:
		return false;
	default:
		return true;
	}
}

static char **text_at(const struct key_rule *rule, void *object)
{
	return (char **)(void *)((char *)object + rule->offset);
}

/* Gives the object texts of its own. */
static void copy_texts(const struct key_rule *rules, size_t n, void *object)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_text(&rules[i]))
			*text_at(&rules[i], object) = mem_dup(*text_at(&rules[i], object));
}

static void free_texts(const struct key_rule *rules, size_t n, void *object)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (is_text(&rules[i]))
			free(*text_at(&rules[i], object));
}

void action_copy(struct action *to, const struct action *from)
{
	*to = *from;
	copy_texts(action_keys, n_action_keys, to);
}

void action_free(struct action *action)
{
	free_texts(action_keys, n_action_keys, action);
}

void check_free(struct check *check)
{
	free(check->key);
	free_texts(check_keys, n_check_keys, check);
}

void machine_spec_copy(struct machine_spec *to, const struct machine_spec *from)
{
	*to = *from;
	to->name = mem_dup(from->name);
	to->clone_of = mem_dup(from->clone_of);
	to->folder = mem_dup(from->folder);
	copy_texts(machine_keys, n_machine_keys, to);
}

void machine_spec_free(struct machine_spec *spec)
{
	free(spec->name);
	free(spec->clone_of);
	free(spec->folder);
	free_texts(machine_keys, n_machine_keys, spec);
}
