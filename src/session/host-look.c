// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looking at this host on a thread of its own; see host-look.h. */
#include "session/host-look.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/mem.h"
#include "host/host.h"
#include "vm/files/boot-files.h"
#include "vm/files/guests.h"

enum {
	LOOK_MS = 3000, /* between two looks, while somebody asks */
	SOON_MS = 100,  /* until the result of a look is asked for */
};

/* What was seen of one machine. */
struct seen {
	bool lacks_guest;
	struct error err; /* why it cannot boot; its kind is ERROR_NONE if it can */
};

/* The requirements to look at, and what was found. */
struct question {
	const struct workshop *workshop; /* NULL: nothing is asked */
	const struct lesson *lesson;
	struct vm_picture *picture;      /* a copy */
	struct findings findings;
};

struct host_look {
	struct machine_spec *specs; /* copies: only what boot_there() reads */
	size_t n;
	bool running; /* the thread; it is started when first needed */
	pthread_t thread;

	pthread_mutex_t lock; /* guards what follows; never held while the disk is read */
	pthread_cond_t wake, rests;
	bool wanted, looking, stop, news;
	bool outdated;         /* since the last look began */
	int64_t looked_ms;     /* monotonic: when that was */
	struct seen *seen;     /* a machine each */
	struct question asked, answered;
};

/* ---- looking, without the lock ---------------------------------------------------- */

static void look_at(const struct machine_spec *spec, struct seen *seen)
{
	bool lacking[GUEST_COUNT] = { false };
	size_t i;

	guests_lacking(spec, lacking);
	for (i = 0; i < GUEST_COUNT; i++)
		seen->lacks_guest |= lacking[i];
	boot_there(spec, &seen->err);
}

static bool same_guests(const struct host_look *look, const struct seen *a, const struct seen *b)
{
	size_t i;

	for (i = 0; i < look->n; i++)
		if (a[i].lacks_guest != b[i].lacks_guest)
			return false;
	return true;
}

static void look_at_all(struct host_look *look)
{
	struct seen *seen = mem_array(look->n, sizeof *seen), *before;
	size_t i;

	pthread_mutex_lock(&look->lock);
	look->outdated = false;
	look->looked_ms = clock_mono_ms();
	pthread_mutex_unlock(&look->lock);
	for (i = 0; i < look->n; i++)
		look_at(&look->specs[i], &seen[i]);
	pthread_mutex_lock(&look->lock);
	before = look->seen;
	look->news = look->news || (before && !same_guests(look, before, seen));
	look->seen = seen;
	pthread_mutex_unlock(&look->lock);
	free(before);
}

static void look_at_lesson(struct question *question)
{
	requirements_find(question->workshop, question->lesson, question->picture->uri,
			  &question->findings);
	requirements_find_guests(question->workshop, question->lesson, question->picture,
				 &question->findings);
}

static void forget(struct question *question)
{
	vm_picture_free(question->picture);
	findings_free(&question->findings);
	*question = (struct question){ 0 };
}

/* ---- the thread ------------------------------------------------------------------- */

/* Takes what it is to do, with the lock held. */
static bool take_work(struct host_look *look, bool *all, struct question *question)
{
	*all = look->wanted;
	*question = look->asked;
	look->wanted = false;
	look->asked = (struct question){ 0 };
	look->looking = *all || question->workshop;
	return look->looking;
}

static void put_answer(struct host_look *look, struct question *question)
{
	/* A newer question makes this answer useless. */
	if (look->asked.workshop) {
		forget(question);
	} else if (question->workshop) {
		forget(&look->answered);
		look->answered = *question;
	}
}

static void *watcher(void *context)
{
	struct host_look *look = context;
	struct question question;
	bool all;

	pthread_mutex_lock(&look->lock);
	while (!look->stop) {
		if (!take_work(look, &all, &question)) {
			pthread_cond_signal(&look->rests);
			pthread_cond_wait(&look->wake, &look->lock);
			continue;
		}
		pthread_mutex_unlock(&look->lock);
		if (question.workshop)
			look_at_lesson(&question);
		if (all)
			look_at_all(look);
		pthread_mutex_lock(&look->lock);
		put_answer(look, &question);
		look->looking = false;
		if (look->stop)
			pthread_cond_signal(&look->rests);
	}
	pthread_mutex_unlock(&look->lock);
	return NULL;
}

/* Starts the thread, with signals blocked: they belong to the caller's thread.  False: there
 * is none, and what was seen first stays. */
static bool is_running(struct host_look *look)
{
	if (!look->running)
		look->running = thread_start(&look->thread, watcher, look) == 0;
	return look->running;
}

/* ---- making one ------------------------------------------------------------------- */

struct host_look *host_look_new(const struct workshop *workshop)
{
	struct host_look *look = mem_alloc(sizeof *look);
	size_t i;

	look->n = workshop->n_machines;
	look->specs = mem_array(look->n, sizeof *look->specs);
	for (i = 0; i < look->n; i++) {
		const struct machine_spec *spec = &workshop->machines[i];

		look->specs[i].name = mem_dup(spec->name);
		look->specs[i].image = mem_dup(spec->image);
		look->specs[i].kernel = mem_dup(spec->kernel);
		look->specs[i].initrd = mem_dup(spec->initrd);
	}
	pthread_mutex_init(&look->lock, NULL);
	pthread_cond_init(&look->wake, NULL);
	thread_cond_init(&look->rests);
	look_at_all(look);
	return look;
}

/* Tells the thread to end, and waits for the disk that it reads.  False: until then it has
 * not ended. */
static bool thread_ends(struct host_look *look, int64_t until_ms)
{
	int left = clock_left_ms(until_ms);
	struct timespec until = thread_deadline(left < 0 ? INT_MAX : left);
	bool ends;

	pthread_mutex_lock(&look->lock);
	look->stop = true;
	pthread_cond_signal(&look->wake);
	while (look->looking && pthread_cond_timedwait(&look->rests, &look->lock, &until) != ETIMEDOUT)
		;
	ends = !look->looking;
	pthread_mutex_unlock(&look->lock);
	if (ends)
		pthread_join(look->thread, NULL);
	return ends;
}

bool host_look_free(struct host_look *look, int64_t until_ms)
{
	size_t i;

	if (!look)
		return true;
	if (look->running && !thread_ends(look, until_ms))
		return false;
	pthread_mutex_destroy(&look->lock);
	pthread_cond_destroy(&look->wake);
	pthread_cond_destroy(&look->rests);
	for (i = 0; i < look->n; i++) {
		free(look->specs[i].name);
		free(look->specs[i].image);
		free(look->specs[i].kernel);
		free(look->specs[i].initrd);
	}
	free(look->specs);
	free(look->seen);
	forget(&look->asked);
	forget(&look->answered);
	free(look);
	return true;
}

/* ---- the machines' files ---------------------------------------------------------- */

void host_look_refresh(struct host_look *look)
{
	if (!look || !is_running(look))
		return;
	pthread_mutex_lock(&look->lock);
	if (!look->looking &&
	    (look->outdated || clock_mono_ms() - look->looked_ms >= LOOK_MS)) {
		look->wanted = true;
		pthread_cond_signal(&look->wake);
	}
	pthread_mutex_unlock(&look->lock);
}

void host_look_outdate(struct host_look *look)
{
	if (!look)
		return;
	pthread_mutex_lock(&look->lock);
	look->outdated = true;
	pthread_mutex_unlock(&look->lock);
}

void host_look_now(struct host_look *look)
{
	if (!look)
		return;
	/* One that began before would overwrite what is seen now. */
	host_look_wait(look);
	look_at_all(look);
}

bool host_look_lacks(struct host_look *look, size_t machine)
{
	bool lacks;

	if (!look || machine >= look->n)
		return false;
	pthread_mutex_lock(&look->lock);
	lacks = look->seen[machine].lacks_guest;
	pthread_mutex_unlock(&look->lock);
	return lacks;
}

bool host_look_can_boot(struct host_look *look, size_t machine, struct error *err)
{
	bool can = true;

	if (!look || machine >= look->n)
		return true;
	pthread_mutex_lock(&look->lock);
	if (!look->outdated && !look->looking && clock_mono_ms() - look->looked_ms < LOOK_MS + SOON_MS)
		can = look->seen[machine].err.kind == ERROR_NONE;
	if (!can && err)
		*err = look->seen[machine].err;
	pthread_mutex_unlock(&look->lock);
	return can;
}

bool host_look_has_news(struct host_look *look)
{
	bool news;

	if (!look)
		return false;
	pthread_mutex_lock(&look->lock);
	news = look->news;
	look->news = false;
	pthread_mutex_unlock(&look->lock);
	return news;
}

/* ---- a lesson's requirements ------------------------------------------------------- */

void host_look_ask(struct host_look *look, const struct workshop *workshop,
		   const struct lesson *lesson, const struct vm_picture *picture)
{
	bool running;

	if (!look)
		return;
	running = is_running(look);
	pthread_mutex_lock(&look->lock);
	forget(&look->asked);
	forget(&look->answered);
	look->asked = (struct question){ workshop, lesson, vm_picture_copy(picture), { 0 } };
	if (!running) {
		look->answered = look->asked;
		look->asked = (struct question){ 0 };
		look_at_lesson(&look->answered);
	}
	pthread_cond_signal(&look->wake);
	pthread_mutex_unlock(&look->lock);
}

void host_look_wait(struct host_look *look)
{
	if (!look || !look->running)
		return;
	pthread_mutex_lock(&look->lock);
	while (look->looking || look->wanted || look->asked.workshop)
		pthread_cond_wait(&look->rests, &look->lock);
	pthread_mutex_unlock(&look->lock);
}

bool host_look_answer(struct host_look *look, struct findings *findings)
{
	bool there;

	if (!look)
		return false;
	pthread_mutex_lock(&look->lock);
	there = look->answered.workshop != NULL;
	*findings = look->answered.findings;
	look->answered.findings = (struct findings){ 0 };
	forget(&look->answered);
	pthread_mutex_unlock(&look->lock);
	return there;
}

bool host_look_is_busy(struct host_look *look)
{
	bool busy;

	if (!look)
		return false;
	pthread_mutex_lock(&look->lock);
	busy = look->looking;
	pthread_mutex_unlock(&look->lock);
	return busy;
}

bool host_look_settle(struct host_look *look)
{
	bool was_asked;

	if (!look)
		return false;
	pthread_mutex_lock(&look->lock);
	look->wanted = false;
	was_asked = look->asked.workshop != NULL;
	forget(&look->asked);
	pthread_mutex_unlock(&look->lock);
	host_look_wait(look);
	pthread_mutex_lock(&look->lock);
	was_asked |= look->answered.workshop != NULL;
	forget(&look->answered);
	pthread_mutex_unlock(&look->lock);
	return was_asked;
}

/* ---- when ------------------------------------------------------------------------- */

int64_t host_look_due_ms(struct host_look *look, bool shows_guests)
{
	int64_t due = CLOCK_NEVER, now = clock_mono_ms();
	size_t i;

	if (!look)
		return due;
	pthread_mutex_lock(&look->lock);
	for (i = 0; shows_guests && i < look->n; i++)
		if (look->seen[i].lacks_guest)
			due = look->looked_ms + LOOK_MS;
	if (look->looking || look->wanted || look->asked.workshop || look->answered.workshop ||
	    due < now + SOON_MS)
		due = now + SOON_MS;
	pthread_mutex_unlock(&look->lock);
	return due;
}
