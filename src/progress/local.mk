# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/progress: a person's place and passed checks, on disk.
noinst_LIBRARIES += src/libprogress.a
src_libprogress_a_SOURCES = \
	src/progress/folder-watch.c src/progress/folder-watch.h \
	src/progress/progress.c src/progress/progress.h \
	src/progress/record.c src/progress/record.h \
	src/progress/record-file.c src/progress/record-file.h \
	src/progress/record-lines.c src/progress/record-lines.h \
	src/progress/renumber.c src/progress/renumber.h \
	src/progress/step-list.c src/progress/step-list.h \
	src/progress/writer.c src/progress/writer.h

PROGRESS_LINK = src/libprogress.a $(BASE_LINK)
