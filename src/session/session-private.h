// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The inside of a session, for walk.c and walk-*.c only. */
#ifndef SESSION_SESSION_PRIVATE_H
#define SESSION_SESSION_PRIVATE_H

#include "lesson/diag.h"
#include "session/session.h"
#include "vm/request.h"
#include "vm/screen.h"

struct progress;

/* What is to be done one after the other: each when the one before worked. */
struct chain {
	struct chain_link {
		struct vm_request request; /* its strings are the workshop's */
		int button;                /* of the step; 0: none */
	} *links;
	size_t n_links, at;
	uint64_t ticket;  /* of the one in hand, 0: none */
	int64_t until_ms; /* for the checks before the next button */
	size_t pressed;   /* links that were asked for */
	const char *refused; /* why a button could not be pressed that had to be, or NULL */
	bool skips;       /* the step is being skipped */
	bool over;        /* the lesson is being started over */
};

/* Something that was asked of a machine and has not come back yet. */
struct job {
	uint64_t ticket;
	enum verb verb;
	int button;       /* 0: no button of a step */
	bool safety;      /* a restore to a moment that we kept */
	const char *step; /* its id; the workshop's */
	char machine[128], name[128];
};

struct session {
	struct workshop *workshop; /* as it is shown: one of these */
	struct workshop **editions; /* in each language that was shown so far */
	size_t n_editions;
	struct diags errors; /* in their files; of each once */
	char *path; /* of the workshop */
	char *from_root; /* the same from the root on; NULL: the one that comes with the program */
	struct progress *progress;
	struct vm *vm;
	struct vm_picture *picture;
	struct vm_screen *screen; /* last seen of the one that is watched, or NULL */
	char *give_back; /* the command that resets this workshop; NULL without machines */
	bool remember, look_only, by_line;
	size_t requirements_said; /* the lesson + 1 whose lacks were said */
	size_t risks_said; /* machines at risk when that was said */

	size_t lesson, step;
	bool cover, finished;
	struct session_check *checks; /* of the step */
	size_t n_checks;
	uint64_t *seen;       /* a machine of the workshop each: console lines up to here don't count */
	unsigned char *pressed; /* a button of the step each, from 1: it worked on this visit */
	bool stage_asked;     /* the stage was set on this visit */

	struct session_anchor *anchor; /* walk-reload.c: where a new version is to be opened */
	char *broken;               /* NULL, or why the newest version is not shown */
	bool whole;                 /* what is shown was read anew without an error */
	const char *uri, *prefix;   /* of the connection; the caller's */
	bool no_machines;

	struct chain chain;
	struct job *jobs;
	size_t n_jobs;
	size_t n_failed; /* of those that came back */
	struct vm_result last;

	struct {
		char *text;        /* what is being done; NULL: nothing is told of */
		int64_t since_ms;  /* monotonic */
		int64_t before_ms; /* how long it took last time, 0 unknown */
	} story;
	char *message, *remedy;
	bool of_link; /* it is said because there is no connection */
	bool passing; /* a change of the machines takes it away */
	uint64_t said_of; /* the machines' states when it was said, folded */
	enum view_tone tone;
	bool unsaved_said;

	struct maker *maker; /* makes guests; or NULL */
	int made_percent;    /* as last seen */

	struct session_view_store *store; /* what the last struct view points to */
};

/* walk-language.c */
bool session_load(struct session *session, const struct session_options *options, struct error *err);
/* What the person chose before wins over the locale.  Before the machines. */
void session_remembered_language(struct session *session, const struct session_options *options);

/* walk-errors.c */
void session_take_errors(struct session *session, const struct diags *diags); /* of files that were read */
/* With the file's place in the workshop's folder; caller frees. */
char *session_error_text(const struct session *session, const struct diag *diag);

/* walk-place.c */
void session_open_checks(struct session *session); /* of the step, as far as they have passed */
void session_mark_console(struct session *session); /* lines count from now on */
void session_forget_checks(struct session *session);
/* walk.c: looks at each check that has not passed; true where one did. */
bool session_judge(struct session *session);
void session_drop_news(struct session *session); /* what was said and is no longer so */
void session_say_lacks(struct session *session); /* what this host lacks for the lesson, once */
void session_say_risks(struct session *session); /* walk-risk.c: what was done outside, once */
/* walk-wait.c: for news, until then at the longest, and takes it in */
void session_wait_a_turn(struct session *session, int64_t until_ms);
void session_view_free(struct session *session);

/* walk.c */
/* Opens a connection for these machines, where there are any. */
bool session_open_machines(struct session *session, const struct workshop *workshop, struct error *err);
/* A progress call came back: what failed is said once. */
void session_saved(struct session *session, bool ok, const struct error *err);

/* walk-do.c */
uint64_t session_submit(struct session *session, const struct vm_request *request, int button,
		     struct error *err);
/* action_refused, and what other machines say to it. */
const char *session_action_refused(const struct session *session, const struct action *action,
				const struct vm_machine *machine);

/* walk-guests.c */
bool session_is_local(const struct session *session); /* only here are machines made of files */
/* False with err where the machine would have to be made for it, and cannot. */
bool session_can_boot(const struct session *session, const struct vm_request *request, struct error *err);
bool session_making_turn(struct session *session); /* true where something changed */

/* walk-reload.c */
void session_anchor_free(struct session_anchor *anchor); /* NULL is fine */

/* walk-stage.c */
size_t session_stage_plan(const struct session *session, struct vm_request **requests); /* caller frees */
char *session_stage_text(const struct session *session); /* what differs; caller frees */
/* That all of several machines are as the lesson wants them; else NULL.  Caller frees. */
char *session_stage_done(const struct session *session);

/* walk-chain.c */
void session_chain_add(struct session *session, const struct vm_request *request, int button);
bool session_chain_turn(struct session *session); /* goes on with it; true where something changed */
void session_chain_break(struct session *session);
bool session_chain_skips(const struct session *session);

#endif
