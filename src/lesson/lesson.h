// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The workshop as plain data: machines, lessons, steps, actions, checks.
 *
 * Loaded once by workshop_load() (load.h) and read-only from then on, so any
 * thread may read it.  Every pointer is owned by the workshop.  Strings that
 * are absent in the file are NULL unless said otherwise.  Nothing here calls
 * anything: vm and ui include this header without linking the lesson layer. */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lesson/doc.h"
#include "lesson/fields.h"

/* Where something stands in a file; line and column start at 1, 0 is unknown. */
struct place {
	const char *file; /* as it should be printed; owned by the workshop */
	int line, column;
};

/* The words that a lesson may use for a machine's state. */
enum machine_state {
	STATE_UNKNOWN, /* not read yet, or not readable; never in a lesson */
	STATE_ABSENT,  /* no such machine is defined */
	STATE_SHUTOFF,
	STATE_RUNNING,
	STATE_PAUSED,
	STATE_SAVED, /* off, with its memory kept on disk */
	STATE_COUNT
};

/* A machine's network cable. */
enum cable { CABLE_NONE, CABLE_IN, CABLE_OUT };

/* The closed list of verbs; "vm:pause" is VERB_PAUSE.  VERB_STAGE and
 * VERB_UNDO are the program's own and cannot be written in a lesson. */
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
	VERB_STAGE, /* bring the machine into a state, from nothing if it must */
	VERB_UNDO,  /* back to what the last restore threw away */
	VERB_COUNT
};

/* One machine of the workshop's front matter. */
struct machine_spec {
	char *name; /* letters, digits, dashes; also the domain's name */
	MACHINE_FIELDS(FIELD_MEMBER)
	char *clone_of; /* the machine that a lesson clones it from, or NULL */
	struct place at;
	struct place image_at, kernel_at, initrd_at; /* of the values, for lint */
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

/* A fact that the machine must show; all that is set must hold. */
struct check {
	char *key; /* stable name in progress files: a hash of its keys */
	CHECK_FIELDS(FIELD_MEMBER)
	size_t after; /* how many of the step's actions stand before it */
	struct place at;
	struct place snapshot_at, current_at, parent_at; /* of the values, for lint */
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
	struct doc *hints; /* the <details>, in order */
	size_t n_hints;
	char **notes; /* presenter comments, plain text */
	size_t n_notes;
	struct place at;
};

struct need {
	char *machine;
	enum machine_state state;
	struct place at;
};

/* The state of a file's text, and of which other it is the translation. */
struct source_hash {
	char *hash;       /* stamp.h */
	char *translates; /* the hash that it gives for its source, or NULL */
	struct place at;  /* of that, else the file's first line */
};

struct lesson {
	int number;   /* of the file's name */
	char *file;   /* path */
	char *title;  /* never NULL */
	int duration; /* minutes, 0 for not given */
	char **objectives;
	size_t n_objectives;
	char **machines; /* names; the first is the default */
	size_t n_machines;
	struct need *needs;
	size_t n_needs;
	struct place duration_at, machines_at; /* line 0: not there */
	struct doc intro; /* text before the first step */
	char **notes;     /* presenter comments before the first step */
	size_t n_notes;
	struct step *steps;
	size_t n_steps; /* at least 1 */
	char *language; /* "es" where the translation was found, else NULL */
	struct source_hash source_hash;
	bool front_broken; /* its front matter could not be read */
};

struct workshop {
	char *path;  /* the folder or the file, as given */
	char *id;    /* letters, digits, dashes: names its files and its machines' mark */
	char *title; /* never NULL */
	char *date;  /* as it should be shown ("2020-04-19 18:00"), or NULL */
	char *location; /* or NULL */
	int duration;   /* minutes, 0 for unknown (then the sum of the lessons) */
	struct place duration_at; /* where the cover says so */
	struct doc cover;
	struct source_hash cover_hash; /* of the cover that is shown */
	struct machine_spec *machines;
	size_t n_machines;
	struct lesson *lessons; /* in numeric order */
	size_t n_lessons;       /* 0: only the cover is there to read */
	char *lang;       /* what the cover says that it was written in ("en"), or NULL */
	char **languages; /* the folders of its translations, by name */
	size_t n_languages;
	char *language; /* of these, the one that was asked for; NULL: as it was written */
	char **names; /* strings that places point to */
	size_t n_names;
};

#endif
