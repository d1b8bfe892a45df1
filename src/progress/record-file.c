// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The file of a person's progress; see record-file.h. */
#include "progress/record-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "progress/record-lines.h"
#include "base/str.h"

enum { LOCK_TRIES = 400, LOCK_PAUSE_MS = 5, MAX_FILE = 8 << 20 };

static bool id_ok(const char *id)
{
	return id[0] && id[0] != '.' && !strchr(id, '/') && strlen(id) <= 200;
}

bool record_file_find(struct record_file *f, const char *id, struct error *err)
{
	char *dir;

	*f = (struct record_file){ 0 };
	if (!id_ok(id))
		return error_set(err, ERROR_INPUT, _("\"%s\" is no workshop's id."), id);
	dir = file_state_dir();
	f->path = mem_printf("%s/%s.progress", dir, id);
	f->lock_path = mem_printf("%s.lock", f->path);
	free(dir);
	return true;
}

void record_file_free(struct record_file *f)
{
	free(f->path);
	free(f->lock_path);
	*f = (struct record_file){ 0 };
}

char *record_file_folder(const struct record_file *f)
{
	return mem_ndup(f->path, (size_t)(strrchr(f->path, '/') - f->path));
}

static int open_lock(const struct record_file *f)
{
	return open(f->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
}

/* To an error of a file that could not be written.  Returns false. */
static bool add_remedy(struct error *err)
{
	error_remedy(err, _("Check that there is room on the disk, and that you may write there."));
	return false;
}

/* Returns -1 with err if the folder cannot be made, or the file in it. */
static int make_lock(const struct record_file *f, struct error *err)
{
	char *folder = record_file_folder(f);
	bool made = file_mkdirs(folder, 0700, err);
	int fd = made ? open_lock(f) : -1;

	if (made && fd < 0)
		error_errno(err, f->lock_path);
	if (fd < 0)
		add_remedy(err);
	free(folder);
	return fd;
}

/* Waits only for some time: a session may have been stopped while it held the lock. */
int record_file_lock(const struct record_file *f, struct error *err)
{
	int fd = open_lock(f), i;

	if (fd < 0)
		fd = make_lock(f, err);
	if (fd < 0)
		return -1;
	for (i = 0; i < LOCK_TRIES; i++) {
		if (flock(fd, LOCK_EX | LOCK_NB) == 0)
			return fd;
		if (errno != EWOULDBLOCK && errno != EINTR)
			break;
		clock_nap(LOCK_PAUSE_MS);
	}
	error_errno(err, f->lock_path);
	close(fd);
	return -1;
}

/* Removes temporary files of killed writers.  We hold the lock, so nobody writes one now. */
void record_file_sweep(const struct record_file *f)
{
	file_sweep_temps(f->path);
}

static void keep_damaged(const struct record_file *f, const struct str *text, struct error *err)
{
	char *aside = mem_printf("%s.damaged", f->path);

	file_write_atomic(aside, str_text(text), text->len, NULL);
	error_set(err, ERROR_INPUT,
		  _("The file of your progress was damaged; what could be read of it counts."));
	error_remedy(err, _("A copy is kept in %s."), aside);
	free(aside);
}

/* Each write makes a new file. */
static bool same_file(const struct stat *a, const struct stat *b)
{
	return a->st_ino == b->st_ino && a->st_size == b->st_size &&
	       a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* True: it is there, as far as can be known. */
static bool look_at(struct record_file *f)
{
	struct stat now = { 0 };
	bool there = stat(f->path, &now) == 0 || errno != ENOENT;

	f->version += !same_file(&now, &f->seen);
	f->seen = now;
	return there;
}

bool record_file_read(struct record_file *f, struct record *record, bool *damaged,
		      struct error *err)
{
	struct str text = { 0 };
	struct error why = { 0 };
	bool ok;

	*record = (struct record){ 0 };
	*damaged = false;
	if (!look_at(f))
		return true;
	ok = file_read(f->path, MAX_FILE, &text, &why);
	if (ok && !record_parse(record, str_text(&text), text.len)) {
		*damaged = true;
		if (!f->look_only)
			keep_damaged(f, &text, err);
	}
	/* It was not seen. */
	if (!ok)
		f->seen = (struct stat){ 0 };
	if (!ok && err)
		*err = why;
	str_free(&text);
	return ok;
}

bool record_file_write(struct record_file *f, const struct record *record, struct error *err)
{
	struct str text = { 0 };
	bool ok;

	record_print(record, &text);
	ok = file_replace(f->path, str_text(&text), text.len, err) || add_remedy(err);
	str_free(&text);
	if (ok && stat(f->path, &f->seen) != 0)
		f->seen = (struct stat){ 0 };
	return ok;
}

void record_file_settle(const struct record_file *f)
{
	file_sync_folder(f->path);
}

bool record_file_changed(const struct record_file *f)
{
	struct stat st;

	return stat(f->path, &st) == 0 && !same_file(&st, &f->seen);
}
