# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/ui: cells, theme, layout, panes, keys: the screen without a terminal.
noinst_LIBRARIES += src/libui.a
src_libui_a_SOURCES = \
	src/ui/blocks.c src/ui/blocks.h \
	src/ui/canvas.c src/ui/canvas.h \
	src/ui/fits-screen.c src/ui/fits-screen.h \
	src/ui/input/command.c src/ui/input/command.h \
	src/ui/input/keys.c src/ui/input/keys.h \
	src/ui/input/mouse.c \
	src/ui/input/move.c src/ui/input/move.h \
	src/ui/input/select.c \
	src/ui/input/type.c \
	src/ui/layout.c \
	src/ui/panes/bar.c src/ui/panes/bar.h \
	src/ui/panes/machine-line.h \
	src/ui/panes/paint.c \
	src/ui/panes/pane.h \
	src/ui/panes/pane-console.c \
	src/ui/panes/pane-contents.c \
	src/ui/panes/pane-help.c \
	src/ui/panes/pane-lesson.c \
	src/ui/panes/pane-machines.c \
	src/ui/panes/pane-question.c \
	src/ui/panes/pane-screen.c \
	src/ui/panes/pane-status.c \
	src/ui/panes/pane-strip.c \
	src/ui/panes/pane-timeline.c \
	src/ui/panes/pane-title.c \
	src/ui/state.h \
	src/ui/text/lines.c src/ui/text/lines.h \
	src/ui/text/place-text.c src/ui/text/place-text.h \
	src/ui/text/plain-text.c \
	src/ui/text/render.c src/ui/text/render.h \
	src/ui/text/render-private.h \
	src/ui/text/render-table.c \
	src/ui/text/search.c \
	src/ui/text/wrap.c src/ui/text/wrap.h \
	src/ui/theme.c src/ui/theme.h \
	src/ui/ui.c src/ui/ui.h

UI_LINK = src/libui.a src/libvmconsole.a $(VM_LINK) $(VTERM_LIBS)
