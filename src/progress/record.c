// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Progress as data; see record.h. */
#include "progress/record.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* --- asking --- */

bool record_passed(const struct record *r, const char *step, const char *key)
{
	size_t i;

	for (i = 0; i < r->n_passed; i++)
		if (str_eq(r->passed[i].step, step) && str_eq(r->passed[i].key, key))
			return true;
	return false;
}

bool record_seen(const struct record *r, const char *step)
{
	size_t i;

	for (i = 0; i < r->n_seen; i++)
		if (str_eq(r->seen[i], step))
			return true;
	return false;
}

bool record_skipped(const struct record *r, const char *step)
{
	size_t i;

	for (i = 0; i < r->n_skipped; i++)
		if (str_eq(r->skipped[i], step))
			return true;
	return false;
}

static size_t find_snapshot(const struct record *r, const char *machine, const char *name)
{
	size_t i;

	for (i = 0; i < r->n_snapshots; i++)
		if (str_eq(r->snapshots[i].machine, machine) && str_eq(r->snapshots[i].snapshot, name))
			break;
	return i;
}

const struct progress_snapshot *record_snapshot(const struct record *r, const char *machine,
					    const char *name)
{
	size_t i = find_snapshot(r, machine, name);

	return i < r->n_snapshots ? &r->snapshots[i] : NULL;
}

bool record_is_empty(const struct record *r)
{
	return !r->place && r->n_seen + r->n_skipped + r->n_passed + r->n_snapshots == 0;
}

/* --- changing --- */

static void free_snapshot(struct progress_snapshot *m)
{
	free(m->machine);
	free(m->snapshot);
	free(m->step);
}

static void free_view(struct record_view *view)
{
	free(view->step);
	free(view->pane);
	free(view->machine);
	*view = (struct record_view){ 0 };
}

static void free_unfinished(struct record *r)
{
	size_t i;

	for (i = 0; i < r->n_unfinished; i++) {
		free(r->unfinished[i].step);
		free(r->unfinished[i].machine);
		free(r->unfinished[i].verb);
		free(r->unfinished[i].name);
	}
	free(r->unfinished);
	r->unfinished = NULL;
	r->n_unfinished = 0;
}

void record_free(struct record *r)
{
	size_t i;

	for (i = 0; i < r->n_seen; i++)
		free(r->seen[i]);
	for (i = 0; i < r->n_skipped; i++)
		free(r->skipped[i]);
	for (i = 0; i < r->n_passed; i++) {
		free(r->passed[i].step);
		free(r->passed[i].key);
	}
	for (i = 0; i < r->n_snapshots; i++)
		free_snapshot(&r->snapshots[i]);
	free_view(&r->view);
	free_unfinished(r);
	free(r->seats);
	free(r->place);
	free(r->page);
	free(r->language);
	free(r->workshop);
	steps_free(&r->steps);
	free(r->seen);
	free(r->skipped);
	free(r->passed);
	free(r->snapshots);
	*r = (struct record){ 0 };
}

static void apply_page(struct record *r, const struct record_change *c)
{
	free(r->page);
	r->page = mem_dup(c->name);
}

static void apply_place(struct record *r, const struct record_change *c)
{
	free(r->place);
	r->place = mem_dup(c->step);
	free(r->page);
	r->page = NULL;
	if (c->step && !record_seen(r, c->step))
		*MEM_PUSH(r->seen, r->n_seen) = mem_dup(c->step);
}

static void apply_skip(struct record *r, const struct record_change *c)
{
	if (!record_skipped(r, c->step))
		*MEM_PUSH(r->skipped, r->n_skipped) = mem_dup(c->step);
}

/* The step is not skipped any more; with prefix, all steps whose names begin so. */
static void drop_skipped(struct record *r, const char *step, bool prefix)
{
	size_t i, kept = 0;

	for (i = 0; i < r->n_skipped; i++) {
		if (prefix ? str_starts(r->skipped[i], step) : str_eq(r->skipped[i], step))
			free(r->skipped[i]);
		else
			r->skipped[kept++] = r->skipped[i];
	}
	r->n_skipped = kept;
}

static void apply_pass(struct record *r, const struct record_change *c)
{
	drop_skipped(r, c->step, false);
	if (record_passed(r, c->step, c->name))
		return;
	*MEM_PUSH(r->passed, r->n_passed) =
		(struct record_passed){ .step = mem_dup(c->step), .key = mem_dup(c->name) };
}

static void apply_drop(struct record *r, const struct record_change *c)
{
	size_t i = find_snapshot(r, c->machine, c->name);

	if (i == r->n_snapshots)
		return;
	free_snapshot(&r->snapshots[i]);
	r->n_snapshots--;
	memmove(&r->snapshots[i], &r->snapshots[i + 1], (r->n_snapshots - i) * sizeof *r->snapshots);
}

static void apply_snapshot(struct record *r, const struct record_change *c)
{
	apply_drop(r, c); /* a name that was used before is another snapshot now */
	*MEM_PUSH(r->snapshots, r->n_snapshots) = (struct progress_snapshot){
		.machine = mem_dup(c->machine), .snapshot = mem_dup(c->name),
		.step = mem_dup(c->step), .taken_ms = c->ms,
	};
}

static void apply_spent(struct record *r, const struct record_change *c)
{
	if (c->ms > 0 && r->spent_ms < INT64_MAX - c->ms)
		r->spent_ms += c->ms;
}

static void apply_clear(struct record *r, const struct record_change *c)
{
	struct record_seat *seats = r->seats;
	size_t n_seats = r->n_seats;
	int64_t epoch = r->epoch;

	(void)c;
	r->seats = NULL;
	record_free(r);
	r->seats = seats;
	r->n_seats = n_seats;
	r->epoch = epoch + 1;
}

static void apply_clear_lesson(struct record *r, const struct record_change *c)
{
	char *prefix = mem_printf("%lld.", (long long)c->ms);
	size_t i, kept = 0;

	for (i = 0; i < r->n_passed; i++) {
		if (!str_starts(r->passed[i].step, prefix)) {
			r->passed[kept++] = r->passed[i];
			continue;
		}
		free(r->passed[i].step);
		free(r->passed[i].key);
	}
	r->n_passed = kept;
	drop_skipped(r, prefix, true);
	free(prefix);
}

static void apply_language(struct record *r, const struct record_change *c)
{
	free(r->language);
	r->language = mem_dup(c->name);
}

static void apply_view(struct record *r, const struct record_change *c)
{
	free_view(&r->view);
	r->view = (struct record_view){ .step = mem_dup(c->step), .pane = mem_dup(c->name),
					.machine = mem_dup(c->machine), .offset = c->ms,
					.hints = c->more };
}

static void apply_unfinished(struct record *r, const struct record_change *c)
{
	if (r->n_unfinished < UNFINISHED_MOST)
		*MEM_PUSH(r->unfinished, r->n_unfinished) = (struct record_unfinished){
			.step = mem_dup(c->step), .machine = mem_dup(c->machine),
			.verb = mem_dup(c->verb), .name = mem_dup(c->name),
		};
}

static void apply_told(struct record *r, const struct record_change *c)
{
	(void)c;
	free_unfinished(r);
}

static void drop_seat(struct record *r, size_t i)
{
	r->n_seats--;
	memmove(&r->seats[i], &r->seats[i + 1], (r->n_seats - i) * sizeof *r->seats);
}

static void apply_seat_left(struct record *r, const struct record_change *c)
{
	size_t i;

	for (i = 0; i < r->n_seats;)
		if (r->seats[i].pid == c->ms && r->seats[i].start == c->more)
			drop_seat(r, i);
		else
			i++;
}

static void apply_seat(struct record *r, const struct record_change *c)
{
	apply_seat_left(r, c);
	if (r->n_seats == SEATS_MOST)
		drop_seat(r, 0);
	*MEM_PUSH(r->seats, r->n_seats) = (struct record_seat){ .pid = c->ms, .start = c->more };
}

void record_apply(struct record *r, const struct record_change *c)
{
	static void (*const apply[])(struct record *, const struct record_change *) = {
		[CHANGE_PLACE] = apply_place,
		[CHANGE_PAGE] = apply_page,
		[CHANGE_PASS] = apply_pass,
		[CHANGE_SKIP] = apply_skip,
		[CHANGE_SNAPSHOT] = apply_snapshot,
		[CHANGE_DROP_SNAPSHOT] = apply_drop,
		[CHANGE_SPENT] = apply_spent,
		[CHANGE_CLEAR] = apply_clear,
		[CHANGE_CLEAR_LESSON] = apply_clear_lesson,
		[CHANGE_LANGUAGE] = apply_language,
		[CHANGE_VIEW] = apply_view,
		[CHANGE_UNFINISHED] = apply_unfinished,
		[CHANGE_TOLD] = apply_told,
		[CHANGE_SEAT] = apply_seat,
		[CHANGE_SEAT_LEFT] = apply_seat_left,
	};

	if (c->kind != CHANGE_NOTHING)
		apply[c->kind](r, c);
}

void record_change_free(struct record_change *c)
{
	free(c->step);
	free(c->machine);
	free(c->name);
	free(c->verb);
	*c = (struct record_change){ .kind = CHANGE_NOTHING };
}
