# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/export: a workshop as web pages.
noinst_LIBRARIES += src/libexport.a
src_libexport_a_SOURCES = \
	src/export/export.c src/export/export.h \
	src/export/card-commands.c src/export/card-commands.h \
	src/export/export-card.c src/export/export-card.h \
	src/export/export-frame.c src/export/export-frame.h \
	src/export/export-page.c src/export/export-page.h \
	src/export/export-style.h \
	src/export/export-sweep.c src/export/export-sweep.h \
	src/export/html-notes.c src/export/html-notes.h \
	src/export/html-out.c src/export/html-out.h \
	src/export/html-text.c src/export/html-text.h

EXPORT_LINK = src/libexport.a src/libvm.a $(PIXEL_LINK) $(LOAD_LINK)
