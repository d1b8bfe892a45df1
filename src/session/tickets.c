// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Jobs and their results; see tickets.h. */
#include "session/tickets.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { RESULTS_KEPT = 64 };

/* The connection counts its own tickets from 1. */
#define FIRST_WHOLE (UINT64_C(1) << 63)

struct job *jobs_add(struct jobs *jobs)
{
	return MEM_PUSH(jobs->list, jobs->n);
}

static void keep(struct jobs *jobs, const struct vm_result *result)
{
	if (!jobs->results)
		jobs->results = mem_array(RESULTS_KEPT, sizeof *jobs->results);
	jobs->results[jobs->n_results++ % RESULTS_KEPT] = *result;
}

void jobs_end(struct jobs *jobs, const struct vm_result *result, struct job *job)
{
	size_t i;

	*job = (struct job){ 0 };
	for (i = 0; i < jobs->n; i++)
		if (jobs->list[i].ticket == result->ticket) {
			*job = jobs->list[i];
			jobs->list[i] = jobs->list[--jobs->n];
			break;
		}
	keep(jobs, result);
	if (!result->ok && !job->whole)
		jobs->n_failed++;
}

const struct vm_result *jobs_result(const struct jobs *jobs, uint64_t ticket)
{
	size_t n = jobs->n_results < RESULTS_KEPT ? jobs->n_results : RESULTS_KEPT, i;

	for (i = 0; i < n; i++)
		if (jobs->results[i].ticket == ticket)
			return &jobs->results[i];
	return NULL;
}

const char *jobs_machine(const struct jobs *jobs, uint64_t ticket)
{
	size_t i;

	for (i = 0; ticket && i < jobs->n; i++)
		if (jobs->list[i].ticket == ticket || jobs->list[i].whole == ticket)
			return jobs->list[i].machine;
	return NULL;
}

bool jobs_has_button(const struct jobs *jobs, const char *step, int button)
{
	size_t i;

	for (i = 0; i < jobs->n; i++)
		if (jobs->list[i].button == button && str_eq(jobs->list[i].step, step))
			return true;
	return false;
}

bool jobs_has_machine(const struct jobs *jobs, const char *machine)
{
	size_t i;

	for (i = 0; i < jobs->n; i++)
		if (str_eq(jobs->list[i].machine, machine) ||
		    (jobs->list[i].verb == VERB_CLONE && str_eq(jobs->list[i].name, machine)))
			return true;
	return false;
}

void jobs_forget_results(struct jobs *jobs)
{
	free(jobs->results);
	jobs->results = NULL;
	jobs->n_results = 0;
}

void jobs_clear(struct jobs *jobs)
{
	size_t i;

	for (i = 0; i < jobs->n_wholes; i++)
		str_free(&jobs->wholes[i].failed);
	free(jobs->wholes);
	free(jobs->list);
	free(jobs->results);
	*jobs = (struct jobs){ 0 };
}

/* ---- several jobs with one outcome ------------------------------------------------ */

static struct whole *find(struct jobs *jobs, uint64_t ticket)
{
	size_t i = 0;

	while (jobs->wholes[i].ticket != ticket)
		i++;
	return &jobs->wholes[i];
}

static void forget(struct jobs *jobs, struct whole *whole)
{
	str_free(&whole->failed);
	*whole = jobs->wholes[--jobs->n_wholes];
}

uint64_t jobs_open_whole(struct jobs *jobs)
{
	struct whole *whole = MEM_PUSH(jobs->wholes, jobs->n_wholes);

	whole->ticket = FIRST_WHOLE + jobs->last_whole++;
	return whole->ticket;
}

/* Keeps the result of the first part that failed; if none did, of the last part. */
static void add_part(struct whole *whole, const struct vm_result *part)
{
	if (whole->failed.len == 0)
		whole->result = *part;
	if (!part->ok)
		str_addf(&whole->failed, "%s%s", whole->failed.len ? ", " : "", part->machine);
	whole->took_ms += part->took_ms;
}

void jobs_refuse_part(struct jobs *jobs, uint64_t ticket, const char *machine,
		      const struct error *err)
{
	struct whole *whole = find(jobs, ticket);
	struct vm_result part = { .verb = VERB_STAGE, .error = *err };

	snprintf(part.machine, sizeof part.machine, "%s", machine);
	add_part(whole, &part);
}

static size_t count_open(const struct jobs *jobs, uint64_t whole)
{
	size_t i, n = 0;

	for (i = 0; i < jobs->n; i++)
		n += jobs->list[i].whole == whole;
	return n;
}

bool jobs_close_whole(struct jobs *jobs, uint64_t ticket, struct error *err)
{
	struct whole *whole = find(jobs, ticket);

	whole->n_open = count_open(jobs, ticket);
	if (whole->n_open > 0)
		return true;
	if (whole->failed.len > 0 && err)
		*err = whole->result.error;
	forget(jobs, whole);
	return false;
}

/* Names the machines that failed.  A lost connection is the fault of none. */
static void sum_up(const struct whole *whole, struct vm_result *result)
{
	struct error *err = &result->error;

	*result = whole->result;
	result->ticket = whole->ticket;
	result->took_ms = whole->took_ms;
	if (result->ok || err->kind == ERROR_CONNECTION)
		return;
	/* TRANSLATORS: %1$s is a machine, or a list of them; %2$s a sentence that says why. */
	error_set(err, err->kind, _("The stage is not set, because of %1$s. %2$s"),
		  str_text(&whole->failed), whole->result.error.message);
	error_remedy(err, "%s", whole->result.error.remedy);
}

bool jobs_end_part(struct jobs *jobs, uint64_t ticket, const struct vm_result *part,
		   struct vm_result *result)
{
	struct whole *whole = find(jobs, ticket);

	add_part(whole, part);
	if (--whole->n_open > 0)
		return false;
	sum_up(whole, result);
	forget(jobs, whole);
	jobs->n_failed += !result->ok;
	keep(jobs, result);
	return true;
}
