// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The machines: a hypervisor connection with a thread of its own.
 *
 * vm_open() returns at once; a worker thread connects, takes the jobs one by
 * one and reads the machines again after each.  The caller's thread (the
 * screen's) never waits for the hypervisor: it gets told by a byte on a pipe,
 * copies the picture, collects results.  All functions here are for the one
 * thread that opened it, and none of them blocks on a hypervisor. */
#ifndef VM_VM_H
#define VM_VM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "lesson/lesson.h"
#include "vm/screen.h"

#define VM_SPARK 12        /* samples in a cpu history */
#define VM_CONSOLE_KEEP 200 /* console lines kept a machine */

/* A snapshot, as the hypervisor has it. */
struct vm_moment {
	char *name;
	char *parent; /* NULL at the root */
	char *description;
	bool current;             /* the one that you stand on */
	bool safety;              /* taken by us before a restore, for undo */
	enum machine_state state; /* what the machine was: RUNNING, PAUSED, SHUTOFF */
	int64_t created_ms;       /* wall clock; whole seconds */
};

struct vm_console_line {
	uint64_t seq; /* counts all lines of this machine from 1 */
	char *text;   /* clean: no control characters, escape sequences dropped */
};

/* What a machine is made of. */
struct vm_hardware {
	bool known;
	bool balloon;    /* its memory can be changed while it runs */
	bool takes_cpus; /* so can its processors: more of them */
	uint64_t memory, max_memory; /* bytes */
	int cpus, max_cpus, screens;
	enum cable cable; /* NONE: it is in no network */
	char *disks;      /* the names of those plugged in, each between spaces; or NULL */
};

struct vm_machine {
	char *name;
	enum machine_state state; /* as read, UNKNOWN until then */
	bool foreign;             /* a domain of this name exists that we did not make */
	char *foreign_why;        /* NULL, or a sentence on whose it is */
	int64_t since_ms;         /* monotonic: when it came into this state; 0 unknown */
	int cpu_percent;          /* of one processor times its count; -1 unknown */
	uint64_t memory;          /* bytes it has, 0 unknown */
	unsigned char spark[VM_SPARK]; /* the last cpu percentages, oldest first; 255 for none */
	struct vm_hardware now;        /* what it has */
	struct vm_hardware next;       /* what it will have from its next start on */
	struct vm_moment *moments;     /* parents before their children, by creation */
	size_t n_moments;
	bool can_undo;        /* a safety moment is there to go back to */
	bool unborn;          /* a clone that is not made yet: not worth a line */
	bool is_base;         /* clones build on its disk: it must not be written to */
	enum verb doing;      /* VERB_NONE, or what we are doing to it right now */
	int64_t doing_since_ms; /* monotonic */
	bool waking;            /* and that waits for it to say something */
	int64_t took_before_ms; /* how long this verb took last time, 0 unknown */
	bool console_ready;     /* the console is connected */
	char *console_problem;  /* NULL, or why it is not ("open in another window") */
	struct vm_console_line *console; /* the last VM_CONSOLE_KEEP, oldest first */
	size_t n_console;
	uint64_t console_seq; /* of the last line ever read, 0 for none */
	uint64_t console_jump; /* where it last started, jumped or was removed: after this line */
	char *console_tail;   /* the line being written, not ended yet; never NULL */
};

enum vm_link {
	VM_CONNECTING, /* first try is under way */
	VM_ALIVE,
	VM_STALLED, /* no answer to a call for more than a second or two */
	VM_LOST,    /* the daemon went away; being retried */
	VM_FAILED,  /* could not connect; being retried */
};

/* A copy of all that is known, owned by whoever asked for it. */
struct vm_picture {
	uint64_t version; /* grows with each change */
	enum vm_link link;
	char *uri;      /* in use or being tried; never NULL */
	bool name_uri;  /* the commands that are shown must name it: virsh would take another */
	char *folder;   /* where the machines' files are, or NULL: not known */
	char *workshop; /* its path, for the commands that are shown; NULL: the program's own */
	bool simulated; /* test:///: nothing here is a real machine */
	struct error problem; /* why link is LOST or FAILED */
	int64_t stalled_since_ms;
	struct vm_machine *machines; /* in the order of the workshop */
	size_t n_machines;
};

struct vm_config {
	const struct workshop *workshop; /* must outlive the vm; plain data only */
	const char *uri;                 /* -c, or NULL for the list in design order */
	const char *prefix; /* put before each domain name ("rehearsal-"), or NULL */
	const char *data_dir; /* disks and definitions; NULL: chosen by connection */
	const char *path; /* of the workshop, from the root on; NULL: the program's own */
	bool look_only; /* no consoles: only one program can have one, and hears it all */
};

struct vm;

struct vm *vm_open(const struct vm_config *config, struct error *err);
/* Lets a running job end for at most so many milliseconds, then leaves it to
 * the hypervisor.  Machines go on as they are. */
void vm_close(struct vm *vm, int patience_ms);

int vm_fd(const struct vm *vm); /* readable when there is something new */
/* Empties the pipe; true if picture or results changed since the last call. */
bool vm_drain(struct vm *vm);
struct vm_picture *vm_picture(struct vm *vm); /* a copy; vm_picture_free */
void vm_picture_free(struct vm_picture *picture);
const struct vm_machine *vm_picture_machine(const struct vm_picture *picture, const char *name);
/* Its snapshot of this name; NULL: there is none, or no machine. */
const struct vm_moment *vm_machine_moment(const struct vm_machine *machine, const char *name);

/* Which machine's screen is looked at, about once a second; NULL: none, and then
 * nothing is asked of the hypervisor. */
void vm_watch_screen(struct vm *vm, const char *machine);
/* A copy of what was last seen, if it is newer than the version that the caller
 * has; else NULL.  vm_screen_free. */
struct vm_screen *vm_screen(struct vm *vm, uint64_t seen);

/* A job.  The strings are copied. */
struct vm_request {
	struct action action;        /* verb, machine and its keys */
	enum machine_state stage_to; /* VERB_STAGE: the state to bring it into */
	bool anew;        /* VERB_STAGE: restarted with the hardware that it was made with */
	bool replace;     /* VERB_SNAPSHOT: the one of that name may be deleted for it */
	bool files_only;  /* VERB_DEFINE: disk and definition are made, the hypervisor not told */
	bool keep_safety; /* VERB_RESTORE: take a safety snapshot first (true but in rehearsals) */
};

struct vm_result {
	uint64_t ticket;
	enum verb verb;
	char machine[128];
	bool ok;
	struct error error;           /* where it is not */
	enum machine_state was, now;  /* read before and after */
	int64_t took_ms;
	char undo[128]; /* the safety snapshot taken, "" for none */
	char file[1024]; /* VERB_SCREENSHOT: where it is; files_only: the definition; clean, or "" */
	/* VERB_SET: how many of the things asked for it has now, how many come with
	 * its next start, and is it memory that its system does not give back? */
	int at_once, later;
	bool held;
	bool changed;              /* it was not so before */
	struct vm_hardware before; /* what its next start would have brought; without disks */
};

/* Queues it and returns its ticket, or 0 with err where it is refused at once:
 * the machine is busy, unknown, not ours. */
uint64_t vm_submit(struct vm *vm, const struct vm_request *request, struct error *err);
bool vm_next_result(struct vm *vm, struct vm_result *result); /* false: none is waiting */
bool vm_busy(struct vm *vm, const char *machine); /* NULL: any */

/* Everything of ours that belongs to this workshop (all machines marked with
 * its id, their snapshots and disks), for `imitation reset`: queued like a job. */
uint64_t vm_submit_reset(struct vm *vm, struct error *err);

#endif
