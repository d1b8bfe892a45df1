// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The workshop as plain data: machines, lessons, steps, actions, checks.
 *
 * workshop_load() (load/load.h) makes it, and nobody changes it afterwards, so any
 * thread may read it.  The workshop owns every pointer.  Strings that are absent in the
 * files are NULL unless said otherwise.  This header declares no functions, so vm and
 * ui can use it without linking against the lesson folder. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/doc.h"
#include "lesson/fields.h"

/* The longest names, in bytes without a NUL; load/values.h has what else a name must
 * be like. */
enum {
	MACHINE_NAME_BYTES = 64,
	SNAPSHOT_NAME_BYTES = 128,
};

/* A place in a file; line and column start at 1, 0 is unknown. */
struct place {
	const char *file; /* as it is printed; owned by the workshop */
	int line, column;
};

/* The states of a machine, as lessons name them. */
enum machine_state {
	STATE_UNKNOWN, /* not read yet, or not readable; cannot be written in a lesson */
	STATE_ABSENT,  /* the machine is not defined */
	STATE_SHUTOFF,
	STATE_RUNNING,
	STATE_PAUSED,
	STATE_SAVED, /* off, with its memory saved on disk */
	STATE_COUNT
};

/* The state of a machine's network cable. */
enum cable { CABLE_NONE, CABLE_IN, CABLE_OUT };

/* All verbs; "vm:pause" is VERB_PAUSE.  VERB_STAGE and VERB_UNDO are the program's own
 * and cannot be written in a lesson. */
enum verb {
	VERB_NONE,
	VERB_DEFINE,
	VERB_START,
	VERB_PAUSE,
	VERB_RESUME,
	VERB_SHUTDOWN,
	VERB_POWEROFF,
	VERB_RESET,
	VERB_SAVE,
	VERB_FORGET,
	VERB_SNAPSHOT,
	VERB_RESTORE,
	VERB_DELETE,
	VERB_CLONE,
	VERB_REMOVE,
	VERB_ATTACH,
	VERB_DETACH,
	VERB_PLUG,
	VERB_UNPLUG,
	VERB_TYPE,
	VERB_SET,
	VERB_SCREENSHOT,
	VERB_STAGE, /* bring the machine into a state, and make it first if needed */
	VERB_UNDO,  /* go back to what the last restore replaced */
	VERB_COUNT
};

/* A machine in the front matter of the cover. */
struct machine_spec {
	char *name; /* letters, digits, dashes; also the domain's name */
	MACHINE_FIELDS(FIELD_MEMBER)
	char *clone_of; /* the machine that a lesson clones it from, or NULL */
	char *folder;   /* the workshop's, in which image, kernel and initrd must lie; NULL
			 * if they were not named by a workshop's file */
	struct place at;
	struct place image_at, kernel_at, initrd_at; /* places of the values, for lint */
};

/* A button. */
struct action {
	enum verb verb;
	int button; /* 1 for the first of its step */
	ACTION_FIELDS(FIELD_MEMBER)
	int nth;     /* attach, detach: of the workshop's disk names, from 0 */
	bool serial; /* type: on the serial console; else on the keyboard of a PC */
	struct place at;      /* of the fence */
	struct place name_at; /* of the name's value, for lint */
};

/* A check: all of its conditions must hold. */
struct check {
	char *key; /* stable name in progress files: a hash of its keys */
	CHECK_FIELDS(FIELD_MEMBER)
	size_t after; /* how many of the step's actions stand before it */
	struct place at;
	struct place snapshot_at, current_at, parent_at; /* places of the values, for lint */
};

struct step {
	char *id; /* "3.2" */
	int number;
	char *title; /* plain text; never NULL */
	struct doc doc; /* without actions, checks, hints and notes */
	struct action *actions;
	size_t n_actions;
	struct check *checks;
	size_t n_checks;
	struct doc *hints; /* one for each <details>, in order */
	size_t n_hints;
	char **notes; /* presenter's notes, plain text */
	size_t n_notes;
	struct place at;
};

struct need {
	char *machine;
	enum machine_state state;
	struct place at;
};

/* The hash of a file's text, and the hash of the source that it translates. */
struct source_hash {
	char *hash;       /* see load/page.h */
	char *translates; /* the hash of the source that this file names, or NULL */
	struct place at;  /* place of that key, else of the file's first line */
};

struct lesson {
	int number;   /* the number in the file's name */
	char *file;   /* path */
	char *title;  /* never NULL */
	int duration; /* minutes; 0: not given */
	char **objectives;
	size_t n_objectives;
	char **machines; /* names; the first is the default machine */
	size_t n_machines;
	struct need *needs;
	size_t n_needs;
	struct place duration_at, machines_at; /* places of the values; line 0: not given */
	struct doc intro; /* text before the first step */
	char **notes;     /* presenter comments before the first step */
	size_t n_notes;
	struct step *steps;
	size_t n_steps; /* at least 1 */
	char *language; /* "es" if a translation was found, else NULL */
	struct source_hash source_hash;
	bool front_broken; /* its front matter could not be parsed */
};

struct workshop {
	char *path;  /* the folder or file, as the user gave it */
	char *id;    /* letters, digits, dashes; used for file names and to mark machines */
	char *old_id; /* the one that earlier versions gave, or NULL: the same */
	char *own_id; /* the id that this version gives, if id is the old one now; else NULL */
	char *title; /* never NULL */
	char *date;  /* as it is shown ("2020-04-19 18:00"), or NULL */
	char *location; /* or NULL */
	int duration;   /* minutes; 0: not given (then it is the sum of the lessons) */
	struct place duration_at; /* place of that value */
	struct doc cover;
	char **notes; /* presenter comments on the cover */
	size_t n_notes;
	struct source_hash cover_hash; /* hash of the cover that is shown */
	struct machine_spec *machines;
	size_t n_machines;
	struct lesson *lessons; /* sorted by number */
	size_t n_lessons;       /* 0: there is only the cover */
	char *lang;       /* the language that the cover says it is written in ("en"), or NULL */
	char **languages; /* the folders of its translations, sorted */
	size_t n_languages;
	char *language; /* the one of these in use; NULL: the original */
	char **names; /* strings that places point to */
	size_t n_names;
};

#endif
