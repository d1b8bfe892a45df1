# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/room: instructor and attendees of a class.
noinst_LIBRARIES += src/libroom.a
src_libroom_a_SOURCES = \
	src/room/attendee.c src/room/attendee.h \
	src/room/broker.c src/room/broker.h \
	src/room/follow.c src/room/follow.h \
	src/room/letters.c src/room/letters.h \
	src/room/link.c src/room/link.h \
	src/room/mailbox.c src/room/mailbox.h \
	src/room/mosquitto-library.h \
	src/room/presenter.c src/room/presenter.h \
	src/room/roster.c src/room/roster.h \
	src/room/ticket.c src/room/ticket.h \
	src/room/wire.c src/room/wire.h

# The module that src/room/link.c opens.
noinst_PROGRAMS += src/room-mosquitto.so
src_room_mosquitto_so_CPPFLAGS = $(AM_CPPFLAGS) -DLIBRARY='"room/mosquitto-library.h"'
src_room_mosquitto_so_CFLAGS = $(MODULE_CFLAGS)
src_room_mosquitto_so_SOURCES = src/base/library-module.c
src_room_mosquitto_so_LDFLAGS = $(MODULE_LINK)
src_room_mosquitto_so_LDADD = $(MOSQUITTO_LIBS)
MODULES += src/room-mosquitto.so
