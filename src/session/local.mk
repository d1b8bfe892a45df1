# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/session: one person's way through a workshop, without a screen.
noinst_LIBRARIES += src/libsession.a
src_libsession_a_SOURCES = \
	src/session/advice.c src/session/advice.h \
	src/session/chain.c \
	src/session/file-errors.c \
	src/session/guest-making.c \
	src/session/language.c \
	src/session/message.c \
	src/session/narrate.c src/session/narrate.h \
	src/session/place.c \
	src/session/press.c \
	src/session/reload.c \
	src/session/risk.c \
	src/session/session.c src/session/session.h \
	src/session/session-private.h \
	src/session/stage.c \
	src/session/view.c src/session/view.h \
	src/session/wait.c
