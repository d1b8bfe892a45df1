// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* What was asked of the machines: the jobs under way, each with its ticket, and what
 * came of those that are over.  Several jobs can be parts of a whole, which has a
 * ticket and one outcome of its own.  One thread. */
#ifndef SESSION_TICKETS_H
#define SESSION_TICKETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/str.h"
#include "vm/machine.h"

/* Something that a machine was asked for and that is not over. */
struct job {
	uint64_t ticket;
	uint64_t whole;   /* the ticket of what it is a part of, 0: nothing */
	enum verb verb;
	int button;       /* of the step; 0: none */
	bool safety;      /* a restore to a safety snapshot */
	const char *step; /* its id; the workshop's */
	char machine[MACHINE_NAME_BYTES + 1], name[SNAPSHOT_NAME_BYTES + 1];
};

struct whole {
	uint64_t ticket;
	size_t n_open;           /* parts that are not over */
	struct str failed;       /* the machines whose parts failed, ", " between */
	struct vm_result result; /* of the last part, or the first that failed */
	int64_t took_ms;
};

struct jobs {
	struct job *list;
	size_t n;
	struct whole *wholes;
	size_t n_wholes;
	uint64_t last_whole;
	struct vm_result *results; /* the newest that came back, in a ring */
	size_t n_results;          /* ever */
	size_t n_failed;           /* of those that came back; parts count as their whole */
};

/* Adds a job under way, which the caller fills in. */
struct job *jobs_add(struct jobs *jobs);
/* A job is over: keeps its result, and moves it from the list into *job, whose ticket is
 * 0 if it was not on the list. */
void jobs_end(struct jobs *jobs, const struct vm_result *result, struct job *job);
/* The result of this ticket; NULL: it is not over, or too old to be kept. */
const struct vm_result *jobs_result(const struct jobs *jobs, uint64_t ticket);
/* The machine of the job under way with this ticket, or of a part of it; NULL: none. */
const char *jobs_machine(const struct jobs *jobs, uint64_t ticket);
/* Is this button of the step being pressed? */
bool jobs_has_button(const struct jobs *jobs, const char *step, int button);
/* Is something done to the machine, or is it being made as a clone? */
bool jobs_has_machine(const struct jobs *jobs, const char *machine);
/* For a new connection, which counts its tickets from 1 again. */
void jobs_forget_results(struct jobs *jobs);
void jobs_clear(struct jobs *jobs); /* frees what is in it */

/* ---- several jobs with one outcome */
/* Begins a whole, and returns its ticket, which goes into the jobs that are its parts. */
uint64_t jobs_open_whole(struct jobs *jobs);
/* A part could not be submitted. */
void jobs_refuse_part(struct jobs *jobs, uint64_t whole, const char *machine,
		      const struct error *err);
/* All parts were submitted.  False: none is under way, and the whole is forgotten; err
 * says why, if one was refused. */
bool jobs_close_whole(struct jobs *jobs, uint64_t whole, struct error *err);
/* Takes in the result of a part.  True: it was the last one, and *result is the outcome,
 * kept under the ticket of the whole.  It is good only if all parts are; else it names
 * the machines that failed, and why.  If the connection was lost, it says only that. */
bool jobs_end_part(struct jobs *jobs, uint64_t whole, const struct vm_result *part,
		   struct vm_result *result);

#endif
