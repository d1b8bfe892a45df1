// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* One person, one screen; see seat.h.
 *
 * Who has the seat stands in the progress file (record.h), which each session sees at once when
 * another has written it. */
#include "session/seat.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/out.h"
#include "base/process.h"
#include "progress/progress.h"
#include "session/parts.h"

enum {
	LEAVE_MS = 2000, /* for the one before to leave by itself, and again when it was hung up */
	LOOK_MS = 1000,  /* between two looks whether it is gone */
};

struct seat {
	struct record_seat own; /* start -1: not known, so no others are looked for, nor find this one */
	int64_t signal_ms; /* when those before are sent the next signal; CLOCK_NEVER: none was seen */
	size_t n_signals;  /* that they were sent: 0, 1, 2 */
	bool others;       /* one of those before is still there */
	bool lost;
};

bool session_is_seat(const struct session *session)
{
	return session->seat != NULL;
}

bool session_seat_is_lost(const struct session *session)
{
	return session->seat && session->seat->lost;
}

/* Without its start a process cannot be told from a later one of its number. */
static bool is_listed(const struct seat *seat)
{
	return seat->own.start >= 0;
}

void seat_take(struct session *session)
{
	struct seat *seat = mem_alloc(sizeof *seat);

	seat->own = (struct record_seat){ .pid = getpid(), .start = process_start(getpid()) };
	seat->signal_ms = CLOCK_NEVER;
	session->seat = seat;
	if (is_listed(seat))
		progress_take_seat(session->progress, &seat->own, NULL);
}

/* ---- those who had it --------------------------------------------------------------- */

static bool is_own(const struct seat *seat, const struct record_seat *other)
{
	return other->pid == seat->own.pid && other->start == seat->own.start;
}

/* Notes that those who are there no more have left.  Each note moves the rest of the list to the
 * front, so the seat that leaves is a copy. */
static void drop_dead(struct session *session)
{
	const struct record_seat *list;
	size_t n, i = 0;

	while ((list = progress_seats(session->progress, &n)) && i < n) {
		struct record_seat one = list[i];

		if (is_own(session->seat, &one) || process_runs(one.pid, one.start))
			i++;
		else
			progress_leave_seat(session->progress, &one, NULL);
	}
}

static void signal_before(const struct session *session, size_t own, int number)
{
	const struct record_seat *list;
	size_t n, i;

	list = progress_seats(session->progress, &n);
	for (i = 0; i < own; i++) {
		log_line("seat: signal %d to %ld", number, (long)list[i].pid);
		process_signal(list[i].pid, list[i].start, number);
	}
}

/* Each signal has its own time to be heard, however late the look is: the first time begins when
 * they are seen, the second when they are hung up.  own: how many stand before this one. */
static void end_those_before(struct session *session, size_t own)
{
	static const int signals[] = { SIGHUP, SIGKILL };
	struct seat *seat = session->seat;
	int64_t now = clock_mono_ms();

	seat->others = own > 0;
	if (!seat->others || seat->n_signals == ARRAY_LEN(signals))
		return;
	if (seat->signal_ms == CLOCK_NEVER)
		seat->signal_ms = now + LEAVE_MS;
	if (now < seat->signal_ms)
		return;
	signal_before(session, own, signals[seat->n_signals]);
	seat->n_signals++;
	seat->signal_ms = now + LEAVE_MS;
}

static bool look_at_seats(struct session *session)
{
	struct seat *seat = session->seat;
	const struct record_seat *list;
	size_t n, own = 0;

	drop_dead(session);
	list = progress_seats(session->progress, &n);
	while (own < n && !is_own(seat, &list[own]))
		own++;
	if (own == n) {
		/* Somebody took the file away. */
		progress_take_seat(session->progress, &seat->own, NULL);
		return false;
	}
	if (own + 1 < n) {
		seat->lost = true;
		log_line("seat: lost to %ld", (long)list[n - 1].pid);
		return true;
	}
	end_those_before(session, own);
	return false;
}

bool seat_turn(struct session *session)
{
	if (!session->seat || session->seat->lost || !is_listed(session->seat))
		return false;
	return look_at_seats(session);
}

int64_t seat_due_ms(const struct session *session)
{
	const struct seat *seat = session->seat;
	int64_t due = CLOCK_NEVER;

	if (!seat)
		return CLOCK_NEVER;
	if (seat->others && !seat->lost)
		due = clock_mono_ms() + LOOK_MS;
	if (seat->others && !seat->lost && seat->n_signals < 2)
		due = clock_sooner(due, seat->signal_ms);
	return due;
}

void seat_leave(struct session *session)
{
	if (!session->seat)
		return;
	if (session->progress && is_listed(session->seat))
		progress_leave_seat(session->progress, &session->seat->own, NULL);
	free(session->seat);
	session->seat = NULL;
}
