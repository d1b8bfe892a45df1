// SPDX-FileCopyrightText: 2026 the imitation authors
// SPDX-License-Identifier: GPL-3.0-or-later
/* The functions of a fake backend that a test does not care about: no folder, no screen, and
 * nothing to give back. */
#ifndef TESTS_IDLE_BACKEND_H
#define TESTS_IDLE_BACKEND_H

#include "base/error.h"
#include "vm/backend.h"

static const char *idle_folder(struct vm_conn *conn)
{
	(void)conn;
	return NULL;
}

static bool idle_screen(struct vm_conn *conn, const char *machine, struct vm_screen *screen,
			struct error *err)
{
	(void)conn;
	(void)machine;
	(void)screen;
	return error_set(err, ERROR_UNSUPPORTED, "There are no screens.");
}

static bool idle_reset(struct vm_conn *conn, struct error *err)
{
	(void)conn;
	(void)err;
	return true;
}

/* The rest is the test's: fake_open and so on. */
#define IDLE_BACKEND                                                                              \
	{ .name = "fake", .open = fake_open, .close = fake_close, .alive = fake_alive,            \
	  .folder = idle_folder, .read = fake_read, .act = fake_act,                              \
	  .console_open = fake_console_open, .console_write = fake_console_write,                 \
	  .screen = idle_screen, .reset = idle_reset }

#endif
