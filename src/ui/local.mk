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
	src/ui/input/copy.c src/ui/input/copy.h \
	src/ui/input/find.c src/ui/input/find.h \
	src/ui/input/handlers.c src/ui/input/handlers.h \
	src/ui/input/keys.c src/ui/input/keys.h \
	src/ui/input/move.c src/ui/input/move.h \
	src/ui/input/spot.c src/ui/input/spot.h \
	src/ui/input/type.c src/ui/input/type.h \
	src/ui/layout.c src/ui/layout.h \
	src/ui/notes-screen.c src/ui/notes-screen.h \
	src/ui/panes/paint.c src/ui/panes/paint.h \
	src/ui/panes/pane-console.c src/ui/panes/pane-console.h \
	src/ui/panes/pane-details.c src/ui/panes/pane-details.h \
	src/ui/panes/pane-lesson.c src/ui/panes/pane-lesson.h \
	src/ui/panes/pane-lists.c src/ui/panes/pane-lists.h \
	src/ui/panes/pane-machines.c src/ui/panes/pane-machines.h \
	src/ui/panes/pane-notes.c src/ui/panes/pane-notes.h \
	src/ui/panes/pane-overlay.c src/ui/panes/pane-overlay.h \
	src/ui/panes/pane-status.c src/ui/panes/pane-status.h \
	src/ui/panes/pane-title.c src/ui/panes/pane-title.h \
	src/ui/state/kept.c src/ui/state/kept.h \
	src/ui/roster-keys.c src/ui/roster-keys.h \
	src/ui/roster-look.c src/ui/roster-look.h \
	src/ui/roster-screen.c src/ui/roster-screen.h \
	src/ui/roster-table.c src/ui/roster-table.h \
	src/ui/roster-text.c src/ui/roster-text.h \
	src/ui/roster-view.h \
	src/ui/state/ui-state.c src/ui/state/ui-state.h \
	src/ui/text/bar.c src/ui/text/bar.h \
	src/ui/text/copy-text.c src/ui/text/copy-text.h \
	src/ui/text/end-text.c src/ui/text/end-text.h \
	src/ui/text/lines.c src/ui/text/lines.h \
	src/ui/text/notes-text.c src/ui/text/notes-text.h \
	src/ui/text/page-search.c src/ui/text/page-search.h \
	src/ui/text/place-text.c src/ui/text/place-text.h \
	src/ui/text/plain-search.c src/ui/text/plain-search.h \
	src/ui/text/render.c src/ui/text/render.h \
	src/ui/text/render-line.c src/ui/text/render-line.h \
	src/ui/text/render-options.h \
	src/ui/text/still-step.c src/ui/text/still-step.h \
	src/ui/text/text-search.c src/ui/text/text-search.h \
	src/ui/theme.c src/ui/theme.h \
	src/ui/ui.c src/ui/ui.h

UI_LINK = src/libui.a src/libvmconsole.a $(VM_LINK)
