// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The hub: what vm.h promises to the screen's thread.  It queues jobs, hands
 * results and copies over, and never calls a backend itself. */
#include "vm/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/mem.h"
#include "vm/hub.h"

static bool watch_fd(int epoll_fd, int fd)
{
	struct epoll_event event = { .events = EPOLLIN, .data = { .fd = fd } };

	return epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &event) == 0;
}

/* The pipe is written by the worker, the timer fires when a call is late. */
static bool make_fds(struct vm *vm, struct error *err)
{
	int pipe_fds[2];

	if (pipe2(pipe_fds, O_CLOEXEC | O_NONBLOCK) != 0)
		return error_errno(err, "pipe");
	vm->pipe_read = pipe_fds[0];
	vm->pipe_write = pipe_fds[1];
	vm->timer_fd = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
	vm->wait_fd = epoll_create1(EPOLL_CLOEXEC);
	if (vm->timer_fd < 0 || vm->wait_fd < 0 || !watch_fd(vm->wait_fd, vm->pipe_read) ||
	    !watch_fd(vm->wait_fd, vm->timer_fd))
		return error_errno(err, "epoll");
	return true;
}

static void copy_specs(struct vm *vm, const struct workshop *workshop)
{
	size_t i;

	vm->n_specs = workshop->n_machines;
	vm->specs = mem_array(vm->n_specs, sizeof *vm->specs);
	for (i = 0; i < vm->n_specs; i++) {
		const struct machine_spec *from = &workshop->machines[i];
		struct machine_spec *to = &vm->specs[i];

		*to = *from;
		to->name = mem_dup(from->name);
		to->title = mem_dup(from->title ? from->title : from->name);
		to->image = mem_dup(from->image);
		to->kernel = mem_dup(from->kernel);
		to->initrd = mem_dup(from->initrd);
		to->cmdline = mem_dup(from->cmdline);
		to->arch = mem_dup(from->arch ? from->arch : "x86_64");
		to->network = mem_dup(from->network ? from->network : "none");
		to->clone_of = mem_dup(from->clone_of);
		to->at = (struct place){ 0 };
	}
}

static void free_specs(struct vm *vm)
{
	size_t i;

	for (i = 0; i < vm->n_specs; i++) {
		struct machine_spec *spec = &vm->specs[i];

		free(spec->name);
		free(spec->title);
		free(spec->image);
		free(spec->kernel);
		free(spec->initrd);
		free(spec->cmdline);
		free(spec->arch);
		free(spec->network);
		free(spec->clone_of);
	}
	free(vm->specs);
}

static void close_fd(int fd)
{
	if (fd >= 0)
		close(fd);
}

static void hub_free(struct vm *vm)
{
	hub_picture_free(vm);
	while (vm->jobs) {
		struct hub_job *next = vm->jobs->next;

		hub_job_free(vm->jobs);
		vm->jobs = next;
	}
	while (vm->results) {
		struct hub_result *next = vm->results->next;

		free(vm->results);
		vm->results = next;
	}
	free_specs(vm);
	vm_screen_clear(&vm->screen);
	free(vm->watched);
	close_fd(vm->wait_fd);
	close_fd(vm->timer_fd);
	close_fd(vm->pipe_read);
	close_fd(vm->pipe_write);
	free(vm->workshop_id);
	free(vm->prefix);
	free(vm->data_dir);
	free(vm->asked_uri);
	pthread_mutex_destroy(&vm->lock);
	pthread_cond_destroy(&vm->wake);
	pthread_cond_destroy(&vm->ended);
	free(vm);
}

void hub_unref(struct vm *vm)
{
	bool last;

	pthread_mutex_lock(&vm->lock);
	last = --vm->refs == 0;
	pthread_mutex_unlock(&vm->lock);
	if (last)
		hub_free(vm);
}

/* Signals belong to the screen's thread. */
static int start_thread(struct vm *vm)
{
	sigset_t all, before;
	int failed;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	failed = pthread_create(&vm->thread, NULL, hub_worker, vm);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return failed;
}

struct vm *vm_open(const struct vm_config *config, struct error *err)
{
	struct vm *vm = mem_alloc(sizeof *vm);
	pthread_condattr_t monotonic;

	vm->wait_fd = vm->timer_fd = vm->pipe_read = vm->pipe_write = -1;
	vm->backend = &backend_libvirt;
	vm->workshop_id = mem_dup(config->workshop->id);
	vm->prefix = mem_dup(config->prefix ? config->prefix : "");
	vm->data_dir = mem_dup(config->data_dir);
	vm->look_only = config->look_only;
	vm->truth.workshop = mem_dup(config->path);
	vm->asked_uri = mem_dup(config->uri);
	pthread_mutex_init(&vm->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&vm->wake, &monotonic);
	pthread_cond_init(&vm->ended, &monotonic);
	pthread_condattr_destroy(&monotonic);
	copy_specs(vm, config->workshop);
	hub_picture_init(vm);
	if (!make_fds(vm, err)) {
		hub_free(vm);
		return NULL;
	}
	vm->refs = 2;
	errno = start_thread(vm);
	if (errno) {
		error_errno(err, "pthread_create");
		hub_free(vm);
		return NULL;
	}
	return vm;
}

void vm_close(struct vm *vm, int patience_ms)
{
	struct timespec until;
	bool done;

	if (!vm)
		return;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += patience_ms / 1000;
	until.tv_nsec += patience_ms % 1000 * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000L;
	}
	pthread_mutex_lock(&vm->lock);
	vm->stop = true;
	pthread_cond_signal(&vm->wake);
	while (!vm->worker_done)
		if (pthread_cond_timedwait(&vm->ended, &vm->lock, &until) == ETIMEDOUT)
			break;
	done = vm->worker_done;
	pthread_mutex_unlock(&vm->lock);
	if (done)
		pthread_join(vm->thread, NULL);
	else
		pthread_detach(vm->thread);
	hub_unref(vm);
}

int vm_fd(const struct vm *vm)
{
	return vm->wait_fd;
}

static void empty(int fd)
{
	char bytes[64];

	ssize_t n;

	do {
		n = read(fd, bytes, sizeof bytes);
	} while (n > 0 || (n < 0 && errno == EINTR));
}

bool vm_drain(struct vm *vm)
{
	uint64_t expired;
	bool changed;

	pthread_mutex_lock(&vm->lock);
	empty(vm->pipe_read);
	changed = vm->changed;
	vm->changed = false;
	pthread_mutex_unlock(&vm->lock);
	return read(vm->timer_fd, &expired, sizeof expired) > 0 || changed;
}
