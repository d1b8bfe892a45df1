// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Machines, snapshots and hardware as plain data: what was read of them.  Pure; any
 * thread. */
#ifndef VM_MACHINE_H
#define VM_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "lesson/lesson.h"

#define VM_SPARK 12        /* samples in a cpu history */
#define VM_CONSOLE_KEEP 200 /* console lines kept a machine */

/* A snapshot, as the hypervisor has it. */
struct vm_snapshot {
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
	bool not_ours;             /* a domain of this name exists that we did not make */
	char *not_ours_why;        /* NULL, or a sentence on whose it is */
	int64_t since_ms;         /* monotonic: when it came into this state; 0 unknown */
	int cpu_percent;          /* of one processor times its count; -1 unknown */
	uint64_t memory;          /* bytes it has, 0 unknown */
	unsigned char spark[VM_SPARK]; /* the last cpu percentages, oldest first; 255 for none */
	struct vm_hardware now;        /* what it has */
	struct vm_hardware next;       /* what it will have from its next start on */
	struct vm_snapshot *snapshots;     /* parents before their children, by creation */
	size_t n_snapshots;
	bool can_undo;        /* a safety snapshot is there to go back to */
	bool not_created;          /* a clone that is not made yet: not worth a line */
	bool is_base;         /* clones build on its disk: it must not be written to */
	bool in_hand;         /* of a read: an action is on it, and it is left alone */
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

/* Look up; NULL where there is none, or no machine. */
const struct vm_machine *vm_picture_machine(const struct vm_picture *picture, const char *name);
const struct vm_snapshot *vm_machine_snapshot(const struct vm_machine *machine, const char *name);

void hardware_copy(struct vm_hardware *to, const struct vm_hardware *from);
void hardware_clear(struct vm_hardware *hw); /* frees what is in it */
void machine_free_snapshots(struct vm_machine *machine);
/* Frees what a backend's read filled, and clears the machine. */
void machine_free_read(struct vm_machine *machine);
/* A copy of all of it; vm_picture_free. */
struct vm_picture *vm_picture_copy(const struct vm_picture *from);
void vm_picture_clear(struct vm_picture *picture); /* frees what is in it */
void vm_picture_free(struct vm_picture *picture);  /* NULL is fine */

#endif
