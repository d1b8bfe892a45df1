// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The state that the worker and the screen's thread share.  Private to vm/core.
 *
 * One lock guards everything below that line.  It is held for copying and
 * counting only, never while a backend is called, so the screen's thread
 * never waits for a hypervisor. */
#ifndef VM_CORE_STATE_H
#define VM_CORE_STATE_H

#include <pthread.h>

#include "base/bell.h"
#include "vm/backend.h"
#include "vm/console/echo.h"
#include "vm/console/filter.h"
#include "vm/console/terminal.h"
#include "vm/outcome.h"
#include "vm/rules.h"

enum {
	CORE_TICK_MS = VM_SPARK_MS, /* between two reads when nothing happens */
	CORE_SCREEN_MS = 1000,      /* between two looks at a screen that is watched */
	CORE_STALL_MS = 1500,       /* a call that takes longer got no answer */
	CORE_STALL_LONG_MS = 10000, /* the same for actions known to take long */
	CORE_PATIENCE_MS = 800,     /* the others wait for no call on one machine longer */
	CORE_RETRY_FIRST_MS = 500,  /* between tries to connect again; doubles */
	CORE_RETRY_MAX_MS = 5000,
};

struct core_job {
	uint64_t ticket;
	struct vm_request request; /* own copies of the strings */
	bool reset;                /* vm_submit_reset: machine and verb are unset */
	int64_t submitted_ms;
	struct core_job *next;
	/* Only after it has begun.  While the call is under way (not done), its thread owns
	 * the result; then the worker does. */
	struct vm_result result;
	struct outcome_past past;
	int64_t began_ms;
	int repeats; /* how often its call was made again; only of a reset */
	bool done;   /* the call has returned; under the lock */
	bool silent; /* the call has got no answer for long; under the lock */
};

/* A look at a screen that is under way; its thread frees it. */
struct core_look {
	char *machine;
	struct core_look *next;
};

struct core_result {
	struct vm_result result;
	struct core_result *next;
};

/* How a guest shows a key and its erasing: as an editor of lines does, which a shell has at
 * its prompt, or as a terminal does that hands on whole lines, to whatever reads them. */
enum key_answer { ANSWER_NONE, ANSWER_EDITOR, ANSWER_LINES };

/* A guest was asked whether it listens (guest-ready.c). */
struct asked {
	enum key_answer answer;
	int64_t next_ms;  /* when to ask again */
	int64_t pause_ms; /* after that; 0: it was not asked */
	size_t seen;      /* how much of an answer */
};

/* What is kept about a machine beside what the picture shows. */
struct core_machine {
	struct console_splitter splitter;
	struct echo echo; /* of what was typed */
	struct terminal *terminal;
	bool heard; /* its console wrote something since it was started or reset */
	bool spoke; /* it did so after any start */
	int64_t said_ms;   /* when it last wrote something */
	int64_t back_ms;   /* when it last went back in time; 0: it did not */
	bool resets;       /* it is being reset; what was known of it before that: */
	bool was_heard, was_booting, was_listening;
	bool booting;      /* started or reset, and the text that a job waits for was not seen since */
	uint64_t boot_seq; /* number of its last console line before that, or before it went back in time */
	int64_t woken_ms;  /* when it was seen that it reads its console; 0: not seen */
	bool listens;      /* that was seen since it was started or went back in time */
	struct asked asked; /* whether it listens */
	bool off, dropped; /* since its console was opened last: it was off; the stream ended */
	bool marked;       /* nothing was written since the line that says where output is missing */
	char *cause;       /* NULL, or why output will be missing, which its console will say */
	int64_t cause_ms;
	struct str typed;   /* waits for the worker to send it */
	unsigned typed_cut; /* how often the waiting text was discarded */
	int64_t took_ms[VERB_COUNT]; /* last time, 0 unknown */
};

struct vm {
	const struct vm_backend *backend; /* NULL until the worker has loaded it */
	struct machine_spec *specs; /* copies: the worker may outlive the workshop */
	size_t n_specs;
	char *workshop_id, *prefix, *data_dir, *asked_uri;
	bool look_only;
	struct bell tells;     /* the screen's thread that something has changed */
	int wait_fd, timer_fd; /* an epoll over that and the timer, which fires when a call is late */
	pthread_t thread;
	bool was_begun, has_thread; /* by vm_begin(), which may have failed to start thread */

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t wake;  /* the worker waits here */
	pthread_cond_t ended; /* vm_close waits here */
	pthread_cond_t heard; /* the thread that compares console lines waits here */
	int refs;             /* the opener, and each thread while it lives */
	bool stop, worker_runs, compares;

	struct vm_picture truth;
	struct core_machine *extra; /* beside truth.machines */
	bool changed;              /* since the last vm_drain */

	uint64_t events;      /* how many the backend told of, ever */
	uint64_t console_ends; /* how many consoles ended, ever */
	bool dirty;           /* read again as soon as possible */
	bool lost;            /* the backend said so */
	char lost_why[200];
	int64_t call_began_ms; /* 0: no call is under way */
	int64_t call_limit_ms;
	bool call_stalled;     /* it was seen to be late */

	char *watched;           /* the machine whose screen is, or NULL */
	int64_t screen_at_ms;    /* when to look at it next */
	struct vm_screen screen; /* as last seen; version 0: not yet */
	uint64_t screen_version;
	struct core_look *looks; /* that have not come back yet */

	uint64_t last_ticket;
	struct core_job *jobs, *begun; /* waiting, and in hand; the oldest first */
	struct core_result *results;
};

/* Makes a vm that is not connected; one reference is the opener's. */
struct vm *core_new(const struct vm_config *config);
void core_free(struct vm *vm);  /* when nobody else has it */
void core_unref(struct vm *vm); /* without the lock */

/* Makes a job with a copy of the request (NULL: a reset); release it with core_job_free(). */
struct core_job *core_job_new(const struct vm_request *request);
void core_job_free(struct core_job *job);

/* With the lock: */
struct vm_machine *core_machine(struct vm *vm, const char *name); /* NULL: there is none */
/* What is kept beside a machine of the picture. */
struct core_machine *core_extra(struct vm *vm, const struct vm_machine *machine);
void core_changed(struct vm *vm); /* a new version; pokes the screen's thread */
void core_poke(struct vm *vm);    /* any thread, lock or not */

#endif
