// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The part of the core that the screen's thread calls: it queues jobs, returns results and
 * copies, and never calls a backend itself. */
#include "vm/core/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/thread.h"
#include "vm/core/state.h"
#include "vm/core/worker.h"

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

struct vm *vm_open(const struct vm_config *config, struct error *err)
{
	struct vm *vm = core_new(config);

	vm->backend = config->backend;
	if (!make_fds(vm, err)) {
		core_free(vm);
		return NULL;
	}
	vm->refs = 2;
	errno = thread_start(&vm->thread, core_worker, vm);
	if (errno) {
		error_errno(err, "pthread_create");
		core_free(vm);
		return NULL;
	}
	return vm;
}

void vm_close(struct vm *vm, int patience_ms)
{
	struct timespec until = thread_deadline(patience_ms);
	bool done;

	if (!vm)
		return;
	pthread_mutex_lock(&vm->lock);
	vm->stop = true;
	pthread_cond_signal(&vm->wake);
	pthread_cond_signal(&vm->heard);
	while (!vm->worker_done || vm->compares)
		if (pthread_cond_timedwait(&vm->ended, &vm->lock, &until) == ETIMEDOUT)
			break;
	done = vm->worker_done;
	pthread_mutex_unlock(&vm->lock);
	if (done)
		pthread_join(vm->thread, NULL);
	else
		pthread_detach(vm->thread);
	core_unref(vm);
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
