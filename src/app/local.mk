# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/app: the loop, what each command of the screen does, the queue of buttons.
noinst_LIBRARIES += src/libapp.a
src_libapp_a_SOURCES = \
	src/app/app.c src/app/app.h \
	src/app/app-private.h \
	src/app/asleep.c src/app/asleep.h \
	src/app/classroom.c src/app/classroom.h \
	src/app/do-command.c src/app/do-command.h \
	src/app/ending.c src/app/ending.h \
	src/app/notes-loop.c src/app/notes-loop.h \
	src/app/session-command.c src/app/session-command.h \
	src/app/watch.c src/app/watch.h
