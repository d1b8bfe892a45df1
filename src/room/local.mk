# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/room: instructor and attendees of a class.
noinst_LIBRARIES += src/libroom.a
src_libroom_a_SOURCES = \
	src/room/follow.c src/room/follow.h \
	src/room/roster.c src/room/roster.h \
	src/room/wire.c src/room/wire.h
