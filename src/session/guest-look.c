// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* A look at the guests on the disk; see guest-look.h. */
#include "session/guest-look.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/units.h"
#include "vm/files/guests.h"

enum {
	LOOK_MS = 3000, /* between two looks, while somebody asks */
	SOON_MS = 100,  /* until news of a look are asked for */
};

struct guest_look {
	struct machine_spec *specs; /* copies: only what guests_lacking() reads */
	size_t n;
	bool running; /* the thread; it is started for the first refresh */
	pthread_t thread;

	pthread_mutex_t lock; /* guards what follows; never held while the disk is read */
	pthread_cond_t wake, rests;
	bool wanted, looking, stop, news;
	bool outdated;         /* since the last look began */
	int64_t looked_ms;     /* monotonic: when that was */
	bool *lacks;           /* a machine each */
};

static bool lacks_any(const struct machine_spec *spec)
{
	bool lacking[GUEST_COUNT] = { false };
	size_t i;

	guests_lacking(spec, lacking);
	for (i = 0; i < GUEST_COUNT; i++)
		if (lacking[i])
			return true;
	return false;
}

/* Without the lock. */
static void look_at_all(struct guest_look *look)
{
	bool *lacks = mem_array(look->n, sizeof *lacks), *before;
	size_t i;

	pthread_mutex_lock(&look->lock);
	look->outdated = false;
	look->looked_ms = clock_mono_ms();
	pthread_mutex_unlock(&look->lock);
	for (i = 0; i < look->n; i++)
		lacks[i] = lacks_any(&look->specs[i]);
	pthread_mutex_lock(&look->lock);
	before = look->lacks;
	look->news = look->news || (before && memcmp(before, lacks, look->n * sizeof *lacks) != 0);
	look->lacks = lacks;
	pthread_mutex_unlock(&look->lock);
	free(before);
}

static void *watcher(void *context)
{
	struct guest_look *look = context;

	pthread_mutex_lock(&look->lock);
	while (!look->stop) {
		if (!look->wanted) {
			pthread_cond_wait(&look->wake, &look->lock);
			continue;
		}
		look->wanted = false;
		look->looking = true;
		pthread_mutex_unlock(&look->lock);
		look_at_all(look);
		pthread_mutex_lock(&look->lock);
		look->looking = false;
		pthread_cond_signal(&look->rests);
	}
	pthread_mutex_unlock(&look->lock);
	return NULL;
}

struct guest_look *guest_look_new(const struct workshop *workshop)
{
	struct guest_look *look = mem_alloc(sizeof *look);
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
	pthread_cond_init(&look->rests, NULL);
	look_at_all(look);
	return look;
}

void guest_look_free(struct guest_look *look)
{
	size_t i;

	if (!look)
		return;
	if (look->running) {
		pthread_mutex_lock(&look->lock);
		look->stop = true;
		pthread_cond_signal(&look->wake);
		pthread_mutex_unlock(&look->lock);
		pthread_join(look->thread, NULL);
	}
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
	free(look->lacks);
	free(look);
}

void guest_look_refresh(struct guest_look *look)
{
	if (!look)
		return;
	/* Without a thread what was seen stays: it is only shown. */
	if (!look->running)
		look->running = pthread_create(&look->thread, NULL, watcher, look) == 0;
	pthread_mutex_lock(&look->lock);
	if (!look->looking &&
	    (look->outdated || clock_mono_ms() - look->looked_ms >= LOOK_MS)) {
		look->wanted = look->running;
		pthread_cond_signal(&look->wake);
	}
	pthread_mutex_unlock(&look->lock);
}

void guest_look_outdate(struct guest_look *look)
{
	if (!look)
		return;
	pthread_mutex_lock(&look->lock);
	look->outdated = true;
	pthread_mutex_unlock(&look->lock);
}

void guest_look_settle(struct guest_look *look)
{
	if (!look)
		return;
	pthread_mutex_lock(&look->lock);
	look->wanted = false;
	while (look->looking)
		pthread_cond_wait(&look->rests, &look->lock);
	pthread_mutex_unlock(&look->lock);
}

void guest_look_now(struct guest_look *look)
{
	if (!look)
		return;
	/* One that began before must not have the last word. */
	guest_look_settle(look);
	look_at_all(look);
}

int64_t guest_look_due_ms(struct guest_look *look)
{
	int64_t due = INT64_MAX, now = clock_mono_ms();
	size_t i;

	if (!look)
		return due;
	pthread_mutex_lock(&look->lock);
	for (i = 0; i < look->n; i++)
		if (look->lacks[i])
			due = look->looked_ms + LOOK_MS;
	if (look->looking || look->wanted || due < now + SOON_MS)
		due = now + SOON_MS;
	pthread_mutex_unlock(&look->lock);
	return due;
}

bool guest_look_lacks(struct guest_look *look, size_t machine)
{
	bool lacks = false;

	if (!look)
		return false;
	pthread_mutex_lock(&look->lock);
	if (machine < look->n)
		lacks = look->lacks[machine];
	pthread_mutex_unlock(&look->lock);
	return lacks;
}

bool guest_look_has_news(struct guest_look *look)
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
