# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# src/lesson: workshops as data, read from markdown and YAML; progress.
noinst_LIBRARIES += src/liblesson.a
src_liblesson_a_SOURCES = \
	src/lesson/address.c \
	src/lesson/address.h \
	src/lesson/ascii.h \
	src/lesson/cover.c \
	src/lesson/diag.c \
	src/lesson/diag.h \
	src/lesson/doc.c \
	src/lesson/doc.h \
	src/lesson/fences.c \
	src/lesson/fences.h \
	src/lesson/front.c \
	src/lesson/front.h \
	src/lesson/growing.c \
	src/lesson/growing.h \
	src/lesson/html.c \
	src/lesson/html.h \
	src/lesson/htmlblocks.c \
	src/lesson/htmlblocks.h \
	src/lesson/htmlread.c \
	src/lesson/htmlread.h \
	src/lesson/ids.c \
	src/lesson/ids.h \
	src/lesson/inlines.c \
	src/lesson/inlines.h \
	src/lesson/lesson.c \
	src/lesson/lesson.h \
	src/lesson/lint-already.c \
	src/lesson/lint-touched.c \
	src/lesson/lint-translation.c \
	src/lesson/lint.c \
	src/lesson/lint.h \
	src/lesson/liquid.c \
	src/lesson/liquid.h \
	src/lesson/load.c \
	src/lesson/load.h \
	src/lesson/markdown.c \
	src/lesson/markdown.h \
	src/lesson/mdtext.c \
	src/lesson/mdtext.h \
	src/lesson/misspelt.c \
	src/lesson/misspelt.h \
	src/lesson/page.c \
	src/lesson/progress.c \
	src/lesson/progress.h \
	src/lesson/reader.h \
	src/lesson/record.c \
	src/lesson/record.h \
	src/lesson/same.c \
	src/lesson/same.h \
	src/lesson/scan.c \
	src/lesson/scan.h \
	src/lesson/stamp.c \
	src/lesson/stamp.h \
	src/lesson/table.c \
	src/lesson/table.h \
	src/lesson/values.c \
	src/lesson/values.h \
	src/lesson/verbs.c \
	src/lesson/verbs.h \
	src/lesson/workshop.c \
	src/lesson/yaml.c \
	src/lesson/yaml.h
