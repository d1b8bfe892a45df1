// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A person's progress; see progress.h.  It is kept in memory; changes go to the thread that
 * writes them (writer.h) as well. */
#include "progress/progress.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "progress/record-file.h"
#include "progress/record.h"
#include "progress/record-lines.h"
#include "progress/renumber.h"
#include "progress/writer.h"

struct progress {
	struct record now;     /* as the disk has it, with what waits */
	struct writer *writer; /* NULL: nothing is kept on disk */
	bool readable;         /* the file could be read when it was opened */
	bool tried;            /* something was changed since */
	bool look_only;        /* nothing is written */
	int64_t written_ms;    /* as progress_written_ms() */
};

/* Makes the change in memory, and queues it for the disk.  Takes ownership of its
 * strings. */
static bool change(struct progress *p, struct record_change made, struct error *err)
{
	int64_t epoch = p->now.epoch;

	record_apply(&p->now, &made);
	if (p->writer && !p->look_only)
		writer_add(p->writer, &made, epoch);
	else
		record_change_free(&made);
	p->tried = true;
	return progress_is_well(p, err);
}

/* --- opening --- */

/* Writes a damaged file again, so that the damage is told only once. */
static bool repair(struct progress *p, struct record_file *file)
{
	int lock = record_file_lock(file, NULL);
	struct record now = { 0 };
	bool damaged, ok;

	if (lock < 0)
		return false;
	/* Another session may have written it since. */
	ok = record_file_read(file, &now, &damaged, NULL);
	if (ok) {
		record_free(&p->now);
		p->now = now;
		ok = !damaged || record_file_write(file, &p->now, NULL);
		if (damaged)
			record_file_settle(file);
	} else {
		record_free(&now);
	}
	close(lock);
	return ok;
}

/* Needs no lock: writers replace the file as a whole. */
static bool read_first(struct progress *p, struct record_file *file, struct error *err)
{
	bool damaged, ok = record_file_read(file, &p->now, &damaged, err);

	p->written_ms = (int64_t)file->seen.st_mtim.tv_sec * 1000 + file->seen.st_mtim.tv_nsec / 1000000;
	return ok && (!damaged || p->look_only || repair(p, file));
}

static struct progress *open_file(const char *workshop_id, bool look_only, struct error *err)
{
	struct progress *p = mem_alloc(sizeof *p);
	struct record_file file;

	error_clear(err);
	p->look_only = look_only;
	if (!workshop_id || !record_file_find(&file, workshop_id, err))
		return p;
	file.look_only = look_only;
	p->readable = read_first(p, &file, err);
	p->writer = writer_new(&file);
	return p;
}

struct progress *progress_open(const char *workshop_id, struct error *err)
{
	return open_file(workshop_id, false, err);
}

struct progress *progress_open_to_look(const char *workshop_id, struct error *err)
{
	return open_file(workshop_id, true, err);
}

int64_t progress_written_ms(const struct progress *p)
{
	return p->written_ms;
}

void progress_follow(struct progress *p, const struct step_list *steps, const char *workshop)
{
	record_follow(&p->now, steps, workshop);
	if (p->writer)
		writer_follow(p->writer, steps, workshop);
}

struct record progress_look(const char *workshop_id)
{
	struct record record = { 0 };
	struct record_file file;
	bool damaged;

	if (!record_file_find(&file, workshop_id, NULL))
		return record;
	record_file_read(&file, &record, &damaged, NULL);
	record_file_free(&file);
	return record;
}

void progress_start(struct progress *p)
{
	if (p->writer)
		writer_start(p->writer);
}

void progress_close(struct progress *p)
{
	progress_close_within(p, PROGRESS_CLOSE_MS);
}

void progress_close_within(struct progress *p, int timeout_ms)
{
	if (!p)
		return;
	writer_free(p->writer, timeout_ms);
	record_free(&p->now);
	free(p);
}

bool progress_flush(struct progress *p, int timeout_ms, struct error *err)
{
	return p->writer ? writer_flush(p->writer, timeout_ms, err) : progress_is_well(p, err);
}

/* --- asking --- */

bool progress_is_well(const struct progress *p, struct error *err)
{
	if (!p->writer)
		return error_set(err, ERROR_SYSTEM, _("Your progress is not kept on disk."));
	return writer_is_well(p->writer, err);
}

bool progress_saved(const struct progress *p)
{
	return progress_is_well(p, NULL) && (p->readable || p->tried);
}

int progress_fd(const struct progress *p)
{
	return p->writer ? writer_fd(p->writer) : -1;
}

const char *progress_place(const struct progress *p)
{
	return p->now.place;
}

const char *progress_page(const struct progress *p)
{
	return p->now.page;
}

bool progress_passed(const struct progress *p, const char *step, const char *check_key)
{
	return record_passed(&p->now, step, check_key);
}

bool progress_step_seen(const struct progress *p, const char *step)
{
	return record_seen(&p->now, step);
}

bool progress_step_skipped(const struct progress *p, const char *step)
{
	return record_skipped(&p->now, step);
}

const char *progress_language(const struct progress *p)
{
	return p->now.language;
}

int64_t progress_spent_ms(const struct progress *p)
{
	return p->now.spent_ms;
}

const struct progress_snapshot *progress_snapshot(const struct progress *p, const char *machine,
					      const char *snapshot)
{
	return record_snapshot(&p->now, machine, snapshot);
}

const struct record_view *progress_view(const struct progress *p)
{
	return &p->now.view;
}

const struct record_unfinished *progress_unfinished(const struct progress *p, size_t *n)
{
	*n = p->now.n_unfinished;
	return p->now.unfinished;
}

const struct record_seat *progress_seats(const struct progress *p, size_t *n)
{
	*n = p->now.n_seats;
	return p->now.seats;
}

bool progress_refresh(struct progress *p)
{
	struct record fresh;
	bool changed;

	if (!p->writer || !writer_news(p->writer, &fresh))
		return false;
	changed = !record_equal(&fresh, &p->now);
	record_free(&p->now);
	p->now = fresh;
	return changed;
}

/* --- the changes --- */

bool progress_set_place(struct progress *p, const char *step, struct error *err)
{
	return change(p, (struct record_change){.kind = CHANGE_PLACE, .step = mem_dup(step)}, err);
}

bool progress_set_page(struct progress *p, const char *page, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_PAGE, .name = mem_dup(page) }, err);
}

bool progress_pass(struct progress *p, const char *step, const char *check_key, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_PASS, .step = mem_dup(step),
						 .name = mem_dup(check_key) }, err);
}

bool progress_skip(struct progress *p, const char *step, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_SKIP, .step = mem_dup(step) }, err);
}

bool progress_add_snapshot(struct progress *p, const char *machine, const char *snapshot,
			 const char *step, int64_t taken_ms, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_SNAPSHOT, .step = mem_dup(step),
						 .machine = mem_dup(machine),
						 .name = mem_dup(snapshot), .ms = taken_ms }, err);
}

bool progress_drop_snapshot(struct progress *p, const char *machine, const char *snapshot,
			  struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_DROP_SNAPSHOT,
						 .machine = mem_dup(machine),
						 .name = mem_dup(snapshot) }, err);
}

bool progress_add_spent(struct progress *p, int64_t ms, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_SPENT, .ms = ms }, err);
}

bool progress_set_language(struct progress *p, const char *language, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_LANGUAGE,
						 .name = mem_dup(language) }, err);
}

bool progress_set_view(struct progress *p, const struct record_view *view, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_VIEW, .step = mem_dup(view->step),
						 .ms = view->offset, .more = view->hints,
						 .name = mem_dup(view->pane),
						 .machine = mem_dup(view->machine) }, err);
}

bool progress_add_unfinished(struct progress *p, const struct record_unfinished *action,
			     struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_UNFINISHED,
						 .step = mem_dup(action->step),
						 .machine = mem_dup(action->machine),
						 .verb = mem_dup(action->verb),
						 .name = mem_dup(action->name) }, err);
}

bool progress_told(struct progress *p, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_TOLD }, err);
}

bool progress_take_seat(struct progress *p, const struct record_seat *seat, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_SEAT, .ms = seat->pid,
						 .more = seat->start }, err);
}

bool progress_leave_seat(struct progress *p, const struct record_seat *seat, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_SEAT_LEFT, .ms = seat->pid,
						 .more = seat->start }, err);
}

bool progress_clear(struct progress *p, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_CLEAR }, err);
}

bool progress_clear_lesson(struct progress *p, int lesson, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_CLEAR_LESSON, .ms = lesson }, err);
}
