// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Inside of the hub, shared by vm.c, worker.c and picture.c; nobody else
 * includes this.
 *
 * One lock guards everything below that line.  It is held for copying and
 * counting only, never while a backend is called, so the screen's thread
 * never waits for a hypervisor. */
#ifndef VM_HUB_H
#define VM_HUB_H

#include <pthread.h>

#include "vm/backend.h"
#include "vm/console.h"
#include "vm/terminal.h"

enum {
	HUB_TICK_MS = 2500,        /* between two reads when nothing happens */
	HUB_SCREEN_MS = 1000,      /* between two looks at a screen that is watched */
	HUB_STALL_MS = 1500,       /* a call that takes longer got no answer */
	HUB_STALL_LONG_MS = 10000, /* the same for actions known to take long */
	HUB_RETRY_FIRST_MS = 500,  /* between tries to connect again; doubles */
	HUB_RETRY_MAX_MS = 5000,
};

struct hub_job {
	uint64_t ticket;
	struct vm_request request; /* own copies of the strings */
	bool reset;                /* vm_submit_reset: machine and verb are unset */
	int64_t submitted_ms;
	struct hub_job *next;
};

struct hub_result {
	struct vm_result result;
	struct hub_result *next;
};

/* What is kept about a machine beside what the picture shows. */
struct hub_machine {
	struct console_splitter splitter;
	struct terminal *terminal;
	bool heard; /* its console said something since it was started or reset */
	bool spoke; /* it did so in any of its lives */
	int64_t said_ms;   /* when it last did */
	bool resets, was_heard, was_booting; /* it is being reset; what was so before */
	bool booting;      /* since it was, nobody waited for its words in vain */
	uint64_t boot_seq; /* number of its last console line before that */
	int64_t woken_ms;  /* when it said those words; 0: not heard by anybody */
	bool off, dropped; /* since its console was opened last: it was off; the stream ended */
	bool marked;       /* nothing was written since it said where it goes on */
	char *cause;       /* NULL, or what its console will say where it goes on */
	int64_t cause_ms;
	struct str typed;   /* waits for the worker to send it */
	unsigned typed_cut; /* how often what waited was thrown away */
	int64_t took_ms[VERB_COUNT]; /* last time, 0 unknown */
};

struct vm {
	const struct vm_backend *backend;
	struct machine_spec *specs; /* copies: the worker may outlive the workshop */
	size_t n_specs;
	char *workshop_id, *prefix, *data_dir, *asked_uri;
	bool look_only;
	int wait_fd, pipe_read, pipe_write, timer_fd; /* an epoll over pipe and timer */
	pthread_t thread;

	pthread_mutex_t lock; /* guards what follows */
	pthread_cond_t wake;  /* the worker waits here */
	pthread_cond_t ended; /* vm_close waits here */
	int refs;             /* the opener, and the worker while it lives */
	bool stop, worker_done;

	struct vm_picture truth;
	struct hub_machine *extra; /* beside truth.machines */
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

	uint64_t last_ticket;
	struct hub_job *jobs, *job; /* waiting, oldest first; and in hand */
	struct hub_result *results;
};

/* picture.c; each wants the lock held unless said otherwise. */
void hub_picture_init(struct vm *vm);
void hub_picture_free(struct vm *vm);
struct vm_machine *hub_machine(struct vm *vm, const char *name);
void hub_changed(struct vm *vm); /* a new version; pokes the screen's thread */
void hub_poke(struct vm *vm);    /* any thread, lock or not */
void hub_set_link(struct vm *vm, enum vm_link link, const struct error *problem);
/* Takes over what was read; the strings of fresh become ours. */
void hub_merge(struct vm *vm, struct vm_machine *fresh, bool sample);
/* Before it is reset: what it says from now on is of its next life. */
void hub_resets(struct vm *vm, const struct vm_request *request);
/* anew: the job restarted it, though it runs as before. */
void hub_rebooted(struct vm *vm, const struct vm_result *result, bool anew);
void machine_free_read(struct vm_machine *machine); /* what a backend's read filled */

/* screen.c */
void hub_screen_slim(struct vm_screen *screen); /* without the lock: what the pane needs */
void hub_screen_take(struct vm *vm, struct vm_screen *fresh); /* what is in it becomes ours */

/* serial.c; each wants the lock held. */
void serial_init(struct hub_machine *extra);
void serial_free(struct hub_machine *extra);
void hub_console_bytes(struct vm *vm, const char *machine, const char *bytes, size_t n);
void hub_console_state(struct vm *vm, size_t index, bool ready, const char *problem);
void hub_console_off(struct vm *vm, size_t index); /* the machine is not alive */
/* A job moved the machine: its console will say so where it goes on. */
void hub_console_cause(struct vm *vm, const struct vm_request *request, enum machine_state was);
void hub_console_opens(struct vm *vm, size_t index); /* before it is tried */
bool hub_typed_waits(const struct vm *vm);
size_t hub_typed(const struct vm *vm, size_t index, char *bytes, size_t most);
void hub_typed_sent(struct vm *vm, size_t index, size_t n);

/* worker.c */
void *hub_worker(void *vm);
/* vm.c */
void hub_unref(struct vm *vm); /* without the lock */
/* jobs.c */
void hub_job_free(struct hub_job *job);
/* With the lock: queues the result and lets go of the machine and the job. */
void hub_job_end(struct vm *vm, struct hub_job *job, const struct vm_result *result);

#endif
