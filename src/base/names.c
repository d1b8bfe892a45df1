// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Names, each once; see names.h. */
#include "base/names.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include "base/mem.h"
#include "base/str.h"

static pthread_once_t seeded = PTHREAD_ONCE_INIT;
static uint32_t seed;

static void make_seed(void)
{
	if (getrandom(&seed, sizeof seed, GRND_NONBLOCK) != (ssize_t)sizeof seed)
		seed = (uint32_t)time(NULL) ^ (uint32_t)clock();
	/* Where the lowest byte is 0, words that have the same hash without a seed have it with
	 * this one, too. */
	seed |= 1;
}

/* A hash that nobody can foresee, so that nobody can choose names that have the same. */
static uint32_t hash_of(const char *name)
{
	uint32_t hash;

	pthread_once(&seeded, make_seed);
	hash = hash32(HASH32 ^ seed, name, strlen(name));
	/* The upper half counts too: the lower bits alone depend on few bits of the seed. */
	hash = (hash ^ hash >> 16) * 0x85ebca6bu;
	return hash ^ hash >> 13;
}

/* The slot that holds the name, or the free one where it belongs. */
static size_t *slot_of(const struct names *names, const char *name)
{
	size_t i = hash_of(name) & (names->n_slots - 1);

	while (names->slots[i] && strcmp(names->list[names->slots[i] - 1], name) != 0)
		i = (i + 1) & (names->n_slots - 1);
	return &names->slots[i];
}

size_t names_find(const struct names *names, const char *name)
{
	return names->n_slots > 0 ? *slot_of(names, name) : 0;
}

static void more_slots(struct names *names)
{
	size_t i;

	names->n_slots = names->n_slots ? names->n_slots * 4 : 16;
	free(names->slots);
	names->slots = mem_array(names->n_slots, sizeof *names->slots);
	for (i = 0; i < names->n; i++)
		*slot_of(names, names->list[i]) = i + 1;
}

size_t names_add(struct names *names, const char *name)
{
	size_t *slot;

	if ((names->n + 1) * 2 > names->n_slots)
		more_slots(names);
	slot = slot_of(names, name);
	if (*slot == 0) {
		*MEM_PUSH(names->list, names->n) = mem_dup(name);
		*slot = names->n;
	}
	return *slot;
}

void names_free(struct names *names)
{
	size_t i;

	for (i = 0; i < names->n; i++)
		free(names->list[i]);
	free(names->list);
	free(names->slots);
	*names = (struct names){ 0 };
}
