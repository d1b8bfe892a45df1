// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The thread that writes progress; see writer.h.
 *
 * A change is an operation, not a copy of the record: under the file's lock the file is
 * read, the operations are done, and the result is written back.  So the changes of two
 * sessions add up, and one cannot bring back what the other forgot.  Changes queued
 * during a write go with the next one.  If a write fails, its changes stay queued and
 * are tried again after a while; but if another session has cleared the file since (its
 * epoch tells), they are dropped.
 *
 * The mutex guards everything but the file, which only the thread uses.  It is never
 * held during a call to the disk. */
#include "progress/writer.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/bell.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "progress/folder-watch.h"
#include "progress/renumber.h"

enum {
	MAX_QUEUED = 10000,
	LOOK_MS = 2000,  /* between two looks at a folder that cannot be watched */
	AGAIN_MS = 2000, /* between two attempts to write */
};

struct writer {
	struct record_file file;
	unsigned long given; /* the file's version of which all is known to the other thread */
	struct bell wake, tells;
	struct folder_watch watch;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t turned; /* it is not busy any more */

	struct record_change *queue;
	size_t n;
	uint64_t first; /* how many were queued before the first of these */
	uint64_t fresh; /* those that were queued before so many have been tried */
	int64_t epoch;  /* of the record on which the first was made */
	bool asked;     /* there is something to try */
	uint64_t begun, ended; /* attempts */
	bool busy;      /* with the disk */
	bool started;   /* the thread runs; only for the other thread */
	bool stop, left; /* left: the thread frees all this */
	bool failed;    /* the last attempt */
	struct error why;
	bool told;      /* that bell was rung */
	bool has_news;
	struct record news; /* the file as it is, without what is queued */
	char *workshop;     /* NULL: the file's steps are not compared with any */
	struct step_list steps; /* the numbers in the queue are theirs */
};

/* ---- the queue, with the mutex ----------------------------------------------- */

static void drop_first(struct writer *w, size_t gone)
{
	size_t i;

	if (gone == 0)
		return;
	for (i = 0; i < gone; i++)
		record_change_free(&w->queue[i]);
	memmove(w->queue, w->queue + gone, (w->n - gone) * sizeof *w->queue);
	w->n -= gone;
	w->first += gone;
}

static void drop_before(struct writer *w, uint64_t number)
{
	uint64_t gone = number > w->first ? number - w->first : 0;

	drop_first(w, gone < w->n ? (size_t)gone : w->n);
}

/* Another session cleared the file: changes that were tried before are dropped, those
 * made after it stay. */
static void drop_stale(struct writer *w, int64_t epoch)
{
	if (epoch == w->epoch)
		return;
	drop_before(w, w->fresh);
	w->epoch = epoch;
}

static void do_queued(const struct writer *w, struct record *record)
{
	size_t i;

	if (w->workshop)
		record_follow(record, &w->steps, w->workshop);
	for (i = 0; i < w->n; i++)
		record_apply(record, &w->queue[i]);
}

static void tell(struct writer *w)
{
	if (!w->told)
		bell_ring(&w->tells);
	w->told = true;
}

/* Takes ownership of the record. */
static void give_news(struct writer *w, struct record *record)
{
	record_free(&w->news);
	w->news = *record;
	*record = (struct record){ 0 };
	w->has_news = true;
}

/* ---- the thread -------------------------------------------------------------- */

static uint64_t do_queued_on(struct writer *w, struct record *record)
{
	uint64_t upto;

	pthread_mutex_lock(&w->lock);
	drop_stale(w, record->epoch);
	do_queued(w, record);
	upto = w->first + w->n;
	pthread_mutex_unlock(&w->lock);
	return upto;
}

static void written(struct writer *w, struct record *record, uint64_t upto, bool by_others)
{
	pthread_mutex_lock(&w->lock);
	drop_before(w, upto);
	w->epoch = record->epoch;
	w->given = w->file.version;
	if (by_others)
		tell(w);
	/* News that was not taken yet lacks what was just written. */
	if (by_others || w->has_news)
		give_news(w, record);
	pthread_mutex_unlock(&w->lock);
}

/* Was something queued during the write? */
static bool more_waits(struct writer *w, uint64_t upto)
{
	bool more;

	pthread_mutex_lock(&w->lock);
	more = w->first + w->n > upto;
	pthread_mutex_unlock(&w->lock);
	return more;
}

static bool store(struct writer *w, struct error *err)
{
	struct record record = { 0 };
	int lock = record_file_lock(&w->file, err);
	bool ok, damaged;
	uint64_t upto = 0;

	if (lock < 0) {
		record_file_settle(&w->file);
		return false;
	}
	record_file_sweep(&w->file);
	ok = record_file_read(&w->file, &record, &damaged, NULL);
	if (ok) {
		upto = do_queued_on(w, &record);
		ok = record_file_write(&w->file, &record, err);
	} else {
		error_set(err, ERROR_SYSTEM, _("%s cannot be read."), w->file.path);
	}
	close(lock);
	/* What waits is written first: another session shall see it soon, and on a slow disk
	 * this takes as long as the write.  The next attempt settles both, also if it fails. */
	if (!ok || !more_waits(w, upto))
		record_file_settle(&w->file);
	if (ok)
		written(w, &record, upto, w->file.version != w->given);
	record_free(&record);
	return ok;
}

static void look(struct writer *w)
{
	struct record record;
	bool damaged;

	if (!record_file_changed(&w->file))
		return;
	if (record_file_read(&w->file, &record, &damaged, NULL)) {
		pthread_mutex_lock(&w->lock);
		drop_stale(w, record.epoch);
		w->given = w->file.version;
		give_news(w, &record);
		tell(w);
		pthread_mutex_unlock(&w->lock);
	}
	record_free(&record);
}

/* False: the thread shall end.  Sets how many changes to write now. */
static bool begin(struct writer *w, bool *writes, uint64_t *upto)
{
	pthread_mutex_lock(&w->lock);
	w->busy = !w->stop;
	*writes = w->busy && w->asked && w->n > 0;
	*upto = w->first + w->n;
	w->asked = false;
	w->begun += *writes;
	if (w->stop)
		pthread_cond_broadcast(&w->turned);
	pthread_mutex_unlock(&w->lock);
	return w->busy;
}

static void attempt(struct writer *w, uint64_t upto)
{
	struct error why = { 0 };
	bool failed = !store(w, &why);

	pthread_mutex_lock(&w->lock);
	if (w->failed != failed)
		tell(w);
	w->failed = failed;
	w->why = why;
	w->fresh = upto > w->fresh ? upto : w->fresh;
	w->ended++;
	pthread_mutex_unlock(&w->lock);
}

static void rest(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	w->busy = false;
	pthread_cond_broadcast(&w->turned);
	pthread_mutex_unlock(&w->lock);
}

/* A write that failed is tried again without a new change, because the disk may have room
 * by then. */
static bool is_to_retry(struct writer *w)
{
	bool retry;

	pthread_mutex_lock(&w->lock);
	retry = w->failed && w->n > 0;
	pthread_mutex_unlock(&w->lock);
	return retry;
}

static void ask_again(struct writer *w)
{
	pthread_mutex_lock(&w->lock);
	w->asked = true;
	pthread_mutex_unlock(&w->lock);
}

static void wait_for_work(struct writer *w)
{
	struct pollfd fds[2] = {
		{ .fd = bell_fd(&w->wake), .events = POLLIN },
		{ .fd = w->watch.fd, .events = POLLIN },
	};
	bool retry = is_to_retry(w);

	if (poll(fds, 2, retry ? AGAIN_MS : w->watch.fd < 0 ? LOOK_MS : -1) == 0 && retry)
		ask_again(w);
	if (fds[0].revents)
		bell_quiet(&w->wake);
	if (fds[1].revents)
		folder_watch_drain(&w->watch);
}

/* Other sessions write the file, too. */
static void watch(struct writer *w)
{
	char *folder = record_file_folder(&w->file);

	folder_watch_begin(&w->watch, folder);
	free(folder);
}

static void release(struct writer *w)
{
	drop_first(w, w->n);
	free(w->queue);
	free(w->workshop);
	steps_free(&w->steps);
	record_free(&w->news);
	record_file_free(&w->file);
	bell_close(&w->wake);
	bell_close(&w->tells);
	folder_watch_end(&w->watch);
	pthread_mutex_destroy(&w->lock);
	pthread_cond_destroy(&w->turned);
	free(w);
}

static void *run(void *arg)
{
	struct writer *w = arg;
	bool writes, left;
	uint64_t upto;

	while (begin(w, &writes, &upto)) {
		watch(w);
		if (writes)
			attempt(w, upto);
		else
			look(w);
		rest(w);
		wait_for_work(w);
	}
	pthread_mutex_lock(&w->lock);
	left = w->left;
	pthread_mutex_unlock(&w->lock);
	if (left)
		release(w);
	return NULL;
}

/* ---- for the other thread ------------------------------------------------------ */

struct writer *writer_new(const struct record_file *file)
{
	struct writer *w = mem_alloc(sizeof *w);

	pthread_mutex_init(&w->lock, NULL);
	thread_cond_init(&w->turned);
	w->watch = (struct folder_watch)FOLDER_WATCH_NONE;
	w->file = *file;
	w->given = file->version;
	return w;
}

void writer_start(struct writer *w)
{
	int failed;

	if (w->started)
		return;
	w->busy = true;
	failed = bell_open(&w->wake) && bell_open(&w->tells) ? thread_start(&w->thread, run, w) : errno;
	w->started = failed == 0;
	if (w->started)
		return;
	errno = failed;
	error_errno(&w->why, "pthread_create");
	w->failed = true;
	w->busy = false;
	bell_close(&w->wake);
	bell_close(&w->tells);
}

void writer_follow(struct writer *w, const struct step_list *steps, const char *workshop)
{
	pthread_mutex_lock(&w->lock);
	/* Changes are counted: one that is withdrawn stays in the queue. */
	changes_follow(w->queue, w->n, &w->steps, steps);
	steps_free(&w->steps);
	steps_copy(&w->steps, steps);
	free(w->workshop);
	w->workshop = mem_dup(workshop);
	pthread_mutex_unlock(&w->lock);
}

void writer_add(struct writer *w, const struct record_change *change, int64_t epoch)
{
	pthread_mutex_lock(&w->lock);
	if (w->n == 0)
		w->epoch = epoch;
	if (w->n == MAX_QUEUED)
		drop_first(w, 1);
	*MEM_PUSH(w->queue, w->n) = *change;
	w->asked = true;
	pthread_mutex_unlock(&w->lock);
	if (w->started)
		bell_ring(&w->wake);
}

bool writer_is_well(struct writer *w, struct error *err)
{
	bool failed;

	pthread_mutex_lock(&w->lock);
	failed = w->failed;
	if (failed && err)
		*err = w->why;
	pthread_mutex_unlock(&w->lock);
	return !failed;
}

int writer_fd(const struct writer *w)
{
	return bell_fd(&w->tells);
}

bool writer_news(struct writer *w, struct record *news)
{
	bool has_news;

	pthread_mutex_lock(&w->lock);
	if (w->told)
		bell_quiet(&w->tells);
	w->told = false;
	has_news = w->has_news;
	if (has_news) {
		*news = w->news;
		w->news = (struct record){ 0 };
		w->has_news = false;
		do_queued(w, news);
	}
	pthread_mutex_unlock(&w->lock);
	return has_news;
}

/* Call it with the mutex.  False: the time is over. */
static bool wait_turn(struct writer *w, const struct timespec *until)
{
	return pthread_cond_timedwait(&w->turned, &w->lock, until) != ETIMEDOUT;
}

/* Call it with the mutex: an attempt that begins after this includes all that is queued. */
static void flush(struct writer *w, const struct timespec *until)
{
	uint64_t last = w->begun + 1;

	if (w->n == 0 || !w->started)
		return;
	w->asked = true;
	bell_ring(&w->wake);
	while (w->n > 0 && w->ended < last && wait_turn(w, until))
		;
}

/* Before the thread is started, nobody else uses the queue. */
static void start_for_queued(struct writer *w)
{
	if (!w->started && w->n > 0)
		writer_start(w);
}

bool writer_flush(struct writer *w, int timeout_ms, struct error *err)
{
	struct timespec until = thread_deadline(timeout_ms);
	bool ok;

	start_for_queued(w);
	pthread_mutex_lock(&w->lock);
	flush(w, &until);
	ok = w->n == 0;
	if (!ok && w->failed && err) {
		*err = w->why;
		error_reword(err, _("Your progress was not saved: %s"), err->message);
	} else if (!ok) {
		error_set(err, ERROR_SYSTEM, _("The disk has not taken your progress yet."));
	}
	pthread_mutex_unlock(&w->lock);
	return ok;
}

void writer_free(struct writer *w, int timeout_ms)
{
	struct timespec until = thread_deadline(timeout_ms);
	bool left;

	if (!w)
		return;
	start_for_queued(w);
	if (!w->started) {
		release(w);
		return;
	}
	pthread_mutex_lock(&w->lock);
	flush(w, &until);
	w->stop = true;
	bell_ring(&w->wake);
	while (w->busy && wait_turn(w, &until))
		;
	w->left = left = w->busy;
	/* Before it can see that and free all. */
	if (left)
		pthread_detach(w->thread);
	pthread_mutex_unlock(&w->lock);
	if (left)
		return;
	pthread_join(w->thread, NULL);
	release(w);
}
