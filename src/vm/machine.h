// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Machines with their snapshots and hardware, requests for them and results, as plain data;
 * the way in which a change of hardware is carried out; and safety snapshots, which a restore
 * takes first so that it can be undone: their names and descriptions tell them from all
 * others.  Pure; any thread. */
#ifndef VM_MACHINE_H
#define VM_MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/error.h"
#include "lesson/lesson.h"
#include "lesson/verbs.h"

#define VM_SPARK 60        /* samples in a cpu history */
#define VM_SPARK_MS 2500   /* between two of them, about */
#define VM_CONSOLE_KEEP 200 /* console lines kept for each machine */

/* What the mark of a machine says: that the program made it, for which workshop and for
 * whom. */
struct mark {
	char *workshop, *machine, *prefix;
	char *uuid; /* the domain's; NULL: made by an earlier version */
	char *disk; /* its file, or NULL */
	uid_t owner;
};

/* Why a machine is not simply in its state.  A machine in trouble passes no check of its
 * state; words and remedies are in vm/rules.h. */
enum trouble {
	TROUBLE_NONE,
	TROUBLE_DISK_FULL,  /* PAUSED: it could not write, and the host's disk is full */
	TROUBLE_DISK_ERROR, /* PAUSED: it could not read or write a disk */
	TROUBLE_WATCHDOG,   /* PAUSED: its watchdog found that it does not answer */
	TROUBLE_CRASHED,    /* PAUSED: its system crashed, and its QEMU is still there */
	TROUBLE_STUCK,      /* PAUSED: it did not go on after a save, a copy or a move */
	TROUBLE_ASLEEP,     /* PAUSED: its system put it to sleep */
	TROUBLE_MOVING,     /* PAUSED: it is being moved to another host */
	TROUBLE_SAVING,     /* RUNNING: it stands still only while its memory is written */
	TROUBLE_ENDED,      /* SHUTOFF: its QEMU ended, and nobody asked for that */
	TROUBLE_UNREAD,     /* UNKNOWN: it could not be read, unlike others; see unread */
	TROUBLE_COUNT
};

/* What is wrong with the file that is a machine's own disk. */
enum disk_trouble {
	DISK_WELL,    /* nothing, or it is not known */
	DISK_GONE,    /* the file is not there, and its folder is */
	DISK_DAMAGED, /* it is no whole qcow2 image any more */
	DISK_BARRED,  /* this user may not read and write it */
	DISK_AWAY,    /* its folder is not there, or the file is a link that leads nowhere: it
		       * may be on a device that is not there now */
};

/* What a safety snapshot's description says of the state that it holds. */
struct kept {
	enum machine_state was; /* the machine's, which "u" brings back */
	bool paused; /* SAVED: it was paused when it was saved */
	bool lost;   /* the restore after it failed half way, so nothing else leads back to it */
};

/* A snapshot, as the hypervisor reports it. */
struct vm_snapshot {
	char *name;   /* as the hypervisor has it: clean it where it is shown */
	char *parent; /* NULL at the root; the same */
	char *description;
	bool current;             /* the one that was last taken or restored */
	bool safety;              /* a safety snapshot: taken by this program before a restore */
	struct kept kept;         /* of a safety snapshot */
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

/* A disk of a machine. */
struct vm_disk {
	char *name;          /* as the definition has it: "vda" */
	char *file;          /* its path on the machine's host */
	uint64_t size, used; /* bytes: of the disk, and what its file takes; 0: unknown */
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
	struct vm_disk *drives; /* all disks that are files */
	size_t n_drives;
};

struct vm_machine {
	char *name;
	enum machine_state state; /* UNKNOWN until it was read */
	enum trouble trouble;      /* NONE: nothing more is to be said of the state */
	bool not_ours;             /* a domain of this name exists that this program did not make */
	char *not_ours_why;        /* NULL, or a sentence that says whose it is */
	char *unread;             /* NULL, or why it could not be read: what follows is as read
				    * before, and not known to be so now */
	int64_t since_ms;         /* monotonic clock: when it came into this state and trouble; 0:
				    * unknown */
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
	enum disk_trouble disk; /* of one that is off; may be older than the rest */
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
	bool old;       /* the last time no machine could be read: all is as read before */
	int64_t stalled_since_ms;
	struct vm_machine *machines; /* in the workshop's order */
	size_t n_machines;
};

/* Return NULL if there is none, or if the first argument is NULL. */
const struct vm_machine *vm_picture_machine(const struct vm_picture *picture, const char *name);
const struct vm_snapshot *vm_machine_snapshot(const struct vm_machine *machine, const char *name);
const struct vm_match *vm_machine_match(const struct vm_machine *machine, const char *pattern);

/* Is what was read of the machine known to be so now?  Returns NULL if it is, else a translated
 * clause that says why it is not; it is static, in the current language. */
const char *vm_picture_why_old(const struct vm_picture *picture, const struct vm_machine *machine);

/* Is it in this state, and not in trouble? */
bool machine_is(const struct vm_machine *machine, enum machine_state state);
/* The same for what an action or a stage is to reach: a machine whose QEMU ended is off all
 * the same, and one that stands still while its memory is written runs. */
bool machine_reached(const struct vm_machine *machine, enum machine_state state);
/* Is it in trouble so that it has reached no state? */
bool machine_in_trouble(const struct vm_machine *machine);
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

struct vm_backend;

struct vm_config {
	const struct workshop *workshop; /* must outlive the vm */
	const char *uri;                 /* -c, or NULL: try those of choose_uris() */
	const char *prefix; /* prefix of each domain's name ("rehearsal-"), or NULL */
	const char *data_dir; /* of disks and definitions; NULL: it depends on the connection */
	const char *path; /* absolute path of the workshop; NULL: the program's own */
	const struct vm_backend *backend; /* NULL: loaded when the thread begins */
	bool later;     /* nothing is loaded or asked before vm_begin() */
	bool look_only; /* opens no consoles: each has a single reader, which takes it all */
};

/* A job.  vm_submit() copies the strings. */
struct vm_request {
	struct action action;        /* the action's verb, machine and keys */
	enum machine_state stage_to; /* VERB_STAGE: the state to set */
	bool anew;        /* VERB_STAGE: restart it with the hardware that it was made with */
	bool remake;      /* VERB_STAGE: its disk may be replaced though it may be good (DISK_BARRED,
			   * DISK_AWAY); one that is gone or damaged is in any case */
	bool replace;     /* VERB_SNAPSHOT: a snapshot of that name may be replaced */
	bool files_only;  /* VERB_DEFINE: make disk and definition, but do not define it */
};

struct vm_result {
	uint64_t ticket;
	enum verb verb;
	char machine[MACHINE_NAME_BYTES + 1];
	bool ok;
	struct error error;           /* set if not ok; or an ERROR_NOTE, to be told besides */
	enum machine_state was, now;  /* the states before and after */
	int64_t took_ms;
	uint64_t console;  /* the last line of its console when the verb was begun; 0: none */
	char undo[SNAPSHOT_NAME_BYTES + 1]; /* the safety snapshot that was taken, or "" */
	bool undo_later; /* "u" brings back another one first, whose state was lost */
	char file[1024]; /* clean, or "": the screenshot; with files_only, the definition */
	/* VERB_SET: how many of the changes are in effect, how many come with the next
	 * start, and whether the guest has kept memory that it should give back. */
	int at_once, later;
	bool held;
	bool changed;              /* it was different before */
	struct vm_hardware before; /* its next start's hardware before; without disks */
};

bool hardware_has_disk(const struct vm_hardware *hw, const char *name);
/* The same but for what rounding does to it (less than 1 MiB). */
bool hardware_same_size(uint64_t a, uint64_t b);
char *hardware_size(uint64_t bytes); /* "64 MiB"; caller frees */

/* How each of the three comes about. */
enum set_way {
	SET_NOT,   /* not asked for */
	SET_LIVE,  /* at once, and from the next start on */
	SET_LATER, /* from the next start on */
	SET_MORE,  /* the same, and what it can have at most is made to fit */
};

struct set_plan {
	enum set_way memory, cpus, screens;
};

/* For a machine whose hardware is not known: nothing at once. */
struct set_plan hardware_plan(const struct action *action, enum machine_state state,
			      const struct vm_hardware *now, const struct vm_hardware *next);

/* What came of it, as it was read afterwards. */
void hardware_outcome(const struct action *action, const struct vm_machine *after,
		      struct vm_result *result);

char *safety_description(const char *words, const struct kept *kept);
/* Is it a safety snapshot?  If so, sets *kept to what it holds, and *words to the
 * description's part for people (caller frees; words may be NULL). */
bool safety_parse(const char *name, const char *description, struct kept *kept, char **words);
/* Safety snapshots are ordered by their names, even if the clock was set back.
 * safety_order() compares like strcmp().  safety_next() returns a name that comes after
 * newest (NULL: there is none), for a wall time in milliseconds. */
int safety_order(const char *a, const char *b);
char *safety_next(const char *newest, int64_t wall_ms); /* caller frees */
const char *safety_newest(const struct vm_snapshot *snapshots, size_t n); /* its name, or NULL */
/* Returns the one that "u" brings back: of those whose states were lost the first, else the
 * newest; NULL: there is none. */
const struct vm_snapshot *safety_for_undo(const struct vm_snapshot *snapshots, size_t n);

#endif
