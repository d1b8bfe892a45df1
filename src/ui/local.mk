# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/ui: cells, theme, layout, panes, commands; no curses, no libvirt.
noinst_LIBRARIES += src/libui.a
src_libui_a_SOURCES = \
	src/ui/bar.c src/ui/bar.h \
	src/ui/blocks.c src/ui/blocks.h \
	src/ui/canvas.c src/ui/canvas.h \
	src/ui/command.c src/ui/command.h \
	src/ui/keys.c src/ui/keys.h \
	src/ui/layout.c \
	src/ui/lines.c src/ui/lines.h \
	src/ui/machine-line.h \
	src/ui/mouse.c \
	src/ui/move.c src/ui/move.h \
	src/ui/page.c src/ui/page.h \
	src/ui/paint.c \
	src/ui/pane.h \
	src/ui/pane-console.c \
	src/ui/pane-contents.c \
	src/ui/pane-help.c \
	src/ui/pane-lesson.c \
	src/ui/pane-machines.c \
	src/ui/pane-question.c \
	src/ui/pane-screen.c \
	src/ui/pane-status.c \
	src/ui/pane-strip.c \
	src/ui/pane-timeline.c \
	src/ui/pane-title.c \
	src/ui/plain.c \
	src/ui/render.c src/ui/render.h src/ui/render-private.h \
	src/ui/render-table.c \
	src/ui/search.c \
	src/ui/select.c \
	src/ui/state.h \
	src/ui/theme.c src/ui/theme.h \
	src/ui/type.c \
	src/ui/ui.c src/ui/ui.h \
	src/ui/words.c src/ui/words.h \
	src/ui/wrap.c src/ui/wrap.h
