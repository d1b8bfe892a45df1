// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A person's progress on disk; see progress.h.  One thread.
 *
 * A change is an operation, not a picture: under the lock the file is read,
 * the operation done on what it says, and the whole written back.  So two
 * sessions add up, and what one forgot the other cannot bring back.  Where the
 * disk refuses, operations wait in a list and are done again with the next;
 * those that were made before another session cleared the file (its epoch
 * tells) are dropped. */
#include "progress/progress.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "progress/record.h"

enum { LOCK_TRIES = 400, LOCK_PAUSE_MS = 5, MAX_FILE = 8 << 20, MAX_PENDING = 10000 };

struct progress {
	char *path, *lock_path; /* NULL: there is no place for a file */
	struct record now;      /* as the disk has it, with what waits */
	struct record_change *pending;
	size_t n_pending;
	int64_t pending_epoch; /* of the record that the first was made on */
	bool saved;
	struct stat seen; /* the file that "now" was read from */
};

/* --- the lock --- */

/* A session that was stopped while it held the lock must not stop this one
 * for ever: there is an end to waiting. */
static int take_lock(struct progress *p, struct error *err)
{
	int fd = open(p->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600), i;

	if (fd < 0) {
		error_errno(err, p->lock_path);
		return -1;
	}
	for (i = 0; i < LOCK_TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return fd;
		if (errno != EWOULDBLOCK && errno != EINTR)
			break;
		clock_nap(LOCK_PAUSE_MS);
	}
	error_errno(err, p->lock_path);
	close(fd);
	return -1;
}

/* What a killed writer left: only who holds the lock writes, so any is stale. */
static void sweep(const struct progress *p)
{
	char *dir_path = mem_ndup(p->path, (size_t)(strrchr(p->path, '/') - p->path));
	const char *base = strrchr(p->path, '/') + 1;
	size_t n = strlen(base);
	DIR *dir = opendir(dir_path);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL)
		/* mkostemp's six characters; ".lock" and ".damaged" are others. */
		if (strncmp(entry->d_name, base, n) == 0 && entry->d_name[n] == '.' &&
		    strlen(entry->d_name + n + 1) == 6)
			unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		closedir(dir);
	free(dir_path);
}

/* --- reading --- */

static void keep_damaged(const struct progress *p, const struct str *text, struct error *err)
{
	char *aside = mem_printf("%s.damaged", p->path);

	file_write_atomic(aside, str_text(text), text->len, NULL);
	error_set(err, ERROR_INPUT,
		  _("The file of your progress was damaged; what could be read of it counts."));
	error_remedy(err, _("A copy is kept in %s."), aside);
	free(aside);
}

/* Reads the file; one that is not there is an empty record. */
static bool read_record(struct progress *p, struct record *record, bool *damaged, struct error *err)
{
	struct str text = { 0 };
	struct error why = { 0 };
	bool ok;

	*record = (struct record){ 0 };
	*damaged = false;
	if (stat(p->path, &p->seen) != 0) {
		p->seen = (struct stat){ 0 };
		if (errno == ENOENT)
			return true;
	}
	ok = file_read(p->path, MAX_FILE, &text, &why);
	if (ok && !record_parse(record, str_text(&text), text.len)) {
		*damaged = true;
		keep_damaged(p, &text, err);
	}
	if (!ok && err)
		*err = why;
	str_free(&text);
	return ok;
}

/* --- changing --- */

static bool write_record(struct progress *p, const struct record *record, struct error *err)
{
	struct str text = { 0 };
	bool ok;

	record_print(record, &text);
	ok = file_write_atomic(p->path, str_text(&text), text.len, err);
	str_free(&text);
	if (ok && stat(p->path, &p->seen) != 0)
		p->seen = (struct stat){ 0 };
	return ok;
}

/* Forgets what waits, but for the last so many. */
static void drop_pending(struct progress *p, size_t keep)
{
	size_t gone = p->n_pending > keep ? p->n_pending - keep : 0, i;

	for (i = 0; i < gone; i++)
		record_change_free(&p->pending[i]);
	if (gone > 0)
		memmove(p->pending, p->pending + gone,
			(p->n_pending - gone) * sizeof *p->pending);
	p->n_pending -= gone;
}

/* Does what waits; FRESH of it were made right now, so no clearing that came
 * before can mean them. */
static void apply_pending(struct progress *p, struct record *record, size_t fresh)
{
	size_t i;

	if (p->n_pending > 0 && record->epoch != p->pending_epoch)
		drop_pending(p, fresh);
	for (i = 0; i < p->n_pending; i++)
		record_apply(record, &p->pending[i]);
}

static bool store(struct progress *p, struct error *err)
{
	struct record record;
	bool ok, damaged;
	int lock = take_lock(p, err);

	if (lock < 0)
		return false;
	sweep(p);
	ok = read_record(p, &record, &damaged, NULL);
	if (ok) {
		apply_pending(p, &record, 1);
		ok = write_record(p, &record, err);
	} else {
		error_set(err, ERROR_SYSTEM, _("%s cannot be read."), p->path);
	}
	close(lock);
	if (!ok) {
		record_free(&record);
		return false;
	}
	record_free(&p->now);
	p->now = record;
	drop_pending(p, 0);
	return true;
}

/* Does the change, here and on disk.  Takes the strings of the change over. */
static bool change(struct progress *p, struct record_change made, struct error *err)
{
	if (p->n_pending == 0)
		p->pending_epoch = p->now.epoch;
	record_apply(&p->now, &made);
	if (!p->path) {
		record_change_free(&made);
		p->saved = false;
		return error_set(err, ERROR_SYSTEM, _("Your progress is not kept on disk."));
	}
	if (p->n_pending == MAX_PENDING)
		drop_pending(p, MAX_PENDING - 1);
	*MEM_PUSH(p->pending, p->n_pending) = made;
	p->saved = store(p, err);
	return p->saved;
}

/* --- opening --- */

static bool id_ok(const char *id)
{
	return id[0] && id[0] != '.' && !strchr(id, '/') && strlen(id) <= 200;
}

static bool find_place(struct progress *p, const char *id, struct error *err)
{
	char *dir = file_state_dir();
	bool ok = id_ok(id) ? file_mkdirs(dir, 0700, err) :
			      error_set(err, ERROR_INPUT, _("\"%s\" is no workshop's id."), id);

	if (ok) {
		p->path = mem_printf("%s/%s.progress", dir, id);
		p->lock_path = mem_printf("%s.lock", p->path);
	}
	free(dir);
	return ok;
}

struct progress *progress_open(const char *workshop_id, struct error *err)
{
	struct progress *p = mem_alloc(sizeof *p);
	bool damaged = false, ok;
	int lock = -1;

	error_clear(err);
	if (!workshop_id)
		return p;
	ok = find_place(p, workshop_id, err);
	if (ok)
		lock = take_lock(p, err);
	/* What is there is worth knowing even if nothing can be added to it. */
	if (ok)
		ok = read_record(p, &p->now, &damaged, lock >= 0 ? err : NULL);
	/* Written anew at once: the damage is told once. */
	if (ok && lock >= 0 && damaged)
		ok = write_record(p, &p->now, NULL);
	if (lock >= 0)
		close(lock);
	p->saved = ok && lock >= 0;
	return p;
}

void progress_close(struct progress *p)
{
	if (!p)
		return;
	record_free(&p->now);
	drop_pending(p, 0);
	free(p->pending);
	free(p->path);
	free(p->lock_path);
	free(p);
}

/* --- asking --- */

bool progress_saved(const struct progress *p)
{
	return p->saved;
}

const char *progress_place(const struct progress *p)
{
	return p->now.place;
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

bool progress_refresh(struct progress *p)
{
	struct record fresh;
	struct stat st;
	bool damaged, changed;

	if (!p->path || stat(p->path, &st) != 0)
		return false;
	/* Each write makes a new file. */
	if (st.st_ino == p->seen.st_ino && st.st_size == p->seen.st_size &&
	    st.st_mtim.tv_sec == p->seen.st_mtim.tv_sec &&
	    st.st_mtim.tv_nsec == p->seen.st_mtim.tv_nsec)
		return false;
	if (!read_record(p, &fresh, &damaged, NULL)) {
		record_free(&fresh);
		return false;
	}
	apply_pending(p, &fresh, 0);
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

bool progress_clear(struct progress *p, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_CLEAR }, err);
}

bool progress_clear_lesson(struct progress *p, int lesson, struct error *err)
{
	return change(p, (struct record_change){ .kind = CHANGE_CLEAR_LESSON, .ms = lesson }, err);
}
