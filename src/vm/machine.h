// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Machines, snapshots and hardware as plain data.  Pure; any thread. */
#ifndef VM_MACHINE_H
#define VM_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "lesson/lesson.h"

#define VM_SPARK 12        /* samples in a cpu history */
#define VM_CONSOLE_KEEP 200 /* console lines kept for each machine */

/* What the mark of a machine says: that the program made it, for which workshop and for
 * whom. */
struct mark {
	char *workshop, *machine, *prefix;
	char *disk; /* its file, or NULL */
	uid_t owner;
};

/* A snapshot, as the hypervisor reports it. */
struct vm_snapshot {
	char *name;
	char *parent; /* NULL at the root */
	char *description;
	bool current;             /* the one that was last taken or restored */
	bool safety;              /* a safety snapshot: taken by this program before a restore */
	enum machine_state state; /* the machine's when it was taken: RUNNING, PAUSED, SHUTOFF */
	int64_t created_ms;       /* wall clock, milliseconds, whole seconds only */
};

struct vm_console_line {
	uint64_t seq; /* number of the line, from 1 on, per machine */
	char *text;   /* without control characters and escape sequences */
	size_t said;  /* bytes of it that are the machine's own; the rest is an echo of keys */
};

/* A pattern that the console is watched for, and what came of it. */
struct vm_match {
	char *pattern;
	uint64_t matched;  /* number of the last line that matches; 0: none does */
	uint64_t compared; /* number of the last line that was compared with it */
	uint64_t version;  /* console_version when all was last compared; 0: never yet */
	bool tail;         /* the line that was being written then matches */
	bool too_slow;     /* comparing took too long: it is not compared any more */
	bool for_job;      /* a job waits for it, and not only a check of the step */
};

/* The hardware of a machine. */
struct vm_hardware {
	bool known;
	bool old;        /* it could not be read since the last change */
	bool balloon;    /* memory can be changed while it runs */
	bool takes_cpus; /* processors can be added while it runs */
	uint64_t memory, max_memory; /* bytes */
	int cpus, max_cpus, screens;
	enum cable cable; /* NONE: no network */
	char *disks;      /* names of the disks plugged in, each between spaces; or NULL */
};

struct vm_machine {
	char *name;
	enum machine_state state; /* UNKNOWN until it was read */
	bool not_ours;             /* a domain of this name exists that this program did not make */
	char *not_ours_why;        /* NULL, or a sentence that says whose it is */
	int64_t since_ms;         /* monotonic clock: when it came into this state; 0: unknown */
	int cpu_percent;          /* of all its processors; -1: unknown */
	uint64_t memory;          /* bytes that it has; 0: unknown */
	unsigned char spark[VM_SPARK]; /* the last values of cpu_percent, oldest first; 255: none */
	struct vm_hardware now;        /* its current hardware */
	struct vm_hardware next;       /* its hardware from its next start on */
	struct vm_snapshot *snapshots;     /* parents before their children, by creation */
	size_t n_snapshots;
	bool can_undo;        /* there is a safety snapshot to go back to */
	bool not_created;          /* a clone that was not made yet: not shown */
	bool is_base;         /* clones build on its disk, which must not be changed */
	bool silent;          /* it does not answer an action: doing is VERB_NONE then */
	bool in_hand;         /* during a read: an action runs on it, and it is not read */
	enum verb doing;      /* the verb that this program is running on it, or VERB_NONE */
	int64_t doing_since_ms; /* monotonic clock */
	bool waking;            /* and the verb waits for the console to say something */
	int64_t took_before_ms; /* duration of this verb last time; 0: unknown */
	bool console_ready;     /* the console is connected */
	char *console_problem;  /* NULL, or why it is not connected ("open in another window") */
	struct vm_console_line *console; /* the last VM_CONSOLE_KEEP lines, oldest first */
	size_t n_console;
	uint64_t console_seq; /* number of the last line; 0: none */
	uint64_t console_jump; /* the last line before it was started, restored or removed */
	char *console_tail;   /* the current line, not ended yet; never NULL */
	size_t tail_said;     /* bytes of that which are the machine's own */
	uint64_t console_version; /* increases with everything that it writes */
	struct vm_match *matches; /* for each pattern that is watched for */
	size_t n_matches;
};

enum vm_link {
	VM_CONNECTING, /* the first try is under way */
	VM_ALIVE,
	VM_STALLED, /* a call has not returned for a second or two */
	VM_LOST,    /* the connection was lost; trying again */
	VM_FAILED,  /* could not connect; trying again */
};

/* A copy of all that is known.  Whoever asked for it owns it. */
struct vm_picture {
	uint64_t version; /* increases with each change */
	enum vm_link link;
	char *uri;      /* in use or being tried; never NULL */
	bool name_uri;  /* shown commands must name the URI, as virsh would use another */
	char *folder;   /* folder of the machines' files; NULL: not known */
	char *workshop; /* path of the workshop, for shown commands; NULL: the program's own */
	bool simulated; /* test:///: no machine is real */
	struct error problem; /* set if link is LOST or FAILED */
	int64_t stalled_since_ms;
	struct vm_machine *machines; /* in the workshop's order */
	size_t n_machines;
};

/* Return NULL if there is none, or if the first argument is NULL. */
const struct vm_machine *vm_picture_machine(const struct vm_picture *picture, const char *name);
const struct vm_snapshot *vm_machine_snapshot(const struct vm_machine *machine, const char *name);
const struct vm_match *vm_machine_match(const struct vm_machine *machine, const char *pattern);

/* Watches the console for this pattern, if it is not watched for yet. */
void machine_watch(struct vm_machine *machine, const char *pattern, bool for_job);
void machine_unwatch(struct vm_machine *machine, size_t i); /* not for the i-th pattern any more */
void mark_free(struct mark *mark); /* frees its content */
void hardware_copy(struct vm_hardware *to, const struct vm_hardware *from);
void hardware_clear(struct vm_hardware *hw); /* frees its content */
void snapshot_clear(struct vm_snapshot *snapshot); /* frees its content */
void snapshots_free(struct vm_snapshot *snapshots, size_t n);
/* Returns a deep copy, which the caller releases with snapshots_free(). */
struct vm_snapshot *snapshots_copy(const struct vm_snapshot *from, size_t n);
void machine_free_snapshots(struct vm_machine *machine);
/* Frees what a backend's read() filled in, and clears the machine. */
void machine_free_read(struct vm_machine *machine);
/* Returns a deep copy; release it with vm_picture_free(). */
struct vm_picture *vm_picture_copy(const struct vm_picture *from);
void vm_picture_clear(struct vm_picture *picture); /* frees its content */
void vm_picture_free(struct vm_picture *picture);  /* NULL is fine */

#endif
