// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* See roster.h. */
#include "room/roster.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/str.h"

enum {
	STUCK_TIMES = 2,              /* what was planned */
	STUCK_LEAST_MS = 2 * 60 * 1000,
	GONE_MS = 10 * 60 * 1000,     /* so long ago somebody is not looked for any more */
	SEATS_MAX = 1000,             /* a liar may not fill the memory with names */
};

struct seat {
	char *name, *shown;
	struct room_here here;
	struct room_state state;
	bool is_here_known, is_state_known;
	int64_t presence_ms; /* since when it is as here says, on our clock */
	int64_t step_ms;     /* the same of the step */
	int64_t hand_ms;     /* the same of the hand */
	int64_t newest;      /* the newest time that it has said, on its own clock … */
	int64_t newest_ms;   /* … and when that was heard, on ours */
	unsigned unreadable;
};

struct roster {
	struct roster_step *steps;
	size_t n_steps;
	struct seat **seats;
	size_t n_seats;
	struct roster_row *rows;
	char *files;
};

/* ---- the steps --------------------------------------------------------------------------- */

struct roster *roster_new(const struct roster_step *steps, size_t n)
{
	struct roster *roster = mem_alloc(sizeof *roster);
	size_t i;

	roster->steps = mem_array(n, sizeof *steps);
	roster->n_steps = n;
	for (i = 0; i < n; i++) {
		roster->steps[i].id = mem_dup(steps[i].id);
		roster->steps[i].number = mem_dup(steps[i].number);
		roster->steps[i].title = mem_dup(steps[i].title);
		roster->steps[i].planned_ms = steps[i].planned_ms;
	}
	return roster;
}

static void seat_free(struct seat *seat)
{
	free(seat->name);
	free(seat->shown);
	room_here_free(&seat->here);
	room_state_free(&seat->state);
	free(seat);
}

void roster_free(struct roster *roster)
{
	size_t i;

	if (!roster)
		return;
	for (i = 0; i < roster->n_steps; i++) {
		free(roster->steps[i].id);
		free(roster->steps[i].number);
		free(roster->steps[i].title);
	}
	for (i = 0; i < roster->n_seats; i++)
		seat_free(roster->seats[i]);
	free(roster->steps);
	free(roster->seats);
	free(roster->rows);
	free(roster->files);
	free(roster);
}

size_t roster_find_step(const struct roster *roster, const char *id)
{
	size_t i = 0;

	while (i < roster->n_steps && !str_eq(roster->steps[i].id, id))
		i++;
	return i;
}

void roster_files(struct roster *roster, const char *files)
{
	free(roster->files);
	roster->files = mem_dup(files);
}

/* ---- what is heard -------------------------------------------------------------------- */

/* NULL if there are too many. */
static struct seat *seat_of(struct roster *roster, const char *name)
{
	struct seat *seat;
	size_t i;

	for (i = 0; i < roster->n_seats; i++)
		if (str_eq(roster->seats[i]->name, name))
			return roster->seats[i];
	if (roster->n_seats == SEATS_MAX)
		return NULL;
	seat = mem_alloc(sizeof *seat);
	seat->name = mem_dup(name);
	*MEM_PUSH(roster->seats, roster->n_seats) = seat;
	return seat;
}

void roster_seat(struct roster *roster, const char *name, const char *shown)
{
	struct seat *seat = seat_of(roster, name);

	if (!seat)
		return;
	free(seat->shown);
	seat->shown = mem_dup(shown);
}

/* A time that a seat has said: the newest of them is nearest to its present. */
static void note_time(struct seat *seat, int64_t time, int64_t now_ms)
{
	if (time > seat->newest) {
		seat->newest = time;
		seat->newest_ms = now_ms;
	}
}

/* When a time of the seat's was, on our clock: not later than now. */
static int64_t when(const struct seat *seat, int64_t time, int64_t now_ms)
{
	int64_t then = seat->newest_ms - (seat->newest - time) * 1000;

	return then < now_ms ? then : now_ms;
}

/* Since when a presence is so, on our clock. */
static int64_t presence_since(const struct seat *seat, const struct room_here *here, bool retained,
			      int64_t now_ms)
{
	bool ended = here->presence == ROOM_STOPPED || here->presence == ROOM_LOST;

	if (ended && retained && !seat->is_here_known)
		return now_ms - GONE_MS;
	/* A will was written when the program began: it happens when it is heard. */
	return here->presence == ROOM_STOPPED ? now_ms : when(seat, here->since, now_ms);
}

void roster_heard_here(struct roster *roster, const char *name, const char *bytes, size_t n, bool retained,
		       int64_t now_ms)
{
	struct seat *seat = seat_of(roster, name);
	struct room_here here;

	if (!seat)
		return;
	if (n > 0 && !wire_read_here(bytes, n, &here)) {
		seat->unreadable++;
		return;
	}
	if (n == 0)
		memset(&here, 0, sizeof here);
	note_time(seat, here.since, now_ms);
	if (!seat->is_here_known || seat->here.presence != here.presence || !str_eq(seat->here.id, here.id))
		seat->presence_ms = presence_since(seat, &here, retained, now_ms);
	room_here_free(&seat->here);
	seat->here = here;
	seat->is_here_known = n > 0;
}

static void keep_state(struct seat *seat, struct room_state *state, int64_t now_ms)
{
	bool other_step = !seat->is_state_known || !str_eq(seat->state.step, state->step);

	note_time(seat, state->since, now_ms);
	note_time(seat, state->hand, now_ms);
	if (other_step || seat->state.since != state->since)
		seat->step_ms = when(seat, state->since, now_ms);
	if (state->hand && (!seat->is_state_known || seat->state.hand != state->hand))
		seat->hand_ms = when(seat, state->hand, now_ms);
	room_state_free(&seat->state);
	seat->state = *state;
	seat->is_state_known = true;
}

void roster_heard_state(struct roster *roster, const char *name, const char *bytes, size_t n, int64_t now_ms)
{
	struct seat *seat = seat_of(roster, name);
	struct room_state state;

	if (!seat)
		return;
	if (n == 0) {
		room_state_free(&seat->state);
		seat->is_state_known = false;
	} else if (wire_read_state(bytes, n, &state)) {
		keep_state(seat, &state, now_ms);
	} else {
		seat->unreadable++;
	}
}

/* ---- who needs help ----------------------------------------------------------------------- */

static bool is_stuck(const struct seat *seat, const struct roster_step *step, int64_t on_step_ms)
{
	int64_t most = step ? STUCK_TIMES * step->planned_ms : 0;

	return seat->state.passed < seat->state.checks &&
	       on_step_ms > (most > STUCK_LEAST_MS ? most : STUCK_LEAST_MS);
}

/* Sets need and need_ms of a row whose other fields are set. */
static void find_need(struct roster_row *row, const struct seat *seat, int64_t now_ms)
{
	bool is_here = row->is_known && row->presence == ROOM_HERE;
	bool is_gone = row->is_known && (row->presence == ROOM_LOST || row->presence == ROOM_STOPPED);

	row->need = is_here ? NEED_NOTHING : NEED_AWAY;
	row->need_ms = row->is_known ? now_ms - seat->presence_ms : 0;
	if (is_gone && row->need_ms < GONE_MS)
		row->need = row->presence == ROOM_LOST ? NEED_LOST : NEED_STOPPED;
	if (!is_here || !row->state)
		return;
	row->need_ms = row->on_step_ms;
	if (is_stuck(seat, row->step, row->on_step_ms))
		row->need = NEED_STUCK;
	if (row->state->hand) {
		row->need = NEED_HAND;
		row->need_ms = now_ms - seat->hand_ms;
	}
}

static void fill_row(const struct roster *roster, const struct seat *seat, int64_t now_ms,
		     struct roster_row *row)
{
	size_t step = seat->is_state_known ? roster_find_step(roster, seat->state.step) : roster->n_steps;

	memset(row, 0, sizeof *row);
	row->name = seat->name;
	row->shown = seat->shown ? seat->shown : seat->name;
	row->state = seat->is_state_known ? &seat->state : NULL;
	row->step = step < roster->n_steps ? &roster->steps[step] : NULL;
	row->presence = seat->here.presence;
	row->is_known = seat->is_here_known;
	row->on_step_ms = row->state ? now_ms - seat->step_ms : 0;
	row->other_files = row->state && roster->files && !str_eq(roster->files, seat->state.files);
	row->unreadable = seat->unreadable;
	find_need(row, seat, now_ms);
}

/* What is not at any step of ours comes after what is. */
static int compare_steps(const struct roster_row *a, const struct roster_row *b)
{
	if (a->step == b->step)
		return 0;
	if (!a->step || !b->step)
		return a->step ? -1 : 1;
	return a->step < b->step ? -1 : 1;
}

static bool has_age(enum roster_need need)
{
	return need == NEED_HAND;
}

static int compare_rows(const void *one, const void *other)
{
	const struct roster_row *a = one, *b = other;
	/* Lost and stopped are one kind of need. */
	int a_need = a->need == NEED_LOST ? NEED_STOPPED : (int)a->need;
	int b_need = b->need == NEED_LOST ? NEED_STOPPED : (int)b->need;
	int by = a_need - b_need;

	if (!by && has_age(a->need) && a->need_ms != b->need_ms)
		by = a->need_ms > b->need_ms ? -1 : 1;
	if (!by)
		by = compare_steps(a, b);
	return by ? by : strcmp(a->shown, b->shown);
}

const struct roster_row *roster_rows(struct roster *roster, int64_t now_ms, size_t *n)
{
	size_t i;

	free(roster->rows);
	roster->rows = mem_array(roster->n_seats, sizeof *roster->rows);
	for (i = 0; i < roster->n_seats; i++)
		fill_row(roster, roster->seats[i], now_ms, &roster->rows[i]);
	if (roster->n_seats > 0)
		qsort(roster->rows, roster->n_seats, sizeof *roster->rows, compare_rows);
	*n = roster->n_seats;
	return roster->rows;
}

struct roster_count roster_count(const struct roster *roster)
{
	struct roster_count count = { 0 };
	int *of[] = {
		[ROOM_HERE] = &count.here, [ROOM_LOST] = &count.lost, [ROOM_STOPPED] = &count.stopped,
		[ROOM_QUIT] = &count.quit, [ROOM_PRIVATE] = &count.quit,
	};
	size_t i;

	for (i = 0; i < roster->n_seats; i++)
		if (roster->seats[i]->is_here_known)
			++*of[roster->seats[i]->here.presence];
	return count;
}

void roster_places(const struct roster *roster, int *at, int *not_done)
{
	size_t i;

	memset(at, 0, roster->n_steps * sizeof *at);
	memset(not_done, 0, roster->n_steps * sizeof *not_done);
	for (i = 0; i < roster->n_seats; i++) {
		const struct seat *seat = roster->seats[i];
		size_t step = seat->is_state_known ? roster_find_step(roster, seat->state.step) : roster->n_steps;

		if (step == roster->n_steps || !seat->is_here_known || seat->here.presence != ROOM_HERE)
			continue;
		at[step]++;
		not_done[step] += seat->state.passed < seat->state.checks;
	}
}
