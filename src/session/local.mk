# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/session: one person's way through a workshop, without a screen.
noinst_LIBRARIES += src/libsession.a
src_libsession_a_SOURCES = \
	src/session/advice.c src/session/advice.h \
	src/session/away.c src/session/away.h \
	src/session/build-view.c src/session/build-view.h \
	src/session/chain.c src/session/chain.h \
	src/session/checks.c src/session/checks.h \
	src/session/comeback.c src/session/comeback.h \
	src/session/editions.c src/session/editions.h \
	src/session/guide.c src/session/guide.h \
	src/session/hint-buttons.c src/session/hint-buttons.h \
	src/session/host-look.c src/session/host-look.h \
	src/session/known-steps.c src/session/known-steps.h \
	src/session/lay-aside.c src/session/lay-aside.h \
	src/session/leaving.c src/session/leaving.h \
	src/session/look-back.c src/session/look-back.h \
	src/session/machines.c src/session/machines.h \
	src/session/message.c src/session/message.h \
	src/session/narrate.c src/session/narrate.h \
	src/session/needed-guests.c src/session/needed-guests.h \
	src/session/notes.c src/session/notes.h \
	src/session/pace.c src/session/pace.h \
	src/session/parts.h \
	src/session/place.c src/session/place.h \
	src/session/press.c src/session/press.h \
	src/session/refusal.c src/session/refusal.h \
	src/session/reset.c src/session/reset.h \
	src/session/say.c src/session/say.h \
	src/session/seat.c src/session/seat.h \
	src/session/session.c src/session/session.h \
	src/session/show-edition.c src/session/show-edition.h \
	src/session/skip.c src/session/skip.h \
	src/session/stage.c src/session/stage.h \
	src/session/staying.c src/session/staying.h \
	src/session/tickets.c src/session/tickets.h \
	src/session/trail.c src/session/trail.h \
	src/session/turn.c src/session/turn.h \
	src/session/typed.c src/session/typed.h \
	src/session/view.h \
	src/session/visit.c src/session/visit.h

# What a program links that uses this folder.
SESSION_LINK = src/libsession.a src/libguests.a src/libhost.a src/libprogress.a \
	src/libvmcore.a src/libvmconsole.a src/libvmlibvirt.a src/libvmfiles.a src/libvm.a \
	$(PIXEL_LINK) $(LOAD_LINK) $(LIBVIRT_LIBS) $(XML_LIBS)
