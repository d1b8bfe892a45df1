// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* Loaded into the program by LD_PRELOAD, together with fault-libvirt.c: makes libvirt's calls
 * fail and last, its events come late, in another order or never, cuts its connections, and
 * sets the clock that the program reads.  By the environment:
 *
 *   TORTURE_CONTROL=FILE  a digit and seconds, "1 +0000003600": are there faults now, and what
 *                         is added to the time of day.  Read at each call, so that it can be
 *                         written meanwhile.  Without it nothing is changed.
 *   TORTURE_SEED=N        which calls these are: the same for the same number
 *   TORTURE_BEFORE=N, TORTURE_AFTER=N, TORTURE_DELAY=N, TORTURE_CUT=N, TORTURE_EVENTS=N
 *                         of a thousand calls so many fail before or after libvirt was called,
 *                         are delayed, or end a connection; so many events are delayed, and a
 *                         quarter of those is dropped
 *   TORTURE_DELAY_MS=N    how long at most
 *   TORTURE_LOG=FILE      a line for each of them
 *
 * What happens to a call depends on the seed, its name and how many there were of this name,
 * and not on the order in which threads come. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <libvirt/libvirt.h>
#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "fault-libvirt.h"

enum { NAMES = 128, FDS = 256, CONTROL_BYTES = 13 };

static const char *control; /* as long as the program; CONTROL_BYTES */
static unsigned seed, before, after, delay, cut, late, delay_ms;
static int log_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct {
	const char *name;
	unsigned calls;
} counts[NAMES]; /* under the lock */

/* ---- what is decided -------------------------------------------------------------- */

static bool are_faults(void)
{
	return control && control[0] == '1';
}

static unsigned count(const char *name)
{
	unsigned calls = 0;
	size_t i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < NAMES && counts[i].name && strcmp(counts[i].name, name) != 0; i++)
		;
	if (i < NAMES) {
		counts[i].name = name;
		calls = ++counts[i].calls;
	}
	pthread_mutex_unlock(&lock);
	return calls;
}

/* A number that the seed, the call and what is asked about it make. */
static unsigned number(const char *name, unsigned nth, const char *question)
{
	uint64_t hash = UINT64_C(0xcbf29ce484222325) ^ seed;
	const char *texts[] = { name, question };
	size_t i;

	for (i = 0; i < 2; i++)
		for (const char *at = texts[i]; *at; at++)
			hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
	hash = (hash ^ nth) * UINT64_C(0x9e3779b97f4a7c15);
	hash = (hash ^ hash >> 29) * UINT64_C(0xbf58476d1ce4e5b9);
	return (unsigned)(hash >> 33);
}

static bool happens(unsigned per_mille, const char *name, unsigned nth, const char *question)
{
	return per_mille > 0 && number(name, nth, question) % 1000 < per_mille;
}

static void tell(const char *name, unsigned nth, const char *what, unsigned ms)
{
	char line[160];
	int n = snprintf(line, sizeof line, "%s %u: %s %u\n", name, nth, what, ms);

	if (log_fd >= 0 && n > 0 && write(log_fd, line, (size_t)n) < 0)
		log_fd = -1;
}

static unsigned late_ms(const char *name, unsigned nth)
{
	return delay_ms ? number(name, nth, "how long") % delay_ms + 1 : 0;
}

static void rest(unsigned ms)
{
	struct timespec pause = { .tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000 };

	nanosleep(&pause, NULL);
}

static bool is_to_daemon(int fd)
{
	struct sockaddr_un peer = { 0 };
	socklen_t size = sizeof peer - 1;

	return getpeername(fd, (struct sockaddr *)&peer, &size) == 0 && peer.sun_family == AF_UNIX &&
	       (strstr(peer.sun_path, "libvirt-sock") || strstr(peer.sun_path, "virtqemud-sock"));
}

/* Ends each connection to a daemon, as a daemon does that dies. */
static void cut_lines(void)
{
	int fd;

	for (fd = 3; fd < FDS; fd++)
		if (is_to_daemon(fd))
			shutdown(fd, SHUT_RDWR);
}

static enum fault decide(const char *name)
{
	unsigned nth = count(name), ms;

	if (!are_faults())
		return FAULT_NONE;
	if (happens(delay, name, nth, "delay")) {
		ms = late_ms(name, nth);
		tell(name, nth, "delayed, ms", ms);
		rest(ms);
	}
	if (happens(cut, name, nth, "cut")) {
		tell(name, nth, "the lines are cut", 0);
		cut_lines();
	}
	if (happens(before, name, nth, "before")) {
		tell(name, nth, "fails before", 0);
		return FAULT_BEFORE;
	}
	if (happens(after, name, nth, "after")) {
		tell(name, nth, "fails after", 0);
		return FAULT_AFTER;
	}
	return FAULT_NONE;
}

/* ---- events ------------------------------------------------------------------------
 *
 * Each is handed on by libvirt's loop, at once or by a timer. */

struct registration {
	virConnectDomainEventGenericCallback call;
	void *opaque;
	virFreeCallback release;
	int id;
	unsigned refs; /* libvirt's, and that of each event on its way; under the lock */
	bool is_over;  /* no more events; under the lock */
};

struct event {
	struct registration *registration;
	virConnectPtr virt;
	virDomainPtr domain;
	int event, detail;
	unsigned long long kib;
	char *alias;
	int timer;
};

static void unref(struct registration *r)
{
	bool last;

	pthread_mutex_lock(&lock);
	last = --r->refs == 0;
	pthread_mutex_unlock(&lock);
	if (!last)
		return;
	if (r->release)
		r->release(r->opaque);
	free(r);
}

static void deregistered(void *opaque)
{
	struct registration *r = opaque;

	pthread_mutex_lock(&lock);
	r->is_over = true;
	pthread_mutex_unlock(&lock);
	unref(r);
}

static void hand_on(const struct event *e)
{
	const struct registration *r = e->registration;
	void *call = (void *)r->call, *opaque = r->opaque;

	if (r->id == VIR_DOMAIN_EVENT_ID_LIFECYCLE)
		((virConnectDomainEventCallback)call)(e->virt, e->domain, e->event, e->detail, opaque);
	else if (r->id == VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE)
		((virConnectDomainEventBalloonChangeCallback)call)(e->virt, e->domain, e->kib, opaque);
	else if (r->id == VIR_DOMAIN_EVENT_ID_REBOOT)
		r->call(e->virt, e->domain, opaque);
	else
		((virConnectDomainEventDeviceAddedCallback)call)(e->virt, e->domain, e->alias, opaque);
}

static void free_event(void *opaque)
{
	struct event *e = opaque;
	int (*release)(virDomainPtr);

	*(void **)&release = fault_real("virDomainFree");
	release(e->domain);
	unref(e->registration);
	free(e->alias);
	free(e);
}

static void timer_rings(int timer, void *opaque)
{
	struct event *e = opaque;
	int (*remove)(int);
	bool is_over;

	pthread_mutex_lock(&lock);
	is_over = e->registration->is_over;
	pthread_mutex_unlock(&lock);
	if (!is_over)
		hand_on(e);
	*(void **)&remove = fault_real("virEventRemoveTimeout");
	remove(timer); /* which frees the event */
}

/* A copy that lives until the timer rings.  (The connection that libvirt names is not kept.) */
static void put_off(const struct event *now, unsigned ms)
{
	int (*add)(int, virEventTimeoutCallback, void *, virFreeCallback), (*ref)(virDomainPtr);
	virConnectPtr (*connection)(virDomainPtr);
	struct event *e = malloc(sizeof *e);

	if (!e)
		abort();
	*(void **)&add = fault_real("virEventAddTimeout");
	*(void **)&ref = fault_real("virDomainRef");
	*(void **)&connection = fault_real("virDomainGetConnect");
	*e = *now;
	e->alias = now->alias ? strdup(now->alias) : NULL;
	ref(e->domain);
	e->virt = connection(e->domain);
	pthread_mutex_lock(&lock);
	e->registration->refs++;
	pthread_mutex_unlock(&lock);
	if (add((int)ms, timer_rings, e, free_event) < 0)
		free_event(e);
}

static void arrives(const struct event *e)
{
	unsigned nth = count("event"), ms = late_ms("event", nth);

	if (!are_faults() || !happens(late, "event", nth, "delay")) {
		hand_on(e);
	} else if (number("event", nth, "drop") % 4 == 0) {
		tell("event", nth, "dropped", (unsigned)e->registration->id);
	} else {
		tell("event", nth, "delayed, ms", ms);
		put_off(e, ms);
	}
}

static int on_lifecycle(virConnectPtr c, virDomainPtr d, int event, int detail, void *r)
{
	arrives(&(struct event){ .registration = r, .virt = c, .domain = d, .event = event,
				 .detail = detail });
	return 0;
}

static void on_reboot(virConnectPtr c, virDomainPtr d, void *r)
{
	arrives(&(struct event){ .registration = r, .virt = c, .domain = d });
}

static void on_device(virConnectPtr c, virDomainPtr d, const char *alias, void *r)
{
	arrives(&(struct event){ .registration = r, .virt = c, .domain = d, .alias = (char *)alias });
}

static void on_balloon(virConnectPtr c, virDomainPtr d, unsigned long long kib, void *r)
{
	arrives(&(struct event){ .registration = r, .virt = c, .domain = d, .kib = kib });
}

static virConnectDomainEventGenericCallback ours(int id)
{
	switch (id) {
	case VIR_DOMAIN_EVENT_ID_LIFECYCLE:
		return VIR_DOMAIN_EVENT_CALLBACK(on_lifecycle);
	case VIR_DOMAIN_EVENT_ID_REBOOT:
		return VIR_DOMAIN_EVENT_CALLBACK(on_reboot);
	case VIR_DOMAIN_EVENT_ID_DEVICE_ADDED:
	case VIR_DOMAIN_EVENT_ID_DEVICE_REMOVED:
		return VIR_DOMAIN_EVENT_CALLBACK(on_device);
	case VIR_DOMAIN_EVENT_ID_BALLOON_CHANGE:
		return VIR_DOMAIN_EVENT_CALLBACK(on_balloon);
	default:
		return NULL;
	}
}

int virConnectDomainEventRegisterAny(virConnectPtr virt, virDomainPtr domain, int id,
				     virConnectDomainEventGenericCallback call, void *opaque,
				     virFreeCallback release)
{
	int (*function)(virConnectPtr, virDomainPtr, int, virConnectDomainEventGenericCallback, void *,
			virFreeCallback);
	struct registration *r;
	int number_of_it;

	*(void **)&function = fault_real("virConnectDomainEventRegisterAny");
	if (!control || !ours(id))
		return function(virt, domain, id, call, opaque, release);
	r = malloc(sizeof *r);
	if (!r)
		abort();
	*r = (struct registration){ .call = call, .opaque = opaque, .release = release, .id = id,
				    .refs = 1 };
	number_of_it = function(virt, domain, id, ours(id), r, deregistered);
	if (number_of_it < 0)
		free(r);
	return number_of_it;
}

/* ---- the time of day ------------------------------------------------------------------ */

static time_t step(void)
{
	return control ? (time_t)strtol(control + 2, NULL, 10) : 0;
}

int clock_gettime(clockid_t id, struct timespec *now)
{
	int result = (int)syscall(SYS_clock_gettime, id, now);

	if (result == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
		now->tv_sec += step();
	return result;
}

time_t time(time_t *at)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	if (at)
		*at = now.tv_sec;
	return now.tv_sec;
}

int gettimeofday(struct timeval *restrict at, void *restrict zone)
{
	struct timespec now;

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &now);
	at->tv_sec = now.tv_sec;
	at->tv_usec = now.tv_nsec / 1000;
	return 0;
}

/* ---- the beginning --------------------------------------------------------------------- */

static unsigned setting(const char *name)
{
	const char *text = getenv(name);

	return text ? (unsigned)strtoul(text, NULL, 10) : 0;
}

static const char *map_control(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	void *at = MAP_FAILED;

	/* Longer than what is read: the rest of the page is zero. */
	if (fd >= 0 && lseek(fd, 0, SEEK_END) >= CONTROL_BYTES)
		at = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	if (fd >= 0)
		close(fd);
	return at == MAP_FAILED ? NULL : at;
}

static __attribute__((constructor)) void begin(void)
{
	const char *path = getenv("TORTURE_CONTROL"), *log = getenv("TORTURE_LOG");

	/* libvirt hands it on to the daemon that it starts. */
	if (path)
		unsetenv("LD_PRELOAD");
	if (!path || strcmp(program_invocation_short_name, "imitation") != 0)
		return;
	seed = setting("TORTURE_SEED");
	before = setting("TORTURE_BEFORE");
	after = setting("TORTURE_AFTER");
	delay = setting("TORTURE_DELAY");
	cut = setting("TORTURE_CUT");
	late = setting("TORTURE_EVENTS");
	delay_ms = setting("TORTURE_DELAY_MS");
	if (log)
		log_fd = open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	control = map_control(path);
	fault_decide_by(decide);
}
